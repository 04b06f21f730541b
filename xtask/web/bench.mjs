// Speed: from a keystroke in an amount to the total in the DOM, and to the painted frame, at 10, 100
// and 1,000 lines, in the release build. Prints one table.

import { openBrowser } from '../../tests/e2e/support/browser.mjs';
import { App } from '../../tests/e2e/support/app.mjs';
import { tellName } from '../../tests/e2e/support/canvas.mjs';
import { Overview } from '../../tests/e2e/support/overview.mjs';
import { exportOf } from '../../tests/e2e/support/filled.mjs';
import { serve } from '../../tests/e2e/support/server.mjs';

const LINES = [10, 100, 1000];
const KEYS = Number(process.env.KEYS ?? 80);
/** As fast as people type an amount. */
const PAUSE = 110;
/** A keystroke at the most lines costs at most this many times what it costs at the fewest. */
const BAR = 1.5;

// Frames come as soon as they are ready: what is measured is work, not the wait for the screen.
const ARGS = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

/** In the page: notes when a key comes in, when the total has changed, and when that was painted. */
function watchTotal() {
  const root = document.querySelector('maatwerk-canvas').shadowRoot;
  const total = root.querySelector('[data-total="maatwerk"]');
  const bench = { dom: [], frame: [], longest: 0 };
  let start = 0;
  addEventListener('keydown', () => (start = performance.now()), { capture: true });
  new MutationObserver(() => {
    if (start === 0) return;
    bench.dom.push(performance.now() - start);
    const from = start;
    start = 0;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      // Comes after the frame that the callback belongs to.
      port1.onmessage = () => bench.frame.push(performance.now() - from);
      port2.postMessage(null);
    });
  }).observe(total, { characterData: true, childList: true, subtree: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) bench.longest = Math.max(bench.longest, duration);
  }).observe({ type: 'longtask' });
  window.bench = bench;
}

async function measure(lines) {
  const server = await serve();
  const browser = await openBrowser({ args: ARGS });
  const { page } = browser;
  try {
    const app = await new App(page).open(server.url);
    await tellName(app);
    const overview = new Overview(app);
    await overview.import(exportOf({ lines }));
    await overview.said(/geïmporteerd/);
    await app.button('24-0113').click();
    // By the hooks for hosts' tests: finding names among thousands of elements takes a minute.
    const field = app.element.locator('input[data-scenario="maatwerk"]').nth(Math.floor(lines / 2));
    await field.waitFor({ timeout: 60_000 });
    await field.focus();
    // Before the number: one more figure there always makes another amount.
    await page.keyboard.press('Home');
    await page.evaluate(watchTotal);
    for (let key = 0; key < KEYS + 8; key += 1) {
      // The first ones only warm up.
      if (key === 8) await page.evaluate(() => Object.assign(window.bench, { dom: [], frame: [], longest: 0 }));
      await page.keyboard.press(key % 2 ? 'Backspace' : String((key % 9) + 1));
      await page.waitForTimeout(PAUSE);
    }
    return await page.evaluate(() => window.bench);
  } finally {
    await browser.close();
    await server.close();
  }
}

const at = (times, part) => times.toSorted((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * part))];
const ms = (time) => (time === undefined ? '–' : time.toFixed(1)).padStart(9);

const rows = [];
for (const lines of LINES) {
  const { dom, frame, longest } = await measure(lines);
  if (dom.length < KEYS * 0.9) throw new Error(`At ${lines} lines only ${dom.length} of ${KEYS} keys changed the total.`);
  rows.push({ lines, dom: [at(dom, 0.5), at(dom, 0.95)], frame: [at(frame, 0.5), at(frame, 0.95)], longest });
}

console.log('Keystroke in an amount, in ms      to the total in the DOM   to the painted frame   longest');
console.log('lines                                 median       p95        median       p95        task');
for (const { lines, dom, frame, longest } of rows) {
  console.log(`${String(lines).padEnd(34)}${ms(dom[0])} ${ms(dom[1])}     ${ms(frame[0])} ${ms(frame[1])}   ${ms(longest)}`);
}
const times = (kind) => rows.at(-1)[kind][0] / rows[0][kind][0];
const verdict = (kind) => `${times(kind).toFixed(2)} ${times(kind) <= BAR ? '(good)' : `(over ${BAR})`}`;
console.log(`${LINES.at(-1)} lines cost ${verdict('dom')} times ${LINES[0]} to the DOM, ${verdict('frame')} to the painted frame.`);
