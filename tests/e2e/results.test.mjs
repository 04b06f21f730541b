// Resultaten: what the cases of a team come to together, with the canvases behind each figure.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { PHONE, TABLET } from './support/browser.mjs';
import { startApp } from './support/app.mjs';
import { Around } from './support/around.mjs';
import { eventually, tellName } from './support/canvas.mjs';
import { Overview } from './support/overview.mjs';
import { TOTALS, caseOf, twenty, unzipped } from './support/results.mjs';

const run = promisify(execFile);
const results = (app) => app.element.locator('[data-block="resultaten"]');
const report = (app) => app.element.locator('[data-block="raad"]');
const pane = (app, name) => results(app).getByRole('group', { name: 'Wat wilt u zien?' }).getByRole('button', { name, exact: true });

/** The digits of an amount on screen. */
const digits = (text) => Number(/[\d.]+/.exec(text)[0].replaceAll('.', ''));

async function start(t, file = twenty()) {
  const started = await startApp(t, { bypassCSP: true });
  await tellName(started.app);
  const overview = new Overview(started.app);
  await overview.import(file);
  await started.app.button('20-000').waitFor();
  await started.app.button('Resultaten').click();
  await results(started.app).waitFor();
  await results(started.app).getByRole('heading', { name: /Financiers/ }).waitFor();
  return { ...started, overview };
}

async function looks(app, page, name) {
  for (const viewport of [TABLET, PHONE]) {
    await page.setViewportSize(viewport);
    await app.screenshot(`${name}-${viewport.width}`, { fullPage: true });
    const rules = ['region', 'page-has-heading-one', 'landmark-one-main', 'heading-order'];
    const { violations } = await new AxeBuilder({ page }).disableRules(rules).analyze();
    deepEqual(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0].html.slice(0, 150)}`), []);
    ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
  }
  await page.setViewportSize(TABLET);
}

test('twenty cases come to the figures of their evaluation, and each figure opens its canvases', async (t) => {
  const { app, page, complaints } = await start(t);
  const key = (name) => results(app).getByRole('button', { name: new RegExp(`^${name}`) }).first();
  equal(digits(await key('Dreigend').innerText()), TOTALS.dreigend);
  equal(digits(await key('Maatwerk').innerText()), TOTALS.maatwerk);
  match(await key('Verwachte besparing').innerText(), /426\.000/);
  match(await key('Gemiddeld per gezin').innerText(), /21\.300/);
  match(await key('Plannen').innerText(), /20/);
  await looks(app, page, 'results');
  // Every payer's difference, and the table behind the button.
  await results(app).getByText('Toon de tabel').nth(2).click();
  // A figure opens the canvases behind it, and one of these opens.
  await results(app).getByRole('button', { name: 'Vervoer', exact: true }).click();
  await results(app).getByRole('heading', { name: 'Vervoer: 9 canvassen' }).waitFor();
  await app.screenshot('results-behind');
  await results(app).getByRole('button', { name: /^20-012/ }).click();
  await app.box?.('Situatieschets')?.waitFor?.();
  await app.button('Overzicht').click();
  await results(app).waitFor();
  deepEqual(complaints, []);
});

test('filters narrow all figures, and the figures follow what is imported', async (t) => {
  const { app, overview, complaints } = await start(t);
  await results(app).getByLabel('Thema').selectOption({ label: 'Vervoer' });
  await eventually(async () => (await results(app).getByRole('button', { name: /^Plannen/ }).first().innerText()).includes('9'), true);
  await results(app).getByLabel('Thema').selectOption({ label: 'Alle' });
  await app.button('Canvassen').click();
  await overview.import({ soort: 'maatwerkcanvas-export', versie: 1, canvassen: [{ ...caseOf(0, [90_000, 63_000], { datum: '2021-02-02' }), id: 'sophie', casusnummer: 'Sophie' }] });
  await app.button('Sophie').waitFor();
  await app.button('Resultaten').click();
  await eventually(async () => digits(await results(app).getByRole('button', { name: /^Verwachte besparing/ }).first().innerText()), 453_000);
  await results(app).getByLabel('Van', { exact: true }).selectOption({ label: 'januari 2021' });
  await eventually(async () => digits(await results(app).getByRole('button', { name: /^Verwachte besparing/ }).first().innerText()), 27_000);
  deepEqual(complaints, []);
});

test('a canvas that is of another municipality says so, and the figures can be narrowed to it', async (t) => {
  const { app, overview, complaints } = await start(t);
  equal(await results(app).getByLabel('Gemeente of team').count(), 0, 'nothing to choose between');
  await app.button('Canvassen').click();
  const canvas = await overview.open('20-003');
  const around = new Around(app);
  await around.open();
  await around.fill('Van een andere gemeente of een ander team', 'Gemeente of team', 'Aardmeer');
  await around.leave();
  await canvas.overview();
  await app.button('Resultaten').click();
  const plans = async () => (await results(app).getByRole('button', { name: /^Plannen/ }).first().innerText()).match(/\d+/)[0];
  await results(app).getByLabel('Gemeente of team').selectOption({ label: 'Aardmeer' });
  await eventually(plans, '1');
  await results(app).getByLabel('Gemeente of team').selectOption({ label: 'Ons team' });
  await eventually(plans, '19');
  deepEqual(complaints, []);
});

test('the report for the council says the same on the page, in the workbook and in the CSV file', { timeout: 240_000 }, async (t) => {
  const { app, page, complaints } = await start(t);
  await pane(app, 'Voor de raad').click();
  await report(app).waitFor();
  await eventually(async () => (await report(app).innerText()).includes('426.000'), true);
  await results(app).getByLabel('Titel').fill('Vijftig gezinnen: de stand');
  await results(app).getByLabel(/^Verloop van de aanpak/).fill('2019: tien maatwerkers geleerd\n2020: twintig plannen uitgevoerd');
  await results(app).getByLabel('Wat hebben we geleerd?').fill('Een woning is vaak de sleutel.');
  await results(app).getByLabel(/gezin 1\.$/).check();
  const text = await report(app).innerText();
  for (const amount of ['830.000', '404.000', '426.000', '21.300']) ok(text.includes(amount), `${amount} on the page`);
  ok(text.includes('Wij slapen weer rustig, zegt gezin 1.') && !text.includes('gezin 2'), 'only the text that was chosen');
  // Nine families went by car and eight saw a rule that stayed in the way: neither number is told.
  await results(app).getByText('Knelpunten, Vervoer: het gaat om minder dan 10 gezinnen.').waitFor();
  ok(!/Vervoer\s+9/.test(text), text);
  await looks(app, page, 'council');
  const save = async (name) => {
    const [file] = await Promise.all([page.waitForEvent('download'), results(app).getByRole('button', { name, exact: true }).click()]);
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  };
  const csv = (await save('Naar een spreadsheet')).bytes.toString('utf8');
  for (const amount of ['830000,00', '404000,00', '426000,00', '21300,00']) ok(csv.includes(amount), `${amount} in ${csv}`);
  const workbook = await save('Naar Excel');
  match(workbook.name, /^verslag-.*\.xlsx$/);
  const sheets = [...unzipped(workbook.bytes)].filter(([name]) => name.startsWith('xl/worksheets/')).map(([, xml]) => xml).join('');
  for (const amount of [830_000, 404_000, 426_000, 21_300]) ok(sheets.includes(`<v>${amount}</v>`), `${amount} as a number`);
  await opensInLibreOffice(t, workbook.bytes);
  deepEqual(complaints, []);
});

/** Has LibreOffice read the workbook and write it as CSV, where there is one. */
async function opensInLibreOffice(t, bytes) {
  const folder = await mkdtemp(join(tmpdir(), 'workbook-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const { writeFile, readdir } = await import('node:fs/promises');
  await writeFile(join(folder, 'verslag.xlsx'), bytes);
  const filter = 'csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1';
  try {
    await run('soffice', [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', filter, '--outdir', folder, join(folder, 'verslag.xlsx')], { timeout: 120_000 });
  } catch (error) {
    if (error.code === 'ENOENT') return t.diagnostic('There is no LibreOffice here: the workbook was not opened with it.');
    throw error;
  }
  const written = (await readdir(folder)).filter((name) => name.endsWith('.csv'));
  const all = (await Promise.all(written.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
  for (const amount of ['830000', '404000', '426000', '21300']) ok(all.replaceAll(/[.,]00\b/g, '').replaceAll(/(\d)[.,](\d{3})/g, '$1$2').includes(amount), `${amount} in ${all}`);
}

test('a released report stays as it was, and one more family changes nothing of it', { timeout: 240_000 }, async (t) => {
  const { app, page, overview, complaints } = await start(t);
  await pane(app, 'Voor de raad').click();
  await eventually(async () => (await report(app).innerText()).includes('426.000'), true);
  await results(app).getByRole('button', { name: 'Geef dit verslag vrij' }).click();
  await app.element.getByText('Het verslag is vrijgegeven').first().waitFor();
  await eventually(async () => (await report(app).innerText()).includes('Vrijgegeven op'), true);
  const before = await report(app).innerText();
  await app.button('Canvassen').click();
  await overview.import({ soort: 'maatwerkcanvas-export', versie: 1, canvassen: [{ ...caseOf(0, [90_000, 63_000]), id: 'sophie', casusnummer: 'Sophie' }] });
  await app.button('Sophie').waitFor();
  await app.reload();
  await app.button('Resultaten').click();
  await pane(app, 'Voor de raad').click();
  await report(app).waitFor();
  // What is new would be the saving of one family: the report of before stands, and says so.
  await eventually(async () => (await report(app).innerText()).includes('426.000'), true);
  ok(!(await report(app).innerText()).includes('453.000'));
  await results(app).getByText(/verschil met een eerder verslag/).first().waitFor();
  await app.screenshot('council-again', { fullPage: true });
  await results(app).getByRole('button', { name: /^Maatwerk voor gezinnen/ }).click();
  await eventually(async () => report(app).innerText(), before);
  // The file for others has aggregates alone, and is read in by the comparison.
  const [file] = await Promise.all([page.waitForEvent('download'), results(app).getByRole('button', { name: 'Bestand voor andere gemeenten' }).click()]);
  const shared = await readFile(await file.path(), 'utf8');
  ok(!shared.includes('zout') && !shared.includes('casus-') && !/"gezinnen":\{/.test(shared), shared);
  await pane(app, 'Vergelijken').click();
  await results(app).getByText('104.000').first().waitFor();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), results(app).getByRole('button', { name: 'Lees een bestand in' }).click()]);
  await chooser.setFiles({ name: 'elders.json', mimeType: 'application/json', buffer: Buffer.from(shared.replace('"verslag":{', '"verslag":{"team":"Elders",')) });
  await results(app).getByText(/^Elders, /).first().waitFor();
  await looks(app, page, 'compare');
  deepEqual(complaints, []);
});

test('the register of lessons, and the cases that are like one', async (t) => {
  const { app, page, complaints } = await start(t);
  await pane(app, 'Leren').click();
  await results(app).getByRole('heading', { name: 'Wonen: 11 leerpunten' }).waitFor();
  await results(app).getByLabel('Thema').selectOption({ label: 'Vervoer' });
  await results(app).getByRole('heading', { name: 'Vervoer: 9 leerpunten' }).waitFor();
  const [file] = await Promise.all([page.waitForEvent('download'), results(app).getByRole('button', { name: 'Naar een spreadsheet' }).click()]);
  const csv = await readFile(await file.path(), 'utf8');
  ok(csv.includes('Te weinig woningen (12)') && !csv.includes('20-012'), 'without case numbers');
  await results(app).getByLabel(/^Waar gaat het om/).fill('vervoer huisvestingsverordening');
  await results(app).getByText(/^Zelfde woorden: /).first().waitFor();
  await looks(app, page, 'learn');
  deepEqual(complaints, []);
});
