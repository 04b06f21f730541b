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
