// The app starts under the strict policy without errors in the console, and starts again offline.

import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { App, startApp } from './support/app.mjs';
import { openBrowser } from './support/browser.mjs';
import { eventually } from './support/canvas.mjs';
import { loadedAhead } from './support/parts.mjs';
import { serve } from './support/server.mjs';

test('starts without a violation, an error or a third party', async (t) => {
  const { app, page, complaints } = await startApp(t);
  equal(await page.evaluate(() => document.documentElement.lang), 'nl');
  await app.screenshot('start');
  deepEqual(complaints, []);
});

test('the page really runs under the policy', async (t) => {
  const { page, complaints } = await startApp(t);
  // Playwright's own evaluate is exempt, so the page itself must try.
  await page.evaluate(() => document.body.append(Object.assign(document.createElement('script'), { textContent: '1' })));
  const refused = () => complaints.filter((line) => line.startsWith('csp: script-src')).length;
  await eventually(refused, 1);
});

test('starts without a network after the first visit', async (t) => {
  const { app, page, server, browser, complaints } = await startApp(t);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await loadedAhead(page);
  await server.close();
  await app.reload();
  await app.heading().first().waitFor();
  deepEqual(complaints, []);
  equal(await browser.page.evaluate(() => navigator.serviceWorker.controller !== null), true);
});

test('says so, and links to the app, where the policy forbids wasm', async (t) => {
  const { 'Content-Security-Policy': policy } = await import('./support/server.mjs').then((it) => it.headersOfTrunk());
  const server = await serve({ headers: { 'Content-Security-Policy': policy.replace(" 'wasm-unsafe-eval'", '') } });
  t.after(() => server.close());
  const browser = await openBrowser();
  t.after(() => browser.close());
  const { page } = browser;
  await page.addInitScript(() => {
    window.codes = [];
    addEventListener('maatwerk-error', (event) => window.codes.push(event.detail.code));
  });
  await page.goto(server.url);
  const app = new App(page);
  await app.element.getByRole('alert').waitFor();
  equal(await app.element.getByRole('link').getAttribute('href'), server.url);
  deepEqual(await page.evaluate(() => window.codes), ['csp-wasm']);
});
