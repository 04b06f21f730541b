// "Rond het plan": the family's agreement, decisions, parties, rules and lessons.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { PHONE, TABLET } from './support/browser.mjs';
import { startApp } from './support/app.mjs';
import { download, eventually, tellName } from './support/canvas.mjs';
import { Overview } from './support/overview.mjs';
import { exportOf } from './support/filled.mjs';
import { faults } from './support/schema.mjs';

/** The app of the test that runs. */
const shared = {};
const view = () => shared.app.element.getByRole('region', { name: 'Rond het plan', exact: true });
const part = (name) => view().getByRole('region', { name, exact: true });
const decisions = () => part('Besluiten');
const missing = () => decisions().getByText('Dit plan is nog niet akkoord.').locator('..').getByRole('listitem');

/** A filled canvas, and what is around its plan. */
async function start(t) {
  Object.assign(shared, await startApp(t, { bypassCSP: true }));
  await tellName(shared.app);
  const overview = new Overview(shared.app);
  await overview.import(exportOf());
  await shared.app.button('24-0113').waitFor();
  const canvas = await overview.open('24-0113');
  await open();
  return canvas;
}

async function open() {
  await shared.app.button('Rond het plan').click();
  await view().waitFor();
}

/** Types in the first field of the entry that was added, once it has the focus. */
async function type(text) {
  const isReady = (it) => Boolean(it.shadowRoot.activeElement?.closest('[data-item]')) && it.shadowRoot.activeElement.value === '';
  await eventually(() => shared.app.element.evaluate(isReady), true);
  await shared.page.keyboard.type(text);
}

async function agree() {
  await part('Instemming van het gezin').getByLabel(/^Wie is het ermee eens/).fill('moeder');
  await part('Instemming van het gezin').getByLabel('Hoe is dat gezegd?').selectOption('Mondeling');
  const day = part('Instemming van het gezin').getByLabel('Op welke dag?');
  await day.fill('2 nov 2026');
  await day.blur();
}

async function decide(who, button) {
  await decisions().getByLabel('Wie besluit?').fill(who);
  await decisions().getByLabel('Discipline').selectOption('Wonen');
  await decisions().getByRole('button', { name: button, exact: true }).click();
  await decisions().getByRole('status').filter({ hasText: 'vastgelegd' }).waitFor();
}

test('what is filled in is kept, exported, and in its place after a reload', async (t) => {
  await start(t);
  equal(await shared.app.element.evaluate((it) => (it.shadowRoot ?? it).activeElement?.textContent), 'Rond het plan');
  await agree();
  const parties = part('Wie er om het gezin staan');
  await parties.getByRole('button', { name: /^Toevoegen/ }).click();
  await type('Wijkteam');
  await parties.getByLabel('Soort, Partij 1').selectOption('Organisatie');
  await parties.getByLabel('Doet nu mee, Partij 1').check();
  await parties.getByLabel('Heeft de regie, Partij 1').check();
  await parties.getByRole('button', { name: /^Toevoegen/ }).click();
  await type('oma');
  await parties.getByLabel('Doet nu mee, Partij 2').check();
  await parties.getByLabel('Doet straks mee, Partij 2').check();
  await parties.getByText('Nu 2, straks 1').waitFor();
  // One directs.
  await parties.getByLabel('Heeft de regie, Partij 2').check();
  equal(await parties.getByLabel('Heeft de regie, Partij 1').isChecked(), false);
  await part('Wetten en regels').getByRole('button', { name: /^Toevoegen/ }).click();
  await type('Jeugdwet');
  await part('Wetten en regels').getByLabel('Wat zegt de regel?, Regel 1').selectOption('Het mag');
  await part('Leerpunten').getByRole('button', { name: /^Toevoegen/ }).click();
  await type('wonen');
  await shared.page.evaluate(() => document.querySelector('maatwerk-canvas').save());
  await shared.page.reload();
  await view().waitFor();
  equal(await part('Wie er om het gezin staan').getByLabel(/^Wie \(/).nth(1).inputValue(), 'oma');
  equal(await part('Instemming van het gezin').getByLabel('Op welke dag?').inputValue(), '02-11-2026');
  await view().getByRole('button', { name: 'Terug naar het canvas' }).click();
  await shared.app.showBar();
  const { json } = await download(shared.page, () => shared.app.button('Exporteren').click());
  deepEqual(await faults(json), []);
  const [canvas] = json.canvassen;
  deepEqual([canvas.instemming.van, canvas.instemming.datum], ['moeder', '2026-11-02']);
  deepEqual(Object.values(canvas.partijen).filter(({ regie }) => regie).map(({ naam }) => naam), ['oma']);
  equal(Object.values(canvas.grondslagen)[0].oordeel, 'mag');
  deepEqual(shared.complaints, []);
});

test('a removed entry comes back by one tap, and half a date is not kept', async (t) => {
  await start(t);
  const lessons = part('Leerpunten');
  await lessons.getByRole('button', { name: /^Toevoegen/ }).click();
  await type('wonen');
  await lessons.getByRole('button', { name: 'Verwijderen: Leerpunt 1' }).click();
  await shared.app.element.getByText('Leerpunt verwijderd.').first().waitFor();
  equal(await lessons.getByLabel(/^Thema/).count(), 0);
  await shared.app.element.getByRole('button', { name: 'Ongedaan maken' }).last().click();
  equal(await lessons.getByLabel(/^Thema/).inputValue(), 'wonen');
  const day = part('Instemming van het gezin').getByLabel('Op welke dag?');
  await day.fill('31-02-2026');
  await day.blur();
  await part('Instemming van het gezin').getByRole('alert').waitFor();
  const kept = await shared.page.evaluate(() => document.querySelector('maatwerk-canvas').value.instemming);
  equal(kept, undefined);
});

test('two colleagues approve, an edit lapses it, and editing back restores it', async (t) => {
  await start(t);
  await agree();
  await decisions().getByRole('button', { name: 'Ik ben de maatwerkeindbaas' }).click();
  await eventually(() => missing().allInnerTexts(), ['Nog 2 collega’s die akkoord zijn.']);
  await decide('Cas', 'Akkoord');
  await eventually(() => missing().allInnerTexts(), ['Nog één collega die akkoord is.']);
  // Once more, and in another case: it is the same person.
  await decide('cas', 'Akkoord');
  await eventually(() => missing().allInnerTexts(), ['Nog één collega die akkoord is.']);
  await decide('Dian', 'Niet akkoord');
  await decide('Dian', 'Akkoord');
  await decisions().getByText('Dit plan is akkoord. Dat is vastgelegd.').waitFor();
  for (const viewport of [TABLET, PHONE]) {
    await shared.page.setViewportSize(viewport);
    await shared.app.screenshot(`around-${viewport.width}`, { fullPage: true });
    const rules = ['region', 'page-has-heading-one', 'landmark-one-main', 'heading-order'];
    const { violations } = await new AxeBuilder({ page: shared.page }).disableRules(rules).analyze();
    deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 150)}`), []);
    ok(await shared.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
  }
  await shared.page.setViewportSize(TABLET);
  await view().getByRole('button', { name: 'Terug naar het canvas' }).click();
  await shared.app.element.getByRole('textbox', { name: 'Doorbraak', exact: true }).fill('Iets anders dan waar ze akkoord mee waren');
  await open();
  await eventually(() => missing().allInnerTexts(), ['Nog 2 collega’s die akkoord zijn.']);
  await decisions().getByText(/^Een eerdere versie had genoeg akkoord/).waitFor();
  await decisions().getByRole('button', { name: 'Toon wat er is gewijzigd' }).click();
  await decisions().getByText('1 verschil:').waitFor();
  await shared.page.evaluate(() => document.querySelector('maatwerk-canvas').shadowRoot?.activeElement?.blur());
  await shared.app.showBar();
  await shared.app.button('Ongedaan maken').first().click();
  await decisions().getByText('Dit plan is akkoord. Dat is vastgelegd.').waitFor();
  // Undo takes back no decision.
  const before = await shared.page.evaluate(() => Object.keys(document.querySelector('maatwerk-canvas').value.besluiten).length);
  equal(before, 4);
  await decide('Dian', 'Intrekken');
  await eventually(() => missing().allInnerTexts(), ['Nog één collega die akkoord is.']);
  match(await decisions().getByRole('listitem').last().innerText(), /^Cas · Wonen · Akkoord/);
  deepEqual(shared.complaints, []);
});

test('a decision says who decides', async (t) => {
  await start(t);
  await decisions().getByLabel('Wie besluit?').fill(' ');
  await decisions().getByRole('button', { name: 'Akkoord', exact: true }).click();
  await decisions().getByRole('alert').filter({ hasText: 'Vul in wie dit besluit neemt.' }).waitFor();
  equal(await decisions().getByRole('listitem').filter({ hasText: '·' }).count(), 0);
});

const add = (name) => part(name).getByRole('button', { name: `Toevoegen: ${name}` }).click();
const TABLES = 'Tafels';
const QUESTIONS = 'Vragen van een tafel';
const value = () => shared.page.evaluate(() => document.querySelector('maatwerk-canvas').value);
// By the clock of the browsers in these tests, which is that of Amsterdam.
const iso = (days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
const dutch = (days) => iso(days).split('-').reverse().join('-');

test('a spar-tafel says whether three disciplines were there, and a question goes from asked to answered', async (t) => {
  await start(t);
  await add(TABLES);
  const tables = part(TABLES);
  await eventually(() => tables.getByLabel('Welke tafel?, Tafel 1').inputValue(), 'spar');
  equal(await tables.getByLabel('Op welke dag?, Tafel 1').inputValue(), dutch(7));
  for (const [at, [name, discipline]] of [['Anne', 'Jeugd'], ['Bas', 'Wmo'], ['Cas', 'Wonen']].entries()) {
    await tables.getByRole('button', { name: 'Collega toevoegen: Tafel 1' }).click();
    await tables.getByLabel(`Naam van een collega, collega ${at + 1}, Tafel 1`).fill(name);
    if (at === 2) await tables.getByText('Nu bekend: twee.').waitFor();
    await tables.getByLabel(`Discipline, collega ${at + 1}, Tafel 1`).selectOption(discipline);
  }
  await tables.getByText('Er waren drie mensen van drie disciplines.').waitFor();
  await tables.getByRole('button', { name: 'Verwijderen: collega 2, Tafel 1' }).click();
  await tables.getByText('Nu bekend: twee.').waitFor();
  // A canvas that has been at a spar-tafel goes to the doorbraaktafel.
  await add(TABLES);
  await eventually(() => tables.getByLabel('Welke tafel?, Tafel 2').inputValue(), 'doorbraak');
  const day = tables.getByLabel('Op welke dag?, Tafel 2');
  await day.fill('30-02-2026');
  await day.blur();
  await tables.getByRole('alert').waitFor();
  equal(Object.values((await value()).aanmeldingen).filter(({ datum }) => datum === iso(7)).length, 2, 'what stood there stays');
  await day.fill(dutch(14));
  await add(QUESTIONS);
  const questions = part(QUESTIONS);
  await questions.getByLabel('Vraag, Vraag 1').fill('Mag de corporatie dit?');
  await questions.getByText('1 open', { exact: true }).waitFor();
  equal(await questions.getByLabel('Klaar op, Vraag 1').inputValue(), dutch(7));
  await questions.getByLabel('Klaar op, Vraag 1').fill('02-11-2026');
  await questions.getByText('1 open, 1 te laat').waitFor();
  await questions.getByLabel('Antwoord, Vraag 1').fill('Ja, dit mag.');
  await questions.getByText('Alle vragen zijn beantwoord.').waitFor();
  await shared.page.evaluate(() => document.querySelector('maatwerk-canvas').save());
  await shared.page.reload();
  await view().waitFor();
  await questions.getByText('Beantwoord.', { exact: true }).waitFor();
  const [first] = Object.values((await value()).aanmeldingen).filter(({ tafel }) => tafel === 'spar');
  deepEqual(Object.values(first.aanwezig).map(({ naam, discipline }) => `${naam} ${discipline}`).sort(), ['Anne Jeugd', 'Cas Wonen']);
  deepEqual(shared.complaints, []);
});

test('what a plan has cost stands beside what was expected, and does not lapse the approvals', async (t) => {
  await start(t);
  await agree();
  await decisions().getByRole('button', { name: 'Ik ben de maatwerkeindbaas' }).click();
  await decide('Cas', 'Akkoord');
  await decide('Dian', 'Akkoord');
  await decisions().getByText('Dit plan is akkoord. Dat is vastgelegd.').waitFor();
  const follow = part('Opvolging');
  await follow.getByText('Het plan is akkoord. Het kan worden uitgevoerd.').waitFor();
  const executed = follow.getByLabel('Uitgevoerd op');
  await executed.fill('01-05-2026');
  await executed.blur();
  await follow.getByText('Na 6 maanden: 1 november 2026 (nog niet alle cijfers zijn er)').waitFor();
  await follow.getByText('Na 6 maanden: verwacht € 31.500,00').first().waitFor();
  const amount = follow.getByLabel('Echt betaald sinds de uitvoering, na 6 maanden, Regel 1');
  await amount.fill('30.000,5,1');
  await amount.blur();
  await follow.getByRole('alert').waitFor();
  equal(Object.values((await value()).kosten.regels).filter((it) => it.gerealiseerd).length, 0);
  await amount.fill('30.000,50');
  await follow.getByLabel('Waar komt dat bedrag vandaan?, na 6 maanden, Regel 1').fill('facturen');
  await follow.getByText('verwacht € 31.500,00, echt betaald € 30.000,50. Dat is € 1.499,50 minder dan verwacht. Bekend van 1 van 3 regels.').waitFor();
  await decisions().getByText('Dit plan is akkoord. Dat is vastgelegd.').waitFor();
  await follow.getByRole('button', { name: 'Casus afsluiten' }).click();
  await follow.getByText('De casus is afgesloten.').waitFor();
  await follow.getByRole('button', { name: 'Casus weer openen' }).waitFor();
  const [line] = Object.values((await value()).kosten.regels).filter((it) => it.gerealiseerd);
  deepEqual(line.gerealiseerd, { na6Maanden: { bedrag: '30000.50', bron: 'facturen' } });
  equal((await value()).status, 'afgesloten');
  for (const viewport of [TABLET, PHONE]) {
    await shared.page.setViewportSize(viewport);
    await shared.app.screenshot(`follow-up-${viewport.width}`, { fullPage: true });
  }
  deepEqual(shared.complaints, []);
});

test('what is missing around the plan is among what is left to do, one tap away', async (t) => {
  await start(t);
  await add(TABLES);
  const day = part(TABLES).getByLabel('Op welke dag?, Tafel 1');
  await eventually(() => day.inputValue(), dutch(7));
  await day.fill('03-11-2026');
  await day.blur();
  await add(QUESTIONS);
  await part(QUESTIONS).getByLabel('Vraag, Vraag 1').fill('Mag dit?');
  await part(QUESTIONS).getByLabel('Klaar op, Vraag 1').fill('10-11-2026');
  await part(QUESTIONS).getByLabel('Klaar op, Vraag 1').blur();
  await view().getByRole('button', { name: 'Terug naar het canvas' }).click();
  const todo = shared.app.element.getByRole('complementary', { name: 'Nog te doen' });
  if (!(await todo.isVisible())) {
    await shared.app.showBar();
    await shared.app.button(/^Nog te doen/).click();
  }
  await todo.getByRole('heading', { name: 'Rond het plan' }).waitFor();
  for (const text of [/^Het canvas gaat naar een tafel/, /^Tafel 1: aan een spar-tafel/]) await todo.getByRole('button', { name: text }).waitFor();
  await todo.getByRole('button', { name: /^Vraag 1: het antwoord is te laat/ }).click();
  await view().waitFor();
  const focused = () => shared.app.element.evaluate((it) => it.shadowRoot.activeElement?.closest('[data-block]')?.dataset.block);
  await eventually(focused, 'vragen');
});
