// Strict pages: no violation of our own policy, and an alternative if wasm isn't allowed or can't
// start.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { Canvas } from './support/host.mjs';
import { heard, hears, startHost } from './support/element.mjs';
import { headersOfTrunk } from './support/server.mjs';
import { fillIn } from './support/sophie.mjs';
import { App } from './support/app.mjs';
import { Canvas as Sheet } from './support/canvas.mjs';

const CANVAS = '<maatwerk-canvas id="c" document-id="proef"></maatwerk-canvas>';

/** The policy of Trunk.toml with other sources of scripts. */
async function policy(scripts) {
  const all = (await headersOfTrunk())['Content-Security-Policy'];
  return { 'Content-Security-Policy': all.replace(/script-src [^;]+/, `script-src ${scripts}`) };
}

test('a full run under the strictest policy that wasm needs: not one report', async (t) => {
  const headers = { 'Content-Security-Policy': "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'" };
  const { page, browser, complaints } = await startHost(t, CANVAS, { server: { headers } });
  await page.evaluate(() => window.c.ready);
  const app = new Canvas(page, '#c');
  await app.signIn();
  await fillIn(new Sheet(new App(page, '#c')));
  await page.evaluate(() => window.c.save());
  await page.evaluate(() => window.c.exportJson());
  await page.evaluate(() => {
    dispatchEvent(new Event('beforeprint'));
    dispatchEvent(new Event('afterprint'));
  });
  await app.button('Overzicht').click();
  await app.heading('Maatwerkcanvas').waitFor();
  deepEqual(complaints, []);
  equal(browser.complaints.filter((text) => text.startsWith('csp')).length, 0);
});

test('a page that forbids wasm: says so in Dutch, tells the host, offers the app', async (t) => {
  const body = `<p>Van het portaal</p>${CANVAS}`;
  const { page, server } = await startHost(t, body, { server: { headers: await policy("'self'") } });
  deepEqual(await hears(page, 'error'), { documentId: null, code: 'csp-wasm' });
  const canvas = page.locator('#c');
  match(await canvas.getByRole('alert').textContent(), /mag op deze pagina niet starten/);
  const link = canvas.getByRole('link', { name: 'Open het maatwerkcanvas in een eigen venster' });
  equal(await link.getAttribute('href'), server.url);
  match(await link.getAttribute('rel'), /noopener/);
  await page.evaluate(() => window.c.setAttribute('app-url', '/eigen/app/'));
  equal(await link.getAttribute('href'), `${server.url}eigen/app/`);
  await page.evaluate(() => window.c.setAttribute('app-url', 'javascript:alert(1)'));
  equal(await link.getAttribute('href'), server.url);
  // The alert is readable without our style sheet's help from the page.
  equal(await page.evaluate(() => window.c.shadowRoot.querySelector('.mwc').lang), 'nl');
});

for (const [what, pattern] of [['wasm', /\.wasm$/], ['the chunk', /maatwerk-canvas-[^/]+\.js/]]) {
  test(`${what} can't be fetched: the same, and trying again helps when it can`, async (t) => {
    const { page, server } = await startHost(t, '', { head: '' });
    let broken = true;
    await page.route(pattern, (route) => (broken ? route.fulfill({ status: 503, body: '' }) : route.continue()));
    await page.evaluate(() => (document.body.innerHTML = '<maatwerk-canvas id="c" document-id="proef"></maatwerk-canvas>'));
    await page.addScriptTag({ type: 'module', url: `${server.url}maatwerk-canvas.js` });
    deepEqual(await hears(page, 'error'), { documentId: null, code: 'load' });
    const app = new Canvas(page, '#c');
    match(await app.element.getByRole('alert').textContent(), /kon niet worden geladen/);
    await app.element.getByRole('link').waitFor();
    const waiting = page.evaluate(() => window.c.ready.then(() => 'ready'));
    broken = false;
    await app.button('Probeer opnieuw').click();
    await app.box('Doorbraak').waitFor();
    equal(await waiting, 'ready');
    equal((await heard(page, 'error')).length, 1);
  });
}

test('a full disk is told to the host too, by code', async (t) => {
  const { page } = await startHost(t, CANVAS);
  await page.evaluate(() => window.c.ready);
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = function put() {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await new Canvas(page, '#c').box('Doorbraak').fill('geheim');
  deepEqual(await hears(page, 'error'), { documentId: 'proef', code: 'save' });
  const code = await page.evaluate(() => window.c.save().then(() => 'saved', ({ code }) => code));
  equal(code, 'save');
  equal(await page.evaluate(() => window.c.dirty), true);
  ok(!(await page.evaluate(() => JSON.stringify(window.heard))).includes('geheim'));
});
