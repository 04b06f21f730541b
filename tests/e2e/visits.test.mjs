// The lock of a namespace lasts as long as an element on the page shows the namespace: no longer, and no shorter.

import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { eventually } from './support/canvas.mjs';
import { documentOf, heard, startHost } from './support/element.mjs';
import { Canvas, stored } from './support/host.mjs';

const LOCK = 'maatwerk-canvas/mwc/standaard';
const FOLLOWS = 'Dit canvas is open in een ander venster. Hier kijkt u mee.';
const element = (attributes = '') => `<maatwerk-canvas id="c" document-id="proef" ${attributes}></maatwerk-canvas><p id="plek"></p>`;

async function start(t, body = element()) {
  const host = await startHost(t, body);
  await host.page.evaluate(() => window.c.ready);
  return host;
}

/** Another window on the same page, which follows. */
async function follower({ browser, server }) {
  const page = await browser.context.newPage();
  await page.goto(`${server.url}host`);
  await page.evaluate(() => window.c.ready);
  await new Canvas(page, '#c').element.getByText(FOLLOWS).waitFor();
  return page;
}

/** How many pages have the lock, and how many wait for it. */
const locks = (page) =>
  page.evaluate(async (lock) => {
    const { held, pending } = await navigator.locks.query();
    return [held, pending].map((all) => all.filter(({ name }) => name === lock).length);
  }, LOCK);

/** Holds what the page puts off to its next turn, until the function that this returns is called. */
async function holdTurns(page) {
  await page.evaluate(() => {
    const [put, held] = [window.setTimeout, []];
    window.setTimeout = (run, ms = 0, ...given) => (ms ? put(run, ms, ...given) : held.push(() => run(...given)));
    window.goOn = () => {
      window.setTimeout = put;
      for (const run of held) run();
    };
  });
  return () => page.evaluate(() => window.goOn());
}

test('an element that leaves memory for storage keeps the lock that it got there', async (t) => {
  const host = await start(t, element('storage="none"'));
  const { page, complaints } = host;
  await new Canvas(page, '#c').box('Doorbraak').fill('alleen hier');
  const goOn = await holdTurns(page);
  await page.evaluate((document) => {
    window.c.removeAttribute('storage');
    window.c.value = document;
  }, documentOf());
  await eventually(() => locks(page), [1, 0]);
  await goOn();
  await page.evaluate(() => window.c.save());
  deepEqual(await locks(page), [1, 0]);
  equal((await stored(page)).casusnummer, documentOf().casusnummer);
  deepEqual(await heard(page, 'error'), []);
  deepEqual(complaints, []);
});

test('an element that goes and comes back at once still writes', async (t) => {
  const { page, complaints } = await start(t);
  const goOn = await holdTurns(page);
  for (let times = 0; times < 3; times += 1) {
    await page.evaluate(() => window.c.setAttribute('namespace', 'elders'));
    await page.evaluate(() => window.c.removeAttribute('namespace'));
  }
  await page.evaluate(() => window.c.setAttribute('namespace', 'elders'));
  await goOn();
  await page.evaluate((document) => {
    window.c.removeAttribute('namespace');
    window.c.value = document;
  }, documentOf());
  await page.evaluate(() => window.c.save());
  equal((await stored(page)).casusnummer, documentOf().casusnummer);
  deepEqual(await locks(page), [1, 0]);
  deepEqual(await heard(page, 'error'), []);
  deepEqual(complaints, []);
});

test('an element that followed and went no longer waits for the lock', async (t) => {
  const host = await start(t);
  const { page, browser, complaints } = host;
  const other = await follower(host);
  await eventually(() => locks(other), [1, 1]);
  await other.evaluate(() => {
    window.kept = window.c;
    window.c.remove();
  });
  await eventually(() => locks(other), [1, 0]);
  // A third window that comes when the first has gone leads, and goes on to.
  const third = await follower(host);
  await page.close();
  await new Canvas(third).element.getByText(FOLLOWS).waitFor({ state: 'detached' });
  deepEqual(await locks(third), [1, 0]);
  // The element that comes back follows it.
  await other.evaluate(() => window.plek.append(window.kept));
  await new Canvas(other).element.getByText(FOLLOWS).waitFor();
  await eventually(() => locks(other), [1, 1]);
  equal(browser.context.pages().length, 2);
  deepEqual(complaints, []);
});

test('of two elements that follow, the one that stays leads once the other window is closed', async (t) => {
  const host = await start(t, `${element()}<maatwerk-canvas id="d" document-id="proef"></maatwerk-canvas>`);
  const other = await follower(host);
  await other.evaluate(() => {
    window.d.scrollIntoView();
    return window.d.ready;
  });
  await other.evaluate(() => window.c.remove());
  await host.page.close();
  const canvas = new Canvas(other, '#d');
  await canvas.element.getByText(FOLLOWS).waitFor({ state: 'detached' });
  await canvas.box('Doorbraak').fill('verder');
  await other.evaluate(() => window.d.save());
  equal((await stored(other)).doorbraak.tekst, 'verder');
  // And the lock goes with it.
  await other.evaluate(() => window.d.remove());
  await eventually(() => locks(other), [0, 0]);
});
