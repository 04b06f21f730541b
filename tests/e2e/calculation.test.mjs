// A line with a calculation, built by touch from the price list.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { euro, eventually, sharedApp } from './support/canvas.mjs';
import { Analysis, Calculation, enter } from './support/calculation.mjs';

const shared = sharedApp({ hasTouch: true });

const start = async () => {
  // A test that failed leaves its sheet open.
  await shared.page.keyboard.press('Escape');
  const canvas = await shared.newCanvas();
  return { canvas, it: new Calculation(canvas) };
};

test('Jenny: 74 a month and 1.354,33 once are 2.242,33', async () => {
  const { canvas, it } = await start();
  await it.add(0);
  await it.take('hoge huur');
  equal(await it.field("Prijs in euro's").inputValue(), '74,00');
  equal(await it.field('Eenheid').inputValue(), 'maand');
  await it.use('Maatwerk', '1', 'per maand');
  match(await it.sentence('Maatwerk'), /12 maanden x € 74,00 = € 888,00/);
  equal(await it.field('Leefgebied').inputValue(), 'wonen', 'proposed from the list');
  equal(await it.field('Wie betaalt').inputValue(), 'bijzondereBijstand');
  match(await it.field('Bron').inputValue(), /Maastricht/);
  equal(await it.field('Peiljaar').inputValue(), '2020');
  await it.done();
  await it.add(1);
  await it.take('stoffering');
  await it.use('Maatwerk', '1', 'eenmalig');
  await it.done();
  equal(await canvas.total('maatwerk'), euro('2.242,33'));
  deepEqual(
    (await canvas.values(canvas.element.getByRole('textbox', { name: 'Omschrijving', exact: true }))).map((text) => text.slice(0, 9)),
    ['Maatwerk:', 'Maatwerk:'],
    'an empty description takes the price’s',
  );
  await canvas.type(canvas.field('Casusnummer'), '24-0901');
  await canvas.saved();
  await shared.app.reload();
  await canvas.ready();
  await eventually(() => canvas.total('maatwerk'), euro('2.242,33'));
  deepEqual(shared.complaints, []);
});

test('Sophie: 20.000 now, 90.000 threatens, 63.000 with the plan saves 27.000', async () => {
  const { canvas, it } = await start();
  await it.add(0);
  await it.take('OPV-PLEK');
  await it.use('Dreigend', '2', 'per jaar');
  await it.done();
  await it.add(1);
  await it.take('uithuisplaatsing');
  await it.use('Dreigend', '1');
  await it.done();
  await it.add(2);
  await it.take('problematische schulden nibud');
  await it.use('Huidig', '1');
  await it.copy('Huidig', 'Dreigend');
  await it.done();
  await it.add(3);
  await it.take('uithuiszetting corporatie');
  await it.use('Dreigend', '1');
  await it.done();
  await it.add(4);
  await it.total('Huidig', '10.000');
  await it.done();
  await it.add(5);
  await enter(it.field("Prijs in euro's"), '5250');
  await it.field('Eenheid').selectOption('maand');
  await it.use('Maatwerk', '1');
  await it.done();
  deepEqual(await canvas.totals(), [euro('20.000,00'), euro('90.000,00'), euro('63.000,00'), euro('27.000,00')]);
  deepEqual(shared.complaints, []);
});

test('two hours a week, some months only, and what is typed over it', async () => {
  const { canvas, it } = await start();
  await it.add(0);
  await enter(it.field("Prijs in euro's"), '60');
  await it.field('Eenheid').selectOption('uur');
  await it.use('Huidig', '2', 'per week');
  equal(await it.sentence('Huidig'), '2 uur per week, 12 maanden x € 60,00 = € 6.240,00');
  await it.scenario('Huidig').getByLabel('Van maand').selectOption('8');
  await eventually(() => it.sentence('Huidig'), '2 uur per week, maand 8 tot en met 12 (5 maanden) x € 60,00 = € 2.600,00');
  await it.copy('Huidig', 'Maatwerk');
  match(await it.sentence('Maatwerk'), /maand 8 tot en met 12/);
  equal(await it.scenario('Maatwerk').getByLabel('Hoeveel').inputValue(), '2');
  await it.done();
  equal(await canvas.amount(0, 'Huidig').inputValue(), '2.600,00');
  await canvas.type(canvas.amount(0, 'Huidig'), '100');
  await it.open(0);
  match(await it.sentence('Huidig'), /ingevuld: €\s100,00/);
  equal(await it.scenario('Huidig').getByLabel("Totaal in euro's").inputValue(), '100,00');
  await it.done();
  await canvas.undo();
  equal(await canvas.amount(0, 'Huidig').inputValue(), '2.600,00', 'the calculation is back');
  deepEqual(shared.complaints, []);
});

test('an amount that is spent once stands in its month, and moves the month in which the plan pays itself back', async () => {
  const { canvas, it } = await start();
  await canvas.addLine('Schuld afkopen', { Dreigend: '12.000', Maatwerk: '5.000' });
  const analysis = await new Analysis(canvas).open();
  await analysis.view.getByText('Het plan is vanaf maand 1 goedkoper dan dreigend.').first().waitFor();
  await analysis.back();
  await it.open(0);
  await it.scenario('Maatwerk').getByRole('button', { name: /^Eenmalig/ }).tap();
  equal(await it.sentence('Maatwerk'), 'Zelf ingevuld: € 5.000,00, in maand 1');
  await it.scenario('Maatwerk').getByLabel('In maand').selectOption('3');
  await eventually(() => it.sentence('Maatwerk'), 'Zelf ingevuld: € 5.000,00, in maand 3');
  await it.done();
  // Another amount is spent in the same month.
  await canvas.type(canvas.amount(0, 'Maatwerk'), '4.000');
  await analysis.open();
  await analysis.view.getByText('Het plan is vanaf maand 5 goedkoper dan dreigend.').first().waitFor();
  await analysis.back();
  equal((await canvas.totals())[2], euro('4.000,00'));
  await it.open(0);
  await it.scenario('Maatwerk').getByRole('button', { name: /^Verdelen over de looptijd/ }).tap();
  equal(await it.sentence('Maatwerk'), 'Zelf ingevuld: € 4.000,00');
  await it.done();
  deepEqual(shared.complaints, []);
});

test('what runs to the end follows the horizon, and what does not is said', async () => {
  const { canvas, it } = await start();
  await it.add(0);
  await enter(it.field("Prijs in euro's"), '100');
  await it.field('Eenheid').selectOption('maand');
  await it.use('Dreigend', '1', 'per maand');
  equal(await it.scenario('Dreigend').getByLabel('Tot en met maand').inputValue(), '');
  await it.use('Maatwerk', '1', 'per maand');
  await it.scenario('Maatwerk').getByLabel('Tot en met maand').selectOption('6');
  await it.done();
  const analysis = await new Analysis(canvas).open();
  const keeps = analysis.view.getByRole('status').filter({ hasText: 'Bij 1 regel verandert het bedrag niet mee met de looptijd.' });
  equal(await keeps.count(), 0);
  await analysis.horizon(36);
  await keeps.waitFor();
  await analysis.back();
  deepEqual((await canvas.totals()).slice(1, 3), [euro('3.600,00'), euro('600,00')]);
  match(await canvas.box('Kosten-batenanalyse').innerText(), /Besparing\s*dreigend min maatwerk, over 36 maanden[\s\S]*Totaal, over 36 maanden/);
  deepEqual(shared.complaints, []);
});

test('a computed amount looks so, keeps its calculation when its value is typed again, and offers it back when another is', async () => {
  const { canvas, it } = await start();
  await it.add(0);
  await it.take('hoge huur');
  await it.use('Maatwerk', '1', 'per maand');
  await it.done();
  const field = canvas.amount(0, 'maatwerk');
  const toast = canvas.element.getByText('De berekening van dit bedrag telt niet meer mee.').first();
  const back = canvas.element.getByRole('button', { name: 'Ongedaan maken' }).last();
  const computed = async () => [await field.inputValue(), await field.getAttribute('title')];
  const COMPUTED = ['888,00', 'Berekend met een prijs'];
  await eventually(computed, COMPUTED);
  await field.tap();
  for (const text of ['0', '', '888']) {
    await field.fill(text);
  }
  await field.blur();
  deepEqual(await computed(), COMPUTED);
  equal(await toast.count(), 0, 'nothing has changed');
  for (const text of ['900', '']) {
    await enter(field, text);
    await field.blur();
    deepEqual(await computed(), [text && '900,00', null]);
    await toast.waitFor();
    await back.tap();
    await eventually(computed, COMPUTED);
    await toast.waitFor({ state: 'detached' });
  }
  deepEqual(shared.complaints, []);
});

test('a wrong count stays in its field, with its message, and changes nothing', async () => {
  const { canvas, it } = await start();
  await it.add(0);
  await enter(it.field("Prijs in euro's"), '60');
  await it.field('Eenheid').selectOption('uur');
  const count = it.scenario('Huidig').getByLabel('Hoeveel');
  await it.use('Huidig', '2', 'per week');
  for (const [text, message] of [['2x', /met cijfers/], ['-3', /niet onder nul/], ['1,23456', /ten hoogste vier/], ['100000', /te groot/]]) {
    await enter(count, text);
    await count.blur();
    await it.scenario('Huidig').getByRole('alert').filter({ hasText: message }).waitFor();
    equal(await count.inputValue(), text);
    equal(await count.getAttribute('aria-invalid'), 'true');
  }
  await enter(count, '2½');
  await count.blur();
  equal(await it.scenario('Huidig').getByRole('alert').count(), 0);
  equal(await count.inputValue(), '2,5');
  await enter(count, '');
  await it.done();
  equal(await canvas.total('huidig'), euro('0,00'), 'no count is no use');
  deepEqual(shared.complaints, []);
});

test('a chance only where it is asked for, and only with what threatens', async () => {
  const { canvas, it } = await start();
  await it.add(0);
  await it.take('GGZ-DAG-PAAZ');
  await it.use('Dreigend', '10', 'eenmalig');
  equal(await it.field('Kans in procenten').count(), 0);
  equal(await it.button('Kans toevoegen').count(), 1);
  await it.button('Kans toevoegen').tap();
  equal(await canvas.total('dreigend'), euro('4.900,00'), 'asking changes nothing');
  await enter(it.field('Kans in procenten'), '35');
  match(await it.sentence('Dreigend'), /kans 35\s?%/);
  equal(await canvas.total('dreigend'), euro('1.715,00'));
  await enter(it.field('Kans in procenten'), '350');
  await it.dialog.getByRole('alert').filter({ hasText: '0 tot en met 100' }).waitFor();
  await enter(it.field('Kans in procenten'), '35');
  await it.copy('Dreigend', 'Maatwerk');
  equal(/kans/.test(await it.sentence('Maatwerk')), false, 'a plan is certain');
  await it.button('Kans weghalen').tap();
  equal(await canvas.total('dreigend'), euro('4.900,00'));
  await it.done();
  deepEqual(shared.complaints, []);
});

test('the price list: accents, parts of words, ranges, years, and what is only for comparison', async () => {
  const { it } = await start();
  await it.add(0);
  await it.find('justitiele');
  match(await it.hits().first().innerText(), /Justitiële jeugdinrichting/);
  await it.find('huiszet corp');
  match(await it.hits().first().innerText(), /WON-UITHUIS-CORP/);
  await it.find('zoietsbestaatniet');
  await it.dialog.getByText(/^Niets gevonden/).waitFor();
  await it.find('woerden');
  equal(await it.hits().count(), 0, 'a reference can’t be taken over');
  await it.dialog.getByText('Alleen om mee te vergelijken').waitFor();
  await it.find('WMO-BEG-REG');
  match(await it.hits().first().innerText(), /van €\s[\d,.]+ tot €\s66,00/);
  await it.hits().first().tap();
  await it.dialog.getByText('WMO-BEG-REG').waitFor();
  await it.find('MW-HUURBIJ');
  await it.hits().first().tap();
  equal(await it.field("Prijs in euro's").inputValue(), '74,00', 'never lifted by itself');
  await it.button('Omrekenen naar 2024').tap();
  equal(await it.field("Prijs in euro's").inputValue(), '90,80');
  await it.dialog.getByText(/1,227/).waitFor();
  await it.button(/^Terug naar/).tap();
  equal(await it.field("Prijs in euro's").inputValue(), '74,00');
  await it.done();
  deepEqual(shared.complaints, []);
});

test('the price list begins with what fits the line, knows other words, and leaves room for an own price', async () => {
  const { canvas, it } = await start();
  await canvas.app.button('Regel toevoegen').tap();
  await canvas.item('Kosten-batenanalyse', 0).getByRole('textbox', { name: 'Omschrijving', exact: true }).fill('Maatschappelijke opvang moeder en kind');
  await it.open(0);
  await it.dialog.getByRole('heading', { name: 'Past bij deze regel' }).waitFor();
  match(await it.hits().first().textContent(), /Plek in de maatschappelijke opvang/);
  await enter(it.search, 'begeleiding');
  match(await it.hits().first().textContent(), /Ambulante begeleiding/);
  equal(await it.dialog.getByRole('heading', { name: 'Past bij deze regel' }).count(), 0);
  await enter(it.search, 'vrouwenopvang');
  match(await it.hits().first().textContent(), /Plek in de maatschappelijke opvang/);
  await enter(it.search, 'zwembad');
  await it.button('Vul zelf een prijs in').tap();
  await it.search.waitFor({ state: 'hidden' });
  const price = it.field("Prijs in euro's");
  await eventually(() => price.evaluate((field) => field.getRootNode().activeElement === field), true);
  await shared.page.keyboard.type('12,50');
  equal(await it.field("Prijs in euro's").inputValue(), '12,50');
  await it.done();
});

test('the sheet closes with Escape, gives the focus back, and is one step to undo', async () => {
  const { canvas, it } = await start();
  await canvas.addLine('Begeleiding', { Huidig: '10' });
  await it.open(0);
  await it.take('WMO-HH');
  await shared.page.keyboard.press('Escape');
  await it.dialog.waitFor({ state: 'hidden' });
  await canvas.focused(canvas.item('Kosten-batenanalyse', 0).getByRole('button', { name: /^Berekening/ }));
  deepEqual(await canvas.descriptions(), ['Begeleiding'], 'a description of one’s own stays');
  await canvas.undo();
  await it.open(0);
  equal(await it.field("Prijs in euro's").inputValue(), '');
  equal(await it.field('Wie betaalt').inputValue(), '');
  ok(await it.button('Sluiten').isVisible());
  await it.button('Sluiten').tap();
  deepEqual(shared.complaints, []);
});

test('a count on a line without a price can be emptied and typed again, in the same field', async () => {
  const { it } = await start();
  await it.add(0);
  const group = it.scenario('Huidig');
  await group.getByRole('button', { name: /^Uitrekenen met een prijs/ }).tap();
  await it.use('Huidig', '2');
  await it.done();
  await it.open(0);
  const count = group.getByLabel('Hoeveel', { exact: true });
  await count.tap();
  await count.press('End');
  await shared.page.keyboard.press('Backspace');
  await shared.page.keyboard.type('3');
  equal(await count.inputValue(), '3');
  await it.done();
  await it.open(0);
  equal(await count.inputValue(), '3');
  await it.done();
  deepEqual(shared.complaints, []);
});

test('a total or a count that is wrong is not switched away from', async () => {
  const { canvas, it } = await start();
  await it.add(0);
  const group = it.scenario('Huidig');
  const toCount = group.getByRole('button', { name: /^Uitrekenen met een prijs/ });
  const toTotal = group.getByRole('button', { name: /^Liever een totaal/ });
  for (const [label, turn] of [["Totaal in euro's", toCount], ['Hoeveel', toTotal]]) {
    const field = group.getByLabel(label, { exact: true });
    await enter(field, '1o0');
    await turn.tap();
    await group.getByRole('alert').filter({ hasText: /met cijfers/ }).waitFor();
    await canvas.focused(field);
    equal(await field.inputValue(), '1o0');
    // Another scenario has nothing to do with it.
    const other = it.scenario('Dreigend').getByRole('button', { name: turn === toCount ? /^Uitrekenen/ : /^Liever/ });
    await other.tap();
    await other.waitFor({ state: 'detached' });
    await enter(field, '');
    await turn.tap();
    await field.waitFor({ state: 'detached' });
  }
  await it.done();
  deepEqual(shared.complaints, []);
});

test('a calculation that goes while the focus is in its amount, untouched, is not called replaced', async () => {
  const { canvas, it } = await start();
  await it.add(0);
  await it.take('hoge huur');
  await it.use('Maatwerk', '1');
  await it.done();
  const field = canvas.amount(0, 'Maatwerk');
  await eventually(() => field.getAttribute('title'), 'Berekend met een prijs');
  await field.focus();
  await shared.page.keyboard.press('Control+z');
  await eventually(() => field.inputValue(), '');
  await field.blur();
  await eventually(() => field.getAttribute('title'), null);
  equal(await canvas.element.getByText('De berekening van dit bedrag telt niet meer mee.').count(), 0);
  // Typed over, it is.
  await canvas.redo();
  await eventually(() => field.getAttribute('title'), 'Berekend met een prijs');
  await enter(field, '5');
  await field.blur();
  await canvas.element.getByText('De berekening van dit bedrag telt niet meer mee.').first().waitFor();
  deepEqual(shared.complaints, []);
});
