// Sealing what a device stores: nothing of it stands readable in the browser's files, and a crash on the way loses
// nothing.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { startApp } from './support/app.mjs';
import { openBrowser } from './support/browser.mjs';
import { exportOf, importFile } from './support/filled.mjs';
import { keysOf, readRecord } from './support/host.mjs';
import { idbFaults } from './support/idb_faults.mjs';
import { Device, markedExport, markers } from './support/lock.mjs';
import { killBrowser } from './support/processes.mjs';
import { serve } from './support/server.mjs';

const BOX = 'Situatieschets';

/** A profile that outlives its browser. */
async function profileOf(t) {
  const profile = await mkdtemp(join(tmpdir(), 'maatwerk-seal-'));
  t.after(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  return profile;
}

async function start(t, profile, server) {
  const browser = await openBrowser({ profile });
  t.after(() => browser.context.close().catch(() => undefined));
  const app = new Device(browser.page);
  await app.page.goto(server.url);
  return { ...browser, app };
}

/** Each of these words that stands in a file of the profile, as UTF-8 or as UTF-16. */
async function foundIn(profile, words) {
  const found = new Set();
  for (const entry of await readdir(profile, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath ?? entry.path, entry.name)).catch(() => Buffer.alloc(0));
    for (const word of words) if (bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le'))) found.add(word);
  }
  return [...found].sort();
}

/** Imports a marked canvas, types one more marker, and closes the browser in order. */
async function work(app, words, typed) {
  await importFile(app, markedExport(words));
  await app.button(words[7]).click();
  await app.box(BOX).click();
  await app.page.keyboard.press('End');
  await app.page.keyboard.type(` ${typed}`);
  await app.saved();
}

for (const seals of [false, true]) {
  test(`twenty markers are ${seals ? 'nowhere' : 'found'} in the browser's files, ${seals ? 'sealed' : 'as a control, in the clear'}`, async (t) => {
    const [server, profile] = [await serve(), await profileOf(t)];
    t.after(() => server.close());
    const words = markers();
    const { app, context } = await start(t, profile, server);
    await app.button('Nieuw canvas').first().waitFor();
    if (seals) {
      // Before the first family: a browser doesn't wipe what was readable.
      await app.button('Instellingen').click();
      const settings = app.element.getByRole('dialog', { name: 'Instellingen' });
      await settings.getByRole('button', { name: 'Beveilig dit apparaat' }).click();
      await app.seal();
      await settings.getByRole('button', { name: 'Sluiten' }).click();
    }
    await work(app, words.slice(0, 19), words[19]);
    await context.close();
    const found = await foundIn(profile, words);
    deepEqual(found, seals ? [] : [...words].sort());
  });
}

test('killed while it is being sealed, the next start asks the passphrase, goes on, and nothing is lost', async (t) => {
  const [server, profile] = [await serve(), await profileOf(t)];
  t.after(() => server.close());
  let { app, context } = await start(t, profile, server);
  await app.button('Nieuw canvas').first().waitFor();
  const many = exportOf({ text: 'blijft', lines: 1 });
  many.canvassen = Array.from({ length: 400 }, (_, at) => ({ ...many.canvassen[0], id: `c${at}`, casusnummer: `zaak-${at}` }));
  await importFile(app, many);
  const all = () => app.element.getByText('400 canvassen', { exact: true }).first();
  await all().waitFor();
  await app.button('Instellingen').click();
  const settings = app.element.getByRole('dialog', { name: 'Instellingen' });
  await settings.getByRole('button', { name: 'Beveilig dit apparaat' }).click();
  const code = await app.toSheet();
  const dead = new Promise((done) => app.page.exposeBinding('__begun', () => done(killBrowser(profile))));
  await app.page.evaluate(() => {
    const { shadowRoot } = document.querySelector('maatwerk-canvas');
    const look = () => /^[1-9]\d* van \d+$/.test(shadowRoot.querySelector('.lock-bar + p')?.textContent) && window.__begun();
    new MutationObserver(look).observe(shadowRoot, { childList: true, subtree: true, characterData: true });
  });
  await app.answer(code).catch(() => undefined);
  ok((await dead) > 0, 'the browser was killed on the way');
  await context.close().catch(() => undefined);

  ({ app, context } = await start(t, profile, server));
  await app.locked().waitFor();
  ok((await readRecord(app.page, 'beheer', 'sleutel')).includes('"stand":"aan-bezig"'), 'it was really on the way');
  await app.unlock();
  await all().waitFor();
  equal(await app.element.getByText('apart gezet').count(), 0);
  // It goes on by itself.
  let state = '';
  for (let tries = 0; tries < 100 && state !== 'all sealed'; tries += 1) {
    await app.page.waitForTimeout(200);
    state = await app.page.evaluate(async (database) => {
      const asked = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
      const open = await asked(indexedDB.open(database));
      const ring = await asked(open.transaction('beheer').objectStore('beheer').get('sleutel'));
      const all = await asked(open.transaction('canvas').objectStore('canvas').getAll());
      open.close();
      const plain = all.filter(([first]) => first !== 1).length;
      return new TextDecoder().decode(ring).includes('"stand":"aan"') && !plain ? 'all sealed' : `${plain} in the clear`;
    }, 'mwc/standaard');
  }
  equal(state, 'all sealed');
  equal((await keysOf(app.page, 'canvas')).length, 400);
  await app.page.reload();
  await app.unlock();
  await app.button(/^zaak-\d+$/).first().click();
  await app.box(BOX).waitFor();
  equal(await app.box(BOX).inputValue(), 'blijft');
  await context.close();
});

test('storage that refuses half-way: the secrets are in force, it says so, and goes on by itself', async (t) => {
  const { page } = await startApp(t);
  const app = new Device(page);
  const many = exportOf({ text: 'blijft' });
  many.canvassen = Array.from({ length: 60 }, (_, at) => ({ ...many.canvassen[0], id: `c${at}`, casusnummer: `zaak-${at}` }));
  await importFile(app, many);
  await app.element.getByText('60 canvassen', { exact: true }).first().waitFor();
  await app.button('Instellingen').click();
  const settings = app.element.getByRole('dialog', { name: 'Instellingen' });
  await settings.getByRole('button', { name: 'Beveilig dit apparaat' }).click();
  const code = await app.toSheet();
  await page.evaluate(idbFaults);
  await page.evaluate(() => {
    const { shadowRoot } = document.querySelector('maatwerk-canvas');
    const refuse = () => shadowRoot.querySelector('.lock-bar') && (window.commits = 'QuotaExceededError');
    new MutationObserver(refuse).observe(shadowRoot, { childList: true, subtree: true });
  });
  await app.answer(code);
  await app.dialog().getByRole('heading', { name: 'Nog niet alles is versleuteld' }).waitFor();
  await app.screenshot('beveilig-gestopt');
  const state = async () => JSON.parse(await readRecord(page, 'beheer', 'sleutel')).stand;
  equal(await state(), 'aan-bezig');
  await page.evaluate(() => (window.commits = 'go'));
  await app.dialog().getByRole('heading', { name: 'Dit apparaat is beveiligd' }).waitFor();
  equal(await state(), 'aan');
  await page.reload();
  await app.unlock();
  await app.element.getByText('60 canvassen', { exact: true }).first().waitFor();
});

test('the offer comes with the first canvas, is calm, and can be put off', async (t) => {
  const { page, complaints } = await startApp(t);
  const app = new Device(page);
  const offer = app.element.getByRole('region', { name: 'Beveilig dit apparaat' });
  equal(await offer.count(), 0, 'not before there is anything');
  await app.button('Nieuw canvas').click();
  await app.box(BOX).waitFor();
  await offer.waitFor();
  await app.box(BOX).click();
  await page.keyboard.type('gewoon verder typen');
  equal(await app.box(BOX).inputValue(), 'gewoon verder typen');
  await offer.getByRole('button', { name: 'Later, herinner mij over een week' }).click();
  equal(await offer.count(), 0);
  await app.saved();
  await page.reload();
  await app.button('Overzicht').click();
  await app.button('Nieuw canvas').waitFor();
  equal(await offer.count(), 0, 'put off');
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find((name) => name.endsWith('beveilig-later'));
    localStorage.removeItem(key);
  });
  await page.reload();
  await offer.waitFor();
  await offer.getByRole('button', { name: 'Beveilig dit apparaat' }).click();
  await app.screenshot('beveilig-1');
  const code = await app.toSheet('kort').catch(() => null);
  equal(code, null);
  await app.dialog().getByText('Dit zijn 4 tekens. Neem er minstens 15.').waitFor();
  const right = await app.toSheet();
  await app.screenshot('beveilig-2');
  await page.evaluate(() => (window.print = () => (window.printed = document.querySelector('maatwerk-canvas').shadowRoot.querySelector('.print')?.textContent)));
  await app.dialog().getByRole('button', { name: 'Noodblad afdrukken' }).click();
  const printed = await page.evaluate(() => window.printed);
  for (const group of right.split(' ')) ok(printed.includes(group), group);
  ok(printed.includes('Bewaar dit blad in een kluis'));
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  equal(await app.element.locator('.print').count(), 0, 'the code is on no page any more');
  await app.answer(right, 'een andere zin dan net');
  await app.dialog().getByText('Dit is niet dezelfde wachtzin.').waitFor();
  await app.answer(right);
  await app.dialog().getByRole('heading', { name: 'Dit apparaat is beveiligd' }).waitFor();
  deepEqual(complaints, []);
});
