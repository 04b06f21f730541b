// Full storage: localStorage with 0, 1 or 100 characters left, and a disk without room.

import { equal, match } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { startCanvas, stored } from './support/host.mjs';
import { idbFaults } from './support/idb_faults.mjs';

/** Fills localStorage from an empty page of the same origin, until so many characters are left. */
const fill = (page, left) =>
  page.evaluate((left) => {
    const fits = (length) => {
      try {
        localStorage.setItem('vol', 'x'.repeat(length));
        return true;
      } catch (error) {
        if (error.name !== 'QuotaExceededError') throw error;
        return false;
      }
    };
    let [low, high] = [0, 6_000_000];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (fits(middle)) low = middle;
      else high = middle;
    }
    return fits(low - left);
  }, left);

for (const left of [0, 1, 100]) {
  test(`with ${left} characters left in localStorage everything is still saved`, async (t) => {
    const { app, page, server } = await startCanvas(t);
    await app.box('Doorbraak').pressSequentially('eerst');
    await app.saved();
    await page.goto(`${server.url}leeg`);
    equal(await fill(page, left), true);

    await app.open(`${server.url}canvas`);
    equal(await app.box('Doorbraak').inputValue(), 'eerst', 'what was there is intact');
    if (left < 20) await app.element.getByText(/De snelle opslag is vol\. Er wordt gewoon opgeslagen/).waitFor();
    await app.box('Doorbraak').press('End');
    await app.box('Doorbraak').pressSequentially(` daarna ${'lang '.repeat(30)}`);
    await app.saved();
    match((await stored(page)).doorbraak.tekst, /^eerst daarna lang/);
    await app.reload();
    match(await app.box('Doorbraak').inputValue(), /^eerst daarna lang/);
    equal(await page.evaluate(() => localStorage.getItem('vol').length > 5_000_000), true, 'what others keep is untouched');
  });
}

test('with localStorage and disk both full the text stays on the screen and in the export', async (t) => {
  const { app, page, browser, server } = await startCanvas(t);
  await app.box('Doorbraak').pressSequentially('eerst');
  await app.saved();
  await page.goto(`${server.url}leeg`);
  await fill(page, 0);
  // Chromium's devtools can't fill the disk for IndexedDB, so the commit fails as on a full one.
  await browser.context.addInitScript(idbFaults);
  await app.open(`${server.url}canvas`);
  await app.box('Doorbraak').press('End');
  const commits = (what) => page.evaluate((what) => void (window.commits = what), what);
  await commits('QuotaExceededError');
  await page.keyboard.insertText(' daarna');
  await app.says(/^Niet opgeslagen: de opslag van dit apparaat is vol/);
  equal(await app.box('Doorbraak').inputValue(), 'eerst daarna');
  equal((await stored(page)).doorbraak.tekst, 'eerst', 'the old value is intact');
  const [download] = await Promise.all([page.waitForEvent('download'), app.button('Exporteren').click()]);
  equal(JSON.parse(await readFile(await download.path(), 'utf8')).canvassen[0].doorbraak.tekst, 'eerst daarna');
  await commits('go');
  await app.saved();
  equal((await stored(page)).doorbraak.tekst, 'eerst daarna');
});
