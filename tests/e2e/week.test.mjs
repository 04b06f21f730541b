// Mijn week: what is due on all canvases, by day, with one tap to its place, and as a calendar file.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { PHONE, TABLET } from './support/browser.mjs';
import { startApp } from './support/app.mjs';
import { eventually, tellName } from './support/canvas.mjs';
import { Overview } from './support/overview.mjs';

// By the clock of the browsers in these tests, which is that of Amsterdam.
const iso = (days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
const id = (number) => number.toString(16).padStart(32, '0');

/** A canvas with something of each kind that is due. `at` makes its ids its own. */
function documentOf(at, { casusnummer = `26-${at}`, executed = '2026-05-15' } = {}) {
  const base = at * 100;
  return {
    formaat: 1, id: `casus-${at}`, casusnummer, titel: 'Een plek om te wonen', uitgevoerdOp: executed, kosten: { looptijd: 12 },
    acties: {
      [id(base + 1)]: { volgorde: 'V', vak: 'zelfDoen', wat: 'Bellen met de corporatie', wie: 'moeder', voor: iso(0) },
      [id(base + 2)]: { volgorde: 'W', vak: 'zelfDoen', wat: 'Al gedaan', voor: iso(-3), klaar: true },
      [id(base + 3)]: { volgorde: 'X', vak: 'zelfDoen', wat: 'Over twee weken', voor: iso(14) },
    },
    vragen: { [id(base + 4)]: { volgorde: 'V', vraag: 'Mag dit van de verordening?', aan: 'Cas', voor: iso(-2) } },
    aanmeldingen: { [id(base + 5)]: { volgorde: 'V', tafel: 'spar', datum: iso(2) } },
    tevredenheid: { vraag: 'Hoe tevreden bent u op dit moment met uw leven, op een schaal van 1 tot 10?', personen: { [id(base + 6)]: { volgorde: 'V', rol: 'moeder' } } },
  };
}

const exported = (canvassen) => ({ soort: 'maatwerkcanvas-export', versie: 1, canvassen });

async function start(t, canvases) {
  const started = await startApp(t, { bypassCSP: true });
  await tellName(started.app);
  const overview = new Overview(started.app);
  await overview.import(exported(canvases));
  await started.app.button(canvases[0].casusnummer).waitFor();
  return { ...started, overview };
}

const week = (app) => app.element.locator('[data-block="mijnWeek"]');
const rows = (app) => week(app).getByRole('listitem');

test('what is late and due is listed by day, and one tap goes to its place and back', async (t) => {
  const { app, page, complaints } = await start(t, [documentOf(1), documentOf(2)]);
  // Of each canvas: two grades and a question late, an action today, a table in two days.
  await app.button('Mijn week (10)').click();
  await week(app).waitFor();
  const headings = await week(app).getByRole('heading', { level: 4 }).allInnerTexts();
  equal(headings[0], 'Te laat');
  match(headings[1], /^Vandaag, /);
  equal(headings.at(-1), 'Later deze maand');
  equal(await rows(app).count(), 12);
  for (const viewport of [TABLET, PHONE]) {
    await page.setViewportSize(viewport);
    await app.screenshot(`week-${viewport.width}`, { fullPage: true });
    const rules = ['region', 'page-has-heading-one', 'landmark-one-main', 'heading-order'];
    const { violations } = await new AxeBuilder({ page }).disableRules(rules).analyze();
    deepEqual(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0].html.slice(0, 150)}`), []);
    ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing scrolls sideways');
  }
  await page.setViewportSize(TABLET);
  await week(app).getByRole('button', { name: /^Vraag: Mag dit van de verordening\? \(Cas\)/ }).first().click();
  const focused = () => app.element.evaluate((it) => it.shadowRoot.activeElement?.closest('[data-item]')?.dataset.item);
  await eventually(focused, id(104));
  const around = app.element.getByRole('region', { name: 'Rond het plan', exact: true });
  await around.getByLabel('Antwoord, Vraag 1').fill('Ja.');
  await app.button('Overzicht').click();
  // The view is still there, and what was answered isn't.
  await app.button('Mijn week (9)').waitFor();
  await week(app).waitFor();
  await week(app).getByRole('button', { name: /^Vraag een cijfer aan moeder: na 6 maanden/ }).first().click();
  await eventually(focused, id(106));
  await app.button('Overzicht').click();
  await week(app).getByRole('button', { name: /^Actie: Bellen/ }).first().click();
  await eventually(focused, id(101));
  deepEqual(complaints, []);
});

test('the calendar file says nothing about a family', async (t) => {
  const { app, page, complaints } = await start(t, [documentOf(1), documentOf(2)]);
  await app.button('Mijn week (10)').click();
  const press = () => app.button('Naar uw agenda').click();
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  equal(file.suggestedFilename(), 'mijn-week.ics');
  const text = await readFile(await file.path(), 'utf8');
  const lines = text.split('\r\n');
  deepEqual([lines[0], lines.at(-2), lines.at(-1)], ['BEGIN:VCALENDAR', 'END:VCALENDAR', '']);
  ok(lines.every((line) => line.length <= 75 && !line.includes('\n')));
  const events = lines.filter((line) => line === 'BEGIN:VEVENT').length;
  // What is late is no appointment; the grade after twelve months is one.
  equal(events, 2 * 4);
  equal(new Set(lines.filter((line) => line.startsWith('UID:'))).size, events);
  ok(text.includes(`DTSTART;VALUE=DATE:${iso(0).replaceAll('-', '')}`));
  for (const word of ['26-1', '26-2', 'casus-1', 'moeder', 'corporatie', 'verordening', 'Cas', 'wonen']) {
    ok(!text.includes(word), `${word} is in the file`);
  }
  deepEqual(complaints, []);
});

test('what can not be due is left out: the bin, a closed case, half a date', async (t) => {
  const closed = { ...documentOf(3), status: 'afgesloten' };
  const odd = documentOf(4);
  odd.vragen[id(404)].voor = 'volgende week';
  const { app, overview } = await start(t, [documentOf(1), documentOf(2), closed, odd]);
  await app.button('Mijn week (14)').waitFor();
  await overview.choose('26-2', 'Naar de prullenbak');
  await app.button('Mijn week (9)').waitFor();
});

test('of a thousand canvases the first that are due show', async (t) => {
  const canvases = Array.from({ length: 1000 }, (_, at) => documentOf(at + 1));
  const { app, page } = await start(t, canvases);
  await app.button('Mijn week (5000)').waitFor();
  // The part is loaded first, as it is on a second visit.
  await app.button('Mijn week (5000)').click();
  await week(app).waitFor();
  await app.button('Canvassen').click();
  await week(app).waitFor({ state: 'detached' });
  const took = await page.evaluate(async () => {
    const root = document.querySelector('maatwerk-canvas').shadowRoot;
    const tab = [...root.querySelectorAll('.tab')].find((it) => it.textContent.startsWith('Mijn week'));
    const begin = performance.now();
    tab.click();
    while (root.querySelectorAll('.week__item').length === 0) await new Promise((done) => setTimeout(done));
    root.querySelector('.week').getBoundingClientRect();
    return performance.now() - begin;
  });
  t.diagnostic(`a thousand canvases: ${took.toFixed(0)} ms`);
  equal(await rows(app).count(), 200);
});

test('a case that need not be kept any longer is listed, and goes for good with all its versions', async (t) => {
  const closed = { ...documentOf(1), status: 'afgesloten', gewijzigd: { door: { id: 'c', naam: 'Consulent A' }, op: '2023-03-01T10:00:00Z' } };
  const { app, overview, complaints } = await start(t, [closed, { ...documentOf(2), status: 'afgesloten' }]);
  await app.button('Mijn week (1)').click();
  const over = rows(app).filter({ hasText: 'afgesloten, te bewaren tot en met 01-03-2025' });
  await over.waitFor();
  equal(await rows(app).count(), 1);
  // Nothing goes by the term alone, nor by half a decision.
  await over.getByRole('button', { name: 'Definitief verwijderen: 26-1' }).click();
  await over.getByRole('button', { name: 'Annuleren' }).click();
  equal(await rows(app).count(), 1);
  await over.getByRole('button', { name: 'Definitief verwijderen: 26-1' }).click();
  await over.getByRole('button', { name: 'Ja, verwijder' }).click();
  await overview.said('‘26-1’ is definitief verwijderd.');
  await eventually(() => rows(app).count(), 0);
  await app.button('Canvassen').click();
  await eventually(() => overview.names(), ['26-2']);
  deepEqual(complaints, []);
});
