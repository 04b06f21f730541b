// One first visit of a page, in a copy of a profile that has never seen its files.

import { openCopy } from './contestants.mjs';
import { startTrace } from './trace.mjs';
import { watchFirst } from './watch.mjs';

const LONG = 180_000;

/**
 * Visits the page until its total has been painted.
 * @param {object} contestant  one of `contestants`
 * @param {number} rate  how many times slower the main thread is made
 * @param {object} [more]  `before`: functions to run in the page first; `after`: one to ask something of it at the end; `trace`: whether to record one
 * @returns {Promise<{dom: number, frame: number, total: string, work: Record<string, number>, answer: unknown, events?: object[]}>} milliseconds since
 *   the start of the navigation, and processor time in milliseconds by Chromium's names for it
 */
export async function visit({ url, empty, profiles }, lines, rate, { before = [], after, trace = false }) {
  const browser = await openCopy(profiles.get(lines));
  const { page, context } = browser;
  try {
    // A page of the same origin, so that the browser's process for it is there already.
    await page.goto(empty);
    const told = new Promise((done) => context.exposeBinding('tellFirst', (_, times) => done(times)));
    for (const script of [...before, watchFirst]) await context.addInitScript(script);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    await devtools.send('Emulation.setCPUThrottlingRate', { rate });
    const ended = trace && (await startTrace(context));
    const { ProcessTime: earlier } = await work(devtools);
    await page.goto(url, { waitUntil: 'commit' });
    const times = await within(told, `${url} at ${lines} lines`);
    const used = await work(devtools);
    const events = ended ? await ended() : undefined;
    return { ...times, events, work: { ...used, ProcessTime: used.ProcessTime - earlier }, answer: after && (await page.evaluate(after)) };
  } finally {
    await browser.close();
  }
}

async function work(devtools) {
  const { metrics } = await devtools.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value * 1000]));
}

async function within(promise, what) {
  let timer;
  const late = new Promise((_, failed) => (timer = setTimeout(() => failed(new Error(`No total came: ${what}.`)), LONG)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
