// The same numbers everywhere: in Resultaten, on the page for the council, in its workbook, and in its CSV file.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { startApp } from './support/app.mjs';
import { eventually, tellName } from './support/canvas.mjs';
import { Overview } from './support/overview.mjs';
import { sheetsOf, tablesOf, twenty } from './support/results.mjs';
import { root } from './support/server.mjs';

const EXAMPLES = resolve(root, 'src/texts/examples');
const results = (app) => app.element.locator('[data-block="resultaten"]');
const page = (app) => app.element.locator('[data-block="raad"]');

/** The number in a text in Dutch notation: an amount, a count, a grade; undefined if it is none. */
function number(text) {
  const found = /^(?:€\s*)?([−-]?)\s*([\d.]+(?:,\d+)?)$/.exec(text.trim());
  return found ? Number(`${found[1] ? '-' : ''}${found[2].replaceAll('.', '').replace(',', '.')}`) : undefined;
}

/** What the page shows of each table, with its headings. */
const shown = (app) => page(app).locator('table').evaluateAll((tables) => tables.map((table) => [
  table.caption.textContent,
  [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent)),
]));

async function start(t, file) {
  const started = await startApp(t);
  await tellName(started.app);
  await new Overview(started.app).import(file);
  return started;
}

async function council(app) {
  await app.button('Resultaten').click();
  await results(app).getByRole('heading', { name: /^Financiers/ }).waitFor();
}

async function save(app, name) {
  const [file] = await Promise.all([app.page.waitForEvent('download'), results(app).getByRole('button', { name, exact: true }).click()]);
  return readFile(await file.path());
}

/** Compares the page, the workbook and the CSV file cell by cell; returns the tables of the CSV file. */
async function everywhere(app) {
  const tables = tablesOf((await save(app, 'Naar een spreadsheet')).toString('utf8'));
  const sheets = sheetsOf(await save(app, 'Naar Excel'));
  const onPage = new Map(await shown(app));
  deepEqual([...sheets.keys()], [...tables.keys()]);
  deepEqual([...onPage.keys()], [...tables.keys()].slice(1), 'all but what the report says of itself');
  let numbers = 0;
  for (const [name, rows] of tables) {
    const sheet = sheets.get(name);
    equal(sheet.length, rows.length, name);
    rows.forEach((row, at) => row.forEach((text, column) => {
      const cell = sheet[at][column] ?? '';
      const day = /^\d{4}-\d\d-\d\d$/.test(text);
      // A spreadsheet counts days from the end of 1899.
      const same = day ? Date.parse(text) === (cell - 25_569) * 86_400_000 : typeof cell === 'number' ? cell === number(text) : cell === text;
      ok(same, `${name}, ${row}: ${cell} in the workbook`);
    }));
    const skip = rows[0][0] === 'Plaats' ? 1 : 0;
    for (const [at, cells] of (onPage.get(name) ?? []).entries()) {
      for (const [column, cell] of cells.entries()) {
        const text = rows[at][column + skip];
        const value = number(cell);
        if (value !== undefined) numbers += 1;
        // The page rounds an amount to whole euros, and a grade to one decimal.
        const digits = /,\d$/.test(cell.trim()) ? 1 : 0;
        const rounded = value === undefined ? undefined : Math.sign(number(text)) * Math.round(Math.abs(number(text)) * 10 ** digits) / 10 ** digits;
        ok(value === undefined ? cell === text : value === rounded, `${name}, ${cells}: ${text} in the CSV file`);
      }
    }
  }
  return { tables, numbers };
}

/** What Resultaten shows beside a name, as a number. */
async function key(app, name) {
  const text = await results(app).getByRole('button', { name: new RegExp(`^${name}`) }).first().innerText();
  return Number(/[\d.]+/.exec(text.replace(name, ''))[0].replaceAll('.', ''));
}

test('twenty cases have the same figures in the view, on the page, in the workbook and in the CSV file', { timeout: 240_000 }, async (t) => {
  const { app, complaints } = await start(t, twenty());
  await council(app);
  const view = { plannen: await key(app, 'Plannen'), dreigend: await key(app, 'Dreigend'), maatwerk: await key(app, 'Maatwerk'), besparing: await key(app, 'Verwachte besparing'), gemiddeld: await key(app, 'Gemiddeld per gezin') };
  deepEqual(view, { plannen: 20, dreigend: 830_000, maatwerk: 404_000, besparing: 426_000, gemiddeld: 21_300 });
  await results(app).getByRole('button', { name: 'Voor de raad', exact: true }).click();
  await eventually(async () => (await page(app).innerText()).includes('426.000'), true);
  const { tables, numbers } = await everywhere(app);
  ok(numbers > 30, `${numbers} numbers on the page`);
  const amounts = [...tables.values()].flat(2).map(number);
  for (const value of Object.values(view)) ok(amounts.includes(value), `${value} in the tables`);
  deepEqual(complaints, []);
});

test('and so do the seven worked examples, of which few figures may be told', { timeout: 240_000 }, async (t) => {
  const read = async (name) => JSON.parse(await readFile(resolve(EXAMPLES, name), 'utf8'));
  const canvassen = await Promise.all((await readdir(EXAMPLES)).sort().map(read));
  const { app, complaints } = await start(t, { soort: 'maatwerkcanvas-export', versie: 1, canvassen });
  await app.button('Ons team').click();
  await app.element.getByLabel('Kleinste groep in een verslag voor de raad').selectOption('5');
  await council(app);
  // 90.000, 186 and 10.000 without a plan, and 63.000 with one: a plan of which nothing threatens isn't compared.
  deepEqual([await key(app, 'Plannen'), await key(app, 'Dreigend'), await key(app, 'Maatwerk'), await key(app, 'Verwachte besparing')], [7, 100_186, 63_000, 37_186]);
  await results(app).getByRole('button', { name: 'Voor de raad', exact: true }).click();
  await page(app).waitFor();
  await eventually(async () => (await shown(app)).length > 0, true);
  const { tables } = await everywhere(app);
  ok(tables.get('Plannen').some((row) => row.at(-1) === '7'), 'seven plans');
  // Three families have a budget of which nothing was committed: three is few, whatever they add.
  const families = [...tables.values()].flatMap(([head, ...rows]) => rows.map((row) => number(row[head.indexOf('Gezinnen')] ?? '')));
  ok(families.every((count) => !(count < 5)), String(families));
  const text = [await page(app).innerText(), ...[...tables.values()].flat(2)].join('\n');
  for (const amount of ['27.000', '27000', '37.186', '37186', '100.186', '100186']) ok(!text.includes(amount), `${amount} is of three families`);
  deepEqual(complaints, []);
});
