// The parts of the app: loaded when they are first needed or the browser is idle, there without a network,
// and with a way on where one can't be loaded.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { App, startApp } from './support/app.mjs';
import { Canvas, download, eventually } from './support/canvas.mjs';
import { exportOf } from './support/filled.mjs';
import { Overview } from './support/overview.mjs';
import { fetched, loaded, loadedAhead, modules } from './support/parts.mjs';
import { dist } from './support/server.mjs';

const MODULE = '<script type="module" src="/maatwerk-canvas.js"></script>';
const PAGES = {
  '/canvas': `<!doctype html><html lang="nl"><title>Portaal</title>${MODULE}<body><maatwerk-canvas id="een" document-id="een"></maatwerk-canvas></body></html>`,
  '/twee': `<!doctype html><html lang="nl"><title>Portaal</title>${MODULE}<body><maatwerk-canvas id="een"></maatwerk-canvas><maatwerk-canvas id="twee" view="canvas" namespace="ander"></maatwerk-canvas></body></html>`,
};
const skip = modules.length === 1 && 'a development build is not split';
const fileOf = (part) => modules.find((name) => name.startsWith(`maatwerk-canvas-${part}-`));

const host = (t, path) => startApp(t, { server: { pages: PAGES }, path });

/** Opens every view that has a part of its own, from a list without a canvas. */
async function everyView(app) {
  const { page } = app;
  const overview = new Overview(app);
  await overview.import(exportOf());
  const canvas = await overview.open('24-0113');
  await app.button('Cijfers geven').click();
  await app.element.getByRole('heading', { name: 'Tevredenheidscijfers' }).waitFor();
  await app.button(/^Berekening/).first().click();
  const sheet = app.element.getByRole('dialog', { name: 'Berekening' });
  await sheet.getByRole('button', { name: 'Kies uit de prijslijst' }).waitFor();
  await page.keyboard.press('Escape');
  await app.button('Analyse').click();
  await app.heading('Wie betaalt').waitFor();
  await app.button('Terug naar het canvas').click();
  for (const [name, heading] of [['Samen', 'Hoe gaat het met u?'], ['In één oogopslag', 'Maatwerkcanvas 24-0113']]) {
    await app.button(name).click();
    await app.element.getByRole('dialog', { name: heading }).waitFor();
    await page.keyboard.press('Escape');
  }
  await app.button('Rond het plan').click();
  await app.element.getByRole('region', { name: 'Rond het plan', exact: true }).waitFor();
  await app.button('Terug naar het canvas').click();
  await app.button('Eerdere versies').click();
  await app.element.getByRole('dialog', { name: 'Eerdere versies' }).waitFor();
  await page.keyboard.press('Escape');
  const printed = await page.evaluate(() => {
    dispatchEvent(new Event('beforeprint'));
    const shown = document.querySelector('maatwerk-canvas').shadowRoot.querySelector('.print') !== null;
    dispatchEvent(new Event('afterprint'));
    return shown;
  });
  equal(printed, true, 'printing waits for nothing');
  await download(page, () => app.button('Exporteren').click());
  await canvas.overview();
  await app.button(/^Synchroniseren/).click();
  await app.element.getByRole('dialog', { name: 'Instellingen' }).waitFor();
  await page.keyboard.press('Escape');
  await overview.examples();
  await eventually(async () => (await overview.names()).length, 7);
}

test('a first visit loads what it shows, and the rest when the browser is idle, each once', { skip }, async (t) => {
  const { page, complaints } = await host(t, 'twee');
  for (const name of ['#een', '#twee']) await new App(page, name).heading().first().waitFor();
  await loadedAhead(page);
  deepEqual(await fetched(page), modules);
  deepEqual(complaints, []);
});

test('the module and what is shown first come beside the chunk, not after it', { skip }, async (t) => {
  const { page, complaints } = await host(t, 'canvas');
  const first = [/^maatwerk-canvas-[0-9a-f]{10}\.wasm$/, /^maatwerk-canvas-canvas-/].map((name) => modules.find((it) => name.test(it)));
  const asked = new Set();
  page.on('request', (request) => asked.add(request.url().split('/').pop()));
  await page.route(/\/maatwerk-canvas-[0-9a-f]{10}\.js$/, async (route) => {
    await eventually(() => first.filter((name) => asked.has(name)), first);
    await route.continue();
  });
  await page.reload();
  await new App(page).heading().first().waitFor();
  deepEqual(complaints, []);
});

test('until then every view opens all the same: it loads its part', { skip }, async (t) => {
  const { app, page, complaints } = await startApp(t);
  await page.addInitScript(() => (window.requestIdleCallback = () => 0));
  await page.evaluate(() => navigator.serviceWorker.ready.then((it) => it.unregister()));
  await app.reload();
  deepEqual(await loaded(page), [modules.find((name) => /^maatwerk-canvas-[0-9a-f]{10}\.wasm$/.test(name)), fileOf('overview')].sort());
  await everyView(app);
  deepEqual(complaints, []);
});

test('every view opens without a network, after a first visit', async (t) => {
  const { app, page, server, complaints } = await startApp(t);
  await loadedAhead(page);
  await server.close();
  await everyView(app);
  deepEqual(complaints, []);
});

test('and after a visit that began without one', async (t) => {
  const { app, page, server, complaints } = await startApp(t);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await loadedAhead(page);
  await server.close();
  await app.reload();
  await loadedAhead(page);
  await everyView(app);
  deepEqual(complaints, []);
});

const FAULTS = {
  'is not there': () => ({ status: 404, body: '' }),
  'is cut short': (bytes) => ({ contentType: 'application/wasm', body: bytes.subarray(0, bytes.length - 1) }),
  'is of another version': (bytes) => ({ contentType: 'application/wasm', body: Buffer.concat([bytes, Buffer.from([0, 3, 2, 98, 98])]) }),
  'is a page': () => ({ contentType: 'text/html', body: '<!doctype html><p>Welkom</p>' }),
};

for (const [what, fault] of Object.entries(FAULTS)) {
  test(`a part that ${what}: it says so, the page stays, and trying again helps`, { skip }, async (t) => {
    const { app, page } = await host(t, 'canvas');
    const files = ['calculation', 'sheets'].map(fileOf);
    let broken = true;
    for (const file of files) {
      const bytes = await readFile(resolve(dist, file));
      await page.route(`**/${file}`, (route) => (broken ? route.fulfill(fault(bytes)) : route.continue()));
    }
    await page.reload();
    const canvas = await new Canvas(app).ready();
    await canvas.write('Doorbraak', 'blijft staan');
    await canvas.addLine('Hulp', { Huidig: '100' });
    await app.button('Analyse').click();
    const notice = app.element.getByRole('alert').filter({ hasText: 'Dit onderdeel kon niet worden geladen' });
    await notice.waitFor();
    equal(await canvas.text('Doorbraak').inputValue(), 'blijft staan');
    await notice.getByRole('button', { name: 'Probeer opnieuw' }).click();
    await notice.waitFor();
    // In its own place, for what opens there.
    await app.button('Cijfers geven').click();
    await eventually(() => notice.count(), 2);
    broken = false;
    await notice.first().getByRole('button', { name: 'Probeer opnieuw' }).click();
    await app.element.getByRole('heading', { name: 'Tevredenheidscijfers' }).waitFor();
    await notice.getByRole('button', { name: 'Probeer opnieuw' }).click();
    await app.heading('Wie betaalt').waitFor();
    equal(await notice.count(), 0);
    await app.button('Terug naar het canvas').click();
    equal(await canvas.text('Doorbraak').inputValue(), 'blijft staan');
  });
}

test('the examples are fetched when they are asked for; where they are not there it says so, and trying again helps', async (t) => {
  const { page, complaints } = await host(t, 'twee');
  const overview = new Overview(new App(page, '#een'));
  await overview.app.button('Nieuw canvas').waitFor();
  await loadedAhead(page);
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  const examples = () => asked.filter((url) => /maatwerk-canvas-examples-[0-9a-f]{10}\.json$/.test(url)).length;
  let broken = true;
  await page.route(/maatwerk-canvas-examples-/, (route) => (broken ? route.fulfill({ status: 404, body: '' }) : route.continue()));
  equal(examples(), 0, 'not before');
  await overview.app.button(/^Voorbeelden( bekijken)?$/).click();
  const notice = overview.element.getByRole('alert').filter({ hasText: 'Dit onderdeel kon niet worden geladen' }).first();
  await notice.waitFor();
  broken = false;
  await notice.getByRole('button', { name: 'Probeer opnieuw' }).click();
  await overview.app.heading('Voorbeelden').waitFor();
  await eventually(async () => (await overview.names()).length, 7);
  equal(examples(), 2);
  deepEqual(complaints.filter((it) => !/404|integrity/.test(it)), []);
});

test('an address in the examples without their file comes to a list that says so, and fills it once it is there', async (t) => {
  const { app, page } = await startApp(t);
  let broken = true;
  await page.route(/maatwerk-canvas-examples-/, (route) => (broken ? route.fulfill({ status: 200, contentType: 'text/html', body: '<!doctype html>' }) : route.continue()));
  await page.evaluate(() => navigator.serviceWorker.ready.then((it) => it.unregister()));
  await page.evaluate(async () => { for (const name of await caches.keys()) await caches.delete(name); });
  await app.open(new URL('#voorbeelden', page.url()).href);
  const notice = app.element.getByRole('alert').filter({ hasText: 'Dit onderdeel kon niet worden geladen' }).first();
  await notice.waitFor();
  broken = false;
  await notice.getByRole('button', { name: 'Probeer opnieuw' }).click();
  await eventually(async () => (await new Overview(app).names()).length, 7);
});

test('a module that starts again after a trap has parts of its own', { skip }, async (t) => {
  const { app, page } = await host(t, 'canvas');
  const canvas = await new Canvas(app).ready();
  await canvas.addLine('Hulp', { Huidig: '100' });
  await page.evaluate(() => een.save());
  await loadedAhead(page);
  await page.evaluate(async () => {
    const url = performance.getEntriesByType('resource').findLast(({ name }) => /maatwerk-canvas-[^/]+\.js$/.test(name)).name;
    const exports = await (await import(url)).start();
    setTimeout(() => exports.mounted_dirty(0xfffffff0));
  });
  await app.button('Herstellen').click();
  await canvas.ready();
  await app.button('Analyse').click();
  await app.heading('Wie betaalt').waitFor();
  ok((await fetched(page)).length > modules.length, 'loaded afresh');
});
