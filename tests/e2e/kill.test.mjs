// The browser is killed during continuous typing: at most the last second is lost.

import { equal, ok } from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openBrowser } from './support/browser.mjs';
import { Canvas, PAGES, stored } from './support/host.mjs';
import { killBrowser } from './support/processes.mjs';
import { serve } from './support/server.mjs';

const KILLS = 10;
/** What may be missing, and what a busy machine may take to hand a key to the page. */
const MAY_MISS_MS = 1000;

/** Random numbers that can be repeated: mulberry32. */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test(`killed ${KILLS} times while someone types, at most the last second is lost`, async (t) => {
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 32);
  t.diagnostic(`SEED=${seed}`);
  const random = randomOf(seed);
  const server = await serve({ pages: PAGES });
  t.after(() => server.close());
  const profile = await mkdtemp(join(tmpdir(), 'maatwerk-kill-'));
  t.after(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));

  let [known, word] = ['', 0];
  let { app, context } = await start(t, profile, server);
  for (let round = 1; round <= KILLS; round += 1) {
    const what = `round ${round}, SEED=${seed}`;
    await app.box('Situatieschets').click();
    await app.box('Situatieschets').press('Control+End');
    const typed = await typeUntilKilled(app.page, profile, 800 + random() * 1700, () => ` w${(word += 1)}`);
    await context.close().catch(() => undefined);

    ({ app, context } = await start(t, profile, server));
    const text = await app.box('Situatieschets').inputValue();
    const sure = known + typed.sure.join('');
    ok(text.startsWith(sure), `${what}: missing, of what was typed over a second before:\n${sure.slice(text.length)}`);
    ok((known + typed.all.join('')).startsWith(text), `${what}: not what was typed:\n${text}`);
    await app.says(/^(Opgeslagen|Nog niets)/);
    equal((await stored(app.page))?.situatieschets?.tekst ?? '', text, `${what}: what shows stands in the archive`);
    equal(await app.element.getByText('apart gezet').count(), 0, `${what}: nothing is corrupted`);
    known = text;
    word = Number(text.match(/w(\d+)$/)?.[1] ?? word);
  }
  ok(known.split(' ').length > KILLS, 'it has really typed');
});

async function start(t, profile, server) {
  const browser = await openBrowser({ profile });
  t.after(() => browser.context.close().catch(() => undefined));
  const app = new Canvas(browser.page);
  await app.open(`${server.url}canvas`);
  await app.box('Situatieschets').waitFor();
  return { ...browser, app };
}

/** Types words without a pause, and kills the browser in the middle of it. */
async function typeUntilKilled(page, profile, duration, next) {
  const words = [];
  let dead = 0;
  const timer = setTimeout(() => {
    dead = Date.now();
    killBrowser(profile);
  }, duration);
  try {
    while (!dead) {
      const text = next();
      const word = { text, shown: Infinity };
      words.push(word);
      // One event a letter, as from a keyboard; it returns when the page has handled them.
      await page.keyboard.type(text, { delay: 15 });
      word.shown = Date.now();
    }
  } catch (error) {
    if (!dead) throw error;
  } finally {
    clearTimeout(timer);
  }
  return {
    all: words.map(({ text }) => text),
    sure: words.filter(({ shown }) => shown <= dead - MAY_MISS_MS).map(({ text }) => text),
  };
}
