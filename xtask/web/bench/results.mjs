// How soon the results of a team show, with many canvases: the first figures, all of them the first time, when each
// canvas is read, all of them the next time, when the figures of each are stored, and by how much the module's memory
// grows, which has the list of all canvases already. And how soon the cases that are like one are found.

import { openBrowser } from '../../../tests/e2e/support/browser.mjs';
import { App } from '../../../tests/e2e/support/app.mjs';
import { tellName } from '../../../tests/e2e/support/canvas.mjs';
import { AMOUNTS, caseOf } from '../../../tests/e2e/support/results.mjs';
import { crc32 } from '../../../tests/e2e/support/crc32.mjs';
import { serve } from '../../../tests/e2e/support/server.mjs';
import { median } from './stats.mjs';

/** Canvases that are written to the browser at a time. */
const BATCH = 500;

/** Measures with `count` canvases; what can be repeated is, `repeats` times. */
export async function results({ count = 10_000, repeats = 5 } = {}) {
  const server = await serve();
  const { page, close } = await openBrowser({ bypassCSP: true });
  try {
    const app = new App(page);
    await app.open(server.url);
    await tellName(app);
    for (let from = 0; from < count; from += BATCH) await store(page, from, Math.min(count, from + BATCH));
    console.error(`Results: ${count} canvases are stored`);
    await app.open(server.url);
    await app.button('Resultaten').waitFor({ timeout: 600_000 });
    const cold = await visit(app);
    const warm = [];
    for (let round = 0; round < repeats; round += 1) {
      await app.reload();
      await app.button('Resultaten').waitFor({ timeout: 600_000 });
      warm.push(await visit(app));
    }
    const similar = await likeOne(app, repeats);
    const of = (name) => median(warm.map((it) => it[name]));
    return { count, first: of('first'), cold: cold.all, warm: of('all'), memory: of('memory'), grown: of('grown'), coldGrown: cold.grown, similar };
  } finally {
    await close();
    await server.close();
  }
}

/** Writes canvases as the app stores them; their summaries and figures are not there yet. */
async function store(page, from, to) {
  const rows = [];
  for (let at = from; at < to; at += 1) {
    const id = `casus-${String(at).padStart(5, '0')}`;
    const doc = canonical({ ...caseOf(at % AMOUNTS.length), id, casusnummer: `20-${at}` });
    const sum = crc32(`1\n1\ncanvas/${id}\n${doc}`).toString(16).padStart(8, '0');
    rows.push([id, `{"v":1,"seq":1,"sum":"${sum}","doc":${doc}}`]);
  }
  await page.evaluate(async (rows) => {
    const open = await new Promise((on, fail) => Object.assign(indexedDB.open('mwc/standaard'), { onsuccess: (event) => on(event.target.result), onerror: fail }));
    const work = open.transaction('canvas', 'readwrite');
    const store = work.objectStore('canvas');
    for (const [id, text] of rows) store.put(new TextEncoder().encode(text), id);
    await new Promise((on, fail) => Object.assign(work, { oncomplete: on, onabort: fail }));
    open.close();
  }, rows);
}

/** JSON with sorted keys, as the app writes it. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value && typeof value === 'object') return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
  return JSON.stringify(value);
}

/** Opens the results: milliseconds to the first figures and to all of them, the module's memory, and by how much it grew. */
async function visit(app) {
  await app.page.waitForTimeout(1_000);
  const before = await memoryOf(app);
  const begin = Date.now();
  await app.button('Resultaten').click();
  await app.element.getByRole('button', { name: /^Verwachte besparing/ }).first().waitFor();
  const first = Date.now() - begin;
  await app.element.getByRole('heading', { name: /^Financiers/ }).waitFor({ timeout: 600_000 });
  const all = Date.now() - begin;
  const memory = await memoryOf(app);
  return { first, all, memory, grown: memory - before };
}

/** The module's memory in megabytes. */
function memoryOf(app) {
  return app.page.evaluate(async () => {
    const url = performance.getEntriesByType('resource').find(({ name }) => /maatwerk-canvas-[0-9a-f]{10}\.js$/.test(name)).name;
    return (await (await import(url)).start()).memory.buffer.byteLength / 1e6;
  });
}

/** Milliseconds from a key to the cases that are like what was typed. */
async function likeOne(app, repeats) {
  await app.element.getByRole('button', { name: 'Leren', exact: true }).click();
  const field = app.element.getByLabel(/^Waar gaat het om/);
  await field.fill('vervoer huisvesting');
  await app.element.getByText(/^Zelfde woorden: /).first().waitFor();
  const times = [];
  for (let round = 0; round < repeats; round += 1) {
    times.push(await field.evaluate(async (input) => {
      const begin = performance.now();
      input.value = `veilige woning ${Math.random()}`;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((on) => requestAnimationFrame(() => setTimeout(on)));
      return performance.now() - begin;
    }));
  }
  return median(times);
}
