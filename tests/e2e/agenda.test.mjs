// The agenda of a table: its cases over all canvases, put in order, timed, on the screen and on paper.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { PHONE, TABLET, TABLET_UPRIGHT } from './support/browser.mjs';
import { startApp } from './support/app.mjs';
import { eventually, tellName } from './support/canvas.mjs';
import { Overview } from './support/overview.mjs';
import { readPdf, squeezed } from './support/pdf.mjs';

const screen = (app) => app.element.getByRole('dialog');
const iso = (days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
const id = (number) => number.toString(16).padStart(32, '0');
const KEYS = ['V', 'X', 'Z'];

/** A canvas that is signed up for the doorbraaktafel in two days. */
function documentOf(at, more = {}) {
  return {
    formaat: 1, id: `casus-${at}`, casusnummer: `26-${at}`, titel: `Een plek om te wonen ${at}`, maatwerkeindbaas: 'Anne Bakker', kosten: { looptijd: 12 },
    perspectief: { tekst: 'Weer samen thuis' },
    tevredenheid: { vraag: 'Hoe tevreden bent u op dit moment met uw leven, op een schaal van 1 tot 10?' },
    vragen: { [id(at * 10 + 1)]: { volgorde: 'V', vraag: 'Mag dit van de verordening?', aan: 'Cas', voor: iso(2), antwoord: at === 1 ? 'Ja.' : undefined } },
    aanmeldingen: {
      [id(at * 10 + 2)]: {
        volgorde: KEYS[at - 1], tafel: 'doorbraak', datum: iso(2),
        aanwezig: { [id(at * 10 + 3)]: { naam: 'Bas', discipline: 'Wonen' } },
        uitkomst: at === 2 ? 'Akkoord.' : undefined,
      },
    },
    ...more,
  };
}

const spar = { ...documentOf(4), id: 'casus-4', aanmeldingen: { [id(42)]: { volgorde: 'V', tafel: 'spar', datum: iso(9) } } };
const exported = (canvassen) => JSON.parse(JSON.stringify({ soort: 'maatwerkcanvas-export', versie: 1, canvassen }));
const agenda = (app) => app.element.locator('[data-block="tafels"]');
const cases = (app) => agenda(app).getByRole('list', { name: 'Casussen in volgorde' }).locator('> li');
const order = async (app) => (await cases(app).locator('[data-hook="open"] > :first-child').allInnerTexts()).join(' ');

async function start(t, canvases = [documentOf(1), documentOf(2), documentOf(3), spar]) {
  const started = await startApp(t, { bypassCSP: true });
  await tellName(started.app);
  const overview = new Overview(started.app);
  await overview.import(exported(canvases));
  await started.app.button('26-1').waitFor();
  await started.app.button('Tafels').click();
  await agenda(started.app).waitFor();
  await eventually(() => order(started.app), canvases.length > 1 ? '26-1 26-2 26-3' : '26-1');
  return { ...started, overview };
}

test('the cases of the next table are put in order by buttons, which is kept in each canvas and can be undone', async (t) => {
  const { app, page, complaints, overview } = await start(t);
  const chosen = agenda(app).getByLabel('Welke tafel?');
  match(await chosen.locator('option:checked').innerText(), /^Doorbraaktafel, .+ \(3\)$/);
  const first = cases(app).first();
  match(await first.innerText(), /Mag dit van de verordening\? · Cas, vóór .+ · Antwoord: Ja\./);
  match(await first.innerText(), /Bas \(Wonen\)/);
  await cases(app).nth(1).getByText('Akkoord.', { exact: true }).waitFor();
  await app.button('Omlaag: 26-1').click();
  await eventually(() => order(app), '26-2 26-1 26-3');
  await app.element.getByText('26-1 staat nu op plaats 2 van 3.').first().waitFor();
  await eventually(() => app.element.evaluate((it) => it.shadowRoot.activeElement?.getAttribute('aria-label')), 'Omlaag: 26-1');
  await page.keyboard.press('Enter');
  await eventually(() => order(app), '26-2 26-3 26-1');
  await app.button('Ongedaan maken').click();
  await eventually(() => order(app), '26-2 26-1 26-3');
  // The last one can go no further, and its button says so.
  equal(await app.button('Omlaag: 26-3').getAttribute('aria-disabled'), 'true');
  for (const viewport of [TABLET, TABLET_UPRIGHT, PHONE]) {
    await page.setViewportSize(viewport);
    await app.screenshot(`agenda-${viewport.width}`, { fullPage: true });
    const rules = ['region', 'page-has-heading-one', 'landmark-one-main', 'heading-order'];
    const { violations } = await new AxeBuilder({ page }).disableRules(rules).analyze();
    deepEqual(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0].html.slice(0, 150)}`), []);
    ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
  }
  await page.setViewportSize(TABLET);
  await app.reload();
  await app.button('26-1').waitFor();
  await app.button('Tafels').click();
  await eventually(() => order(app), '26-2 26-1 26-3');
  // Another table of another day.
  await chosen.selectOption({ index: 1 });
  await eventually(() => order(app), '26-4');
  await app.button('Canvassen').click();
  const { json: file } = await overview.exportAll();
  const ranks = file.canvassen.slice(0, 3).map((it) => Object.values(it.aanmeldingen)[0].volgorde);
  deepEqual([...ranks].sort(), [ranks[1], ranks[0], ranks[2]]);
  deepEqual(complaints, []);
});

test('a case is dragged to its place, and opens at its registration', async (t) => {
  const { app, page } = await start(t);
  await cases(app).nth(1).locator('.handle').scrollIntoViewIfNeeded();
  const grip = await cases(app).nth(1).locator('.handle').boundingBox();
  const target = await cases(app).first().boundingBox();
  await page.mouse.move(grip.x + grip.width / 2, grip.y + grip.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x + 40, target.y + 4, { steps: 8 });
  await page.mouse.up();
  await eventually(() => order(app), '26-2 26-1 26-3');
  await cases(app).first().locator('[data-hook="open"]').click();
  await app.element.getByRole('region', { name: 'Rond het plan', exact: true }).waitFor();
  await eventually(() => app.element.evaluate((it) => Boolean(it.shadowRoot.activeElement?.closest('[data-item]'))), true);
});

test('on the screen one goes through the cases of the table in their order, each with half an hour', async (t) => {
  const { app, page } = await start(t);
  await app.button('Omlaag: 26-1').click();
  await eventually(() => order(app), '26-2 26-1 26-3');
  await app.button('Toon op het scherm').click();
  await screen(app).getByRole('heading', { name: 'Maatwerkcanvas 26-2' }).waitFor();
  await screen(app).getByText('1 van 3', { exact: true }).waitFor();
  await app.button('Start het half uur').click();
  const timer = app.element.getByRole('timer');
  await eventually(async () => /^(30:00|29:5\d)$/.test(await timer.innerText()), true);
  await app.button('Volgend canvas').click();
  await screen(app).getByRole('heading', { name: 'Maatwerkcanvas 26-1' }).waitFor();
  // The next case has a half hour of its own.
  await app.button('Start het half uur').waitFor();
  equal(await timer.count(), 0);
  await app.button('Vorig canvas').click();
  await screen(app).getByRole('heading', { name: 'Maatwerkcanvas 26-2' }).waitFor();
  await eventually(async () => /^29:\d\d$/.test(await timer.innerText()), true);
  await app.screenshot('agenda-screen');
  await app.button('Stop de tijd').click();
  await app.button('Start het half uur').waitFor();
  await page.keyboard.press('Escape');
});

test('the half hour ends aloud, and goes on over time', async (t) => {
  const { app, page } = await start(t, [documentOf(1)]);
  await page.clock.install();
  await app.button('Start het half uur: 26-1').click();
  const said = agenda(app).getByRole('status');
  await page.clock.runFor('25:01');
  await eventually(() => said.first().innerText(), 'Nog vijf minuten.');
  await page.clock.runFor('05:10');
  await eventually(() => said.first().innerText(), 'Het half uur is om.');
  await eventually(async () => /over tijd$/.test(await agenda(app).getByRole('timer').innerText()), true);
});

test('the agenda is printed with what was asked and who was there', async (t) => {
  const { app, page } = await start(t);
  await cases(app).first().getByText('Bas (Wonen)').waitFor();
  await page.evaluate(() => (window.print = () => {}));
  await app.button('Agenda afdrukken').click();
  const { pages } = readPdf(await page.pdf({ preferCSSPageSize: true }));
  const paper = pages.join('');
  for (const text of ['Doorbraaktafel', '26-1', '26-2', '26-3', 'Mag dit van de verordening?', 'Bas (Wonen)', 'Akkoord.']) {
    ok(paper.includes(squeezed(text)), text);
  }
  equal(paper.includes('26-4'), false);
  equal(paper.includes('Omlaag'), false, 'no button is on paper');
});

test('before anyone is signed up it says where that is done, and the tabs are there before there is a canvas', async (t) => {
  const { app } = await startApp(t);
  await tellName(app);
  await app.button('Nieuw canvas').waitFor();
  await app.button('Tafels').click();
  await agenda(app).getByText('Er is nog geen canvas aangemeld.').waitFor();
  await app.button('Ons team').click();
  await app.element.locator('[data-block="teamInstellingen"]').waitFor();
  await app.button('Canvassen').click();
  await app.button('Nieuw canvas').waitFor();
});
