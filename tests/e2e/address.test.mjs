// The stand-alone page has an address for each place, Back and Forward go between them, and a reload stays.

import { deepEqual, equal, match } from 'node:assert/strict';
import { test } from 'node:test';
import { App, startApp } from './support/app.mjs';
import { Canvas, eventually, tellName } from './support/canvas.mjs';
import { exportOf } from './support/filled.mjs';
import { keysOf, readRecord } from './support/host.mjs';
import { Overview } from './support/overview.mjs';

const EXAMPLE = 'Moeder en dochter zoeken een veilige plek';
const NOT_HERE = 'Dit canvas staat niet op dit apparaat.';
const IN_BIN = 'Dit canvas ligt in de prullenbak.';
const WRONG = 'Het adres van dit canvas klopt niet.';
const NEW = /^#canvas\/[\w-]{16,64}$/;

const hash = (page) => page.evaluate(() => location.hash);
const length = (page) => page.evaluate(() => history.length);
/** How many steps the page has added to the history since it was loaded. */
const steps = (page) => page.evaluate(() => history.length - window.first);
const back = (page) => page.evaluate(() => history.back());
const forward = (page) => page.evaluate(() => history.forward());
const analysis = (app) => app.heading('Wie betaalt');
/** Where the focus is inside the element: its text, or its label. */
const focused = (app) => app.element.evaluate(({ shadowRoot: { activeElement: it } }) => it && (it.labels?.[0]?.textContent ?? it.textContent));

/** The app with one canvas that has lines, closed again; each place it has told is in `window.places`. */
async function start(t, { path = '', canvas = true } = {}) {
  const started = await startApp(t, { path });
  const { app, browser, page } = started;
  await browser.context.addInitScript(() => {
    window.first = history.length;
    window.places = [];
    addEventListener('maatwerk-place', ({ detail }) => window.places.push(detail));
  });
  await tellName(app);
  const overview = new Overview(app);
  if (canvas) {
    await overview.import(exportOf());
    await overview.row('24-0113').waitFor();
  }
  return { ...started, page, overview, canvas: new Canvas(app) };
}

/** Another window of the same browser, at an address. */
async function another(browser, url) {
  const page = await browser.context.newPage();
  await page.goto(url);
  const app = new App(page);
  return { app, page, canvas: new Canvas(app), overview: new Overview(app) };
}

async function openAnalysis(app) {
  await app.button('Analyse').click();
  await analysis(app).waitFor();
}

test('Back and Forward go through the overview, a canvas and its analysis', async (t) => {
  const { app, page, overview, canvas, complaints } = await start(t);
  equal(await hash(page), '');
  const first = await length(page);
  await overview.open('24-0113');
  await eventually(() => hash(page), '#canvas/proef');
  await openAnalysis(app);
  await eventually(() => hash(page), '#canvas/proef/analyse');
  equal(await length(page), first + 2);
  await back(page);
  await canvas.text('Situatieschets').waitFor();
  equal(await analysis(app).count(), 0);
  equal(await hash(page), '#canvas/proef');
  await back(page);
  await overview.row('24-0113').waitFor();
  await eventually(() => focused(app), '24-0113');
  equal(await hash(page), '');
  await forward(page);
  await canvas.ready();
  await forward(page);
  await analysis(app).waitFor();
  equal(await hash(page), '#canvas/proef/analyse');
  // Two steps at once.
  await page.evaluate(() => history.go(-2));
  await overview.row('24-0113').waitFor();
  await page.evaluate(() => history.go(2));
  await analysis(app).waitFor();
  // And the app's own buttons are steps too.
  await app.button('Terug naar het canvas').click();
  await canvas.text('Situatieschets').waitFor();
  await eventually(() => hash(page), '#canvas/proef');
  await canvas.overview();
  await eventually(() => hash(page), '');
  await back(page);
  await canvas.ready();
  equal(await hash(page), '#canvas/proef');
  deepEqual(complaints, []);
});

test('Back and Forward faster than views open: the last step counts', async (t) => {
  const { app, page, overview, canvas, complaints } = await start(t);
  await overview.open('24-0113');
  await openAnalysis(app);
  await eventually(() => hash(page), '#canvas/proef/analyse');
  for (let round = 0; round < 5; round += 1) {
    await page.evaluate(async () => {
      const step = (by) => new Promise((on) => {
        addEventListener('popstate', on, { once: true });
        history.go(by);
      });
      for (const by of [-1, -1, 1, -1, 1, 1, -2, 2]) await step(by);
    });
  }
  await page.evaluate(() => history.go(-2));
  await overview.row('24-0113').waitFor();
  await eventually(() => hash(page), '');
  await forward(page);
  await canvas.ready();
  await forward(page);
  await analysis(app).waitFor();
  deepEqual(complaints, []);
});

test('a reload stays: in a canvas, its analysis, a new canvas, the examples and one of them', async (t) => {
  const { app, page, overview, canvas, complaints } = await start(t);
  await overview.open('24-0113');
  await app.reload();
  await canvas.ready();
  equal(await canvas.field('Casusnummer').inputValue(), '24-0113');
  await openAnalysis(app);
  await eventually(() => hash(page), '#canvas/proef/analyse');
  await app.reload();
  await analysis(app).waitFor();
  await app.button('Terug naar het canvas').click();
  await canvas.overview();
  // A new one has no address of its own until there is something to come back to.
  await overview.create();
  await eventually(() => hash(page), '#canvas');
  await app.reload();
  await canvas.ready();
  const before = await length(page);
  await canvas.write('Doorbraak', 'eerste zin');
  await eventually(async () => NEW.test(await hash(page)), true);
  equal(await length(page), before, 'the same place, by its name');
  await canvas.saved();
  await app.reload();
  await canvas.ready();
  equal(await canvas.text('Doorbraak').inputValue(), 'eerste zin');
  await canvas.overview();
  await overview.examples();
  await eventually(() => hash(page), '#voorbeelden');
  await app.reload();
  await app.heading('Voorbeelden').waitFor();
  await overview.open(EXAMPLE);
  await eventually(() => hash(page), '#voorbeelden/voorbeeld-1');
  await app.reload();
  await canvas.ready();
  match(await canvas.field('Casusnummer').inputValue(), /\d/);
  await openAnalysis(app);
  await eventually(() => hash(page), '#voorbeelden/voorbeeld-1/analyse');
  await app.reload();
  await analysis(app).waitFor();
  deepEqual(complaints, []);
});

test('an address opens at its place, without the overview before it', async (t) => {
  const { browser, server, complaints } = await start(t);
  const own = { namespace: 'standaard', documentId: 'proef' };
  const two = await another(browser, `${server.url}#canvas/proef`);
  await two.canvas.ready();
  deepEqual(await two.page.evaluate(() => window.places), [{ ...own, view: 'canvas' }]);
  equal(await steps(two.page), 0);
  const three = await another(browser, `${server.url}#canvas/proef/analyse`);
  await analysis(three.app).waitFor();
  deepEqual(await three.page.evaluate(() => window.places), [{ ...own, view: 'analyse' }]);
  await three.app.button('Terug naar het canvas').click();
  await three.canvas.text('Situatieschets').waitFor();
  await eventually(() => hash(three.page), '#canvas/proef');
  await three.canvas.overview();
  await eventually(() => focused(three.app), '24-0113');
  deepEqual(complaints, []);
});

test('an example has an address on a device that has never shown the examples', async (t) => {
  const { app, page, complaints } = await startApp(t, { path: '#voorbeelden/voorbeeld-1/analyse' });
  await analysis(app).waitFor();
  await app.button('Terug naar het canvas').click();
  const canvas = await new Canvas(app).ready();
  await eventually(() => hash(page), '#voorbeelden/voorbeeld-1');
  await canvas.overview();
  await app.heading('Voorbeelden').waitFor();
  await eventually(() => hash(page), '#voorbeelden');
  await eventually(async () => (await new Overview(app).names()).length, 7);
  deepEqual(complaints, []);
});

test('Back and Forward between the own canvases and the examples', async (t) => {
  const { app, page, overview, canvas, complaints } = await start(t);
  await overview.search('24');
  await overview.examples();
  await overview.open(EXAMPLE);
  await canvas.overview();
  await overview.own();
  await overview.open('24-0113');
  await eventually(() => hash(page), '#canvas/proef');
  await back(page);
  await app.heading('Uw canvassen').waitFor();
  await back(page);
  await app.heading('Voorbeelden').waitFor();
  await back(page);
  await canvas.ready();
  equal(await hash(page), '#voorbeelden/voorbeeld-1');
  await page.evaluate(() => history.go(3));
  await canvas.ready();
  await eventually(() => canvas.field('Casusnummer').inputValue(), '24-0113');
  await page.evaluate(() => history.go(-3));
  await eventually(() => canvas.field('Casusnummer').inputValue().then((it) => it === '24-0113'), false);
  await page.evaluate(() => history.go(-2));
  await app.heading('Uw canvassen').waitFor();
  equal(await hash(page), '');
  deepEqual(await keysOf(page, 'canvas'), ['proef'], 'no canvas was made of an address');
  deepEqual(complaints, []);
});

for (const [what, address, message] of [
  ['an unknown id', '#canvas/bestaat-niet', NOT_HERE],
  ['an unknown id, and its analysis', '#canvas/bestaat-niet/analyse', NOT_HERE],
  ['an unknown example', '#voorbeelden/bestaat-niet', NOT_HERE],
  ['an impossible id', '#canvas/a%20b', WRONG],
  ['an id that is too long', `#canvas/${'a'.repeat(65)}`, WRONG],
  ['an unknown view', '#canvas/proef/kaart', WRONG],
  ['no address of ours', '#/%F0%9F', WRONG],
]) {
  test(`${what}: the overview says so, and no canvas is made`, async (t) => {
    const { browser, server, complaints } = await start(t, { canvas: false });
    const { app, page, overview } = await another(browser, server.url + address);
    const home = address.startsWith('#voorbeelden') ? '#voorbeelden' : '';
    await overview.said(message);
    await eventually(() => hash(page), home);
    equal(await steps(page), 0, 'a correction is no step');
    // Also once the app runs.
    await page.evaluate(() => (location.hash = '#voorbeelden'));
    await eventually(async () => (await overview.names()).length, 7);
    await page.evaluate((address) => (location.hash = address), address);
    await overview.said(message);
    await eventually(() => hash(page), home);
    if (!home) await app.heading('Aan de slag').waitFor();
    await app.button('Sluiten').click();
    deepEqual(await keysOf(page, 'canvas'), []);
    deepEqual(complaints, []);
  });
}

test('a canvas that was removed meanwhile is not opened', async (t) => {
  const { app, browser, page, server, overview, canvas, complaints } = await start(t);
  await overview.open('24-0113');
  await openAnalysis(app);
  await app.button('Terug naar het canvas').click();
  await canvas.overview();
  await overview.choose('24-0113', 'Naar de prullenbak');
  await overview.said('‘24-0113’ ligt in de prullenbak.');
  await back(page);
  await overview.said(IN_BIN);
  await eventually(() => hash(page), '');
  await back(page);
  await overview.said(IN_BIN);
  await eventually(() => hash(page), '');
  await app.element.getByText('Prullenbak (1)').click();
  await app.button('Definitief verwijderen: 24-0113').click();
  await app.button('Ja, verwijder').click();
  await overview.said('‘24-0113’ is definitief verwijderd.');
  const two = await another(browser, `${server.url}#canvas/proef`);
  await two.overview.said(NOT_HERE);
  await eventually(() => hash(two.page), '');
  deepEqual(await keysOf(page, 'canvas'), []);
  deepEqual(complaints, []);
});

test('what is typed counts and is saved when someone goes Back', async (t) => {
  const { app, page, overview, canvas, complaints } = await start(t);
  await overview.open('24-0113');
  await eventually(() => hash(page), '#canvas/proef');
  await canvas.text('Doorbraak').click();
  await canvas.text('Doorbraak').fill('');
  await page.keyboard.type('midden in een zin');
  await back(page);
  await overview.row('24-0113').waitFor();
  await eventually(async () => JSON.parse(await readRecord(page, 'canvas', 'proef')).doc.doorbraak.tekst, 'midden in een zin');
  await forward(page);
  await canvas.ready();
  equal(await canvas.text('Doorbraak').inputValue(), 'midden in een zin');
  // An amount counts when it is left; here the analysis is the next step.
  await openAnalysis(app);
  await back(page);
  await canvas.amount(0, 'Huidig').click();
  await canvas.amount(0, 'Huidig').fill('');
  await page.keyboard.type('1.234,5');
  await forward(page);
  await analysis(app).waitFor();
  await back(page);
  await eventually(() => canvas.amount(0, 'Huidig').inputValue(), '1.234,50');
  deepEqual(complaints, []);
});

test('back from the analysis: the scroll and the focus are where they were', async (t) => {
  const { app, page, overview, canvas, complaints } = await start(t);
  await page.setViewportSize({ width: 900, height: 500 });
  await overview.open('24-0113');
  const top = () => page.evaluate(() => Math.round(scrollY));
  const field = canvas.text('Doorbraak');
  await openAnalysis(app);
  await eventually(() => focused(app), 'Analyse');
  await back(page);
  await field.click();
  await page.mouse.wheel(0, 120);
  await eventually(async () => (await top()) > 0, true);
  const before = await page.evaluate(async () => {
    // Until the wheel has come to rest.
    for (let last = -1; last !== scrollY; ) {
      last = scrollY;
      await new Promise((on) => setTimeout(on, 100));
    }
    return Math.round(scrollY);
  });
  await forward(page);
  await analysis(app).waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  await back(page);
  await eventually(() => focused(app), 'Doorbraak');
  await eventually(top, before);
  // By the buttons too.
  const button = app.button('Analyse');
  await button.scrollIntoViewIfNeeded();
  const place = await top();
  await button.click();
  await analysis(app).waitFor();
  await app.button('Terug naar het canvas').click();
  await eventually(() => focused(app), 'Analyse');
  await eventually(top, place);
  deepEqual(complaints, []);
});

test('a dialog does not survive a step', async (t) => {
  const { app, page, overview, canvas, complaints } = await start(t);
  await overview.open('24-0113');
  await openAnalysis(app);
  const dialogs = app.element.getByRole('dialog');
  await app.button('Eerdere versies').click();
  await dialogs.waitFor();
  await back(page);
  await canvas.text('Situatieschets').waitFor();
  await eventually(() => dialogs.count(), 0);
  // What was typed in it counts.
  await app.button(/^Berekening/).first().click();
  await dialogs.getByLabel('Waarom deze schatting').fill('uit de beschikking');
  await forward(page);
  await analysis(app).waitFor();
  await eventually(() => dialogs.count(), 0);
  await back(page);
  await app.button(/^Berekening/).first().click();
  equal(await dialogs.getByLabel('Waarom deze schatting').inputValue(), 'uit de beschikking');
  await back(page);
  await overview.row('24-0113').waitFor();
  await eventually(() => dialogs.count(), 0);
  deepEqual(complaints, []);
});

test('a second window follows at the same address', async (t) => {
  const { browser, server, overview, canvas, complaints } = await start(t);
  await overview.open('24-0113');
  const two = await another(browser, `${server.url}#canvas/proef`);
  await two.app.element.getByText('Hier kijkt u mee.').waitFor();
  await canvas.write('Doorbraak', 'live');
  await eventually(() => two.canvas.text('Doorbraak').inputValue(), 'live');
  equal(await hash(two.page), '#canvas/proef');
  deepEqual(complaints, []);
});

test('after a trap the app goes on where it was, in the examples too', async (t) => {
  const { app, page, overview, canvas } = await start(t);
  await overview.examples();
  await overview.open(EXAMPLE);
  const number = await canvas.field('Casusnummer').inputValue();
  await openAnalysis(app);
  await eventually(() => hash(page), '#voorbeelden/voorbeeld-1/analyse');
  const steps = await length(page);
  await page.evaluate(async () => {
    const url = performance.getEntriesByType('resource').findLast(({ name }) => /maatwerk-canvas-[^/]+\.js$/.test(name)).name;
    const exports = await (await import(url)).start();
    setTimeout(() => exports.mounted_dirty(0xfffffff0));
  });
  await app.button('Herstellen').click();
  await analysis(app).waitFor();
  equal(await hash(page), '#voorbeelden/voorbeeld-1/analyse');
  equal(await length(page), steps);
  await back(page);
  await canvas.ready();
  equal(await canvas.field('Casusnummer').inputValue(), number);
});
