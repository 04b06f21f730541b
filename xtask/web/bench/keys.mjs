// A keystroke in an amount in the middle of the table, until the total is in the DOM and until that
// is on the screen; and what the page holds in memory afterwards.

import { contestants, openCopy, withEnds } from './contestants.mjs';
import { spread, summary } from './stats.mjs';
import { watchKeys } from './watch.mjs';

const LINES = [10, 100, 1000];
/** The first keystrokes are a warm-up. */
const WARM_UP = 8;
/** The pause between keystrokes in milliseconds, as fast as people type an amount. */
const PAUSE = 110;
const LONG = 120_000;

/** Types `count` keys in each of `rounds` rounds, in which the contestants take turns. */
export function keys({ count = 40, rounds = 2, counts = LINES, only } = {}) {
  return withEnds(async (run) => {
    const all = await contestants(counts, run, only);
    const rows = [];
    for (const lines of counts) {
      rows.push(...(await withEnds((run) => together(all, lines, { count, rounds }, run))));
      console.error(`Keystrokes: ${lines} lines`);
    }
    const series = rows.flatMap(({ times }) => [times.slice(0, times.length / 2), times.slice(times.length / 2)]);
    return {
      contestants: all.map(({ id, name }) => ({ id, name })),
      rows: rows.map(({ times, ...row }) => row),
      noise: { spread: spread(series), keys: count * rounds },
    };
  });
}

/** All contestants side by side with as many lines. */
async function together(all, lines, { count, rounds }, run) {
  const pages = [];
  for (const contestant of all) pages.push(await open(contestant, lines, run));
  for (let round = 0; round < rounds; round += 1) {
    for (const page of pages) await type(page, count, round === 0);
  }
  const totals = new Set();
  const rows = [];
  for (const [at, page] of pages.entries()) {
    const { id } = all[at];
    const { dom, frame, longest } = await page.evaluate(() => window.keys);
    if (dom.length < rounds * count * 0.9) throw new Error(`${id} at ${lines} lines: only ${dom.length} of ${rounds * count} keys changed the total.`);
    totals.add(await page.locator('[data-total="besparing"]').textContent());
    rows.push({ id, lines, dom: summary(dom), frame: summary(frame), longest, memory: await memory(page), times: dom });
  }
  if (totals.size > 1) throw new Error(`After the same keys, the savings differ: ${[...totals].join(', ')}.`);
  return rows;
}

async function open(contestant, lines, run) {
  const browser = await openCopy(contestant.profiles.get(lines));
  run.after(() => browser.close());
  const { page } = browser;
  await page.goto(contestant.url);
  await page.locator('[data-total="maatwerk"]').waitFor({ timeout: LONG });
  const field = await middle(page, contestant, lines);
  await field.waitFor({ timeout: LONG });
  await field.focus();
  await page.evaluate(watchKeys, '[data-total="maatwerk"]');
  return page;
}

/** The field to type in. Found by attributes, as finding names among thousands of elements takes a minute. */
async function middle(page, { app }, lines) {
  const middle = Math.floor(lines / 2);
  if (!app) return page.locator('li.line').nth(middle).locator('input[data-scenario="maatwerk"]');
  // With many lines, five form a group, which is drawn when it comes near the viewport.
  const groups = page.locator('maatwerk-canvas [data-block="kosten"] .items__group');
  const group = groups.nth(lines > 40 ? Math.floor(middle / 5) : 0);
  await group.scrollIntoViewIfNeeded({ timeout: LONG });
  return group.locator('input[data-scenario="maatwerk"]').first();
}

async function type(page, count, warmUp) {
  // At the start of the number: another digit there always changes the amount.
  await page.keyboard.press('Home');
  const first = warmUp ? -WARM_UP : 0;
  for (let key = first; key < count; key += 1) {
    if (warmUp && key === 0) await page.evaluate(() => Object.assign(window.keys, { dom: [], frame: [], longest: 0 }));
    await page.keyboard.press(key % 2 ? 'Backspace' : String((Math.abs(key) % 9) + 1));
    await page.waitForTimeout(PAUSE);
  }
}

/** What is held once the garbage is collected, in bytes. */
async function memory(page) {
  const devtools = await page.context().newCDPSession(page);
  for (let times = 0; times < 3; times += 1) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize, embedderHeapUsedSize = 0 } = await devtools.send('Runtime.getHeapUsage');
  const wasm = await page.evaluate(async () => {
    const chunk = performance.getEntriesByType('resource').find(({ name }) => /maatwerk-canvas-[^/]+\.js$/.test(name));
    return chunk ? (await (await import(chunk.name)).start()).memory.buffer.byteLength : 0;
  });
  return { script: usedSize, dom: embedderHeapUsedSize, wasm };
}
