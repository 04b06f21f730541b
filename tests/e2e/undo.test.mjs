// Undo and redo of every edit, by the buttons and by the keys.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { euro, eventually, sharedApp } from './support/canvas.mjs';
import { Grades } from './support/grades.mjs';
import { startCanvas } from './support/host.mjs';

const shared = sharedApp();

test('nothing to undo on a fresh canvas, and nothing to redo after a new edit', async () => {
  const canvas = await shared.newCanvas();
  const { app } = shared;
  ok(await app.button('Ongedaan maken').isDisabled());
  ok(await app.button('Opnieuw').isDisabled());
  await canvas.write('Doorbraak', 'een');
  await canvas.undo();
  ok(await app.button('Ongedaan maken').isDisabled());
  ok(await app.button('Opnieuw').isEnabled());
  await canvas.write('Doorbraak', 'twee');
  ok(await app.button('Opnieuw').isDisabled());
  deepEqual(shared.complaints, []);
});

test('a stretch of typing is one step, and each kind of edit goes back and forth', async () => {
  const canvas = await shared.newCanvas();
  const grades = new Grades(canvas);
  const steps = [
    [() => canvas.write('Situatieschets', 'Moeder en dochter'), () => canvas.text('Situatieschets').inputValue(), 'Moeder en dochter'],
    [() => canvas.type(canvas.field('Casusnummer'), '24-0113'), () => canvas.field('Casusnummer').inputValue(), '24-0113'],
    [() => canvas.type(canvas.field('Datum'), '2-11-2026'), () => canvas.field('Datum').inputValue(), '02-11-2026'],
    [() => canvas.app.button('Regel toevoegen').click(), () => canvas.items('Kosten-batenanalyse').count(), 1],
    [() => canvas.type(canvas.amount(0, 'Huidig'), '12'), () => canvas.total('huidig'), euro('12,00')],
    [() => canvas.choose(canvas.item('Kosten-batenanalyse', 0), 'Dupliceren'), () => canvas.total('huidig'), euro('24,00')],
    [() => canvas.app.button('Actie toevoegen: Zelf doen').click(), () => canvas.items('Zelf doen').count(), 1],
    [() => canvas.choose(canvas.item('Zelf doen', 0), 'Naar Behandeling'), () => canvas.items('Behandeling').count(), 1],
  ];
  const before = [];
  for (const [act, look, after] of steps) {
    before.push(await look());
    await act();
    await eventually(look, after);
  }
  for (const [index, [, look]] of [...steps.entries()].reverse()) {
    await canvas.undo();
    await eventually(look, before[index]);
  }
  ok(await shared.app.button('Ongedaan maken').isDisabled(), 'one step each');
  for (const [, look, after] of steps) {
    await canvas.redo();
    await eventually(look, after);
  }
  await grades.open();
  await grades.addPerson('vader');
  await canvas.undo();
  equal(await canvas.element.getByRole('heading', { name: 'Vader' }).count(), 0);
  await canvas.redo();
  equal(await canvas.element.getByRole('heading', { name: 'Vader' }).count(), 1);
  deepEqual(shared.complaints, []);
});

test('Ctrl+Z and Ctrl+Shift+Z work while someone types', async () => {
  const canvas = await shared.newCanvas();
  const { page } = canvas;
  await canvas.write('Perspectief', 'rust');
  await canvas.text('Doorbraak').click();
  await page.keyboard.type('een huis');
  await page.keyboard.press('Control+z');
  equal(await canvas.text('Doorbraak').inputValue(), '');
  await page.keyboard.press('Control+z');
  equal(await canvas.text('Perspectief').inputValue(), '');
  await page.keyboard.press('Control+Shift+Z');
  await page.keyboard.press('Control+Shift+Z');
  equal(await canvas.text('Perspectief').inputValue(), 'rust');
  equal(await canvas.text('Doorbraak').inputValue(), 'een huis');
  deepEqual(shared.complaints, []);
});

test('the keys are left alone outside the app', async () => {
  const canvas = await shared.newCanvas();
  await canvas.write('Perspectief', 'rust');
  const { page } = canvas;
  await page.evaluate(() => {
    const field = document.createElement('input');
    field.setAttribute('aria-label', 'van de pagina');
    document.body.append(field);
    field.focus();
  });
  await page.keyboard.type('abc');
  await page.keyboard.press('Control+z');
  equal(await canvas.text('Perspectief').inputValue(), 'rust');
  equal(await page.getByLabel('van de pagina').inputValue(), '', "the browser's own undo has run");
  await page.evaluate(() => document.querySelector('body > input').remove());
  deepEqual(shared.complaints, []);
});

test('a stamp says who changed a box last, in full at any width', async () => {
  const canvas = await shared.newCanvas();
  await canvas.write('Doorbraak', 'een huis');
  const line = canvas.box('Doorbraak').getByText(/^laatst gewijzigd door Consulent A op \d\d-\d\d-\d{4}/);
  await line.waitFor();
  await canvas.write('Situatieschets', 'rust');
  for (const width of [390, 820, 1180]) {
    await canvas.page.setViewportSize({ width, height: 820 });
    for (const name of ['Situatieschets', 'Doorbraak']) {
      const { text, box } = await canvas.box(name).getByText(/^laatst gewijzigd door/).evaluate((it) => {
        const range = document.createRange();
        range.selectNodeContents(it);
        return { text: range.getBoundingClientRect().toJSON(), box: it.closest('section').getBoundingClientRect().toJSON() };
      });
      ok(text.left >= box.left && text.right <= box.right && text.bottom <= box.bottom, `${name} at ${width}`);
    }
  }
  await canvas.page.setViewportSize({ width: 1180, height: 820 });
  deepEqual(shared.complaints, []);
});

/** Some of what was typed has been undone, by the browser: how much is up to that. */
async function isShorter(field, typed) {
  const left = await field.inputValue();
  ok(left !== typed && typed.startsWith(left), left);
}

test('the keys undo the typing in a field that is not of the document, and no edit of the canvas', async () => {
  const canvas = await shared.newCanvas();
  const { app, page } = shared;
  await canvas.write('Doorbraak', 'een huis');
  const line = await canvas.addLine('Begeleiding');
  await line.getByRole('button', { name: /^Berekening/ }).click();
  const sheet = canvas.element.getByRole('dialog', { name: 'Berekening' });
  const search = sheet.getByRole('searchbox');
  const name = canvas.element.getByRole('dialog', { name: 'Eerdere versies' }).getByLabel('Naam van deze versie');
  const untouched = async () => {
    deepEqual(await canvas.descriptions(), ['Begeleiding']);
    equal(await canvas.text('Doorbraak').inputValue(), 'een huis');
  };
  await search.pressSequentially('huur');
  await page.keyboard.press('Control+z');
  ok(await sheet.isVisible());
  await isShorter(search, 'huur');
  await sheet.getByRole('button', { name: 'Sluiten', exact: true }).click();
  await untouched();
  await app.showBar();
  await app.button('Eerdere versies').click();
  await name.pressSequentially('Eerste tafel');
  await page.keyboard.press('Control+z');
  await isShorter(name, 'Eerste tafel');
  await page.keyboard.press('Escape');
  await name.waitFor({ state: 'detached' });
  await untouched();
  // Elsewhere they do what they always do.
  await canvas.text('Doorbraak').focus();
  await page.keyboard.press('Control+z');
  deepEqual(await canvas.descriptions(), ['']);
  deepEqual(shared.complaints, []);
});

test('in an amount that is none they take back what was typed, and only then an edit', async () => {
  const canvas = await shared.newCanvas();
  const { page } = shared;
  await canvas.addLine('Begeleiding', { Huidig: '50' });
  for (const [scenario, stored] of [['Huidig', '50,00'], ['Dreigend', '']]) {
    const field = canvas.amount(0, scenario);
    await field.click();
    await field.press('Control+a');
    await field.pressSequentially('1o0');
    await page.keyboard.press('Control+z');
    await eventually(() => field.inputValue(), stored);
    deepEqual(await canvas.descriptions(), ['Begeleiding']);
    equal(await canvas.total('huidig'), euro('50,00'));
    // The field goes on as before.
    await field.press('Control+a');
    await field.pressSequentially('70');
    await page.keyboard.press('Control+z');
    await eventually(() => field.inputValue(), stored);
  }
  await page.keyboard.press('Control+z');
  await eventually(() => canvas.amount(0, 'Huidig').inputValue(), '');
  deepEqual(await canvas.descriptions(), ['Begeleiding']);
  deepEqual(shared.complaints, []);
});

test('nor do they in the question who one is', async (t) => {
  const { app, page } = await startCanvas(t);
  await app.box('Doorbraak').pressSequentially('een huis');
  await app.field('Uw naam').pressSequentially('Bo');
  await page.keyboard.press('Control+z');
  await isShorter(app.field('Uw naam'), 'Bo');
  equal(await app.box('Doorbraak').inputValue(), 'een huis');
});
