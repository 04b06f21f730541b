// Storage that can't be written or read, or is deleted under the page: the page names the cause and
// never another window, doesn't report unsaved edits as saved, and offers a way on.

import { deepEqual, equal, match } from 'node:assert/strict';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openBrowser } from './support/browser.mjs';
import { Canvas, PAGES, startCanvas, stored } from './support/host.mjs';
import { idbFaults } from './support/idb_faults.mjs';
import { serve } from './support/server.mjs';

const AGAIN = 'Probeer opnieuw';
const ANOTHER_WINDOW = /ander venster/;

const blamesAWindow = (app) => app.element.getByText(ANOTHER_WINDOW).count();

/** What the export of the open canvas says in a box. */
async function exported(app, page, box = 'doorbraak') {
  const [download] = await Promise.all([page.waitForEvent('download'), app.button('Exporteren').click()]);
  return JSON.parse(await readFile(await download.path(), 'utf8')).canvassen[0][box].tekst;
}

/** Everything that the status has said since this was called. */
async function listen(page) {
  await page.evaluate(() => {
    window.said = [];
    const status = () => document.querySelector('maatwerk-canvas').shadowRoot.querySelector('.save-state')?.textContent;
    setInterval(() => window.said.at(-1) !== status() && window.said.push(status()), 5);
  });
  return () => page.evaluate(() => window.said.join('|'));
}

test('with a disk that is full from the start one works on, exports, and saves once there is room', async (t) => {
  const { app, page, browser, server } = await startCanvas(t);
  await app.box('Doorbraak').pressSequentially('eerst');
  await app.saved();
  await page.goto(`${server.url}leeg`);
  // Chromium itself falls over on a disk without one free byte, so each commit ends as on a full one.
  await browser.context.addInitScript(() => void (window.commits = 'QuotaExceededError'));
  await browser.context.addInitScript(idbFaults);
  await app.open(`${server.url}canvas`);
  equal(await app.box('Doorbraak').inputValue(), 'eerst', 'what is stored shows');
  await app.element.getByText(/^De opslag van dit apparaat is vol\. .*Wat hier al stond, is er nog\.$/).waitFor();
  equal(await blamesAWindow(app), 0);

  const said = await listen(page);
  await app.box('Doorbraak').press('End');
  await app.box('Doorbraak').pressSequentially(' daarna');
  await app.says(/^Niet opgeslagen: de opslag van dit apparaat is vol/);
  await app.button(AGAIN).first().click();
  await app.says(/^Niet opgeslagen: de opslag van dit apparaat is vol/);
  equal((await said()).replace(/^Opgeslagen[^|]*/, '').includes('Opgeslagen'), false, await said());
  equal(await blamesAWindow(app), 0);
  equal(await exported(app, page), 'eerst daarna');
  equal((await stored(page)).doorbraak.tekst, 'eerst');

  await page.evaluate(() => void (window.commits = 'go'));
  await app.button(AGAIN).first().click();
  await app.saved();
  equal((await stored(page)).doorbraak.tekst, 'eerst daarna');
  await app.element.getByText(/^De opslag van dit apparaat is vol/).waitFor({ state: 'detached' });
  equal(await app.button(AGAIN).count(), 0);
  await app.box('Perspectief').pressSequentially('verder');
  await app.saved();
  equal((await stored(page)).perspectief.tekst, 'verder');
});

test('an archive that cannot be opened shows nothing empty in its place, and opens at a second try', async (t) => {
  const server = await serve({ pages: PAGES });
  t.after(() => server.close());
  const profile = await mkdtemp(join(tmpdir(), 'maatwerk-outage-'));
  t.after(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  const start = async () => {
    const browser = await openBrowser({ profile });
    t.after(() => browser.context.close().catch(() => undefined));
    return { browser, page: browser.page, app: new Canvas(browser.page) };
  };
  const first = await start();
  await first.app.open(`${server.url}canvas`);
  await first.app.box('Doorbraak').pressSequentially('er was al iets');
  await first.app.saved();
  await first.browser.context.close();

  // A file where its folder should be: the browser can't open the database, as on a full or broken disk.
  const folder = join(profile, 'Default', 'IndexedDB');
  await rename(folder, `${folder}-weg`);
  await writeFile(folder, '');
  const { page, app } = await start();
  // There is no canvas whose heading could be waited for.
  await page.goto(`${server.url}canvas`);
  await app.element.getByText(/^Dit canvas kan nu niet geopend worden\. De opslag van dit apparaat doet het nu niet/).waitFor();
  equal(await app.box('Doorbraak').count(), 0, 'no empty canvas in its place');
  equal(await blamesAWindow(app), 0);
  await app.button(AGAIN).last().click();
  await app.element.getByText(/^Dit canvas kan nu niet geopend worden/).waitFor();

  // What is begun now can be filled in and exported, and is never said to be saved.
  await app.button('Overzicht').click();
  await app.button('Nieuw canvas').click();
  await app.box('Doorbraak').waitFor();
  const said = await listen(page);
  await app.box('Doorbraak').pressSequentially('nieuw begonnen');
  await app.says(/^Niet opgeslagen: het opslaan lukte niet/);
  equal(await exported(app, page), 'nieuw begonnen');
  equal((await said()).includes('Opgeslagen'), false, await said());
  equal(await blamesAWindow(app), 0);

  await rm(folder);
  await rename(`${folder}-weg`, folder);
  await app.button(AGAIN).first().click();
  await app.saved();
  await app.button('Overzicht').click();
  await app.element.getByText(/nieuw begonnen|Nieuw canvas/).first().waitFor();
  await app.open(`${server.url}canvas`);
  equal(await app.box('Doorbraak').inputValue(), 'er was al iets');
  const keys = await page.evaluate(async () => {
    const asked = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
    const open = await asked(indexedDB.open('mwc/standaard'));
    return asked(open.transaction('canvas').objectStore('canvas').getAllKeys());
  });
  equal(keys.length, 2, 'both are in the archive');
});

test('a database that opens late, and is laid out only then, serves all that was waiting for it', async (t) => {
  const server = await serve({ pages: PAGES });
  t.after(() => server.close());
  const { page, context, close } = await openBrowser();
  t.after(() => close());
  const [app, other] = [new Canvas(page), await context.newPage()];
  await other.goto(`${server.url}leeg`);
  // A page of an older version that doesn't make way holds up the layout's upgrade.
  await other.evaluate(async () => {
    window.open = await new Promise((on) => (indexedDB.open('mwc/standaard', 1).onsuccess = ({ target }) => on(target.result)));
  });
  await page.goto(`${server.url}canvas`);
  await page.evaluate(async () => {
    await customElements.whenDefined('maatwerk-canvas');
    const element = document.querySelector('maatwerk-canvas');
    element.value = { formaat: 1, id: element.getAttribute('document-id'), doorbraak: { tekst: 'van de pagina' } };
  });
  await app.element.getByText(/^Dit canvas kan nu niet geopend worden/).waitFor();
  await other.evaluate(() => window.open.close());
  await app.box('Doorbraak').waitFor();
  equal(await app.box('Doorbraak').inputValue(), 'van de pagina');
  await app.saved();
  equal((await stored(page)).doorbraak.tekst, 'van de pagina');
});

test('without IndexedDB a canvas is kept in the journal, and not said to be saved', async (t) => {
  const { browser, page, server } = await startCanvas(t);
  await page.goto(`${server.url}leeg`);
  await browser.context.addInitScript(() => {
    const denied = () => {
      throw new DOMException('denied', 'SecurityError');
    };
    Object.defineProperty(window, 'indexedDB', { get: denied });
  });
  const app = new Canvas(page);
  await app.open(`${server.url}canvas`);
  const said = await listen(page);
  await app.box('Doorbraak').pressSequentially('voorlopig');
  await app.says(/^Voorlopig bewaard/);
  equal((await said()).includes('Opgeslagen'), false, await said());
  await app.element.getByText(/^De grote opslag van deze browser doet het niet/).waitFor();
  equal(await blamesAWindow(app), 0);
  equal(await exported(app, page), 'voorlopig');
  await app.reload();
  equal(await app.box('Doorbraak').inputValue(), 'voorlopig');
  await app.says(/^Voorlopig bewaard/);
});

for (const [how, erase] of [
  ['by a script', ({ other }) => other.evaluate(() => new Promise((done) => (indexedDB.deleteDatabase('mwc/standaard').onsuccess = done)))],
  ['with the browser', async ({ page, server }) => {
    const tools = await page.context().newCDPSession(page);
    await tools.send('Storage.clearDataForOrigin', { origin: new URL(server.url).origin, storageTypes: 'indexeddb' });
  }],
]) {
  test(`an archive deleted ${how} while one types is begun anew with what shows`, async (t) => {
    const { app, page, browser, server } = await startCanvas(t);
    await app.box('Doorbraak').pressSequentially('eerst');
    await app.saved();
    const other = await browser.context.newPage();
    await other.goto(`${server.url}leeg`);
    await erase({ other, page, server });
    await app.box('Doorbraak').press('End');
    await app.box('Doorbraak').pressSequentially(' daarna');
    await app.element.getByText(/gewist terwijl/).first().waitFor();
    equal(await blamesAWindow(app), 0);
    await app.saved();
    equal((await stored(page)).doorbraak.tekst, 'eerst daarna');
    await app.element.getByText(/^De opslag van dit apparaat is gewist terwijl dit venster open was\. Wat hier open staat is opnieuw opgeslagen/).waitFor();
    await app.box('Perspectief').pressSequentially('verder');
    await app.saved();
    equal(await blamesAWindow(app), 0);
    await app.reload();
    equal(await app.box('Doorbraak').inputValue(), 'eerst daarna');
    equal(await app.box('Perspectief').inputValue(), 'verder');
  });
}

test('a window that follows goes on by itself once the one that wrote is closed', async (t) => {
  const { app: one, browser, server } = await startCanvas(t);
  await one.box('Doorbraak').pressSequentially('van een');
  await one.saved();
  const page = await browser.context.newPage();
  const two = new Canvas(page);
  await two.open(`${server.url}canvas`);
  await two.element.getByText(ANOTHER_WINDOW).waitFor();
  await one.page.close();
  await two.element.getByText(ANOTHER_WINDOW).waitFor({ state: 'detached', timeout: 5_000 });
  await two.box('Doorbraak').press('End');
  await two.box('Doorbraak').pressSequentially(', dan twee');
  await two.saved();
  equal((await stored(page)).doorbraak.tekst, 'van een, dan twee');
});

test('of three windows one goes on, and one that is loaded again stays the one that writes', async (t) => {
  const { app: one, browser, server, complaints } = await startCanvas(t);
  const open = async () => {
    const app = new Canvas(await browser.context.newPage());
    await app.open(`${server.url}canvas`);
    await app.element.getByText(ANOTHER_WINDOW).waitFor();
    return app;
  };
  const [two, three] = [await open(), await open()];
  await one.reload();
  await one.box('Doorbraak').pressSequentially('nog steeds hier');
  await one.saved();
  await one.page.waitForTimeout(4000);
  deepEqual([await blamesAWindow(one), await blamesAWindow(two), await blamesAWindow(three)], [0, 1, 1]);
  await one.page.close();
  const follow = async () => (await blamesAWindow(two)) + (await blamesAWindow(three));
  for (let tries = 0; (await follow()) > 1 && tries < 100; tries += 1) await two.page.waitForTimeout(100);
  await two.page.waitForTimeout(3000);
  equal(await follow(), 1, 'exactly one of the two writes');
  deepEqual(complaints, []);
});

test('an archive of a newer version is told as such', async (t) => {
  const { app, page, server } = await startCanvas(t);
  await app.box('Doorbraak').pressSequentially('eerst');
  await app.saved();
  await page.goto(`${server.url}leeg`);
  await page.evaluate(() => new Promise((done) => (indexedDB.open('mwc/standaard', 99).onsuccess = (event) => done(event.target.result.close()))));
  await app.open(`${server.url}canvas`);
  equal(await app.box('Doorbraak').inputValue(), 'eerst');
  await app.element.getByText(/^Wat hier staat is gemaakt met een nieuwere versie/).waitFor();
  equal(await app.box('Doorbraak').evaluate((box) => box.readOnly), true);
  equal(await blamesAWindow(app), 0);
  match(await exported(app, page), /^eerst$/);
});
