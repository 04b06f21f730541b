// Two elements of one sealed namespace on a page: one that has gone doesn't stand in the way when the other locks.

import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { portal, startHost } from './support/element.mjs';
import { Canvas } from './support/host.mjs';
import { eventually } from './support/canvas.mjs';

const BOX = 'Situatieschets';
const GIVES = `
  import '/maatwerk-canvas.js';
  for (const it of document.querySelectorAll('maatwerk-canvas')) it.getKey = async () => new Uint8Array(32).fill(7);
`;
const element = (id, document) => `<maatwerk-canvas id="${id}" document-id="${document}"></maatwerk-canvas>`;
const page = (...elements) => portal(`<main>${elements.join('')}</main>`, '<script type="module" src="/geeft.mjs"></script>');
const PAGES = { '/een': page(element('a', 'een')), '/twee': page(element('a', 'een'), element('b', 'twee')), '/geeft.mjs': GIVES };

async function open(t) {
  const host = await startHost(t, '', { pages: PAGES });
  const { page, server } = host;
  const [one, two] = [new Canvas(page, '#a'), new Canvas(page, '#b')];
  // Sealed by one of them, which makes it a namespace that locks.
  await page.goto(`${server.url}een`);
  await one.box(BOX).pressSequentially('van de een');
  await one.button('Vergrendel').waitFor();
  await one.saved();
  await page.goto(`${server.url}twee`);
  await page.evaluate(() => {
    [window.a, window.b] = document.querySelectorAll('maatwerk-canvas');
    window.main = document.querySelector('main');
    window.b.scrollIntoView();
  });
  await two.box(BOX).pressSequentially('van de ander');
  await one.box(BOX).waitFor();
  return { ...host, one, two };
}

const HOW = {
  'both are taken away at once': 'window.main.replaceChildren()',
  'one is taken away, and the other locks': 'window.a.remove(); window.b.lock().catch(() => {})',
  'one locks, and both are taken away': 'window.b.lock().catch(() => {}); window.main.replaceChildren()',
};

for (const [name, act] of Object.entries(HOW)) {
  test(`${name}: all is saved, and both open again by the same module`, async (t) => {
    const { page, one, two, complaints } = await open(t);
    await page.evaluate((act) => void new Function(act)(), act);
    const held = () => page.evaluate(async () => (await navigator.locks.query()).held.length);
    if (act.includes('main')) await eventually(held, 0);
    await page.evaluate(() => window.main.append(window.a, window.b));
    for (const app of [one, two]) {
      const unlock = app.button('Ontgrendelen');
      await unlock.or(app.box(BOX)).first().waitFor();
      if (await unlock.isVisible()) await unlock.click();
    }
    await eventually(() => one.box(BOX).inputValue(), 'van de een');
    await eventually(() => two.box(BOX).inputValue(), 'van de ander');
    deepEqual(complaints, []);
    equal(await page.evaluate(() => window.heard.some(([name]) => name === 'error')), false);
  });
}
