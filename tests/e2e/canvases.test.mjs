// The overview: new, open, copy, search, sort, the bin, and hundreds of canvases.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { Canvas, downloadText, eventually, sharedApp } from './support/canvas.mjs';
import { Overview } from './support/overview.mjs';

const shared = sharedApp();

/** A canvas with a number and what the list can search and sort by, stored. */
async function stored({ number, date, text, amounts }) {
  const canvas = await shared.newCanvas();
  await canvas.type(canvas.field('Casusnummer'), number);
  if (date !== undefined) await canvas.field('Datum').fill(date);
  if (text) await canvas.write('Situatieschets', text);
  if (amounts) await canvas.addLine('Alles', amounts);
  await canvas.saved();
  await canvas.overview();
}

test('an empty new canvas leaves nothing behind', async () => {
  const overview = new Overview(shared.app);
  const canvas = await overview.create();
  await canvas.overview();
  await shared.app.heading('Aan de slag').waitFor();
  equal(await overview.rows().count(), 0);
  await shared.app.reload();
  await shared.app.heading('Aan de slag').waitFor();
  deepEqual(shared.complaints, []);
});

test('canvases are found by number and by text, and sorted four ways', async () => {
  const overview = new Overview(shared.app);
  await stored({ number: '24-9', date: '2026-01-10', text: 'Moeder en dochter', amounts: { Dreigend: '90.000', Maatwerk: '63.000' } });
  await stored({ number: '24-10', date: '2026-03-01', text: 'Twee zonen, één café', amounts: { Dreigend: '100' } });
  await stored({ number: '23-1', date: '', text: 'Vader zoekt werk' });
  await eventually(() => overview.names(), ['23-1', '24-10', '24-9']);
  for (const [order, names] of [
    ['Casusnummer', ['23-1', '24-9', '24-10']],
    ['Datum', ['24-10', '24-9', '23-1']],
    ['Besparing', ['24-9', '24-10', '23-1']],
    ['Laatst gewijzigd', ['23-1', '24-10', '24-9']],
  ]) {
    await overview.sort(order);
    await eventually(() => overview.names(), names);
  }
  for (const [query, names] of [
    ['24-', ['24-10', '24-9']],
    ['DOCHTER', ['24-9']],
    ['cafe', ['24-10']],
    ['werk vader', ['23-1']],
    ['niets hiervan', []],
  ]) {
    await overview.search(query);
    await eventually(() => overview.names(), names);
  }
  await overview.said('Geen canvas gevonden.');
  await shared.app.button('Zoeken wissen').click();
  await eventually(async () => (await overview.names()).length, 3);
  match(await overview.row('24-9').innerText(), /Besparing\s+€\u00a027\.000,00/);
  match(await overview.row('24-9').innerText(), /Gewijzigd door Consulent A op/);
  deepEqual(shared.complaints, []);
});

test('a copy is a canvas of its own', async () => {
  const overview = new Overview(shared.app);
  await overview.choose('24-9', 'Dupliceren');
  await overview.said('Er is een kopie gemaakt van ‘24-9’.');
  const copy = await overview.open('24-9 (kopie)');
  equal(await copy.text('Situatieschets').inputValue(), 'Moeder en dochter');
  await copy.write('Situatieschets', 'Iets anders');
  await copy.saved();
  await copy.overview();
  const first = await overview.open('24-9');
  equal(await first.text('Situatieschets').inputValue(), 'Moeder en dochter');
  await first.overview();
  deepEqual(shared.complaints, []);
});

test('what is removed lies in the bin for thirty days, comes back, or goes for good', async () => {
  const overview = new Overview(shared.app);
  const { app } = shared;
  await overview.choose('24-10', 'Naar de prullenbak');
  await overview.said('‘24-10’ ligt in de prullenbak.');
  equal((await overview.names()).includes('24-10'), false);
  await app.button('Ongedaan maken').click();
  await overview.said('‘24-10’ is teruggezet.');
  await overview.choose('24-10', 'Naar de prullenbak');
  await overview.choose('23-1', 'Naar de prullenbak');
  await overview.said('‘23-1’ ligt in de prullenbak.');
  await app.reload();
  await app.element.getByText('Prullenbak (2)').click();
  await app.element.getByText('nog 30 dagen').first().waitFor();
  await app.button('Terugzetten: 24-10').click();
  await overview.open('24-10');
  const canvas = new Canvas(app);
  equal(await canvas.text('Situatieschets').inputValue(), 'Twee zonen, één café');
  await canvas.overview();
  await app.element.getByText('Prullenbak (1)').click();
  await app.button('Definitief verwijderen: 23-1').click();
  await app.button('Annuleren').click();
  await app.button('Definitief verwijderen: 23-1').click();
  await app.button('Ja, verwijder').click();
  await overview.said('‘23-1’ is definitief verwijderd.');
  await app.reload();
  await app.heading('Uw canvassen').waitFor();
  equal(await app.element.getByText(/^Prullenbak/).count(), 0);
  deepEqual(shared.complaints, []);
});

test('an export of all holds what is not in the bin', async () => {
  const overview = new Overview(shared.app);
  const { json } = await overview.exportAll();
  deepEqual(json.canvassen.map(({ casusnummer }) => casusnummer).sort(), ['24-10', '24-9', '24-9 (kopie)']);
  deepEqual(shared.complaints, []);
});

test('three hundred canvases come in from a file, and can be searched, sorted and opened', async () => {
  const overview = new Overview(shared.app);
  const number = (index) => `26-${String(index).padStart(4, '0')}`;
  const canvassen = Array.from({ length: 300 }, (_, index) => ({
    formaat: 1,
    id: `veel-${index}`,
    casusnummer: number(index),
    situatieschets: { tekst: `Geval met het woord w${index}w.` },
    kosten: { looptijd: 12, regels: { [String(index).padStart(32, '0')]: { volgorde: '1', dreigend: { bedrag: `${index + 1}.00` } } } },
  }));
  await overview.import({ soort: 'maatwerkcanvas-export', versie: 1, canvassen }, 'veel.json');
  await overview.said('300 canvassen geïmporteerd.');
  await overview.sort('Casusnummer');
  const list = overview.element.locator('.entries');
  const missing = async () => {
    const text = await list.textContent();
    return canvassen.filter(({ casusnummer }) => !text.includes(casusnummer)).length;
  };
  await eventually(missing, 0);
  const drawn = (await overview.names()).length;
  ok(drawn > 0 && drawn < 303, `${drawn} are drawn: those near the view`);
  await list.evaluate((entries) => entries.lastElementChild.scrollIntoView());
  await eventually(async () => (await overview.names()).includes(number(299)), true);
  await overview.search('w217w');
  await eventually(() => overview.names(), [number(217)]);
  const canvas = await overview.open(number(217));
  equal(await canvas.text('Situatieschets').inputValue(), 'Geval met het woord w217w.');
  await canvas.overview();
  ok((await overview.element.getByRole('searchbox').inputValue()) === 'w217w', 'the search is still there');
  deepEqual(shared.complaints, []);
});

test('all that is stored about a case goes into a page for the family', async () => {
  const overview = new Overview(shared.app);
  const text = 'Wij willen <rust> & één aanspreekpunt';
  await stored({ number: '24-7', date: '2026-02-03', text, amounts: { Dreigend: '1.354,33' } });
  await overview.search('24-7');
  const { name, text: page } = await downloadText(shared.page, () => overview.choose('24-7', 'Inzage voor het gezin'));
  match(name, /^inzage-24-7-\d{4}-\d{2}-\d{2}\.html$/);
  const window = await shared.page.context().newPage();
  await window.setContent(page);
  equal(await window.title(), 'Inzage 24-7');
  for (const told of [text, '03-02-2026', '€ 1.354,33', 'Geschreven door Consulent A', 'klacht indienen']) {
    ok((await window.locator('body').innerText()).replaceAll('\u00a0', ' ').includes(told), told);
  }
  await window.close();
});
