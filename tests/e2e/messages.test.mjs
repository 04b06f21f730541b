// Removing, moving and undoing say what they did, with a way back, and the page stays where it is.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, sharedApp } from './support/canvas.mjs';
import { Grades } from './support/grades.mjs';

const shared = sharedApp();

/** Waits until this is said, and shown to who looks. */
async function says(canvas, text) {
  await canvas.element.getByRole('status').filter({ hasText: text }).first().waitFor({ state: 'attached' });
  const shown = canvas.element.getByText(text, { exact: true }).last();
  const { height } = canvas.page.viewportSize();
  await eventually(async () => {
    const box = await shown.boundingBox();
    return Boolean(box && box.width > 50 && box.y >= 0 && box.y + box.height <= height);
  }, true);
}

/** The button beside the message. */
const back = (canvas) => canvas.element.getByRole('button', { name: 'Ongedaan maken' }).last();

const scrolled = (canvas) => canvas.page.evaluate(() => Math.round(scrollY));

/** What holds the focus, by its label; empty for the page's body. */
const focused = (canvas) =>
  canvas.element.evaluate((it) => {
    const field = it.shadowRoot.activeElement;
    return field ? (field.getAttribute('aria-label') ?? field.labels?.[0]?.textContent ?? field.textContent).trim() : '';
  });

async function withActions(canvas, box, texts) {
  for (const text of texts) await canvas.addAction(box, text);
}

test('removing an action says so, leaves the page where it is, and comes back by one tap', async () => {
  const canvas = await shared.newCanvas();
  // Below what goes there is enough of the page: at its very end, a page that gets shorter has to move.
  for (const text of ['Huur', 'Opvang', 'Hulp']) await canvas.addLine(text);
  await withActions(canvas, 'Zelf doen', ['bellen', 'schrijven', 'wachten']);
  const item = canvas.item('Zelf doen', 1);
  await item.getByRole('button', { name: /^Meer/ }).click();
  await item.getByRole('button', { name: 'Verwijderen' }).scrollIntoViewIfNeeded();
  const before = await scrolled(canvas);
  await item.getByRole('button', { name: 'Verwijderen' }).click();
  await says(canvas, 'Actie verwijderd: “schrijven”.');
  await eventually(() => focused(canvas), 'Meer: wachten');
  equal(await scrolled(canvas), before, 'nothing jumps');
  await back(canvas).click();
  await eventually(() => canvas.actions('Zelf doen'), ['bellen', 'schrijven', 'wachten']);
  await says(canvas, 'Ongedaan gemaakt: Actie 2 bij Zelf doen.');
  await eventually(() => focused(canvas), 'Meer: schrijven');
  equal(await scrolled(canvas), before);
  deepEqual(shared.complaints, []);
});

test('removing a line says so, and the offer goes once something else has changed', async () => {
  const canvas = await shared.newCanvas();
  await canvas.addLine('Huur', { Huidig: '100' });
  await canvas.addLine('Opvang');
  const item = canvas.item('Kosten-batenanalyse', 0);
  await item.getByRole('button', { name: /^Meer/ }).click();
  await item.getByRole('button', { name: 'Verwijderen' }).scrollIntoViewIfNeeded();
  const before = await scrolled(canvas);
  await item.getByRole('button', { name: 'Verwijderen' }).click();
  await says(canvas, 'Regel verwijderd: “Huur”.');
  equal(await scrolled(canvas), before);
  equal(await canvas.element.getByRole('button', { name: 'Ongedaan maken' }).count(), 2);
  await canvas.text('Doorbraak').pressSequentially('x');
  await eventually(() => canvas.element.getByRole('button', { name: 'Ongedaan maken' }).count(), 1);
  deepEqual(shared.complaints, []);
});

test('moving says where it went', async () => {
  const canvas = await shared.newCanvas();
  await withActions(canvas, 'Zelf doen', ['bellen', 'schrijven']);
  await canvas.choose(canvas.item('Zelf doen', 0), 'Omlaag');
  await says(canvas, 'Verplaatst: nu 2 van 2.');
  await canvas.choose(canvas.item('Zelf doen', 1), 'Naar Behandeling');
  await says(canvas, 'Verplaatst naar Behandeling.');
  await eventually(() => focused(canvas), 'Meer: bellen');
  await back(canvas).click();
  await eventually(() => canvas.actions('Zelf doen'), ['schrijven', 'bellen']);
  await eventually(() => focused(canvas), 'Meer: bellen');
  deepEqual(shared.complaints, []);
});

test('a person goes with all grades, a grade goes alone, and both can be taken back', async () => {
  const canvas = await shared.newCanvas();
  const grades = new Grades(canvas);
  await grades.open();
  await grades.addPerson('moeder');
  await grades.addPerson('vader');
  await grades.give('moeder, nulmeting');
  await canvas.type(grades.typed('moeder, nulmeting'), '6');
  await shared.app.button('Cijfer verwijderen: moeder, nulmeting').click();
  await says(canvas, 'Cijfer verwijderd: moeder, nulmeting.');
  await eventually(() => focused(canvas), 'Cijfer geven: moeder, nulmeting');
  await back(canvas).click();
  await eventually(() => grades.score(), '6,0');
  await shared.app.button('Persoon verwijderen: moeder').click();
  await says(canvas, 'Moeder is verwijderd, met 1 cijfer.');
  await eventually(() => focused(canvas), 'Rol wijzigen: vader');
  await back(canvas).click();
  await eventually(() => grades.score(), '6,0');
  deepEqual(shared.complaints, []);
});

test('undo and redo name the place', async () => {
  const canvas = await shared.newCanvas();
  await canvas.write('Doorbraak', 'een huis');
  await canvas.undo();
  await says(canvas, 'Ongedaan gemaakt: Doorbraak.');
  await canvas.redo();
  await says(canvas, 'Opnieuw gedaan: Doorbraak.');
  await canvas.element.getByRole('button', { name: 'Sluiten' }).click();
  await eventually(() => canvas.element.getByRole('button', { name: 'Sluiten' }).count(), 0);
  await eventually(() => focused(canvas), 'Opnieuw');
  deepEqual(shared.complaints, []);
});

test('Backspace in an action with nothing in it removes it', async () => {
  const canvas = await shared.newCanvas();
  await withActions(canvas, 'Zelf doen', ['bellen']);
  await shared.app.button('Actie toevoegen: Zelf doen').click();
  const fresh = canvas.item('Zelf doen', 1).getByRole('textbox', { name: 'Wat, zelf doen 2' });
  await canvas.focused(fresh);
  await canvas.page.keyboard.press('Backspace');
  await eventually(() => canvas.actions('Zelf doen'), ['bellen']);
  await eventually(() => focused(canvas), 'Wat, zelf doen 1');
  await canvas.page.keyboard.press('Backspace');
  deepEqual(await canvas.actions('Zelf doen'), ['belle'], 'a letter is only a letter');
  ok(await canvas.items('Zelf doen').count());
  deepEqual(shared.complaints, []);
});

test('Enter in an amount goes to the line below, from the last one to the next scenario, and with Shift up', async () => {
  const canvas = await shared.newCanvas();
  for (const line of ['Huur', 'Opvang', 'Reis']) await canvas.addLine(line);
  await canvas.amount(0, 'Dreigend').click();
  for (const [at, amount] of ['100', '200', '300'].entries()) {
    await canvas.focused(canvas.amount(at, 'Dreigend'));
    await canvas.page.keyboard.type(amount);
    await canvas.page.keyboard.press('Enter');
  }
  await eventually(() => canvas.total('dreigend'), '\u20ac\u00a0600,00');
  await canvas.focused(canvas.amount(2, 'Maatwerk'));
  await canvas.page.keyboard.press('Enter');
  await canvas.page.keyboard.press('Shift+Enter');
  await canvas.focused(canvas.amount(1, 'Maatwerk'));
  deepEqual(shared.complaints, []);
});
