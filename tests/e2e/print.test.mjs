// Print: every word is on paper, on A4 and A3, with a footer on each page.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { euro, eventually, sharedApp } from './support/canvas.mjs';
import { Grades } from './support/grades.mjs';
import { Overview } from './support/overview.mjs';
import { readPdf, squeezed } from './support/pdf.mjs';
import { fillIn, SOPHIE } from './support/sophie.mjs';

const shared = sharedApp();

const print = async () => readPdf(await shared.page.pdf({ preferCSSPageSize: true }));

/** Chooses a paper without the browser's dialog; the next print is on it. */
async function choose(paper) {
  await shared.page.evaluate(() => (window.print = () => {}));
  await shared.app.button('Afdrukken').click();
  await shared.app.button(`Afdrukken: ${paper}`).click();
}

const has = (pages, text) => ok(pages.join('').includes(squeezed(text)), `not on paper: ${text}`);

test('A4 upright and A3 on its side, with the foot on every page', async () => {
  const canvas = await shared.newCanvas();
  await fillIn(canvas);
  await canvas.addLine('Alle hulp samen', { Huidig: '20.000', Dreigend: '90.000', Maatwerk: '63.000' });
  const filled = await canvas.element.innerText();
  for (const [paper, size] of [['A4 staand', [210, 297]], ['A3 liggend', [420, 297]]]) {
    await choose(paper);
    const { sizes, pages } = await print();
    for (const each of sizes) deepEqual(each, size, paper);
    for (const text of ['Akkoord van het gezin: handtekening', 'Maatwerkeindbaas: handtekening', ...Object.values(SOPHIE.texts), SOPHIE.lead, euro('27.000,00'), 'Kosten-batenanalyse']) has(pages, text);
    for (const { what, who } of Object.values(SOPHIE.actions)) [what, who].forEach((text) => has(pages, text));
    for (const [index, page] of pages.entries()) {
      ok(page.includes(`Casusnummer${SOPHIE.number}`), `${paper}: the case on page ${index + 1}`);
      ok(page.includes('02-11-2026'), `${paper}: the date on page ${index + 1}`);
      ok(page.includes(`Pagina${index + 1}van${pages.length}`), `${paper}: the number on page ${index + 1}`);
    }
    for (const word of ['Actietoevoegen', 'Ongedaanmaken', 'Nogtedoen']) equal(pages.join('').includes(word), false, word);
  }
  equal((await print()).sizes[0][0], 210, 'the browser’s own command prints on A4 again');
  equal(await canvas.element.innerText(), filled, 'the page is as it was');
  deepEqual(shared.complaints, []);
});

test('A3 holds a filled canvas with its grades on one page', async () => {
  const overview = new Overview(shared.app);
  await shared.app.button('Overzicht').click();
  await overview.examples();
  const canvas = await overview.open('Moeder en dochter zoeken een veilige plek');
  const grades = new Grades(canvas);
  await grades.open();
  for (const [about, grade] of [['moeder, nulmeting', '4,5'], ['moeder, direct na uitvoering', '7,5'], ['jeugdige 1, nulmeting', '6']]) {
    await grades.give(about);
    await canvas.type(grades.typed(about), grade);
    await grades.done();
  }
  await choose('A3 liggend');
  equal((await print()).pages.length, 1);
  // On A4 the costs begin on the first page, and the room to sign is at the end.
  await choose('A4 staand');
  const { pages } = await print();
  equal(pages.length, 2);
  ok(pages[0].includes('Kosten-batenanalyse') && pages[1].includes('Akkoordvanhetgezin'));
  await shared.app.button('Overzicht').click();
  await overview.own();
  deepEqual(shared.complaints, []);
});

test('very long texts go on over the next page in full', async () => {
  const canvas = await shared.newCanvas();
  const words = Array.from({ length: 1200 }, (_, index) => `woord${index}`);
  await canvas.text('Situatieschets').fill(words.join(' '));
  await canvas.text('Betrokkenheid').fill(words.map((word) => `eind${word}`).join('\n'));
  await eventually(async () => (await print()).pages.length > 2, true);
  const { pages } = await print();
  const all = pages.join('');
  const missing = words.filter((word) => !all.includes(word) || !all.includes(`eind${word}`));
  deepEqual(missing, []);
  match(pages.at(-1), new RegExp(`Pagina${pages.length}van${pages.length}`));
  deepEqual(shared.complaints, []);
});

test('the months of the analysis stand on one page, and each line says what it lacks', async () => {
  const canvas = await shared.newCanvas();
  await canvas.addLine('Alle hulp samen', { Huidig: '20.000', Dreigend: '90.000', Maatwerk: '63.000' });
  await shared.app.button('Analyse').click();
  await shared.page.evaluate(() => (window.print = () => {}));
  await shared.app.button('Afdrukken met analyse').click();
  const { pages } = await print();
  const with12 = pages.find((page) => page.includes(squeezed('20.000,0090.000,0063.000,00')) && /Bedragen|Maand/.test(page));
  ok(with12, 'the last month is on paper');
  ok(with12.includes(squeezed('1.666,677.500,005.250,00')), 'beside the first');
  has(pages, 'Nog te onderbouwen: Wie betaalt · Onderbouwing · Bron · Toets');
  await shared.page.evaluate(() => void dispatchEvent(new Event('afterprint')));
  await shared.app.button('Terug naar het canvas').click();
});
