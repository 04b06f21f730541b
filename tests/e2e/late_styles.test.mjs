// A view that was opened leaves the others as they were: its style sheet stays with the element, and must
// name nothing of theirs.

import { deepEqual, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './support/app.mjs';
import { exportOf, importFile } from './support/filled.mjs';
import { Canvas } from './support/host.mjs';
import { Device } from './support/lock.mjs';

/** Where each element stands and how it looks, from the top of the page. */
const looks = (page) =>
  page.evaluate(() => {
    scrollTo(0, 0);
    const shown = [...document.querySelector('maatwerk-canvas').shadowRoot.querySelectorAll('.app *')];
    return shown.filter((it) => it.checkVisibility({ visibilityProperty: true }) && !it.closest('.save-state, .visually-hidden')).map((it) => {
      const { left, top, width, height } = it.getBoundingClientRect();
      const { color, backgroundColor, fontSize, padding, margin } = getComputedStyle(it);
      const box = [left, top + scrollY, width, height].map(Math.round).join(' ');
      return [`${it.localName}.${it.getAttribute('class')}`, box, color, backgroundColor, fontSize, padding, margin].join(' | ');
    });
  });

/** The looks once nothing moves any more. */
async function settled(page) {
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.querySelector('maatwerk-canvas').shadowRoot.activeElement?.blur());
  let before;
  for (let tries = 0; tries < 50; tries += 1) {
    const now = await looks(page);
    if (before?.join() === now.join()) return now;
    before = now;
    await page.waitForTimeout(200);
  }
  throw new Error('The page does not come to rest.');
}

async function openCanvas(app) {
  await app.button('24-0113').click();
  await app.box('Situatieschets').waitFor();
  await app.button(/^Nog te doen \(\d+\)/).waitFor();
}

async function toOverview(app) {
  await app.button('Overzicht').click();
  await app.button('Canvassen').waitFor();
  await app.button('24-0113').waitFor();
}

/** Opens every view that brings a style sheet of its own, but for what is printed. */
async function openAll(app) {
  const results = app.element.locator('[data-block="resultaten"]');
  const dialog = app.element.getByRole('dialog');
  await app.button(/^Mijn week/).click();
  await app.element.locator('[data-block="mijnWeek"]').waitFor();
  await app.button('Tafels').click();
  await app.element.getByRole('heading', { name: 'Tafels' }).first().waitFor();
  await app.button('Resultaten').click();
  await results.getByRole('heading', { name: /^Financiers/ }).waitFor();
  await app.button('Ons team').click();
  await app.element.getByRole('button', { name: 'Toevoegen: Disciplines' }).waitFor();
  await app.button('Canvassen').click();
  await openCanvas(app);
  await app.button('Analyse').click();
  await app.button('Terug naar het canvas').click();
  await app.button(/^Berekening/).first().click();
  await dialog.getByRole('button', { name: 'Sluiten', exact: true }).click();
  await app.button('Rond het plan').click();
  await app.button('Terug naar het canvas').click();
  for (const name of ['In één oogopslag', 'Samen']) {
    await app.button(name).click();
    await dialog.waitFor();
    await app.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }
  await toOverview(app);
  await app.button('Instellingen').click();
  const settings = app.element.getByRole('dialog', { name: 'Instellingen' });
  await settings.getByRole('button', { name: 'Beveilig dit apparaat' }).click();
  await new Device(app.page).dialog().getByRole('button', { name: 'Annuleren' }).click();
  await settings.getByRole('button', { name: 'Sluiten' }).click();
}

test('the canvas and the overview look the same after every other view was opened', async (t) => {
  const { page, complaints } = await startApp(t);
  const app = new Canvas(page);
  await app.signIn();
  await importFile(app, exportOf());
  await openCanvas(app);
  await app.reload();
  await app.box('Situatieschets').waitFor();
  await app.button(/^Nog te doen \(\d+\)/).waitFor();
  const canvas = await settled(page);
  ok(canvas.length > 200);
  await toOverview(app);
  const overview = await settled(page);
  await openAll(app);
  deepEqual(await settled(page), overview);
  await openCanvas(app);
  deepEqual(await settled(page), canvas);
  deepEqual(complaints, []);
});
