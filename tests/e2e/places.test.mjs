// Places: a host page learns where its element is, and sends it elsewhere; its own address stays as it is.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { App } from './support/app.mjs';
import { Canvas, eventually } from './support/canvas.mjs';
import { codeOf, heard, hears, startHost } from './support/element.mjs';
import { Overview } from './support/overview.mjs';

const analysis = (app) => app.heading('Wie betaalt');

test('an embedded element tells its place, and leaves the page where it is', async (t) => {
  const { page, complaints } = await startHost(t, '<maatwerk-canvas id="c"></maatwerk-canvas>');
  const app = new App(page);
  await app.heading().first().waitFor();
  const look = () => page.evaluate(() => [location.href, history.length, JSON.stringify(history.state), history.scrollRestoration]);
  const before = await look();
  const overview = new Overview(app);
  const canvas = await overview.create();
  await canvas.addLine('Hulp', { Huidig: '100' });
  await app.button('Analyse').click();
  await analysis(app).waitFor();
  await app.button('Terug naar het canvas').click();
  await canvas.text('Situatieschets').waitFor();
  await canvas.overview();
  await overview.examples();
  await eventually(async () => (await heard(page, 'place')).at(-1), { namespace: 'voorbeelden', documentId: null, view: 'overzicht' });
  const id = (await heard(page, 'place'))[2].documentId;
  match(id, /^[\w-]{16,64}$/);
  const own = (documentId, view) => ({ namespace: 'standaard', documentId, view });
  deepEqual((await heard(page, 'place')).slice(0, -1), [
    own(null, 'overzicht'), own(null, 'canvas'), own(id, 'canvas'), own(id, 'analyse'), own(id, 'canvas'), own(null, 'overzicht'),
  ]);
  deepEqual(await look(), before);
  deepEqual(complaints, []);
});

test('a host page goes where it wants, before the element has started too', async (t) => {
  const body = '<maatwerk-canvas id="c" storage="none" document-id="een"></maatwerk-canvas>';
  const { page, complaints } = await startHost(t, body);
  const go = (place) => page.evaluate((place) => window.c.go(place), place);
  const app = new App(page);
  const canvas = await new Canvas(app).ready();
  await canvas.write('Doorbraak', 'in het geheugen');
  deepEqual(await go({ view: 'overzicht' }), { namespace: 'standaard', documentId: null, view: 'overzicht' });
  equal(await page.evaluate(() => window.c.value), null);
  deepEqual(await go({ documentId: 'een' }), { namespace: 'standaard', documentId: 'een', view: 'canvas' });
  equal(await page.evaluate(() => window.c.value.doorbraak.tekst), 'in het geheugen');
  equal((await go({ namespace: 'voorbeelden', documentId: 'voorbeeld-1', view: 'analyse' })).view, 'analyse');
  await analysis(app).waitFor();
  equal((await go({ documentId: 'een' })).documentId, 'een');
  equal(await page.evaluate(() => window.c.value.doorbraak.tekst), 'in het geheugen', 'each namespace has what was typed there');
  deepEqual(await go({ documentId: 'twee' }), { namespace: 'standaard', documentId: null, view: 'overzicht' });
  deepEqual(await hears(page, 'error'), { documentId: 'twee', code: 'absent' });
  for (const wrong of ['undefined', '{ view: "kaart" }', '{ documentId: 5 }', '{ namespace: {} }']) {
    equal(await codeOf(page, `await window.c.go(${wrong})`), 'invalid-place', wrong);
  }
  await page.evaluate(() => {
    window.c.remove();
    const other = Object.assign(document.createElement('maatwerk-canvas'), { id: 'd' });
    document.body.append(other);
    return other.go({ namespace: 'voorbeelden', documentId: 'voorbeeld-2' });
  });
  equal(await page.evaluate(() => window.d.value.id), 'voorbeeld-2');
  equal((await heard(page, 'place')).at(-1).documentId, 'voorbeeld-2');
  ok(!JSON.stringify(await heard(page, 'place')).includes('geheugen'));
  deepEqual(complaints, []);
});
