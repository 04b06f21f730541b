// What sealing costs: unlocking, and a key and a save beside the same where nothing is sealed.

import { Device, PASSPHRASE } from '../../../tests/e2e/support/lock.mjs';
import { showCanvas, timeSave, watchKeys } from './watch.mjs';

/** The lines of the canvases that are measured. */
export const SEALED = [10, 1000];
/** The first keystrokes are a warm-up. */
const WARM_UP = 8;
const PAUSE = 110;

/**
 * Measures two browsers in turns: in both the same canvases are stored, in one of them sealed.
 * @param {(run: object) => Promise<{page: import('playwright-core').Page}>} open  opens the list with the canvases, in a browser of its own
 */
export async function sealing(open, run, server, repeats) {
  const [plain, sealed] = [await open(run), await open(run)];
  const device = new Device(sealed.page);
  const code = await device.sealFromSettings();
  const rows = await unlocking(device, code, repeats);
  console.error('Unlocked');
  for (const { page } of [plain, sealed]) await page.goto(`${server.url}canvas`);
  await device.unlock();
  for (const lines of SEALED) rows.push(...(await changing([plain, sealed].map(({ page }) => page), lines, repeats)));
  return rows;
}

/** From the press until the list is there. */
async function unlocking(device, code, repeats) {
  const times = { phrase: [], code: [] };
  for (let time = 0; time < repeats; time += 1) {
    await device.lock();
    await device.passphrase().fill(PASSPHRASE);
    times.phrase.push(await device.page.evaluate(press));
    await device.lock();
    await device.button('Met de noodcode openen').click();
    await device.element.getByLabel('Noodcode', { exact: true }).fill(code);
    times.code.push(await device.page.evaluate(press));
  }
  return [
    ['unlocking by the passphrase, half a second of which is meant to make guessing slow', times.phrase],
    ['unlocking by the printed code', times.code],
  ];
}

/** Runs in the page. */
async function press() {
  const root = document.querySelector('maatwerk-canvas').shadowRoot;
  const listed = new Promise((done) => {
    new MutationObserver((_, observer) => {
      if (!root.querySelector('.entry')) return;
      observer.disconnect();
      done();
    }).observe(root, { childList: true, subtree: true });
  });
  const start = performance.now();
  [...root.querySelectorAll('.lock-screen form button')].find((it) => it.textContent.trim() === 'Ontgrendelen').click();
  await listed;
  return performance.now() - start;
}

/** Keys in an amount until the total has changed, and saves until the archive has them. */
async function changing(pages, lines, repeats) {
  const fields = [];
  for (const page of pages) {
    await page.evaluate(showCanvas, `L${lines}`);
    const field = page.locator('maatwerk-canvas input[data-scenario="maatwerk"]').first();
    await field.focus();
    await page.keyboard.press('Home');
    await page.evaluate(watchKeys, '[data-total="maatwerk"]');
    fields.push(field);
  }
  const saves = pages.map(() => []);
  const count = repeats * 4;
  for (let key = -WARM_UP; key < count; key += 1) {
    for (const [at, page] of pages.entries()) {
      if (key === 0) await page.evaluate(() => Object.assign(window.keys, { dom: [], frame: [] }));
      await fields[at].focus();
      await page.keyboard.press(key % 2 ? 'Backspace' : String((Math.abs(key) % 9) + 1));
      await page.waitForTimeout(PAUSE);
      const saved = await page.evaluate(timeSave);
      if (key >= 0) saves[at].push(saved);
    }
  }
  console.error(`Sealed and not: ${lines} lines`);
  const keys = [];
  for (const page of pages) keys.push((await page.evaluate(() => window.keys)).dom);
  for (const times of keys) if (times.length < count * 0.9) throw new Error(`Only ${times.length} of ${count} keys changed the total of ${lines} lines.`);
  const where = `at ${lines.toLocaleString('en-GB')} lines`;
  return ['not sealed', 'sealed'].flatMap((how, at) => [
    [`a key in an amount ${where}, to the DOM, ${how}`, keys[at]],
    [`saving a key ${where}, until it is in the archive, ${how}`, saves[at]],
  ]);
}
