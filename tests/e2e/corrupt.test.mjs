// Stored records that are damaged or of a newer version: set aside or read-only, never overwritten.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { keysOf, readRecord, sealed, startCanvas, stored, writeRecord } from './support/host.mjs';

const DAMAGED = 'Dit canvas kan niet gelezen worden. Wat er staat, is apart gezet.';
const TOO_NEW = 'Dit canvas is gemaakt met een nieuwere versie van het maatwerkcanvas.';

/** The button in the list that opens a canvas. */
const entry = (app, name) => app.element.getByRole('button', { name, exact: true });

/** Two saved canvases, and then a page of the same origin on which the app does not run. */
async function twoCanvases(t) {
  const started = await startCanvas(t, { path: '' });
  const { app, page, server } = started;
  for (const [number, text] of [['11-1', 'de eerste'], ['22-2', 'de tweede']]) {
    await app.button('Nieuw canvas').click();
    await app.box('Casusnummer').fill(number);
    await app.box('Doorbraak').fill(text);
    await app.saved();
    await app.button('Overzicht').click();
    await entry(app, number).waitFor();
  }
  await page.goto(`${server.url}leeg`);
  const ids = {};
  for (const id of await keysOf(page, 'canvas')) ids[(await stored(page, id)).casusnummer] = id;
  return { ...started, first: ids['11-1'], second: ids['22-2'] };
}

/** What one letter, a cut and rubbish make of a record. */
const DAMAGE = {
  'a letter has changed': (text) => text.replace('de eerste', 'de eersta'),
  'it was cut short': (text) => text.slice(0, text.length >> 1),
  'it is no JSON at all': () => '\u0000\u0001rommel',
  'it is empty': () => '',
};

for (const [what, damage] of Object.entries(DAMAGE)) {
  test(`a record of the archive is set aside when ${what}; the other opens`, async (t) => {
    const { app, page, server, first, complaints } = await twoCanvases(t);
    const bad = damage(await readRecord(page, 'canvas', first));
    await writeRecord(page, 'canvas', first, bad);

    await app.open(server.url);
    await entry(app, '11-1').click();
    await app.element.getByText(DAMAGED).waitFor();
    if (bad) {
      const [download] = await Promise.all([page.waitForEvent('download'), app.button('Exporteren').click()]);
      equal(await readFile(await download.path(), 'utf8'), bad, 'the export is what stood there');
    }
    await app.button('Overzicht').click();
    await entry(app, 'Dit canvas kan niet worden getoond').waitFor();
    await entry(app, '22-2').click();
    equal(await app.box('Doorbraak').inputValue(), 'de tweede');
    await app.box('Doorbraak').press('End');
    await app.box('Doorbraak').pressSequentially(' nog');
    await app.saved();
    const broken = await keysOf(page, 'kapot');
    equal(broken.length, 1);
    equal(await readRecord(page, 'kapot', broken[0]), bad, 'the bad one is kept as it was');
    deepEqual(complaints, []);
  });
}

test('an overview that has lost its summaries makes them again', async (t) => {
  const { app, page, server, first, second } = await twoCanvases(t);
  await writeRecord(page, 'lijst', first, '{"v":1,"rommel');
  await writeRecord(page, 'lijst', second, null);
  await app.open(server.url);
  await entry(app, '11-1').waitFor();
  await entry(app, '22-2').waitFor();
});

test('a damaged canvas whose summary is fine is missing from the export of all, and it says so', async (t) => {
  const { app, page, server, first } = await twoCanvases(t);
  await writeRecord(page, 'canvas', first, (await readRecord(page, 'canvas', first)).slice(0, -9));
  await app.open(server.url);
  await entry(app, '11-1').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), app.button('Alles exporteren').click()]);
  const file = JSON.parse(await readFile(await download.path(), 'utf8'));
  deepEqual(file.canvassen.map(({ casusnummer }) => casusnummer), ['22-2']);
  await app.element.getByText(/zonder 1 canvas dat niet getoond kan worden/).first().waitFor({ timeout: 5000 });
  await entry(app, 'Dit canvas kan niet worden getoond').waitFor();
});

test('an entry of the journal that is damaged is set aside, and the archive counts', async (t) => {
  const { app, page, server, first } = await twoCanvases(t);
  const key = `mwc/standaard/canvas/${first}`;
  for (const bad of ['{"v":1,"seq":99,"sum":"00000000","doc":{}}', 'rommel', '']) {
    await page.goto(`${server.url}leeg`);
    await page.evaluate(([key, bad]) => localStorage.setItem(key, bad), [key, bad]);
    await app.open(server.url);
    await app.element.getByText(/Een canvas kon niet gelezen worden\. Wat er stond is apart gezet/).waitFor();
    await entry(app, '11-1').click();
    equal(await app.box('Doorbraak').inputValue(), 'de eerste');
    await app.button('Overzicht').click();
    await entry(app, '11-1').waitFor();
    equal(await page.evaluate((key) => localStorage.getItem(key), key), null);
  }
  const aside = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('mwc/standaard/kapot/')));
  equal(aside.length, 3);
});

test('a newer entry of the journal is brought to the archive, an older one does not win', async (t) => {
  const { app, page, server, first } = await twoCanvases(t);
  const doc = await stored(page, first);
  const { seq } = JSON.parse(await readRecord(page, 'canvas', first));
  const put = (number, text) =>
    page.evaluate(
      ([key, text]) => localStorage.setItem(key, text),
      [`mwc/standaard/canvas/${first}`, sealed(`canvas/${first}`, number, { ...doc, doorbraak: { ...doc.doorbraak, tekst: text } })],
    );
  await put(seq + 1, 'nieuwer');
  await app.open(server.url);
  await entry(app, '11-1').click();
  equal(await app.box('Doorbraak').inputValue(), 'nieuwer');
  await page.goto(`${server.url}leeg`);
  await put(seq, 'ouder');
  await app.open(server.url);
  await entry(app, '11-1').click();
  equal(await app.box('Doorbraak').inputValue(), 'nieuwer');
  const versions = await keysOf(page, 'versie');
  const texts = await Promise.all(versions.map(async (key) => JSON.parse(await readRecord(page, 'versie', key)).doc.canvas.doorbraak.tekst));
  ok(texts.includes('ouder'), 'but it is kept');
});

for (const [what, make] of [
  ['an envelope of a newer version', (id, doc) => `{"v":2,"iets":"nieuws","doc":${JSON.stringify(doc)}}`],
  ['a document of format 2', (id, doc) => sealed(`canvas/${id}`, 99, JSON.stringify({ ...doc, formaat: 2, toekomst: 'ja' }))],
]) {
  test(`${what} is not opened, can be exported, and is never written over`, async (t) => {
    const { app, page, server, first } = await twoCanvases(t);
    const newer = make(first, await stored(page, first));
    await writeRecord(page, 'canvas', first, newer);
    await app.open(server.url);
    await entry(app, '11-1').click();
    await app.element.getByText(TOO_NEW).waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), app.button('Exporteren').click()]);
    match(await readFile(await download.path(), 'utf8'), /de eerste/);
    await app.button('Overzicht').click();
    await entry(app, '22-2').click();
    await app.box('Doorbraak').fill('verder');
    await app.saved();
    equal(await readRecord(page, 'canvas', first), newer);

    // Also not by what the journal brings along.
    await page.goto(`${server.url}leeg`);
    const old = sealed(`canvas/${first}`, 100, { ...(await stored(page)), id: first, formaat: 1, doorbraak: { tekst: 'oud' } });
    await page.evaluate(([key, text]) => localStorage.setItem(key, text), [`mwc/standaard/canvas/${first}`, old]);
    await app.open(server.url);
    await entry(app, '22-2').waitFor();
    equal(await readRecord(page, 'canvas', first), newer);
  });
}

test('a database of a newer layout opens to read and export', async (t) => {
  const { app, page, server } = await twoCanvases(t);
  await page.evaluate(
    () =>
      new Promise((done) => {
        const request = indexedDB.open('mwc/standaard', 7);
        request.onsuccess = () => done(request.result.close());
      }),
  );
  await app.open(server.url);
  await app.element.getByText(/De opslag is gemaakt door een nieuwere versie/).waitFor();
  await entry(app, '11-1').click();
  equal(await app.box('Doorbraak').inputValue(), 'de eerste');
  equal(await app.box('Doorbraak').evaluate((box) => box.readOnly), true);
});

test('a canvas of before its id was the team’s is named, and kept under another by one press', async (t) => {
  const { app, page, server, first, complaints } = await twoCanvases(t);
  const document = { ...(await stored(page, first)), id: 'team', casusnummer: '33-3' };
  await writeRecord(page, 'canvas', 'team', sealed('team', 1, document));
  await app.open(server.url);
  await app.element.getByText('Dit canvas heeft het nummer “team”.').waitFor();
  await app.button('Ons team').click();
  await app.element.getByText('Er staat een canvas met het nummer “team”.').waitFor();
  await app.button('Bewaar het onder een nieuw nummer').click();
  await app.element.getByLabel('Naam van het team').fill('Maatwerk Oost');
  await app.button('Canvassen').click();
  await entry(app, '33-3').click();
  equal(await app.box('Doorbraak').inputValue(), 'de eerste');
  deepEqual(complaints, []);
});
