// The analysis: payers, certainty, start months, and the exported files.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { PHONE, TABLET } from './support/browser.mjs';
import { euro, eventually, sharedApp } from './support/canvas.mjs';
import { Analysis, Calculation, Settings, enter } from './support/calculation.mjs';
import { readPdf, squeezed } from './support/pdf.mjs';

// Axe needs to run in the page.
const shared = sharedApp({ hasTouch: true, bypassCSP: true });

const plain = (text) => text.replaceAll('\u00a0', ' ');

/** A canvas with two payers, a range, and a line without any proof. */
async function filled() {
  const canvas = await shared.newCanvas();
  await canvas.type(canvas.field('Casusnummer'), '24-0113');
  const it = new Calculation(canvas);
  await it.add(0);
  await it.take('WMO-BEG-REG');
  await it.use('Huidig', '1', 'per week');
  await it.use('Maatwerk', '2', 'per week');
  await enter(it.field('Waarom deze schatting'), 'Twee uur is genoeg; volgens "de begeleider".');
  await enter(it.field('Getoetst door'), 'maatwerker B');
  await it.done();
  await it.add(1);
  await it.take('uithuisplaatsing');
  await it.use('Dreigend', '1');
  await it.done();
  await canvas.addLine('=Hulp van buren', { Maatwerk: '500' });
  return { canvas, it, analysis: new Analysis(canvas) };
}

test('totals per payer and life domain, low and high, and from when it pays back', async () => {
  const { canvas, it, analysis } = await filled();
  equal(await canvas.element.getByRole('heading', { name: 'Wie betaalt' }).count(), 0, 'never unasked');
  await analysis.open();
  const payers = await analysis.table('Wie betaalt');
  deepEqual(payers[0].slice(1), ['Huidig', 'Dreigend', 'Maatwerk', 'Verschil']);
  deepEqual(payers.slice(1).map((row) => row.map(plain)), [
    ['Gemeente: Wmo', '3.432,00', '0,00', '6.864,00', '€ 6.864,00 meer'],
    ['Gemeente: Jeugdwet', '0,00', '40.000,00', '0,00', '€ 40.000,00 minder'],
    ['Geen financier ingevuld', '0,00', '0,00', '500,00', '€ 500,00 meer'],
    ['Totaal', '3.432,00', '40.000,00', '7.364,00', '€ 32.636,00 minder'],
  ]);
  const domains = await analysis.table('Per leefgebied');
  deepEqual(domains.at(-1), payers.at(-1), 'the same sums');
  const bands = await analysis.table('Wat het kost');
  const [, low, middle, high] = bands[3];
  equal(middle, '7.364,00');
  ok(low !== middle, `${low} is below ${middle}`);
  equal(high, middle, 'the list’s price is its highest');
  match(plain(await analysis.text()), /Gemeente: Jeugdwet bespaart € 40\.000,00/);
  match(await analysis.text(), /vanaf maand \d+ goedkoper dan dreigend/);
  // The charts have the same amounts as the tables.
  const shown = (rows) => rows.map((row) => row.map(plain));
  deepEqual(shown(await analysis.bars('Wie betaalt')), [
    ['Gemeente: Jeugdwet', '€ 40.000,00 minder'],
    ['Geen financier ingevuld', '€ 500,00 meer'],
    ['Gemeente: Wmo', '€ 6.864,00 meer'],
  ]);
  deepEqual(shown(await analysis.bars('Wat het kost')), [
    ['Huidig', '€ 3.432,00'], ['Dreigend', '€ 40.000,00'], ['Maatwerk', '€ 7.364,00'], ['Besparing', '€ 32.636,00'],
  ]);
  const lines = analysis.view.getByRole('img', { name: /goedkoper dan dreigend/ });
  for (const amount of ['3.432,00', '40.000,00', '7.364,00', '32.636,00']) {
    ok(plain(await lines.getAttribute('aria-label')).includes(`€ ${amount}`), amount);
    equal(await lines.getByText(euro(amount), { exact: true }).count(), 1, `beside its own line: ${amount}`);
  }
  await lines.getByText(/^Goedkoper vanaf maand \d+$/).waitFor();
  match(plain(await analysis.text()), /Het plan bespaart € 32\.636,00 en kost € 3\.932,00 meer dan nu\./);

  await analysis.horizon(6);
  await eventually(async () => (await analysis.table('Wie betaalt'))[1][1], '1.716,00');
  const months = await analysis.table('Bedragen per maand');
  equal(months.length, 7);
  deepEqual(months.at(-1).slice(1), (await analysis.table('Wie betaalt')).at(-1).slice(1, 4));
  await analysis.horizon(12);

  const all = ['Wie betaalt', 'Onderbouwing', 'Bron', 'Toets'].map((what) => `${what}: =Hulp van buren`);
  deepEqual(await analysis.lacks('=Hulp van buren'), all);
  for (const [what, label] of [['Wie betaalt', 'Wie betaalt'], ['Onderbouwing', 'Waarom deze schatting'], ['Bron', 'Bron'], ['Toets', 'Getoetst door']]) {
    await analysis.button(`${what}: =Hulp van buren`).tap();
    await canvas.focused(it.field(label));
    await it.done();
  }
  await analysis.button(/^Onderbouwing: .*uithuisplaatsing/i).tap();
  await canvas.focused(it.field('Waarom deze schatting'));
  await enter(it.field('Waarom deze schatting'), 'Volgens de opgave.');
  await it.done();
  await analysis.button(/^Onderbouwing: .*uithuisplaatsing/i).waitFor({ state: 'detached' });
  await canvas.focused(analysis.button(/^Toets: .*uithuisplaatsing/i));
  await analysis.back();
  await canvas.focused(shared.app.button('Analyse'));
  deepEqual(shared.complaints, []);
});

test('the file for a spreadsheet holds every line, and no formula', async () => {
  const { analysis } = await filled();
  await analysis.open();
  const { name, text } = await analysis.csv();
  match(name, /^maatwerkcanvas-24-0113-\d{4}-\d\d-\d\d\.csv$/);
  ok(text.startsWith('\ufeff'), 'so that Excel reads the accents');
  match(text, /6864,00|6\.864,00/);
  match(text, /WMO-BEG-REG/);
  ok(text.includes('""de begeleider""'), 'quotes are doubled');
  equal(/(^|;)=/m.test(text), false, 'no cell begins with =');
  deepEqual(shared.complaints, []);
  await analysis.back();
});

test('the print has the analysis behind the canvas, but only for who looks at it', async () => {
  const { canvas, analysis } = await filled();
  const print = async () => (await readPdf(await shared.page.pdf({ preferCSSPageSize: true }))).pages.join('');
  const heading = squeezed('Regels met berekening en bron');
  equal((await print()).includes(heading), false);
  await analysis.open();
  const paper = await print();
  for (const text of [heading, 'Wie betaalt', 'Maand voor maand', '1 uur per week, 12 maanden x', 'WMO-BEG-REG', 'maatwerker B', 'Situatieschets', '=Hulp van buren']) {
    ok(paper.includes(squeezed(text)), `not on paper: ${text}`);
  }
  await analysis.back();
  equal((await print()).includes(heading), false);
  equal(await canvas.total('maatwerk'), euro('7.364,00'));
  deepEqual(shared.complaints, []);
});

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

test('axe finds nothing in the calculation and the analysis, and nothing scrolls sideways', async () => {
  const { canvas, it, analysis } = await filled();
  const { page } = shared;
  const look = async (view) => {
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).disableRules(['region', 'page-has-heading-one', 'landmark-one-main']).analyze();
    deepEqual(violations.map(({ id, nodes }) => `${view}: ${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160))}`), []);
    equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `${view} scrolls sideways`);
  };
  for (const size of [TABLET, PHONE, { width: 320, height: 640 }]) {
    await page.setViewportSize(size);
    await it.open(0);
    await enter(it.scenario('Huidig').getByLabel('Hoeveel'), '1x');
    await it.scenario('Huidig').getByLabel('Hoeveel').blur();
    await it.find('opvang');
    await look(`the calculation at ${size.width}`);
    // "Klaar" doesn't close over what is no count; the cross gives it up.
    await it.button('Sluiten').tap();
    await it.dialog.waitFor({ state: 'hidden' });
    await analysis.open();
    for (const name of ['Wat het kost', 'Bedragen per maand', 'Wie betaalt', 'Per leefgebied']) await analysis.table(name);
    await page.evaluate(() => scrollTo(0, 0));
    await look(`the analysis at ${size.width}`);
    await analysis.back();
  }
  await page.setViewportSize(TABLET);
  equal(await canvas.items('Kosten-batenanalyse').count(), 3);
});

test('a municipality’s own prices: bad rows are told, good ones load and stay', async () => {
  const { canvas, it, analysis } = await filled();
  const settings = new Settings(shared.app);
  const rows = [
    'code;omschrijving;domein;wet;eenheid;bedrag_min;bedrag;bedrag_max;peiljaar;bron;bron_url;zeker',
    'GEM-1;Gezinscoach van de gemeente;jeugd;Jeugdwet;uur;;81,50;;2026;Contract 2026;;zeker',
    'GEM-2;Fout bedrag;jeugd;Jeugdwet;uur;;veel;;2026;Contract 2026;;zeker',
    'GEM-3;Café voor ouders;opvoeding;Wmo 2015;maand;;1.200,00;;2026;Contract 2026;;zeker',
  ];
  await it.add(3);
  await it.done();
  await canvas.saved();
  const there = new URL(shared.page.url()).hash;
  const inSettings = async (work) => {
    await canvas.saved();
    await canvas.overview();
    await settings.open();
    await work();
    await settings.close();
    await canvas.focused(shared.app.button('Instellingen'));
    await shared.page.evaluate((hash) => (location.hash = hash), there);
    await canvas.ready();
  };
  await inSettings(async () => {
    // Windows-1252: é is one byte.
    await settings.load(Buffer.from(rows.join('\r\n'), 'latin1'));
    await settings.dialog.getByText('2 prijzen geladen, 1 regel niet.').waitFor();
    await settings.dialog.getByText(/^Regel 3: /).waitFor();
    await settings.dialog.getByLabel('Eigen namen voor wie betaalt').fill('jeugdwet = Gemeente: jeugd\nfonds = Noodfonds');
  });
  await it.open(3);
  await it.find('cafe');
  match(await it.hits().first().innerText(), /Café voor ouders[^]*1\.200,00 per maand/);
  await it.find('gezinscoach');
  await it.hits().first().tap();
  equal(await it.field("Prijs in euro's").inputValue(), '81,50');
  deepEqual(await it.field('Wie betaalt').evaluate((it) => it.selectedOptions[0].textContent), 'Gemeente: jeugd');
  await it.field('Wie betaalt').selectOption({ label: 'Noodfonds' });
  await it.use('Maatwerk', '1', 'eenmalig');
  await it.done();
  await canvas.saved();
  await shared.app.reload();
  await canvas.ready();
  await analysis.open();
  ok((await analysis.table('Wie betaalt')).some(([name]) => name === 'Noodfonds'));
  equal(await analysis.view.getByText('Prijslijst').count(), 0, 'the analysis is about the plan');
  await analysis.back();
  await inSettings(async () => {
    await settings.dialog.getByText(/Prijslijst van de gemeente: 2 prijzen/).waitFor();
    await settings.dialog.getByLabel('Gebruik alleen de prijslijst van de gemeente').check();
  });
  await it.open(0);
  await it.find('uithuisplaatsing');
  await it.dialog.getByText(/^Niets gevonden/).waitFor();
  await it.done();
  await inSettings(async () => {
    await settings.button('Lijst van de gemeente weghalen').tap();
    await settings.dialog.getByText(/Algemene prijslijst: 81 prijzen\.$/).waitFor();
    await settings.dialog.getByLabel('Eigen namen voor wie betaalt').fill('');
  });
  deepEqual(shared.complaints, []);
});

test('with nothing that threatens there is no saving, on the page, in the analysis and on paper', async () => {
  const canvas = await shared.newCanvas();
  await canvas.addLine('Huur', { Maatwerk: '888' });
  equal(await canvas.total('besparing'), '–');
  const analysis = new Analysis(canvas);
  await analysis.open();
  deepEqual((await analysis.table('Wat het kost')).at(-1), ['Besparing', '–', '–', '–']);
  for (const row of (await analysis.table('Wie betaalt')).slice(1)) equal(row.at(-1), '–');
  const pages = (await readPdf(await shared.page.pdf({ preferCSSPageSize: true }))).pages.join('');
  ok(!pages.includes('Meerkosten'), 'nor on paper');
  await analysis.back();
  await canvas.overview();
  const row = canvas.element.getByRole('listitem').filter({ hasText: 'Zonder casusnummer' }).first();
  equal(await row.getByText('Meerkosten').count(), 0);
  deepEqual(shared.complaints, []);
});
