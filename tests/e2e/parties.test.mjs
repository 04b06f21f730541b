// Who is around the family, drawn now beside after; which rules apply, chosen and on paper; who took a case over; and
// an approved plan as one bundle, kept as a file or sent to the municipality's archive.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { PHONE, TABLET } from './support/browser.mjs';
import { startApp } from './support/app.mjs';
import { Around } from './support/around.mjs';
import { download, eventually, tellName } from './support/canvas.mjs';
import { exportOf } from './support/filled.mjs';
import { Overview } from './support/overview.mjs';
import { readPdf, squeezed } from './support/pdf.mjs';

const RULES = ['region', 'page-has-heading-one', 'landmark-one-main', 'heading-order'];

async function start(t, options = {}) {
  const started = await startApp(t, { bypassCSP: true, ...options });
  await tellName(started.app);
  return { ...started, overview: new Overview(started.app), around: new Around(started.app) };
}

async function example(t, name) {
  const started = await start(t);
  await started.overview.examples();
  const canvas = await started.overview.open(name);
  await started.around.open();
  return { ...started, canvas };
}

test('the parties are drawn now beside after, with a list that says the same', async (t) => {
  const { app, page, around, complaints } = await example(t, 'Moeder en dochter zoeken een veilige plek');
  const part = around.part('Wie er om het gezin staan');
  await part.getByText('Nu 11, straks 5').waitFor();
  await part.getByText('Nu: 11 partijen').waitFor();
  await part.getByText('Straks: 5 partijen').waitFor();
  const listed = part.locator('.circle ol > li');
  equal(await listed.count(), 12);
  equal(await listed.nth(2).innerText(), 'Consulent van de gemeente: nu en straks, heeft de regie');
  const numbers = (at) => part.locator('svg').nth(at).locator('g g text').allTextContents();
  equal((await numbers(0)).length, 11);
  // A number stands for the same party on both sides.
  deepEqual(await numbers(1), ['2', '3', '4', '5', '12']);
  equal(await part.locator('svg [style]').count(), 0);
  const drawing = part.locator('.circle');
  for (const [name, size, media] of [['tablet', TABLET, {}], ['phone', PHONE, {}], ['dark', TABLET, { colorScheme: 'dark' }], ['forced', TABLET, { forcedColors: 'active' }]]) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', ...media });
    await drawing.scrollIntoViewIfNeeded();
    await app.screenshot(`parties-${name}`, { clip: await drawing.evaluate((it) => {
      const { x, y, width, height } = it.getBoundingClientRect();
      return { x: x + scrollX, y: y + scrollY, width, height };
    }) });
    const { violations } = await new AxeBuilder({ page }).disableRules(RULES).analyze();
    deepEqual(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0].html.slice(0, 150)}`), []);
    ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: nothing scrolls sideways`);
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  // A party that leaves goes from the side of later.
  await part.getByLabel('Doet straks mee, Partij 2').uncheck();
  await part.getByText('Straks: 4 partijen').waitFor();
  deepEqual(await numbers(1), ['3', '4', '5', '12']);
  deepEqual(complaints, []);
});

test('a law is chosen or typed, and stands beside why it is allowed on an A3 of one page', async (t) => {
  const { app, page, around } = await start(t);
  const overview = new Overview(app);
  await overview.import(exportOf());
  await app.button('24-0113').waitFor();
  await overview.open('24-0113');
  await around.open();
  await around.add('Wetten en regels', 'Wet of verordening, Regel 1');
  const field = around.part('Wetten en regels').getByLabel('Wet of verordening, Regel 1');
  const offered = await field.evaluate((input) => [...input.list.options].map(({ value }) => value));
  for (const law of ['Jeugdwet', 'Wmo 2015', 'Participatiewet', 'Wet langdurige zorg (Wlz)', 'Zorgverzekeringswet (Zvw)', 'Huisvestingsverordening']) ok(offered.includes(law), law);
  await field.fill('Jeugdwet');
  await around.fill('Wetten en regels', 'Artikel, Regel 1', '2.3');
  await around.choose('Wetten en regels', 'Wat zegt de regel?, Regel 1', 'Het mag');
  for (const [at, name] of ['Wmo 2015', 'Huisvestingsverordening', 'Een eigen afspraak'].entries()) {
    await around.add('Wetten en regels', `Wet of verordening, Regel ${at + 2}`);
    await around.fill('Wetten en regels', `Wet of verordening, Regel ${at + 2}`, name);
  }
  await around.leave();
  await page.evaluate(() => (window.print = () => {}));
  await app.button('Afdrukken').click();
  await app.button('Afdrukken: A3 liggend').click();
  const { pages } = readPdf(await page.pdf({ preferCSSPageSize: true }));
  equal(pages.length, 1);
  for (const text of ['Jeugdwet, artikel 2.3: het mag', 'Wmo 2015', 'Huisvestingsverordening', 'Een eigen afspraak']) ok(pages[0].includes(squeezed(text)), text);
});

test('who takes a case over is shown, with from whom and when', async (t) => {
  const { app, around, overview } = await start(t);
  const canvas = await overview.create();
  await canvas.field('Maatwerkeindbaas').fill('Anne Bakker');
  await around.open();
  await around.decisions.getByRole('button', { name: 'Ik ben de maatwerkeindbaas' }).click();
  await around.decisions.getByText(/^Overgedragen van Anne Bakker aan Consulent A op \d/).waitFor();
  await around.leave();
  equal(await canvas.field('Maatwerkeindbaas').inputValue(), 'Consulent A');
  await app.button(/^Ongedaan maken/).first().click();
  await eventually(() => canvas.field('Maatwerkeindbaas').inputValue(), 'Anne Bakker');
});

test('the example of the whole method is approved, carried out, followed and can be kept as one bundle', async (t) => {
  const { app, page, around } = await example(t, 'Moeder met zes kinderen in de vrouwenopvang');
  await around.stands();
  await around.follow.getByText(/Na 12 maanden: verwacht .+, echt betaald .+ Bekend van 2 van 2 regels/).first().waitFor();
  const archive = around.part('Archief');
  const file = await download(page, () => archive.getByRole('button', { name: 'Bewaar als bestand' }).click());
  match(file.name, /^maatwerkplan-[0-9a-f]{8}\.json$/);
  const { soort, besloten, plan, besluiten, instemming, analyse } = file.json;
  deepEqual([soort, besloten, besluiten.length, instemming.van], ['maatwerkcanvas-archief', '2025-09-25', 2, 'moeder']);
  equal(plan.totalen.maatwerk, '2242.33');
  equal(analyse.maatwerk, '2242.33');
  equal(JSON.stringify(file.json).includes('gerealiseerd'), false);
  // Nothing is sent where the page names no archive.
  equal(await archive.getByRole('button', { name: 'Naar het archief van de gemeente' }).count(), 0);
  await app.screenshot('archive');
});

/** An archive that keeps what it gets, and answers with a status. */
async function archiveOn(t) {
  const got = [];
  const answers = [];
  const server = createServer(async (request, response) => {
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
    response.setHeader('Access-Control-Allow-Credentials', 'true');
    response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type, accept');
    response.setHeader('Access-Control-Allow-Private-Network', 'true');
    if (request.method === 'OPTIONS') return response.writeHead(204).end();
    const parts = [];
    for await (const part of request) parts.push(part);
    got.push({ headers: request.headers, json: JSON.parse(Buffer.concat(parts).toString('utf8')) });
    const status = answers.shift() ?? 201;
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify({ status: 'bewaard', url: 'https://objecten.example/objects/1' }));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  t.after(() => server.close());
  return { got, answers, url: `http://127.0.0.1:${server.address().port}/v1/dossiers` };
}

test('a plan goes to the archive that the page names, with its token, and its address comes back into the canvas', async (t) => {
  const archive = await archiveOn(t);
  const { page, around } = await example(t, 'Moeder met zes kinderen in de vrouwenopvang');
  await page.evaluate((url) => {
    const element = document.querySelector('maatwerk-canvas');
    element.setAttribute('archive-url', url);
    element.getToken = () => 'een-token';
  }, archive.url);
  await around.leave();
  await around.open();
  const part = around.part('Archief');
  const send = part.getByRole('button', { name: 'Naar het archief van de gemeente' });
  archive.answers.push(403, 500);
  await send.click();
  await part.getByText('U bent niet aangemeld bij het archief, of u mag er niet in.').waitFor();
  await send.click();
  await part.getByText('Het archief nam het plan niet aan (500).').waitFor();
  await send.click();
  await part.getByText('Het plan staat in het archief.').waitFor();
  equal(archive.got.at(-1).headers.authorization, 'Bearer een-token');
  equal(archive.got.at(-1).json.soort, 'maatwerkcanvas-archief');
  await part.getByText(/^Dit plan staat sinds \d.+ in het archief\./).waitFor();
  equal(await part.getByRole('link', { name: 'Bekijk in het archief' }).getAttribute('href'), 'https://objecten.example/objects/1');
  // Sent once more it stands there once.
  await send.click();
  await eventually(() => archive.got.length, 4);
  equal(await part.getByRole('link').count(), 1);
});
