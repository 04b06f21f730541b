// Dates: typed in every Dutch notation, or picked from the calendar, by touch and by keyboard.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { eventually, sharedApp } from './support/canvas.mjs';

const shared = sharedApp({ hasTouch: true });

const datum = async (canvas) => (await canvas.export()).json.canvassen[0].datum;
const dutch = (date) => [date.getDate(), date.getMonth() + 1, date.getFullYear()].map((part) => String(part).padStart(2, '0')).join('-');
/** A day from today, as the page's clock has it: it lives in Amsterdam. */
const inDays = (days) => {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam' }).format(new Date());
  const date = new Date(`${today}T12:00`);
  date.setDate(date.getDate() + days);
  return dutch(date);
};
const calendarOf = (canvas) => canvas.element.getByRole('dialog', { name: 'Kies een datum: Datum' });
const focused = () => shared.page.evaluate(() => document.querySelector('maatwerk-canvas').shadowRoot.activeElement?.getAttribute('aria-label'));

test('a day can be written in every Dutch way, and shows in one', async () => {
  const canvas = await shared.newCanvas();
  const field = canvas.field('Datum');
  for (const [typed, shown] of [
    ['1-2-26', '01-02-2026'],
    ['1-2-2026', '01-02-2026'],
    ['01.02.2026', '01-02-2026'],
    ['1/2/2026', '01-02-2026'],
    ['1 feb 2026', '01-02-2026'],
    ['zo 1 februari 2026', '01-02-2026'],
    ['2026-02-01', '01-02-2026'],
    ['vandaag', inDays(0)],
    ['over 2 weken', inDays(14)],
  ]) {
    await canvas.type(field, typed);
    equal(await field.inputValue(), shown, typed);
    equal(dutch(new Date(`${await datum(canvas)}T12:00`)), shown, typed);
  }
  // Pasted, and cleared with keys.
  await field.click();
  await field.press('Control+a');
  await field.evaluate((it) => it.ownerDocument.execCommand('insertText', false, '3 maart 2027'));
  equal(await datum(canvas), '2027-03-03');
  await field.click();
  await field.press('Control+a');
  await field.press('Delete');
  await field.press('Tab');
  equal(await field.inputValue(), '');
  equal(await datum(canvas), undefined);
  deepEqual(shared.complaints, []);
});

test('a day that does not exist stores nothing, not its beginning either', async () => {
  const canvas = await shared.newCanvas();
  const field = canvas.field('Datum');
  const before = await datum(canvas);
  await canvas.type(field, '2-11-2026');
  const alert = canvas.element.locator('[data-block="datum"]').getByRole('alert');
  for (const [typed, why] of [
    ['31-02-2026', /bestaat niet/],
    ['29-02-2027', /bestaat niet/],
    ['1-13-2026', /bestaat niet/],
    ['1-2-20261', /Schrijf de datum zo/],
    ['1 feb', /Zet het jaar erbij/],
    ['morg', /Schrijf de datum zo/],
  ]) {
    await canvas.type(field, typed);
    match(await alert.innerText(), why, typed);
    equal(await field.inputValue(), typed, 'the text stays');
    equal(await field.getAttribute('aria-invalid'), 'true');
    equal(await datum(canvas), '2026-11-02', typed);
  }
  await canvas.undo();
  equal(await datum(canvas), before, 'no step but the day itself');
  await canvas.type(field, '3-11-2026');
  equal(await alert.count(), 0);
  deepEqual(shared.complaints, []);
});

test('the calendar by keyboard: days, weeks, months, years, a choice and no choice', async () => {
  const canvas = await shared.newCanvas();
  const field = canvas.field('Datum');
  await canvas.type(field, '31-1-2026');
  await field.focus();
  await shared.page.keyboard.press('Tab');
  await shared.page.keyboard.press('Enter');
  const calendar = calendarOf(canvas);
  await calendar.waitFor();
  await eventually(focused, 'zaterdag 31 januari 2026');
  deepEqual(await calendar.getByRole('columnheader').allInnerTexts(), ['ma', 'di', 'wo', 'do', 'vr', 'za', 'zo']);
  for (const [key, day] of [
    ['ArrowRight', 'zondag 1 februari 2026'],
    ['ArrowLeft', 'zaterdag 31 januari 2026'],
    ['PageDown', 'zaterdag 28 februari 2026'],
    ['ArrowDown', 'zaterdag 7 maart 2026'],
    ['ArrowUp', 'zaterdag 28 februari 2026'],
    ['Home', 'maandag 23 februari 2026'],
    ['End', 'zondag 1 maart 2026'],
    ['PageUp', 'zondag 1 februari 2026'],
    ['Shift+PageDown', 'maandag 1 februari 2027'],
    ['Shift+PageUp', 'zondag 1 februari 2026'],
  ]) {
    await shared.page.keyboard.press(key);
    await eventually(focused, day);
  }
  await shared.page.keyboard.press('Escape');
  await calendar.waitFor({ state: 'detached' });
  equal(await field.inputValue(), '31-01-2026', 'no choice changes nothing');
  await shared.page.keyboard.press('Enter');
  await eventually(focused, 'zaterdag 31 januari 2026');
  await shared.page.keyboard.press('ArrowRight');
  await eventually(focused, 'zondag 1 februari 2026');
  await shared.page.keyboard.press('Enter');
  await calendar.waitFor({ state: 'detached' });
  equal(await field.inputValue(), '01-02-2026');
  equal(await datum(canvas), '2026-02-01');
  await canvas.undo();
  equal(await field.inputValue(), '31-01-2026', 'a choice is one step');
  deepEqual(shared.complaints, []);
});

test('the calendar by finger takes the place of what was typed, and can empty the field', async () => {
  const canvas = await shared.newCanvas();
  const field = canvas.field('Datum');
  const open = canvas.app.button('Kalender openen: Datum');
  await canvas.type(field, '31-02-2026');
  await canvas.element.locator('[data-block="datum"]').getByRole('alert').waitFor();
  await open.tap();
  const calendar = calendarOf(canvas);
  await calendar.getByRole('button', { name: 'Vandaag', exact: true }).tap();
  await calendar.waitFor({ state: 'detached' });
  equal(await field.inputValue(), inDays(0));
  equal(await canvas.element.locator('[data-block="datum"]').getByRole('alert').count(), 0);
  await open.tap();
  await calendar.getByRole('button', { name: 'Volgende maand' }).tap();
  await calendar.getByRole('button', { name: / 15 / }).tap();
  match(await field.inputValue(), /^15-/);
  await open.tap();
  await calendar.getByRole('button', { name: 'Leegmaken' }).tap();
  equal(await field.inputValue(), '');
  await open.tap();
  await shared.page.touchscreen.tap(5, 5);
  await calendar.waitFor({ state: 'detached' });
  deepEqual(shared.complaints, []);
});

test('the calendar fits a small screen, its days are large, and axe finds nothing', async () => {
  const canvas = await shared.newCanvas();
  const size = shared.page.viewportSize();
  for (const [width, height, least] of [[1180, 820, 48], [820, 1180, 48], [390, 844, 48], [320, 640, 42]]) {
    await shared.page.setViewportSize({ width, height });
    await canvas.app.button('Kalender openen: Datum').tap();
    const calendar = calendarOf(canvas);
    const box = await calendar.boundingBox();
    ok(box.x >= 0 && box.x + box.width <= width, `${width}: ${JSON.stringify(box)}`);
    const day = await calendar.getByRole('button', { name: / 15 / }).boundingBox();
    ok(day.width >= least && day.height >= 48, `${width}: ${JSON.stringify(day)}`);
    const { violations } = await new AxeBuilder({ page: shared.page }).disableRules(['region', 'page-has-heading-one', 'landmark-one-main']).analyze();
    // The host page around the element has its own landmarks.
    deepEqual(violations.map(({ id, nodes }) => [id, nodes[0].html]), []);
    await shared.page.keyboard.press('Escape');
    await calendar.waitFor({ state: 'detached' });
  }
  await shared.page.setViewportSize(size);
  deepEqual(shared.complaints, []);
});
