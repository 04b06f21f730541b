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
