// Grades: by buttons and by typing, in halves, with the score and its change in the header.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { sharedApp } from './support/canvas.mjs';
import { Grades } from './support/grades.mjs';

const shared = sharedApp();
const BASELINE = 'moeder, nulmeting';
const AFTER = 'moeder, direct na uitvoering';

async function withMother() {
  const canvas = await shared.newCanvas();
  const grades = new Grades(canvas);
  await grades.open();
  await grades.addPerson('moeder');
  return { canvas, grades };
}

test('ten large buttons and a half more', async () => {
  const { canvas, grades } = await withMother();
  equal(await grades.score(), 'nog geen cijfer');
  await grades.give(BASELINE);
  for (let points = 1; points <= 10; points += 1) {
    const { width, height } = await grades.point(BASELINE, points).locator('..').boundingBox();
    ok(width >= 44 && height >= 44, `button ${points} is ${width} by ${height}`);
  }
  await grades.point(BASELINE, 4).check();
  equal(await grades.score(), '4,0');
  await grades.half().click();
  equal(await grades.value(), '4,5');
  equal(await grades.typed(BASELINE).inputValue(), '4,5', 'the field follows the buttons');
  await grades.point(BASELINE, 7).check();
  equal(await grades.value(), '7,5', 'the half stays');
  await grades.point(BASELINE, 10).check();
  equal(await grades.value(), '10');
  ok(await grades.half().isDisabled(), 'there is nothing above 10');
  await canvas.undo();
  equal(await grades.value(), '7,5');
  deepEqual(shared.complaints, []);
});

test('a grade can be typed, and what is no grade gets a message', async () => {
  const { canvas, grades } = await withMother();
  await grades.give(BASELINE);
  const field = grades.typed(BASELINE);
  const message = canvas.box('Tevredenheidscijfers').getByRole('alert');
  for (const [typed, value] of Object.entries({ '4,5': '4,5', '7,5': '7,5', 10: '10', '7.5': '7,5', '7½': '7,5' })) {
    await canvas.type(field, typed);
    equal(await grades.value(), value, typed);
    equal(await message.count(), 0, typed);
  }
  equal(await grades.point(BASELINE, 7).isChecked(), true, 'the buttons follow the field');
  for (const [typed, why] of [
    ['0', /Kies een cijfer van 1 tot en met 10/],
    ['10,5', /Kies een cijfer van 1 tot en met 10/],
    ['7,3', /Kies een heel of half cijfer/],
    ['x', /Vul een cijfer in/],
  ]) {
    await canvas.type(field, '6');
    await field.fill(typed);
    await field.blur();
    match(await message.innerText(), why, typed);
    equal(await field.inputValue(), typed, 'the text stays');
    equal(await grades.value(), '6', 'the grade is as it was');
  }
  await canvas.type(field, '8');
  equal(await message.count(), 0);
  deepEqual(shared.complaints, []);
});

test('the header shows the mean of the latest grades and how it moved', async () => {
  const { canvas, grades } = await withMother();
  for (const [about, grade, day] of [[BASELINE, '4,5', '2026-09-01'], [AFTER, '7,5', '2026-10-01']]) {
    await grades.give(about);
    await canvas.type(grades.typed(about), grade);
    await grades.date(about).fill(day);
    await grades.done();
  }
  equal(await grades.score(), '7,5 +3,0 sinds de nulmeting');
  await grades.addPerson('jeugdige 1');
  await grades.give('jeugdige 1, nulmeting');
  await canvas.type(grades.typed('jeugdige 1, nulmeting'), '10');
  await grades.done();
  equal(await grades.score(), '8,8 +3,0 sinds de nulmeting', 'the change is over who has two grades');
  const trend = canvas.box('Tevredenheidscijfers').getByRole('img', { name: /^Cijfers van moeder/ });
  equal(await trend.getAttribute('aria-label'), 'Cijfers van moeder, van oud naar nieuw: 4,5 op 01-09-2026, 7,5 op 01-10-2026.');
  deepEqual(shared.complaints, []);
});

test('a grade has a day and a reason, and goes with its person and comes back', async () => {
  const { canvas, grades } = await withMother();
  await grades.give(BASELINE);
  await canvas.type(grades.typed(BASELINE), '5');
  await canvas.type(grades.reason(BASELINE), 'Veel spanning.');
  await grades.done();
  const panel = canvas.box('Tevredenheidscijfers');
  await panel.getByText('Veel spanning.').first().waitFor();
  await shared.app.button('Persoon verwijderen: moeder').click();
  equal(await grades.score(), 'nog geen cijfer');
  await canvas.undo();
  equal(await grades.score(), '5,0');
  await grades.change(BASELINE);
  equal(await grades.reason(BASELINE).inputValue(), 'Veel spanning.');
  await shared.app.button(`Cijfer verwijderen: ${BASELINE}`).click();
  equal(await grades.score(), 'nog geen cijfer');
  deepEqual(shared.complaints, []);
});

test('later grades are asked for from the day on which the plan was carried out', async () => {
  const { canvas, grades } = await withMother();
  await canvas.field('Plan uitgevoerd op').fill('2026-01-31');
  await canvas.box('Tevredenheidscijfers').getByText('vanaf 31-07-2026').waitFor();
  const list = await canvas.openToDo();
  await list.getByRole('button', { name: /^Moeder: het cijfer van direct na de uitvoering is te laat/ }).waitFor();
  equal(await grades.score(), 'nog geen cijfer');
  deepEqual(shared.complaints, []);
});

test('what is no grade changes nothing, stays with its message, and "Klaar" goes back to it', async () => {
  const { canvas, grades } = await withMother();
  await grades.give(BASELINE);
  const field = grades.typed(BASELINE);
  await canvas.type(field, '6');
  await grades.done();
  const before = await canvas.export();
  await grades.change(BASELINE);
  for (const typed of ['11', '1e', '65']) {
    await field.click();
    await field.fill('');
    await field.pressSequentially(typed);
    await grades.done();
    await canvas.focused(field);
    equal(await field.inputValue(), typed, 'the text stays');
    equal(await grades.value(), '6', 'the grade is as it was');
    const described = await field.getAttribute('aria-describedby');
    const message = grades.editor(BASELINE).getByRole('alert');
    match(await message.innerText(), /cijfer/i);
    const within = await message.evaluate((it, ids) => ids.split(' ').includes(it.parentElement.id), described);
    ok(within, 'the message is read with the field');
    equal(await field.getAttribute('aria-invalid'), 'true');
    await canvas.page.keyboard.press('Escape');
    await canvas.focused(field);
  }
  // Another grade doesn't open over it either.
  await shared.app.button(`Cijfer geven: ${AFTER}`).click();
  await canvas.focused(field);
  equal(await grades.editor(AFTER).count(), 0);
  const given = ({ json }) => Object.values(json.canvassen[0].tevredenheid.cijfers).map(({ op, ...grade }) => grade);
  deepEqual(given(await canvas.export()), given(before));
  await canvas.type(field, '7');
  await grades.done();
  await grades.editor(BASELINE).waitFor({ state: 'detached' });
  deepEqual(shared.complaints, []);
});

test('the grades do not close over what is no grade or no day', async () => {
  const { canvas, grades } = await withMother();
  await grades.give(BASELINE);
  await canvas.type(grades.typed(BASELINE), '6');
  const executed = canvas.field('Plan uitgevoerd op');
  for (const [field, typed] of [[grades.typed(BASELINE), '11'], [executed, '31-02-2026']]) {
    const right = await field.inputValue();
    await field.fill(typed);
    await shared.app.button('Cijfers sluiten').click();
    await canvas.focused(field);
    equal(await field.inputValue(), typed, 'the text stays');
    equal(await field.getAttribute('aria-invalid'), 'true');
    await field.fill(right);
  }
  await shared.app.button('Cijfers sluiten').click();
  await canvas.box('Tevredenheidscijfers').waitFor({ state: 'detached' });
  equal(await grades.score(), '6,0');
  await grades.open();
  equal(await executed.inputValue(), '');
  deepEqual(shared.complaints, []);
});
