// With passphrase and sheet lost, a device can be emptied: deliberately, whole, and never where a portal has the key.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './support/app.mjs';
import { exportOf, importFile } from './support/filled.mjs';
import { keysOf, readRecord } from './support/host.mjs';
import { idbFaults } from './support/idb_faults.mjs';
import { Device } from './support/lock.mjs';

const TEXT = 'vertrouwelijkverhaal';
const LOST = 'Ik heb geen wachtzin en geen noodblad meer';
const TABLES = ['canvas', 'lijst', 'versie', 'kapot', 'sync', 'resultaat'];

/** The stand-alone app with one filled canvas, sealed and locked. */
async function locked(t) {
  const started = await startApp(t);
  const app = new Device(started.page);
  await importFile(app, exportOf({ text: TEXT }));
  await app.button('24-0113').waitFor();
  await app.sealFromSettings();
  await app.lock();
  return { ...started, app };
}

const question = (app) => app.element.getByRole('dialog', { name: 'Opnieuw beginnen' });

async function ask(app) {
  await app.button(LOST).click();
  await question(app).waitFor();
  return question(app);
}

async function answer(app, word) {
  const dialog = question(app);
  await dialog.getByLabel('Typ WISSEN als u dit zeker weet').fill(word);
  await dialog.getByRole('button', { name: 'Maak dit apparaat leeg' }).click();
}

test('without the word nothing happens; with it the device is empty, stays so, and can be sealed once more', async (t) => {
  const { app, page, complaints } = await locked(t);
  const dialog = await ask(app);
  await app.screenshot('opnieuw-beginnen');
  for (const word of ['', 'wis', 'WISSEN!']) {
    await answer(app, word);
    await dialog.getByText('Typ het hele woord: WISSEN.').waitFor();
  }
  await dialog.getByRole('button', { name: 'Annuleren' }).click();
  ok(await app.button(LOST).evaluate((button) => button === button.getRootNode().activeElement));
  await app.unlock();
  await app.button('24-0113').waitFor();

  // At a canvas that will be gone.
  await app.button('24-0113').click();
  await app.box('Situatieschets').waitFor();
  await page.reload();
  await app.locked().waitFor();
  await ask(app);
  await answer(app, ' wissen ');
  await app.element.getByRole('status').filter({ hasText: 'Dit apparaat is leeggemaakt. U begint opnieuw.' }).waitFor();
  await app.screenshot('leeggemaakt');
  await app.button('Nieuw canvas').first().waitFor();
  await app.showsNothingOf([TEXT, '24-0113']);
  for (const table of TABLES) deepEqual(await keysOf(page, table), [], table);
  equal(JSON.parse(await readRecord(page, 'beheer', 'sleutel')).stand, 'uit');
  const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('mwc/standaard/')));
  deepEqual(kept.filter((key) => !/beheer\/epoch$/.test(key)), []);

  await page.reload();
  await app.button('Nieuw canvas').first().waitFor();
  await importFile(app, exportOf({ text: 'een nieuw begin' }));
  await app.button('24-0113').waitFor();
  await app.sealFromSettings();
  await app.lock();
  await app.unlock();
  await app.button('24-0113').click();
  equal(await app.box('Situatieschets').inputValue(), 'een nieuw begin');
  deepEqual(complaints, []);
});

test('while another window has it open, nothing is erased and it says why', async (t) => {
  const { app, browser, server } = await locked(t);
  const other = new Device(await browser.context.newPage());
  await other.page.goto(server.url);
  await other.unlock();
  await other.button('24-0113').waitFor();
  await ask(app);
  await answer(app, 'WISSEN');
  await question(app).getByText('Een ander venster werkt hier nu mee').waitFor();
  await other.button('24-0113').click();
  equal(await other.box('Situatieschets').inputValue(), TEXT);
});

test('a window that has the key and shows the examples keeps it from being erased, and locks with the others', async (t) => {
  const { app, browser, server } = await locked(t);
  const other = new Device(await browser.context.newPage());
  await other.page.goto(server.url);
  await other.unlock();
  await other.button('24-0113').waitFor();
  await other.button('Voorbeelden').click();
  await other.element.getByText('U kijkt naar voorbeelden.').waitFor();
  await ask(app);
  await answer(app, 'WISSEN');
  await question(app).getByText('Een ander venster werkt hier nu mee').waitFor();
  await question(app).getByRole('button', { name: 'Annuleren' }).click();
  await app.unlock();
  await app.button('24-0113').waitFor();
  await app.lock();
  await other.button('Naar uw eigen canvassen').click();
  await other.locked().waitFor();
  await other.showsNothingOf([TEXT, '24-0113']);
});

test('storage that refuses leaves it locked, and the passphrase opens it as before', async (t) => {
  const { app, page } = await locked(t);
  await page.evaluate(idbFaults);
  await page.evaluate(() => (window.commits = 'QuotaExceededError'));
  await ask(app);
  await answer(app, 'WISSEN');
  await question(app).getByText('Het leegmaken lukte niet').waitFor();
  await question(app).getByRole('button', { name: 'Annuleren' }).click();
  await page.evaluate(() => (window.commits = 'go'));
  await app.unlock();
  await app.button('24-0113').click();
  await app.box('Situatieschets').waitFor();
  equal(await app.box('Situatieschets').inputValue(), TEXT);
});

test('a key ring that is gone can be begun anew from too', async (t) => {
  const { app, page } = await locked(t);
  await page.evaluate(async () => {
    localStorage.removeItem('mwc/standaard/beheer/sleutel');
    const open = await new Promise((on) => Object.assign(indexedDB.open('mwc/standaard'), { onsuccess: ({ target }) => on(target.result) }));
    const work = open.transaction('beheer', 'readwrite');
    work.objectStore('beheer').delete('sleutel');
    await new Promise((on) => Object.assign(work, { oncomplete: on }));
    open.close();
  });
  await page.reload();
  await app.element.getByText('De sleutel van dit apparaat is niet gevonden.').waitFor();
  await ask(app);
  await answer(app, 'WISSEN');
  await app.button('Nieuw canvas').first().waitFor();
  deepEqual(await keysOf(page, 'canvas'), []);
});
