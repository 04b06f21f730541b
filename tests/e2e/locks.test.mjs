// The Web Locks that the element's script holds for wasm, between real pages.

import { equal } from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { openBrowser } from './support/browser.mjs';
import { root, serve } from './support/server.mjs';

/** Two pages of one browser, each with the lock module and two holders. */
async function twoPages(t) {
  const server = await serve({ folder: resolve(root, 'src/embed'), pages: { '/': '<!doctype html><title>Slot</title>' } });
  t.after(() => server.close());
  const browser = await openBrowser();
  t.after(() => browser.close());
  const pages = [browser.page, await browser.context.newPage()];
  for (const page of pages) {
    await page.goto(server.url);
    await page.evaluate(async () => {
      window.locks = await import('/locks.js');
      window.holders = { a: {}, b: {} };
      window.lost = [];
    });
  }
  return pages;
}

const ask = (page, mode, holder = 'a') =>
  page.evaluate(([mode, holder]) => locks.lock(holders[holder], 'x', mode, () => lost.push(holder)), [mode, holder]);
const release = (page, holder = 'a') => page.evaluate((holder) => locks.unlock(holders[holder]), holder);
/** Waits until somebody waits for the lock. */
const inQueue = (page) => page.waitForFunction(async () => (await navigator.locks.query()).pending.length > 0);
const lost = (page) => page.evaluate(() => lost.join());

test('one page has the lock, and all its holders share it', async (t) => {
  const [one, two] = await twoPages(t);
  equal(await ask(one, 'try'), 'granted');
  equal(await ask(one, 'try', 'b'), 'granted');
  equal(await ask(two, 'try'), 'taken');
  await release(one);
  equal(await ask(two, 'try'), 'taken', 'the other holder still has it');
  await release(one, 'b');
  equal(await ask(two, 'try'), 'granted');
});

test('whoever waits gets it when the holder lets go or its page closes', async (t) => {
  const [one, two] = await twoPages(t);
  equal(await ask(one, 'try'), 'granted');
  const waiting = ask(two, 'wait');
  await inQueue(one);
  await release(one);
  equal(await waiting, 'granted');
  const again = ask(one, 'wait');
  await two.close();
  equal(await again, 'granted');
});

test('a take-over tells who had it, and a request can be withdrawn', async (t) => {
  const [one, two] = await twoPages(t);
  equal(await ask(one, 'try'), 'granted');
  const waiting = ask(two, 'wait');
  await inQueue(one);
  await release(two);
  equal(await waiting, 'taken');
  equal(await ask(two, 'steal'), 'granted');
  await one.waitForFunction(() => window.lost.length > 0);
  equal(await lost(one), 'a');
  equal(await lost(two), '');
  equal(await ask(one, 'try'), 'taken');
});

test('those who queue on a page share in its take-over', async (t) => {
  const [one, two] = await twoPages(t);
  equal(await ask(one, 'try'), 'granted');
  const waiting = ask(two, 'wait', 'b');
  await inQueue(one);
  equal(await ask(two, 'steal'), 'granted');
  equal(await waiting, 'taken', 'its own request has been overtaken');
  await release(two);
  equal(await ask(one, 'try'), 'taken', 'b still holds what a took');
  await release(two, 'b');
  equal(await ask(one, 'try'), 'granted');
});
