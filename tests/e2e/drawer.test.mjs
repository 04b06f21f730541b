// "Nog te doen" over the page: in sight wherever that is scrolled, and never over the field that it leads to.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from './support/browser.mjs';
import { Canvas } from './support/canvas.mjs';
import { exportOf, importFile } from './support/filled.mjs';
import { App } from './support/app.mjs';
import { serve } from './support/server.mjs';

const SIZES = { 'tablet in landscape': [1180, 820], 'tablet upright': [820, 1180], phone: [390, 844] };

async function start(t, size) {
  const server = await serve();
  t.after(() => server.close());
  const browser = await openBrowser({ viewport: { width: size[0], height: size[1] } });
  t.after(() => browser.close());
  const app = new App(browser.page);
  await app.open(server.url);
  await importFile(app, exportOf({ lines: 6, actions: 9 }));
  await app.button('24-0113').click();
  const canvas = await new Canvas(app).ready();
  return { app, canvas, page: browser.page, complaints: browser.complaints };
}

/** Where something is in the view. */
const area = (locator) =>
  locator.evaluate((it) => {
    const { left, right, top, bottom } = it.getBoundingClientRect();
    return { left, right, top, bottom };
  });

const overlap = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

for (const [name, size] of Object.entries(SIZES)) {
  test(`on a ${name} it opens in sight, far down the page, and a tap leads to a field that it leaves free`, async (t) => {
    const { app, canvas, page, complaints } = await start(t, size);
    await canvas.text('Betrokkenheid').scrollIntoViewIfNeeded();
    await page.evaluate(() => scrollBy(0, -40));
    const scrolled = await page.evaluate(() => scrollY);
    ok(scrolled > 600, `scrolled ${scrolled}`);
    const list = await canvas.openToDo();
    await canvas.focused(list.getByRole('heading', { name: 'Nog te doen' }));
    equal(await page.evaluate(() => scrollY), scrolled, 'the page stays where it is');
    const shown = await area(list);
    ok(shown.top >= 0 && shown.bottom <= size[1] + 1 && shown.bottom - shown.top > 120, JSON.stringify(shown));
    await page.evaluate(() => scrollTo(0, 300));
    const later = await area(list);
    ok(later.top >= 0 && later.bottom <= size[1] + 1, `it follows: ${JSON.stringify(later)}`);
    // To a line, far down.
    await list.getByRole('button', { name: /^“Regel 6 met/ }).first().click();
    const dialog = app.element.getByRole('dialog', { name: 'Berekening' });
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Sluiten' }).click();
    await canvas.focused(app.button(/^Berekening: Regel 6 met/));
    await canvas.text('Legitimiteit').fill('');
    await canvas.text('Legitimiteit').blur();
    await page.evaluate(() => scrollTo(0, 0));
    await (await canvas.openToDo()).getByRole('button', { name: 'Het vak Legitimiteit is nog leeg.' }).click();
    await canvas.focused(canvas.text('Legitimiteit'));
    const field = await area(canvas.text('Legitimiteit'));
    ok(field.top >= 0 && field.bottom <= size[1], `the field is in sight: ${JSON.stringify(field)}`);
    if (await list.isVisible()) ok(!overlap(field, await area(list)), 'the field is free');
    deepEqual(complaints, []);
  });
}

test('on a phone, where its button is behind another, Escape and its cross give the focus to that one', async (t) => {
  const { app, canvas, page } = await start(t, SIZES.phone);
  for (const close of [() => page.keyboard.press('Escape'), (list) => list.getByRole('button', { name: 'Sluiten' }).click()]) {
    const list = await canvas.openToDo();
    await canvas.focused(list.getByRole('heading', { name: 'Nog te doen' }));
    await close(list);
    await canvas.focused(app.button('Meer knoppen'));
    equal(await list.count(), 0);
  }
});

test('Escape and its cross close it, and give the focus back', async (t) => {
  const { app, canvas, page } = await start(t, SIZES['tablet upright']);
  const button = app.button(/^Nog te doen/);
  await button.focus();
  await page.keyboard.press('Enter');
  const list = await canvas.openToDo();
  await canvas.focused(list.getByRole('heading', { name: 'Nog te doen' }));
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await canvas.focused(button);
  equal(await list.count(), 0);
  await page.keyboard.press('Enter');
  await list.getByRole('button', { name: 'Sluiten' }).click();
  await canvas.focused(button);
  equal(await list.count(), 0);
});

test('on a wide page it stands beside the canvas, and stays', async (t) => {
  const { canvas, page } = await start(t, [1600, 900]);
  const list = await canvas.openToDo();
  const [beside, box] = [await area(list), await area(canvas.box('Perspectief'))];
  ok(beside.left >= box.right, 'next to it, not over it');
  await canvas.text('Legitimiteit').fill('');
  await canvas.text('Legitimiteit').blur();
  await list.getByRole('button', { name: 'Het vak Legitimiteit is nog leeg.' }).click();
  await canvas.focused(canvas.text('Legitimiteit'));
  ok(await list.isVisible());
  const now = await area(list);
  ok(now.top >= 0 && now.top < 200, `along with the view: ${JSON.stringify(now)}`);
  equal(await page.evaluate(() => scrollX), 0);
});
