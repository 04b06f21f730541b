// The ten commonest tasks, each with as few taps as it may take: every press on the screen counts, and what is
// typed on the keyboard doesn't. Seconds are told, of a hand that taps and types at a steady pace, with all that
// it had to wait for the app; on a busy machine that is more.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, sharedApp } from './support/canvas.mjs';
import { exportOf } from './support/filled.mjs';
import { Overview } from './support/overview.mjs';

const shared = sharedApp({ hasTouch: true });

/** Taps before the page was made for the couch (the count), and the most that each task may take now. */
const TASKS = {
  'open a case': { before: 1, most: 1 },
  'write in a box': { before: 1, most: 1 },
  'an action with who and when': { before: 5, most: 3 },
  'tick an action': { before: 1, most: 1 },
  'a line with three typed amounts': { before: 4, most: 2 },
  'a line with a computed amount': { before: 7, most: 4 },
  'the first grade': { before: 6, most: 3 },
  'remove a line, and back': { before: 3, most: 3 },
  'print': { before: 2, most: 2 },
  'find a price': { before: 3, most: 2 },
};
const counted = {};
/** Seconds that a tap and a key take. */
const [TAP, KEY] = [0.6, 0.18];
const seconds = {};
/** How long a scroll takes to come to rest, in milliseconds. */
const REST_MS = 300;

/** One finger and the keyboard. */
class Hand {
  taps = 0;
  keys = 0;
  /** The seconds that it has let a scroll come to rest, which count for no task. */
  rested = 0;

  async tap(locator) {
    this.taps += 1;
    // A tap within a few frames of a scroll moves the focus and leaves the caret behind; no finger is as fast.
    await locator.scrollIntoViewIfNeeded();
    await shared.page.waitForTimeout(REST_MS);
    this.rested += REST_MS / 1000;
    await locator.tap();
  }

  /** Types where the focus is; a tap may have to move it there first. */
  async type(text) {
    this.keys += text.length;
    await shared.page.keyboard.type(text);
  }

  async enter() {
    this.keys += 1;
    await shared.page.keyboard.press('Enter');
  }
}

/** Does a task on a filled canvas, or on an empty one, and counts. */
function task(name, work, { empty = false } = {}) {
  test(name, { timeout: 60_000 }, async () => {
    const canvas = await shared.newCanvas();
    const number = `24-${Object.keys(TASKS).indexOf(name)}`;
    if (!empty) {
      await canvas.overview();
      const overview = new Overview(shared.app);
      const file = exportOf({ id: number });
      file.canvassen[0].casusnummer = number;
      await overview.import(file);
      if (name === 'open a case') await shared.app.button(number).waitFor();
      else await overview.open(number);
    }
    const hand = new Hand();
    const from = performance.now();
    await work(hand, canvas, shared.app);
    const waited = (performance.now() - from) / 1000 - hand.rested;
    counted[name] = hand.taps;
    seconds[name] = hand.taps * TAP + hand.keys * KEY + waited;
    ok(hand.taps <= TASKS[name].most, `${name} takes ${hand.taps} taps; ${TASKS[name].most} are allowed`);
    deepEqual(shared.complaints, []);
  });
}

task('open a case', async (hand, canvas, app) => {
  await hand.tap(app.button('24-0'));
  await canvas.ready();
});

task('write in a box', async (hand, canvas) => {
  await hand.tap(canvas.text('Doorbraak'));
  await hand.type('Een huis. ');
  ok((await canvas.text('Doorbraak').inputValue()).includes('Een huis. '));
});

task('an action with who and when', async (hand, canvas, app) => {
  const count = await canvas.items('Zelf doen').count();
  await hand.tap(app.button('Actie toevoegen: Zelf doen'));
  const item = canvas.item('Zelf doen', count);
  const [what, who, due] = ['Wat', 'Wie', 'Vóór'].map((label) => item.getByRole('textbox', { name: new RegExp(`^${label}, `) }));
  await canvas.focused(what);
  await hand.type('De huisarts bellen');
  await hand.tap(who);
  await hand.type('vader');
  await hand.tap(due);
  await hand.type('1-12-2026');
  await due.blur();
  deepEqual(await Promise.all([what, who, due].map((field) => field.inputValue())), ['De huisarts bellen', 'vader', '01-12-2026']);
});

task('tick an action', async (hand, canvas) => {
  const box = canvas.item('Ondersteuning', 0).getByRole('checkbox');
  await hand.tap(box);
  equal(await box.isChecked(), true);
  equal(await shared.page.evaluate('scrollY'), 0, 'and it was in view');
});

task('a line with three typed amounts', async (hand, canvas, app) => {
  await hand.tap(app.button('Regel toevoegen'));
  const line = canvas.item('Kosten-batenanalyse', 3);
  await canvas.focused(line.getByRole('textbox', { name: 'Omschrijving', exact: true }));
  await hand.type('Begeleiding thuis');
  const amounts = ['Huidig', 'Dreigend', 'Maatwerk'].map((scenario) => canvas.amount(3, scenario));
  await hand.tap(amounts[0]);
  for (const [at, amount] of ['1.000', '2.000', '1.500'].entries()) {
    await canvas.focused(amounts[at]);
    await hand.type(amount);
    await hand.enter();
  }
  await amounts[2].blur();
  deepEqual(await canvas.values(line.getByRole('textbox', { name: /in euro's/ })), ['1.000,00', '2.000,00', '1.500,00']);
});

task('a line with a computed amount', async (hand, canvas, app) => {
  const dialog = app.element.getByRole('dialog', { name: 'Berekening' });
  await hand.tap(app.button('Regel toevoegen'));
  const line = canvas.item('Kosten-batenanalyse', 3);
  await canvas.focused(line.getByRole('textbox', { name: 'Omschrijving', exact: true }));
  await hand.type('Vrouwenopvang');
  await hand.tap(line.getByRole('button', { name: /^Berekening/ }));
  await hand.tap(dialog.getByRole('button', { name: /^Neem over: / }).first());
  await eventually(() => app.element.evaluate(({ shadowRoot }) => shadowRoot.activeElement?.id.endsWith('berekening-aantal-huidig')), true);
  await hand.type('2');
  await hand.tap(dialog.getByRole('button', { name: 'Klaar' }));
  await dialog.waitFor({ state: 'hidden' });
  ok(/^[1-9]/.test(await canvas.amount(3, 'Huidig').inputValue()));
});

task('the first grade', async (hand, canvas, app) => {
  await hand.tap(app.button('Cijfers geven'));
  await hand.tap(app.button(/: moeder$/));
  await hand.tap(app.element.getByRole('radio', { name: '7', exact: true }));
  await eventually(() => canvas.box('Tevredenheidscijfer').innerText().then((text) => /7,0/.test(text)), true);
}, { empty: true });

task('remove a line, and back', async (hand, canvas, app) => {
  const line = canvas.item('Kosten-batenanalyse', 0);
  await hand.tap(line.getByRole('button', { name: /^Meer/ }));
  await hand.tap(line.getByRole('button', { name: /^Verwijderen/ }));
  await eventually(() => canvas.items('Kosten-batenanalyse').count(), 2);
  await hand.tap(app.button('Ongedaan maken').last());
  await eventually(() => canvas.items('Kosten-batenanalyse').count(), 3);
});

task('print', async (hand, canvas, app) => {
  await shared.page.evaluate('window.print = () => { window.printed = true; }');
  await hand.tap(app.button('Afdrukken').first());
  await hand.tap(app.button(/A4 staand/));
  await eventually(() => shared.page.evaluate('window.printed'), true);
  await shared.page.evaluate('dispatchEvent(new Event("afterprint"))');
});

task('find a price', async (hand, canvas, app) => {
  await app.button('Regel toevoegen').click();
  const line = canvas.item('Kosten-batenanalyse', 3);
  await canvas.focused(line.getByRole('textbox', { name: 'Omschrijving', exact: true }));
  await hand.type('Uithuisplaatsing');
  const dialog = app.element.getByRole('dialog', { name: 'Berekening' });
  await hand.tap(line.getByRole('button', { name: /^Berekening/ }));
  await hand.tap(dialog.getByRole('button', { name: /^Neem over: / }).first());
  ok(/^[1-9]/.test(await dialog.getByLabel('Prijs in euro\'s').inputValue()));
  await dialog.getByRole('button', { name: 'Klaar' }).click();
});

test('all of it together takes a third fewer taps than it did, and nothing takes more', (t) => {
  const sum = (all) => all.reduce((total, count) => total + count, 0);
  deepEqual(Object.keys(counted), Object.keys(TASKS), 'every task was counted');
  for (const [name, { before }] of Object.entries(TASKS)) {
    t.diagnostic(`${name}: ${before} before, ${counted[name]} now, ${seconds[name].toFixed(1)} s (${((before - counted[name]) * TAP).toFixed(1)} s of taps less)`);
    ok(counted[name] <= before, name);
  }
  const before = sum(Object.values(TASKS).map((it) => it.before));
  ok(sum(Object.values(counted)) <= (before * 2) / 3, `${sum(Object.values(counted))} of ${before}`);
});
