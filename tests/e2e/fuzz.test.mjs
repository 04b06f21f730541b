// Random actions of a host page and a user: 2,000 sequences of changes, focus, typing, presses,
// moves and removals over three elements. None panics, no text that was typed or set is lost, and
// no lock is left behind.
//
// `SEED=17 node --test tests/e2e/fuzz.test.mjs` repeats one sequence; `SEQUENCES=…` sets their
// number.

import { deepEqual } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { openBrowser } from './support/browser.mjs';
import { portal } from './support/element.mjs';
import { serve } from './support/server.mjs';

const SEQUENCES = Number(process.env.SEQUENCES ?? 2_000);
/** Sequences in one page: each begins with nothing stored. */
const BATCH = 50;
/** Pages at a time, each of an origin of its own. */
const PAGES = 2;
/** The first seed; another day, or a longer run, may begin elsewhere. */
const FIRST = Number(process.env.FIRST ?? 1);

async function runSeeds(t, seeds) {
  const scripts = {};
  for (const name of ['fuzz.mjs', 'fuzz_fields.mjs']) scripts[`/${name}`] = await readFile(new URL(`./support/${name}`, import.meta.url), 'utf8');
  const server = await serve({ pages: { '/host': portal(''), '/leeg': portal('', ''), ...scripts } });
  const { page, close } = await openBrowser();
  t.after(() => close());
  t.after(() => server.close());
  const failures = [];
  for (let at = 0; at < seeds.length && failures.length < 3; at += BATCH) {
    await page.goto(`${server.url}leeg`);
    await page.evaluate(async () => {
      localStorage.clear();
      const gone = ({ name }) => new Promise((on) => (indexedDB.deleteDatabase(name).onsuccess = on));
      await Promise.all((await indexedDB.databases()).map(gone));
    });
    await page.goto(`${server.url}host`);
    await page.waitForFunction(() => customElements.get('maatwerk-canvas'));
    const failed = await page.evaluate(async (seeds) => {
      const { run } = await import('/fuzz.mjs');
      for (const seed of seeds) {
        const failed = await run(seed);
        if (failed) return failed;
      }
      return null;
    }, seeds.slice(at, at + BATCH));
    if (failed) failures.push({ again: `SEED=${failed.seed} node --test tests/e2e/fuzz.test.mjs`, ...failed });
  }
  return failures;
}

test('no sequence of what a page and a person do panics, loses text or leaves a lock', { timeout: 1_200_000 }, async (t) => {
  const all = process.env.SEED ? [Number(process.env.SEED)] : Array.from({ length: SEQUENCES }, (_, at) => FIRST + at);
  const pages = Array.from({ length: Math.min(PAGES, all.length) }, (_, page) => all.filter((_, at) => at % PAGES === page));
  const before = performance.now();
  const failures = (await Promise.all(pages.map((seeds) => runSeeds(t, seeds)))).flat();
  t.diagnostic(`${all.length} sequences in ${Math.round((performance.now() - before) / 1000)} s`);
  deepEqual(failures.map(({ again, why, log }) => [`${again}: ${why}`, ...log]), []);
});
