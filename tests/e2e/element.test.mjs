// Several elements in a host page: on one module, moved, removed, restarted.

import { deepEqual, equal, notEqual, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { App, startApp } from './support/app.mjs';

const MODULE = '<script type="module" src="/maatwerk-canvas.js"></script>';
const page = (body) => `<!doctype html><html lang="nl"><title>Portaal</title>${MODULE}<body>${body}</body></html>`;

const PAGES = {
  '/twee': page('<maatwerk-canvas id="een"></maatwerk-canvas><p id="plek"></p><maatwerk-canvas id="twee"></maatwerk-canvas>'),
  '/laag': page('<div id="boven"></div><maatwerk-canvas id="een"></maatwerk-canvas>'),
};

const host = (test, path, options = {}) => startApp(test, { server: { pages: PAGES }, path, ...options });

/** Marks what an element has drawn, to tell whether it is still the same later. */
const mark = (locator) => locator.evaluate((it) => (it.shadowRoot.firstElementChild.dataset.mark = 'yes'));
const marked = (locator) => locator.evaluate((it) => it.shadowRoot.firstElementChild?.dataset.mark === 'yes');

test('two elements share one wasm module and one style sheet', async (t) => {
  const { app, page, complaints } = await host(t, 'twee');
  equal(await app.element.count(), 2);
  for (const name of ['#een', '#twee']) await page.locator(name).getByRole('heading').first().waitFor();
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
  const modules = loaded.filter((name) => name.endsWith('.wasm'));
  ok(modules.length);
  equal(new Set(modules).size, modules.length, 'each part once');
  ok(await page.evaluate(() => een.shadowRoot.adoptedStyleSheets[0] === twee.shadowRoot.adoptedStyleSheets[0]));
  deepEqual(complaints, []);
});

test('a move in the page keeps the state, removal ends it', async (t) => {
  const { page, complaints } = await host(t, 'twee');
  const one = page.locator('#een');
  await one.getByRole('heading').first().waitFor();
  await mark(one);
  await page.evaluate(() => plek.append(een));
  equal(await marked(one), true, 'the same view after a move');
  await page.evaluate(() => (window.kept = een).remove());
  await page.waitForFunction(() => window.kept.shadowRoot.childElementCount === 0);
  await page.evaluate(() => plek.append(window.kept));
  await one.getByRole('heading').first().waitFor();
  equal(await marked(one), false, 'a fresh view after removal');
  deepEqual(complaints, []);
});

test('an element that is taken out while it loads leaves nothing behind', async (t) => {
  const { page, complaints } = await host(t, 'twee');
  await page.evaluate(async () => {
    window.brief = document.createElement('maatwerk-canvas');
    plek.append(window.brief);
    await new Promise(requestAnimationFrame);
    window.brief.remove();
  });
  const ready = page.evaluateHandle(() => ({ promise: window.brief.ready }));
  await page.waitForTimeout(300);
  equal(await page.evaluate(() => window.brief.shadowRoot.childElementCount), 0);
  equal(await page.evaluate(() => window.brief.save().catch(({ code }) => code)), 'removed');
  // Who waits for it, waits until it comes back.
  await page.evaluate(() => plek.append(window.brief));
  equal(await (await ready).evaluate(async ({ promise }) => (await promise) === window.brief), true);
  deepEqual(complaints, []);
});

test('wasm is only asked for when the element nears the view', async (t) => {
  const { page, server } = await host(t, 'twee');
  await page.goto(`${server.url}laag`);
  await page.evaluate(() => {
    boven.style.setProperty('height', '5000px');
    const fresh = document.createElement('maatwerk-canvas');
    een.replaceWith(fresh);
    fresh.id = 'een';
  });
  const text = () => page.evaluate(() => een.shadowRoot.textContent);
  await page.waitForTimeout(300);
  const before = await text();
  await page.locator('#een').scrollIntoViewIfNeeded();
  await page.locator('#een').getByRole('heading').first().waitFor();
  notEqual(before, await text());
});

test('after a trap every element offers to restart, on a fresh module', async (t) => {
  const { page } = await host(t, 'twee');
  for (const name of ['#een', '#twee']) await page.locator(name).getByRole('heading').first().waitFor();
  await page.evaluate(() => {
    window.codes = [];
    addEventListener('maatwerk-error', (event) => window.codes.push(event.detail.code));
  });
  await trap(page);
  for (const name of ['#een', '#twee']) {
    const app = new App(page, name);
    await app.element.getByRole('alert').waitFor();
    await app.button('Herstellen').click();
    await app.heading().first().waitFor();
  }
  deepEqual(await page.evaluate(() => window.codes), ['panic', 'panic']);
});

/** Calls into the running module with an address outside its memory: it stops in the middle of a call. */
async function trap(page) {
  const url = await page.evaluate(
    () => performance.getEntriesByType('resource').find(({ name }) => /maatwerk-canvas-[^/]+\.js$/.test(name)).name,
  );
  await page.evaluate(async (chunk) => {
    const exports = await (await import(chunk)).start();
    setTimeout(() => exports.mounted_dirty(0xfffffff0));
  }, url);
}
