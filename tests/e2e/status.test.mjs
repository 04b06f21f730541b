// The save status is true: "Opgeslagen" only when the archive has committed, and never after a
// failure.

import { deepEqual, equal, match } from 'node:assert/strict';
import { test } from 'node:test';
import { Canvas, PAGES, readRecord, startCanvas, stored } from './support/host.mjs';
import { openBrowser } from './support/browser.mjs';
import { idbFaults } from './support/idb_faults.mjs';
import { serve } from './support/server.mjs';

/** A page on which commits can be held, opened after `idbFaults`. */
async function start(t) {
  const server = await serve({ pages: PAGES });
  t.after(() => server.close());
  const browser = await openBrowser();
  t.after(() => browser.close());
  await browser.page.addInitScript(idbFaults);
  const app = new Canvas(browser.page);
  await app.open(`${server.url}canvas`);
  await app.box('Doorbraak').waitFor();
  const commits = (what) => browser.page.evaluate((what) => void (window.commits = what), what);
  return { ...browser, server, app, commits };
}

test('nothing is said to be saved before the archive has committed', async (t) => {
  const { app, page, commits, complaints } = await start(t);
  match(await app.status.innerText(), /^Nog niets ingevuld/);
  await commits('hold');
  await app.box('Doorbraak').pressSequentially('een huis');
  await app.says(/^Opslaan…$/);
  await page.waitForTimeout(1500);
  equal(await app.status.innerText(), 'Opslaan…', 'as long as it takes');
  await commits('go');
  await app.saved();
  equal(await page.evaluate(() => window.durability), 'strict');
  equal((await stored(page)).doorbraak.tekst, 'een huis');
  equal(await page.evaluate(() => localStorage.getItem('mwc/standaard/canvas/proef')), null, 'the journal is empty again');
  deepEqual(complaints, []);
});

test('the status goes back to "Opslaan…" with the next key, and stays there for the last edit', async (t) => {
  const { app, commits } = await start(t);
  await app.box('Doorbraak').pressSequentially('a');
  await app.saved();
  await commits('hold');
  await app.box('Doorbraak').pressSequentially('b');
  equal(await app.status.innerText(), 'Opslaan…');
  // This one comes while an earlier one is on its way.
  await app.page.waitForFunction(() => window.held > 0);
  await app.box('Doorbraak').pressSequentially('c');
  await commits('go');
  await app.saved();
  equal((await stored(app.page)).doorbraak.tekst, 'abc');
});

for (const [error, words] of [
  ['QuotaExceededError', /^Niet opgeslagen: de opslag van dit apparaat is vol/],
  ['UnknownError', /^Niet opgeslagen: het opslaan lukte niet/],
]) {
  test(`a commit that ends in ${error} is told, keeps the text, and is tried again`, async (t) => {
    const { app, page, commits } = await start(t);
    await app.box('Doorbraak').pressSequentially('eerst');
    await app.saved();
    await commits(error);
    await app.box('Doorbraak').pressSequentially(' daarna');
    await app.says(words);
    equal(await app.box('Doorbraak').inputValue(), 'eerst daarna');
    equal((await stored(page)).doorbraak.tekst, 'eerst', 'the old value is intact');
    await app.box('Perspectief').pressSequentially('nog meer');
    await app.says(words);
    await commits('go');
    await app.saved();
    const doc = await stored(page);
    deepEqual([doc.doorbraak.tekst, doc.perspectief.tekst], ['eerst daarna', 'nog meer']);
  });
}

test('an edit whose commit never came is there after a reload', async (t) => {
  const { app, commits } = await start(t);
  await commits('hold');
  await app.box('Doorbraak').pressSequentially('nog onderweg');
  await app.page.waitForFunction(() => localStorage.getItem('mwc/standaard/canvas/proef') !== null);
  await app.reload();
  equal(await app.box('Doorbraak').inputValue(), 'nog onderweg');
  await app.element.getByText('nog niet helemaal opgeslagen. Dat is nu hersteld.').waitFor();
  equal((await stored(app.page)).doorbraak.tekst, 'nog onderweg');
});

test('what was typed just before the page hides, reloads or closes is kept', async (t) => {
  const { app, browser, page, server } = await startCanvas(t);
  const text = () => readRecord(page, 'canvas', 'proef').then((it) => (it ? JSON.parse(it).doc.doorbraak.tekst : null));
  await app.box('Doorbraak').pressSequentially('x');
  await app.saved();

  // Hidden: a save that does not wait for the pause. The clock stands still, so no timer can have done it.
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await app.box('Doorbraak').pressSequentially('y');
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });
  const journal = () => page.evaluate(() => localStorage.getItem('mwc/standaard/canvas/proef'));
  for (let tries = 0; (await text()) !== 'xy' && tries < 40; tries += 1) await new Promise((on) => setTimeout(on, 50));
  equal(await text(), 'xy', await journal());

  for (const [letter, leave] of [
    ['a', (one) => one.reload()],
    ['b', (one) => one.goto(`${server.url}leeg`)],
    ['c', (one) => one.close()],
  ]) {
    const one = await browser.context.newPage();
    const other = new Canvas(one);
    await page.goto(`${server.url}leeg`);
    await other.open(`${server.url}canvas`);
    const before = await other.box('Doorbraak').inputValue();
    await other.box('Doorbraak').press('End');
    await one.keyboard.press(letter);
    await leave(one);
    if (!one.isClosed()) await one.close();
    const after = new Canvas(page);
    await after.open(`${server.url}canvas`);
    equal(await after.box('Doorbraak').inputValue(), before + letter);
  }
});
