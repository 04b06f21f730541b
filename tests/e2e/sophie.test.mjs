// A whole case, from an empty device to paper, and to a file and back.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { App } from './support/app.mjs';
import { openBrowser } from './support/browser.mjs';
import { Canvas, euro, TEXT_BOXES, tellName } from './support/canvas.mjs';
import { Grades } from './support/grades.mjs';
import { Overview } from './support/overview.mjs';
import { readPdf, squeezed } from './support/pdf.mjs';
import { faults } from './support/schema.mjs';
import { serve } from './support/server.mjs';
import { fillIn, SOPHIE } from './support/sophie.mjs';

const AMOUNTS = { Huidig: '20.000', Dreigend: '90.000', Maatwerk: '63.000' };

/** What someone sees on the canvas that matters for this case. */
async function seen(canvas) {
  const texts = {};
  for (const box of TEXT_BOXES) texts[box] = await canvas.text(box).inputValue();
  const actions = {};
  for (const box of Object.keys(SOPHIE.actions)) actions[box] = await canvas.actions(box);
  const header = [];
  for (const label of ['Maatwerkeindbaas', 'Datum', 'Casusnummer']) header.push(await canvas.field(label).inputValue());
  const score = await new Grades(canvas).score();
  return { texts, actions, header, score, totals: await canvas.totals(), lines: await canvas.descriptions() };
}

const EXPECTED = {
  texts: SOPHIE.texts,
  actions: Object.fromEntries(Object.entries(SOPHIE.actions).map(([box, { what }]) => [box, [what]])),
  header: [SOPHIE.lead, '02-11-2026', SOPHIE.number],
  score: '7,5 +3,0 sinds de nulmeting',
  totals: [euro('20.000,00'), euro('90.000,00'), euro('63.000,00'), euro('27.000,00')],
  lines: ['Alle hulp samen'],
};

/** Types the three amounts key by key; the totals and the saving must follow each key. */
async function typeAmounts(canvas) {
  const values = { huidig: 0, dreigend: 0, maatwerk: 0 };
  const written = (value) => euro(value.toLocaleString('nl-NL', { minimumFractionDigits: 2 }));
  for (const [scenario, typed] of Object.entries({ Huidig: '20000', Dreigend: '90000', Maatwerk: '63000' })) {
    const field = canvas.amount(0, scenario);
    await field.click();
    for (let length = 1; length <= typed.length; length += 1) {
      await canvas.page.keyboard.press(typed[length - 1]);
      values[scenario.toLowerCase()] = Number(typed.slice(0, length));
      const saving = Math.abs(values.dreigend - values.maatwerk);
      // Asked once, without waiting for the page to come round.
      // Without what threatens there is nothing to save on yet.
      const shown = values.dreigend ? written(saving) : '–';
      deepEqual(await canvas.totals(), [...Object.values(values).map(written), shown], `${scenario} ${typed.slice(0, length)}`);
    }
    await field.blur();
    equal(await field.inputValue(), `${AMOUNTS[scenario]},00`);
  }
}

async function giveGrades(canvas) {
  const grades = new Grades(canvas);
  await grades.open();
  await grades.addPerson('moeder');
  await grades.give('moeder, nulmeting');
  await grades.point('moeder, nulmeting', 4).check();
  await grades.half().click();
  await grades.date('moeder, nulmeting').fill('2026-11-02');
  await grades.done();
  equal(await grades.score(), '4,5');
  await grades.give('moeder, direct na uitvoering');
  await canvas.type(grades.typed('moeder, direct na uitvoering'), '7,5');
  await grades.date('moeder, direct na uitvoering').fill('2026-12-01');
  await canvas.type(grades.reason('moeder, direct na uitvoering'), 'Er is weer rust in huis.');
  await grades.done();
}

async function openApp(page, url) {
  const app = await new App(page).open(url);
  return { app, overview: new Overview(app) };
}

test('a case is filled in, kept, changed, printed, exported and imported again', async (t) => {
  const profile = await mkdtemp(join(tmpdir(), 'maatwerk-sophie-'));
  t.after(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  const server = await serve();
  t.after(() => server.close());
  let browser = await openBrowser({ profile });
  t.after(() => browser.close());
  let { app, overview } = await openApp(browser.page, server.url);

  await tellName(app);
  const canvas = await overview.create();
  await fillIn(canvas);
  await canvas.addLine('Alle hulp samen');
  await typeAmounts(canvas);
  const words = canvas.box('Kosten-batenanalyse').getByText(/^Het plan/);
  equal(
    await words.innerText(),
    `Het plan bespaart ${euro('27.000,00')}. Het kost ${euro('43.000,00')} meer dan nu en ${euro('27.000,00')} minder dan wat dreigt.`,
  );
  await giveGrades(canvas);
  await canvas.saved();
  deepEqual(await seen(canvas), EXPECTED);

  await app.reload();
  await canvas.ready();
  deepEqual(await seen(canvas), EXPECTED, 'after a reload');

  const perspective = `${SOPHIE.texts.Perspectief} Met een tuin.`;
  await canvas.text('Perspectief').click();
  await canvas.page.keyboard.press('Control+End');
  await canvas.page.keyboard.type(' Met een tuin.');
  await canvas.text('Perspectief').blur();
  equal(await canvas.text('Perspectief').inputValue(), perspective);
  await canvas.undo();
  equal(await canvas.text('Perspectief').inputValue(), SOPHIE.texts.Perspectief);
  await canvas.redo();
  equal(await canvas.text('Perspectief').inputValue(), perspective);
  await canvas.saved();
  const changed = { ...EXPECTED, texts: { ...EXPECTED.texts, Perspectief: perspective } };

  deepEqual(browser.complaints, []);
  await browser.close();
  browser = await openBrowser({ profile });
  ({ app, overview } = await openApp(browser.page, server.url));
  equal(await app.field('Uw naam').count(), 0, 'the name is asked once');
  const reopened = await overview.open(SOPHIE.number);
  deepEqual(await seen(reopened), changed, 'after the browser was closed');

  await printed(browser.page, perspective);

  const file = await reopened.export();
  equal(file.name, `maatwerkcanvas-${SOPHIE.number}-${today()}.json`);
  deepEqual(await faults(file.json), []);
  await clear(browser.page, server.url);
  await app.open(server.url);
  await app.heading('Aan de slag').waitFor();
  await overview.import(file.text);
  await overview.said('1 canvas geïmporteerd.');
  const imported = await overview.open(SOPHIE.number);
  deepEqual(await seen(imported), changed, 'after the import');
  deepEqual((await imported.export()).json, file.json);
  deepEqual(browser.complaints, []);
});

/** Every text stands on the printed page. */
async function printed(page, perspective) {
  const { pages, sizes } = readPdf(await page.pdf({ preferCSSPageSize: true }));
  deepEqual(sizes[0], [210, 297]);
  const all = pages.join('');
  const texts = [...Object.values({ ...SOPHIE.texts, Perspectief: perspective }), SOPHIE.lead, SOPHIE.number];
  const actions = Object.values(SOPHIE.actions).flatMap(({ what, who }) => [what, who]);
  const figures = ['20.000,00', '90.000,00', '63.000,00', '27.000,00', '4,5', '7,5', 'Er is weer rust in huis.'];
  for (const text of [...texts, ...actions, ...figures]) ok(all.includes(squeezed(text)), `not on paper: ${text}`);
}

/** Takes away everything that the browser keeps for the page. */
async function clear(page, url) {
  await page.goto('about:blank');
  const client = await page.context().newCDPSession(page);
  await client.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes: 'all' });
}

/** Today on the test's clock, as in a file's name. */
const today = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
