// Saved versions of a canvas that was replaced as a whole: to view, to export and to restore.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { PHONE, TABLET } from './support/browser.mjs';
import { download, eventually, sharedApp } from './support/canvas.mjs';
import { exportOf } from './support/filled.mjs';
import { Overview } from './support/overview.mjs';
import { faults } from './support/schema.mjs';

const shared = sharedApp({ bypassCSP: true });
const list = () => shared.app.element.getByRole('dialog', { name: 'Eerdere versies' });
const button = (name) => list().getByRole('button', { name });

async function openList() {
  await shared.app.showBar();
  await shared.app.button('Eerdere versies').click();
  await list().waitFor();
  return list().getByRole('listitem');
}

/** A canvas of which an import has replaced the first version. */
async function replaced() {
  const overview = new Overview(shared.app);
  await overview.import(exportOf({ text: 'Zoals het eerst was. ' }));
  await shared.app.button('24-0113').waitFor();
  await overview.import(exportOf({ text: 'Zoals het bestand het zegt. ', lines: 1 }));
  await overview.clash().waitFor();
  await shared.app.button('Vervangen').click();
  await overview.clash().waitFor({ state: 'detached' });
  return overview.open('24-0113');
}

test('nothing is kept of a canvas that was never replaced, and the list says so', async () => {
  await shared.newCanvas();
  const items = await openList();
  await list().getByText(/^Er zijn nog geen eerdere versies/).waitFor();
  equal(await items.count(), 0);
  await shared.page.keyboard.press('Escape');
  await list().waitFor({ state: 'detached' });
  equal(await shared.app.button('Eerdere versies').evaluate((it) => it.getRootNode().activeElement === it), true);
  await shared.app.button('Overzicht').click();
  deepEqual(shared.complaints, []);
});

test('what an import replaced can be looked at, exported and put back, and nothing is lost by that', async () => {
  const canvas = await replaced();
  equal(await canvas.text('Doorbraak').inputValue(), 'Zoals het bestand het zegt. ');
  await canvas.write('Perspectief', 'En verder getypt.');
  const items = await openList();
  await eventually(() => items.count(), 1);
  match(await items.innerText(), /^02-11-2026 om 11:00, Maatwerker\s+Vervangen door een bestand\./);
  await button(/^Bekijken/).click();
  await list().getByText('Zoals het eerst was.').first().waitFor();
  const { name, json } = await download(shared.page, () => button(/^Exporteren/).click());
  match(name, /^maatwerkcanvas-24-0113-/);
  deepEqual(await faults(json), []);
  equal(json.canvassen[0].doorbraak.tekst, 'Zoals het eerst was. ');
  for (const viewport of [TABLET, PHONE]) {
    await shared.page.setViewportSize(viewport);
    await shared.app.screenshot(`versions-${viewport.width}`, { fullPage: false });
    const rules = ['region', 'page-has-heading-one', 'landmark-one-main', 'heading-order'];
    const { violations } = await new AxeBuilder({ page: shared.page }).disableRules(rules).analyze();
    deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 150)}`), []);
  }
  await shared.page.setViewportSize(TABLET);
  await button(/^Terugzetten/).click();
  await list().getByRole('status').filter({ hasText: /^Teruggezet/ }).waitFor();
  await eventually(() => items.count(), 2);
  match(await items.first().innerText(), /Vervangen door een eerdere versie\./);
  await button('Sluiten').click();
  equal(await canvas.text('Doorbraak').inputValue(), 'Zoals het eerst was. ');
  equal(await canvas.items('Kosten-batenanalyse').count(), 3);
  // It is one step, to take back and to do again.
  await shared.app.button('Ongedaan maken').click();
  equal(await canvas.text('Doorbraak').inputValue(), 'Zoals het bestand het zegt. ');
  equal(await canvas.text('Perspectief').inputValue(), 'En verder getypt.');
  equal(await canvas.items('Kosten-batenanalyse').count(), 1);
  await shared.app.showBar();
  await shared.app.button('Opnieuw').click();
  equal(await canvas.text('Doorbraak').inputValue(), 'Zoals het eerst was. ');
  equal(await canvas.items('Kosten-batenanalyse').count(), 3);
  await canvas.saved();
  await shared.app.reload();
  await canvas.ready();
  equal(await canvas.text('Doorbraak').inputValue(), 'Zoals het eerst was. ');
  // The one that was replaced by putting back has what was typed last, and can be put back itself.
  await openList();
  await button(/^Terugzetten/).first().click();
  await eventually(() => list().getByRole('listitem').count(), 3);
  await button('Sluiten').click();
  equal(await canvas.text('Perspectief').inputValue(), 'En verder getypt.');
  equal(await canvas.text('Doorbraak').inputValue(), 'Zoals het bestand het zegt. ');
  ok((await canvas.descriptions()).length === 1);
  deepEqual(shared.complaints, []);
});

test('a plan gets a name, and what has changed since is shown beside what it was', async () => {
  const canvas = await shared.newCanvas();
  await canvas.write('Perspectief', 'Een eigen huis met een tuin');
  await canvas.addAction('Zelf doen', 'Bellen', { who: 'moeder' });
  await canvas.addLine('Huur', { Dreigend: '900', Maatwerk: '100' });
  await openList();
  const name = list().getByLabel('Naam van deze versie');
  // Without a name it isn't frozen.
  await button('Versie vastleggen').click();
  await list().getByRole('alert').filter({ hasText: /^Geef deze versie een naam/ }).waitFor();
  await canvas.focused(name);
  await name.pressSequentially('Eerste tafel');
  await name.press('Enter');
  await list().getByRole('status').filter({ hasText: 'Deze versie is vastgelegd.' }).waitFor();
  await list().getByText('Het plan van nu is vastgelegd als “Eerste tafel”.').waitFor();
  equal(await name.count(), 0, 'the same plan is not frozen twice');
  match(await list().getByRole('listitem').first().innerText(), /^Eerste tafel\s+.*Besparing: €\s800,00/);
  await button('Vergelijken: Eerste tafel').click();
  await list().getByText('Er is geen verschil.').waitFor();
  await button('Sluiten').click();
  // What is done and what is put in order is no other plan.
  await canvas.item('Zelf doen', 0).getByRole('checkbox').check();
  await openList();
  await list().getByText('Het plan van nu is vastgelegd als “Eerste tafel”.').waitFor();
  await button('Sluiten').click();
  await canvas.write('Perspectief', 'Een eigen huis zonder een tuin');
  await canvas.type(canvas.amount(0, 'Dreigend'), '1.200');
  await canvas.choose(canvas.item('Zelf doen', 0), /^Verwijderen/);
  await openList();
  await name.pressSequentially('Tweede tafel');
  await button('Versie vastleggen').click();
  await button('Vergelijken: Eerste tafel').click();
  const changes = list().getByRole('listitem').filter({ hasText: 'Is geworden' });
  const told = async () => (await list().locator('.comparison__item').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
  await eventually(told, [
    'Perspectief Was Een eigen huis met een tuin Is geworden Een eigen huis zonder een tuin',
    'Acties › “Bellen” Was Bellen · moeder · Zelf doen Is geworden Verwijderd',
    'Kosten-batenanalyse › “Huur” › Dreigend Was € 900,00 Is geworden € 1.200,00',
  ]);
  ok((await changes.count()) >= 3);
  deepEqual(await list().locator('del').first().innerText(), 'met ');
  // Two of them beside each other.
  await list().getByLabel('Vergelijken met').selectOption({ label: 'Tweede tafel' });
  await eventually(async () => (await told()).length, 3);
  for (const viewport of [PHONE, TABLET]) {
    await shared.page.setViewportSize(viewport);
    equal(await list().isVisible(), true, 'it stays when a tablet is turned');
    await shared.app.screenshot(`comparison-${viewport.width}`, { fullPage: false });
    const rules = ['region', 'page-has-heading-one', 'landmark-one-main', 'heading-order'];
    const { violations } = await new AxeBuilder({ page: shared.page }).disableRules(rules).analyze();
    deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 150)}`), []);
  }
  await button('Weghalen: Tweede tafel').click();
  await eventually(() => button(/^Weghalen/).count(), 1);
  await button('Sluiten').click();
  await shared.app.button('Ongedaan maken').click();
  const { json } = await canvas.export();
  deepEqual(await faults(json), []);
  deepEqual(Object.values(json.canvassen[0].versies).map(({ naam }) => naam).sort(), ['Eerste tafel', 'Tweede tafel']);
  await canvas.saved();
  await shared.app.reload();
  await canvas.ready();
  await openList();
  await button('Vergelijken: Tweede tafel').waitFor();
  deepEqual(shared.complaints, []);
});

test('a plan that there is no room for is not called frozen', async () => {
  // The test before this one ends in the list.
  await shared.page.keyboard.press('Escape');
  const canvas = await shared.newCanvas();
  await canvas.write('Perspectief', 'Een eigen huis met een tuin');
  const name = list().getByLabel('Naam van deze versie');
  await openList();
  await name.pressSequentially('Versie');
  await button('Versie vastleggen').click();
  await list().getByRole('status').filter({ hasText: 'Deze versie is vastgelegd.' }).waitFor();
  await button('Sluiten').click();
  const { json } = await canvas.export();
  const [full] = json.canvassen;
  const [frozen] = Object.values(full.versies);
  full.versies = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [at.toString(16).padStart(64, '0'), { ...frozen, naam: `Versie ${at}` }]));
  Object.assign(full, { id: 'vol', casusnummer: '24-0550' });
  await canvas.overview();
  const overview = new Overview(shared.app);
  await overview.import(json);
  await shared.app.button('24-0550').waitFor();
  await overview.open('24-0550');
  await openList();
  await name.pressSequentially('Nog een');
  await button('Versie vastleggen').click();
  await list().getByRole('alert').filter({ hasText: /^Er is geen plaats voor nog een vastgelegde versie/ }).waitFor();
  await canvas.focused(name);
  equal(await name.inputValue(), 'Nog een');
  equal(await list().getByText('Deze versie is vastgelegd.').count(), 0);
  await button('Weghalen: Versie 0').click();
  await button('Versie vastleggen').click();
  await list().getByRole('status').filter({ hasText: 'Deze versie is vastgelegd.' }).waitFor();
  await button('Sluiten').click();
  deepEqual(shared.complaints, []);
});
