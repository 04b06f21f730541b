// Actions in their three boxes: added, marked as done, moved by buttons, keys and drag, removed.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { sharedApp } from './support/canvas.mjs';

const shared = sharedApp();

/** A canvas with some actions to move about. */
async function withActions(actions) {
  const canvas = await shared.newCanvas();
  for (const [box, texts] of Object.entries(actions)) for (const what of texts) await canvas.addAction(box, what);
  return canvas;
}

test('an action is added with the button, and the next one with Enter', async () => {
  const canvas = await shared.newCanvas();
  const { page } = canvas;
  await canvas.addAction('Zelf doen', 'Post openen', { who: 'moeder', due: '2026-12-01' });
  await canvas.addAction('Zelf doen', 'Rekeningen betalen');
  const first = canvas.item('Zelf doen', 0);
  await first.getByRole('textbox', { name: /^Wat, / }).click();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const second = canvas.item('Zelf doen', 1);
  await canvas.focused(second.getByRole('textbox', { name: /^Wat, / }));
  await page.keyboard.type('Bellen');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('met de school');
  deepEqual(await canvas.actions('Zelf doen'), ['Post openen', 'Bellen\nmet de school', 'Rekeningen betalen']);
  equal(await first.getByRole('textbox', { name: /^Wie, / }).inputValue(), 'moeder');
  equal(await first.getByRole('textbox', { name: /^Vóór, / }).inputValue(), '01-12-2026');
  deepEqual(shared.complaints, []);
});

test('an action is done, and not done again', async () => {
  const canvas = await withActions({ Behandeling: ['Intake'] });
  const done = canvas.element.getByRole('checkbox', { name: 'Klaar: Intake', exact: true });
  await done.check();
  ok(await done.isChecked());
  await canvas.undo();
  equal(await done.isChecked(), false);
  deepEqual(shared.complaints, []);
});

test('what is done takes one line from the next opening on, and nothing moves when it is ticked off', async () => {
  const canvas = await withActions({ 'Zelf doen': ['Met de dochter spreken over de verhuizing, en over de nieuwe school', 'bellen'] });
  await canvas.type(canvas.field('Casusnummer'), '24-0115');
  const [first, second] = [0, 1].map((at) => canvas.item('Zelf doen', at));
  const height = async (item) => Math.round((await item.boundingBox()).height);
  const full = await height(first);
  const below = (await second.boundingBox()).y;
  await first.getByRole('checkbox').check();
  await second.getByRole('textbox', { name: /^Wat, / }).focus();
  equal((await second.boundingBox()).y, below, 'what is below stays under the finger');
  await canvas.saved();
  await canvas.overview();
  await shared.app.button('24-0115').click();
  await canvas.ready();
  ok((await height(first)) <= 56, `one line: ${await height(first)} of ${full} px`);
  equal(await first.getByRole('textbox', { name: /^Wie, / }).isVisible(), false);
  await second.getByRole('textbox', { name: /^Wie, / }).waitFor();
  await first.getByRole('checkbox').uncheck();
  await first.getByRole('textbox', { name: /^Wie, / }).waitFor();
  await first.getByRole('checkbox').check();
  equal(await height(first), full, 'one that was open stays open');
  await canvas.overview();
  await shared.app.button('24-0115').click();
  await canvas.ready();
  await first.getByRole('textbox', { name: /^Wat, / }).click();
  await first.getByRole('textbox', { name: /^Wie, / }).waitFor();
  equal(await height(first), full, 'a tap in its text shows all of it');
  deepEqual(shared.complaints, []);
});

test('buttons move an action within its box and to another', async () => {
  const canvas = await withActions({ 'Zelf doen': ['een', 'twee', 'drie'], Behandeling: ['vier'] });
  await canvas.choose(canvas.item('Zelf doen', 2), 'Omhoog');
  deepEqual(await canvas.actions('Zelf doen'), ['een', 'drie', 'twee']);
  await canvas.choose(canvas.item('Zelf doen', 1), 'Omhoog');
  deepEqual(await canvas.actions('Zelf doen'), ['drie', 'een', 'twee']);
  ok(await canvas.item('Zelf doen', 0).getByRole('button', { name: 'Omhoog' }).isDisabled(), 'nothing above the first');
  await canvas.choose(canvas.item('Zelf doen', 0), 'Omlaag');
  deepEqual(await canvas.actions('Zelf doen'), ['een', 'drie', 'twee']);
  await canvas.choose(canvas.item('Zelf doen', 0), 'Naar Behandeling');
  deepEqual(await canvas.actions('Zelf doen'), ['drie', 'twee']);
  deepEqual(await canvas.actions('Behandeling'), ['vier', 'een']);
  await canvas.undo();
  deepEqual(await canvas.actions('Zelf doen'), ['een', 'drie', 'twee']);
  deepEqual(await canvas.actions('Behandeling'), ['vier']);
  deepEqual(shared.complaints, []);
});

test('a drag moves an action within its box, between others and into an empty box', async () => {
  const canvas = await withActions({ 'Zelf doen': ['een', 'twee', 'drie'], Ondersteuning: ['vier', 'vijf'] });
  await canvas.drag(canvas.item('Zelf doen', 2), canvas.item('Zelf doen', 0));
  deepEqual(await canvas.actions('Zelf doen'), ['drie', 'een', 'twee']);
  await canvas.drag(canvas.item('Zelf doen', 0), canvas.item('Ondersteuning', 0), { at: 0.8 });
  deepEqual(await canvas.actions('Zelf doen'), ['een', 'twee']);
  deepEqual(await canvas.actions('Ondersteuning'), ['vier', 'drie', 'vijf']);
  await canvas.drag(canvas.item('Zelf doen', 1), canvas.box('Behandeling'), { at: 0.5 });
  deepEqual(await canvas.actions('Behandeling'), ['twee']);
  await canvas.undo();
  await canvas.undo();
  await canvas.undo();
  deepEqual(await canvas.actions('Zelf doen'), ['een', 'twee', 'drie']);
  deepEqual(await canvas.actions('Ondersteuning'), ['vier', 'vijf']);
  deepEqual(shared.complaints, []);
});

test('a drag that ends beside the boxes changes nothing', async () => {
  const canvas = await withActions({ 'Zelf doen': ['een', 'twee'] });
  await canvas.drag(canvas.item('Zelf doen', 1), canvas.box('Doorbraak'), { at: 0.5 });
  deepEqual(await canvas.actions('Zelf doen'), ['een', 'twee']);
  deepEqual(shared.complaints, []);
});

test('a removed action comes back whole', async () => {
  const canvas = await shared.newCanvas();
  await canvas.addAction('Ondersteuning', 'Pgb aanvragen', { who: 'consulent', due: '2026-12-01' });
  await canvas.choose(canvas.item('Ondersteuning', 0), 'Verwijderen');
  deepEqual(await canvas.actions('Ondersteuning'), []);
  await canvas.undo();
  deepEqual(await canvas.actions('Ondersteuning'), ['Pgb aanvragen']);
  equal(await canvas.item('Ondersteuning', 0).getByRole('textbox', { name: /^Wie, / }).inputValue(), 'consulent');
  await canvas.saved();
  const { json } = await canvas.export();
  deepEqual(Object.values(json.canvassen[0].acties).map(({ wat, voor }) => [wat, voor]), [['Pgb aanvragen', '2026-12-01']]);
  deepEqual(shared.complaints, []);
});
