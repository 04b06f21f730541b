// What the team shares: set once, kept, no canvas in the list, and used where a table or a discipline is chosen.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { PHONE, TABLET } from './support/browser.mjs';
import { startApp } from './support/app.mjs';
import { eventually, tellName } from './support/canvas.mjs';
import { exportOf } from './support/filled.mjs';
import { Overview } from './support/overview.mjs';

const team = (app) => app.element.locator('[data-block="teamInstellingen"]');
const part = (app, name) => team(app).getByRole('region', { name, exact: true });
const day = (days) => new Date(Date.now() + days * 86_400_000);
const iso = (days) => day(days).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
/** The weekday of a day, 1 for Monday. */
const weekday = (days) => String(((new Date(`${iso(days)}T12:00:00Z`).getUTCDay() + 6) % 7) + 1);

test('what the team has set is kept, and used in every canvas', async (t) => {
  const { app, page, complaints } = await startApp(t, { bypassCSP: true });
  await tellName(app);
  const overview = new Overview(app);
  await overview.import(exportOf());
  await app.button('24-0113').waitFor();
  await app.button('Ons team').click();
  await part(app, 'Het team').getByLabel('Naam van het team').fill('Maatwerk Oost');
  const days = part(app, 'Dagen van de tafels');
  await days.getByRole('button', { name: /^Toevoegen/ }).click();
  await days.getByLabel('Dag, Dag 1').selectOption(weekday(3));
  const disciplines = part(app, 'Disciplines');
  await disciplines.getByRole('button', { name: /^Toevoegen/ }).click();
  await disciplines.getByLabel('Naam van de discipline, Discipline 1').fill('Sociaal werk');
  const budgets = part(app, 'Budget per jaar');
  await budgets.getByRole('button', { name: /^Toevoegen/ }).click();
  const year = budgets.getByLabel('Jaar, Budget 1');
  await year.fill('26');
  await year.blur();
  await budgets.getByRole('alert').waitFor();
  await year.fill('2026');
  await budgets.getByLabel('Budget, Budget 1').fill('125.000');
  const years = part(app, 'Waar het budget blijft');
  await years.getByRole('heading', { name: '2026', exact: true }).waitFor();
  const sums = async () => (await years.locator('dl > div').allInnerTexts()).map((row) => row.replace(/\s+/g, ' '));
  await eventually(sums, ['Budget € 125.000,00', 'Vastgelegd in plannen € 0,00', 'Daarvan betaald € 0,00', 'Uitgegeven buiten de plannen € 0,00', 'Over € 125.000,00']);
  for (const viewport of [TABLET, PHONE]) {
    await page.setViewportSize(viewport);
    await app.screenshot(`team-${viewport.width}`, { fullPage: true });
    const rules = ['region', 'page-has-heading-one', 'landmark-one-main', 'heading-order'];
    const { violations } = await new AxeBuilder({ page }).disableRules(rules).analyze();
    deepEqual(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0].html.slice(0, 150)}`), []);
    ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
  }
  await page.setViewportSize(TABLET);
  // The autosave has a moment.
  await new Promise((done) => setTimeout(done, 1500));
  await app.reload();
  await app.button('24-0113').waitFor();
  deepEqual(await overview.names(), ['24-0113'], 'the team is no canvas of the list');
  await overview.open('24-0113');
  await app.button('Rond het plan').click();
  const tables = app.element.getByRole('region', { name: 'Tafels', exact: true });
  await tables.getByRole('button', { name: /^Toevoegen/ }).click();
  await eventually(() => tables.getByLabel('Op welke dag?, Tafel 1').inputValue(), iso(3).split('-').reverse().join('-'));
  await tables.getByRole('button', { name: 'Collega toevoegen: Tafel 1' }).click();
  const options = tables.getByLabel('Discipline, collega 1, Tafel 1').getByRole('option');
  await eventually(() => options.allInnerTexts(), ['Kies', 'Sociaal werk']);
  deepEqual(complaints, []);
});

test('no canvas opens under the id of the team', async (t) => {
  const { app, page } = await startApp(t);
  await tellName(app);
  await page.evaluate(() => document.querySelector('maatwerk-canvas').setAttribute('document-id', 'team'));
  await app.element.getByText('Dit nummer van een canvas klopt niet').waitFor();
  const refused = await page.evaluate(() => {
    try {
      document.querySelector('maatwerk-canvas').value = { formaat: 1, id: 'team', soort: 'team' };
      return 'taken';
    } catch (error) {
      return error.name;
    }
  });
  equal(refused === 'taken', false);
});

/** A plan that the maatwerkbudget pays for; one that was carried out is decided on, another is asked for. */
const plan = (at, more) => ({
  formaat: 1, id: `plan-${at}`, casusnummer: `26-${at}`, datum: '2026-03-02',
  kosten: { looptijd: 12, regels: { [at.toString(16).padStart(32, '0')]: {
    volgorde: 'V', omschrijving: 'Inrichting', financier: { code: 'maatwerkbudget', naam: 'Gemeente: maatwerkbudget' },
    dreigend: { bedrag: '90000.00' }, maatwerk: { bedrag: `${at}000.00` }, ...more.regel,
  } } },
  tevredenheid: { vraag: 'Hoe tevreden bent u op dit moment met uw leven, op een schaal van 1 tot 10?' },
  ...more.canvas,
});

test('plans take from the budget of their year what they commit and have paid', async (t) => {
  const { app } = await startApp(t);
  await tellName(app);
  const paid = { gerealiseerd: { na6Maanden: { bedrag: '35000.00', bron: 'facturen' } } };
  const canvassen = [
    plan(40, { canvas: { uitgevoerdOp: '2026-04-01' }, regel: paid }),
    plan(85, { canvas: { uitgevoerdOp: '2026-05-01' }, regel: { gerealiseerd: { na6Maanden: { bedrag: '55000.00' } } } }),
    plan(4, {}),
  ];
  await new Overview(app).import({ soort: 'maatwerkcanvas-export', versie: 1, canvassen });
  await app.button('26-40').waitFor();
  await app.button('Ons team').click();
  const budgets = part(app, 'Budget per jaar');
  await budgets.getByRole('button', { name: /^Toevoegen/ }).click();
  await budgets.getByLabel('Jaar, Budget 1').fill('2026');
  await budgets.getByLabel('Budget, Budget 1').fill('125.000');
  const sums = async () => (await part(app, 'Waar het budget blijft').locator('dl > div').allInnerTexts()).map((row) => row.replace(/\s+/g, ' '));
  await eventually(sums, [
    'Budget € 125.000,00', 'Vastgelegd in plannen € 125.000,00', 'Daarvan betaald € 90.000,00',
    'Uitgegeven buiten de plannen € 0,00', 'Over € 0,00', 'Gevraagd, nog niet akkoord € 4.000,00',
  ], { within: 15_000 });
});
