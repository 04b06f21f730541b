// Value fields as users fill them in: incomplete, wrong and then corrected, pasted, abandoned.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { Analysis, Calculation, enter } from './support/calculation.mjs';
import { euro, eventually, sharedApp } from './support/canvas.mjs';
import { Grades } from './support/grades.mjs';

const shared = sharedApp({ hasTouch: true });
const BASELINE = 'moeder, nulmeting';

/** The document as it would be exported. */
const documentOf = async (canvas) => (await canvas.export()).json.canvassen[0];
const lineOf = async (canvas) => Object.values((await documentOf(canvas)).kosten.regels)[0];
const gradeOf = async (canvas) => Object.values((await documentOf(canvas)).tevredenheid.cijfers)[0];

/** Pastes a text over what stands in a field. */
async function paste(field, text) {
  await field.click();
  await field.press('Control+a');
  await field.evaluate((it, text) => it.ownerDocument.execCommand('insertText', false, text), text);
}

/** Leaves a field by a tap elsewhere. */
const tapElsewhere = (canvas) => canvas.box('Perspectief').getByRole('heading').first().tap();

async function freshCalculation() {
  // A test that failed leaves its sheet open.
  await shared.page.keyboard.press('Escape');
  const canvas = await shared.newCanvas();
  return { canvas, it: await new Calculation(canvas).add(0) };
}

async function freshGrade() {
  const canvas = await shared.newCanvas();
  const grades = new Grades(canvas);
  await grades.open();
  await grades.addPerson('moeder');
  await grades.give(BASELINE);
  return { canvas, grades };
}

test('an amount takes sums, thousands, halves and a minus behind it', async () => {
  const canvas = await shared.newCanvas();
  await canvas.addLine('Huur');
  const field = canvas.amount(0, 'Huidig');
  for (const [typed, shown] of Object.entries({
    '12x74': '888,00',
    '12 x 74,33': '891,96',
    '3*74+10': '232,00',
    '12k': '12.000,00',
    '7½': '7,50',
    '1.354,33-': '−1.354,33',
    '0,01x0,5': '0,01',
  })) {
    await canvas.type(field, typed);
    equal(await field.inputValue(), shown, typed);
    equal(await canvas.total('huidig'), euro(shown), typed);
  }
  await paste(field, '€ 1.354,-');
  equal(await canvas.total('huidig'), euro('1.354,00'), 'pasted');
  await tapElsewhere(canvas);
  await eventually(() => field.inputValue(), '1.354,00');
  deepEqual(shared.complaints, []);
});

test('the beginning of a wrong amount never counts, and nothing is left to undo', async () => {
  const canvas = await shared.newCanvas();
  const line = await canvas.addLine('Huur', { Huidig: '777' });
  const field = canvas.amount(0, 'Huidig');
  for (const [typed, why] of [
    ['1,354', /Bedoelt u duizenden/],
    ['1.35.4', /punten en komma/],
    ['12x', /som is niet af/],
    ['12ka', /met cijfers/],
    ['1000000000', /te groot/],
    ['999999999x2', /te groot/],
    ['74 per maand', /rekent u uit met Berekening/],
  ]) {
    await field.click();
    await field.fill('');
    await field.pressSequentially(typed);
    equal(await canvas.total('huidig'), euro('777,00'), `${typed}, while typed`);
    await tapElsewhere(canvas);
    await line.getByRole('alert').filter({ hasText: why }).waitFor();
    equal(await field.inputValue(), typed, 'the text stays');
    deepEqual((await lineOf(canvas)).huidig, { bedrag: '777.00' }, typed);
  }
  await canvas.undo();
  equal(await canvas.total('huidig'), euro('0,00'), 'the last step is the amount itself');
  await canvas.redo();
  equal(await canvas.total('huidig'), euro('777,00'));
  // Wrong, then right.
  await field.click();
  await field.press('End');
  await field.fill('');
  await field.pressSequentially('1,3548');
  await field.press('Backspace');
  await field.press('Backspace');
  equal(await canvas.total('huidig'), euro('1,35'));
  await field.blur();
  equal(await line.getByRole('alert').count(), 0);
  await canvas.undo();
  equal(await canvas.total('huidig'), euro('777,00'), 'one step');
  deepEqual(shared.complaints, []);
});

test('the same amount typed over a calculation keeps it, another one replaces it', async () => {
  const { canvas, it } = await freshCalculation();
  await enter(it.field("Prijs in euro's"), '74');
  await it.field('Eenheid').selectOption('maand');
  await it.use('Maatwerk', '1', 'per maand');
  await it.done();
  const field = canvas.amount(0, 'Maatwerk');
  equal(await field.inputValue(), '888,00');
  const before = (await lineOf(canvas)).maatwerk;
  equal(before.aantal, '1');
  await field.click();
  await field.press('End');
  await field.pressSequentially('0');
  await field.press('Backspace');
  await field.blur();
  deepEqual((await lineOf(canvas)).maatwerk, before, 'typed and taken back');
  await canvas.type(field, '888');
  deepEqual((await lineOf(canvas)).maatwerk, before, 'the same, written otherwise');
  await canvas.type(field, '12x');
  deepEqual((await lineOf(canvas)).maatwerk, before, 'no amount');
  await canvas.type(field, '889');
  deepEqual((await lineOf(canvas)).maatwerk, { bedrag: '889.00' });
  await canvas.undo();
  deepEqual((await lineOf(canvas)).maatwerk, before);
  deepEqual(shared.complaints, []);
});

test('the price of a unit takes its unit along', async () => {
  const { canvas, it } = await freshCalculation();
  const field = it.field("Prijs in euro's");
  await enter(field, '62,40 per uur');
  await field.blur();
  equal(await field.inputValue(), '62,40');
  equal(await it.field('Eenheid').inputValue(), 'uur');
  await enter(field, '62,40 per maan');
  await field.blur();
  await it.dialog.getByRole('alert').filter({ hasText: /eenheid helemaal uit/ }).waitFor();
  await it.button('Klaar').tap();
  ok(await it.dialog.isVisible(), 'it can’t be closed over');
  equal(await field.evaluate((it) => it.getRootNode().activeElement === it), true, 'the focus goes to what is wrong');
  await enter(field, '70 per gezin');
  await it.done();
  deepEqual((await lineOf(canvas)).prijs, { bedrag: '70.00', eenheid: 'gezin' });
  deepEqual(shared.complaints, []);
});

test('a chance can be emptied, and percents and parts are understood', async () => {
  const { canvas, it } = await freshCalculation();
  await enter(it.field("Prijs in euro's"), '1000');
  await it.use('Dreigend', '1', 'eenmalig');
  await it.button('Kans toevoegen').tap();
  const field = it.field('Kans in procenten');
  const total = () => canvas.total('dreigend');
  for (const [typed, shown, sum] of [['25', '25', '250,00'], ['50%', '50', '500,00'], ['1/2', '50', '500,00'], ['1/4', '25', '250,00'], ['1 op 10', '10', '100,00']]) {
    await enter(field, typed);
    equal(await total(), euro(sum), typed);
    await field.blur();
    equal(await field.inputValue(), shown, typed);
  }
  // Emptied key by key, and filled in again.
  await field.click();
  await field.press('End');
  await field.press('Backspace');
  await field.press('Backspace');
  equal(await field.inputValue(), '');
  equal(await total(), euro('1.000,00'), 'empty is certain');
  await field.pressSequentially('25');
  equal(await field.inputValue(), '25');
  equal(await total(), euro('250,00'));
  await field.blur();
  for (const typed of ['101', '1/', '525', '3/2']) {
    await enter(field, typed);
    equal(await total(), euro('250,00'), typed);
    await field.blur();
    equal(await field.inputValue(), typed);
    await it.dialog.getByRole('alert').first().waitFor();
  }
  await enter(field, '');
  await field.blur();
  await it.done();
  equal((await lineOf(canvas)).dreigend.kans, undefined);
  deepEqual(shared.complaints, []);
});

test('a chance that is wrong before there is a count doesn’t reach the count', async () => {
  const { canvas, it } = await freshCalculation();
  await enter(it.field("Prijs in euro's"), '1000');
  await it.button('Kans toevoegen').tap();
  await enter(it.field('Kans in procenten'), '101');
  await it.use('Dreigend', '1', 'eenmalig');
  equal(await canvas.total('dreigend'), euro('1.000,00'));
  deepEqual(shared.complaints, []);
});

test('a result beyond the bound is refused beside its field, and nothing changes', async () => {
  const { canvas, it } = await freshCalculation();
  await enter(it.field("Prijs in euro's"), '9.999.999');
  await it.field('Eenheid').selectOption('maand');
  const group = it.scenario('Maatwerk');
  const alert = group.getByRole('alert').filter({ hasText: /te groot/ });
  await it.use('Maatwerk', '2', 'per maand');
  await group.getByLabel('Hoeveel').blur();
  const before = await canvas.total('maatwerk');
  equal(before, euro('239.999.976,00'));
  await enter(group.getByLabel('Hoeveel'), '99999');
  await alert.waitFor();
  equal(await canvas.total('maatwerk'), before, 'not its beginning either');
  await enter(group.getByLabel('Hoeveel'), '2');
  await group.getByLabel('Hoe vaak').selectOption({ label: 'per dag' });
  await alert.waitFor();
  equal(await group.getByLabel('Hoe vaak').inputValue(), 'maand', 'the choice goes back');
  equal(await canvas.total('maatwerk'), before);
  await group.getByLabel('Hoe vaak').selectOption({ label: 'per kwartaal' });
  equal(await alert.count(), 0);
  await it.done();
  deepEqual(shared.complaints, []);
});

test('a horizon that makes a line too large is refused in words', async () => {
  const { canvas, it } = await freshCalculation();
  await enter(it.field("Prijs in euro's"), '10');
  await it.use('Maatwerk', '1', 'per maand');
  await it.done();
  const analysis = await new Analysis(canvas).open();
  await analysis.horizon(36);
  await analysis.back();
  await it.open(0);
  await it.scenario('Maatwerk').getByLabel('Tot en met maand').selectOption('36');
  await it.done();
  await analysis.open();
  await analysis.horizon(12);
  await analysis.back();
  await it.open(0);
  await enter(it.field("Prijs in euro's"), '70.000.000');
  await it.done();
  equal(await canvas.total('maatwerk'), euro('840.000.000,00'));
  await analysis.open();
  await analysis.horizon(36);
  await analysis.view.getByRole('alert').filter({ hasText: /looptijd is niet gewijzigd/ }).waitFor();
  equal(await analysis.view.getByLabel('Looptijd in maanden').inputValue(), '12');
  await analysis.back();
  equal(await canvas.total('maatwerk'), euro('840.000.000,00'));
  deepEqual(shared.complaints, []);
});

test('what is no grade stores nothing and can’t be closed over', async () => {
  const { canvas, grades } = await freshGrade();
  const field = grades.typed(BASELINE);
  await canvas.type(field, '7,5');
  for (const [typed, why] of [['11', /1 tot en met 10/], ['7,25', /heel of half/], ['75', /1 tot en met 10/]]) {
    await field.click();
    await field.fill('');
    await field.pressSequentially(typed);
    equal(await grades.value(), '7,5', typed);
    await grades.done();
    match(await canvas.box('Tevredenheidscijfers').getByRole('alert').innerText(), why);
    ok(await field.isVisible(), `${typed} can't be closed over`);
    equal(await field.inputValue(), typed);
    equal(await field.evaluate((it) => it.getRootNode().activeElement === it), true);
    await shared.app.button(`Wijzigen: ${BASELINE}`).click();
    ok(await field.isVisible(), 'nor by its other button');
  }
  equal((await gradeOf(canvas)).cijfer, '7.5');
  await canvas.type(field, '8');
  await grades.done();
  equal(await field.count(), 0);
  equal(await grades.score(), '8,0');
  // A grade that is thrown away takes its text along.
  await grades.change(BASELINE);
  await canvas.type(grades.typed(BASELINE), '11');
  await shared.app.button(`Cijfer verwijderen: ${BASELINE}`).click();
  equal(await grades.score(), 'nog geen cijfer');
  deepEqual(shared.complaints, []);
});

test('the saving says the same on the page and to the host: its sign, and nothing where it isn’t known', async () => {
  const canvas = await shared.newCanvas();
  await canvas.addLine('Huur', { Maatwerk: '2.242,33' });
  const told = () => shared.page.evaluate(() => document.querySelector('maatwerk-canvas').totals.besparing);
  equal(await canvas.total('besparing'), '–');
  equal(await told(), null);
  await canvas.type(canvas.amount(0, 'Dreigend'), '100');
  equal(await canvas.total('besparing'), euro('−2.142,33'));
  equal(await told(), '-2142.33');
  await canvas.type(canvas.amount(0, 'Dreigend'), '3000');
  equal(await canvas.total('besparing'), euro('757,67'));
  equal(await told(), '757.67');
  deepEqual(shared.complaints, []);
});

test('a text that is too long is refused: its field shows what is stored, and typing goes on where the cursor is', async () => {
  const canvas = await shared.newCanvas();
  const field = canvas.text('Situatieschets');
  await canvas.type(field, 'Samen');
  await paste(field, 'a'.repeat(200_001));
  await canvas.element.getByRole('alert').filter({ hasText: 'Deze tekst is te lang' }).waitFor();
  await eventually(() => field.inputValue(), 'Samen');
  await field.blur();
  equal(await field.inputValue(), 'Samen');
  equal((await documentOf(canvas)).situatieschets.tekst, 'Samen');
  await field.focus();
  await field.press('Home');
  await field.pressSequentially('Niet ');
  equal(await field.inputValue(), 'Niet Samen');
  equal(await field.evaluate((it) => it.selectionStart), 5);
  deepEqual(shared.complaints, []);
});

test('an amount that was undone in its field can be typed again', async () => {
  const canvas = await shared.newCanvas();
  await canvas.addLine('Huur', { Huidig: '100' });
  const field = canvas.amount(0, 'Huidig');
  await field.click();
  await field.press('Control+z');
  await eventually(() => field.inputValue(), '');
  await field.pressSequentially('100');
  equal(await field.inputValue(), '100');
  equal(await canvas.total('huidig'), euro('100,00'));
  await field.blur();
  equal(await field.inputValue(), '100,00');
  await canvas.undo();
  equal(await canvas.total('huidig'), euro('0,00'));
  deepEqual(shared.complaints, []);
});
