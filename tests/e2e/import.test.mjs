// Import: the user chooses what to do with canvases that exist already; an invalid file gives an
// error with its location.

import { deepEqual, equal, match } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { eventually, sharedApp } from './support/canvas.mjs';
import { Overview } from './support/overview.mjs';
import { faults } from './support/schema.mjs';
import { root } from './support/server.mjs';

const shared = sharedApp();
const fixture = (name) => readFile(resolve(root, 'tests/fixtures', name), 'utf8');
const file = (...canvassen) => ({ soort: 'maatwerkcanvas-export', versie: 1, canvassen });
const canvas = (tekst, rest) => ({ formaat: 1, id: 'zaak-1', casusnummer: '24-0113', doorbraak: { tekst }, ...rest });

/** Nothing here but the one canvas that the tests are about. */
async function withOne() {
  const overview = new Overview(shared.app);
  await shared.app.reload();
  shared.complaints.length = 0;
  await shared.app.heading(/^(Uw canvassen|Aan de slag)$/).waitFor();
  await overview.import(file(canvas('Versie van hier')));
  await overview.element.getByRole('dialog').or(overview.element.getByRole('status').filter({ hasText: /geïmporteerd|staat al/ })).first().waitFor();
  if (await overview.clash().count()) await shared.app.button('Vervangen').click();
  await eventually(async () => (await overview.names()).includes('24-0113'), true);
  return overview;
}

const breakthrough = async (overview, name = '24-0113') => {
  const page = await overview.open(name);
  const text = await page.text('Doorbraak').inputValue();
  await page.overview();
  return text;
};

test('the same file again changes nothing', async () => {
  const overview = await withOne();
  await overview.import(file(canvas('Versie van hier')));
  await overview.said('Alles uit dit bestand staat al op dit apparaat.');
  deepEqual(await overview.names(), ['24-0113']);
  deepEqual(shared.complaints, []);
});

test('another version is asked about, and cancel leaves what is here', async () => {
  const overview = await withOne();
  await overview.import(file(canvas('Versie uit het bestand')));
  match(await overview.clash().innerText(), /In het bestand staat 1 canvas: 1 is anders dan op dit apparaat\./);
  match(await overview.clash().innerText(), /24-0113/);
  await shared.app.button('Annuleren').click();
  await overview.said('Er is niets gewijzigd.');
  equal(await breakthrough(overview), 'Versie van hier');
  await overview.import(file(canvas('Versie uit het bestand')));
  await overview.clash().waitFor();
  await overview.page.keyboard.press('Escape');
  await overview.clash().waitFor({ state: 'detached' });
  equal(await breakthrough(overview), 'Versie van hier');
  deepEqual(shared.complaints, []);
});

test('replace puts the version of the file in its place', async () => {
  const overview = await withOne();
  await overview.import(file(canvas('Versie uit het bestand')));
  await shared.app.button('Vervangen').click();
  await overview.said('1 canvas geïmporteerd.');
  deepEqual(await overview.names(), ['24-0113']);
  equal(await breakthrough(overview), 'Versie uit het bestand');
  deepEqual(shared.complaints, []);
});

test('keep both puts the version of the file beside it', async () => {
  const overview = await withOne();
  await overview.import(file(canvas('Versie uit het bestand', { casusnummer: '24-0114' })));
  await shared.app.button('Beide houden').click();
  await overview.said('1 canvas geïmporteerd.');
  await eventually(async () => (await overview.names()).length, 2);
  equal(await breakthrough(overview), 'Versie van hier');
  const { json } = await overview.exportAll();
  equal(new Set(json.canvassen.map(({ id }) => id)).size, 2, 'two ids');
  deepEqual(json.canvassen.map(({ doorbraak }) => doorbraak.tekst).sort(), ['Versie uit het bestand', 'Versie van hier']);
  deepEqual(await faults(json), []);
  deepEqual(shared.complaints, []);
});

test('a document with everything in it comes out as it came in', async () => {
  const overview = await withOne();
  const full = JSON.parse(await fixture('canvas-1-vol.json'));
  delete full.verwijderd;
  // What is not done says nothing.
  for (const action of Object.values(full.acties)) if (!action.klaar) delete action.klaar;
  await overview.import(full, 'vol.json');
  await overview.said('1 canvas geïmporteerd.');
  const { json } = await overview.exportAll();
  deepEqual(json.canvassen.find(({ id }) => id === full.id), full);
  deepEqual(shared.complaints, []);
});

test('a wrong, broken or too new file is refused in words, and nothing changes', async () => {
  const overview = await withOne();
  const before = (await overview.exportAll()).json;
  const wrongAmount = await fixture('invalid/amount-dutch-notation.json');
  for (const [name, text, ...why] of [
    ['half.json', '{"soort":"maatwerkcanvas-export",\n "canvassen": [{', /beschadigd of niet compleet/, /regel 2, teken \d+/],
    ['foto.json', '\u0089PNG\r\n', /beschadigd of niet compleet/, /regel 1/],
    ['anders.json', '{"naam":"iets anders"}', /geen bestand van het maatwerkcanvas/],
    ['lijst.json', '[]', /geen bestand van het maatwerkcanvas/],
    ['leeg.json', '', /beschadigd of niet compleet/],
    ['niets.json', JSON.stringify(file()), /Er staat geen canvas in dit bestand/],
    ['nieuw.json', JSON.stringify(canvas('Morgen', { formaat: 99 })), /nieuwere versie/, /versie 99/],
    ['export-2.json', await fixture('invalid/export-version-2.json'), /nieuwere versie/, /versie 2/],
    ['bedrag.json', wrongAmount, /in de kosten/, /regel \d+/, /bij Huidig/],
    ['tweede.json', JSON.stringify(file(canvas('Goed'), { formaat: 1, id: 'zaak-2', datum: '31-12-2026' })), /in canvas 2/, /bij de datum/],
  ]) {
    await overview.import(text, name);
    const message = overview.element.getByRole('status').filter({ hasText: `‘${name}’ is niet geïmporteerd.` });
    await message.waitFor();
    const said = await message.innerText();
    for (const part of why) match(said, part, name);
    equal(said.split('Er is niets gewijzigd.').length, 2, `${name}: said once that nothing has changed: ${said}`);
    deepEqual((await overview.exportAll()).json, before, name);
  }
  deepEqual(shared.complaints, []);
});

test('keeping both comes first, and a newer version here is not replaced without a word', async () => {
  const overview = await withOne();
  const stamp = (op) => ({ gewijzigd: { door: { id: 'm', naam: 'Maatwerker' }, op } });
  const newer = /de versie op dit apparaat is nieuwer/;
  await overview.import(file(canvas('Van lang geleden', stamp('2020-01-02T10:00:00Z'))));
  await overview.clash().waitFor();
  deepEqual((await overview.clash().getByRole('button').allInnerTexts()).slice(0, 2), ['Beide houden', 'Vervangen']);
  await overview.clash().getByRole('button', { name: 'Vervangen' }).click();
  await overview.said('1 canvas geïmporteerd.');
  await overview.import(file(canvas('Van nog langer geleden', stamp('2019-01-02T10:00:00Z'))));
  await overview.clash().getByText(newer).waitFor();
  await shared.app.button('Annuleren').click();
  await overview.import(file(canvas('Van straks', stamp('2099-01-02T10:00:00Z'))));
  await overview.clash().waitFor();
  equal(newer.test(await overview.clash().innerText()), false);
  await shared.app.button('Annuleren').click();
  deepEqual(shared.complaints, []);
});
