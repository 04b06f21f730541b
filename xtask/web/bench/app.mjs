// What only the app has: opening a canvas from the list, saving, what sealing costs, a list of 300 canvases, searching
// it, and searching the price list.

import { App } from '../../../tests/e2e/support/app.mjs';
import { tellName } from '../../../tests/e2e/support/canvas.mjs';
import { Overview } from '../../../tests/e2e/support/overview.mjs';
import { exportOf } from '../../../tests/e2e/support/filled.mjs';
import { portal } from '../../../tests/e2e/support/element.mjs';
import { serve } from '../../../tests/e2e/support/server.mjs';
import { openCopy, withEnds } from './contestants.mjs';
import { SEALED, sealing } from './sealed.mjs';
import { spread, summary } from './stats.mjs';
import { showCanvas, timeSave, watchKeys } from './watch.mjs';

/** At most what a canvas can hold, with its actions and grades. */
const LINES = [10, 100, 1000, 9_990];
const MANY = 300;
/** How many of a list a tablet shows at least. */
const IN_SIGHT = 6;
const PAUSE = 150;
const LONG = 60_000;

/** Measures each of them `repeats` times, and keys twice as often. */
export function appAlone({ repeats = 7 } = {}) {
  return withEnds(async (run) => {
    const server = await serve({ brotli: true, pages: { '/canvas': portal('<maatwerk-canvas document-id="L100"></maatwerk-canvas>') } });
    run.after(() => server.close());
    const started = await start(run, server, [...LINES.map((lines) => canvas(`L${lines}`, lines)), around(canvas('L100 rond', 100))]);
    const rows = [];
    for (const lines of LINES) rows.push([`opening a canvas of ${label(lines)} lines from the list`, await opening(started, `L${lines}`, repeats)]);
    rows.push(['opening a canvas of 100 lines with all around its plan filled in', await opening(started, 'L100 rond', repeats)]);
    rows.push(...(await saving(started, server, repeats * 2)));
    rows.push(...(await prices(started, repeats * 2)));
    rows.push(...(await sealing((run) => start(run, server, SEALED.map((lines) => canvas(`L${lines}`, lines))), run, server, repeats)));
    const canvases = Array.from({ length: MANY }, (_, at) => canvas(`26-${String(at).padStart(4, '0')}`, 1, `Geval met het woord w${at}w.`));
    const other = await start(run, server, canvases);
    rows.push([`a list of ${MANY} canvases, from the start of a second visit`, await list(other, repeats)]);
    rows.push(...(await searching(other, repeats * 2)));
    return { rows: rows.map(([what, values]) => ({ what, ...summary(values) })), noise: { spread: spread(rows.map(([, values]) => values)), repeats } };
  });
}

const label = (count) => count.toLocaleString('en-GB');

const canvas = (id, lines, text) => ({ ...exportOf({ id, lines, ...(text && { text }) }).canvassen[0], casusnummer: id });

const id = (number) => number.toString(16).padStart(32, '0');
const entriesOf = (from, count, make) => Object.fromEntries(Array.from({ length: count }, (_, at) => [id(from + at), { volgorde: `V${at + 1}V`, ...make(at) }]));

/** The same canvas with everything around its plan filled in, as after a year; opening it should cost next to nothing more. */
const around = (document) => ({
  ...document,
  id: 'L100-rond',
  instemming: { van: 'moeder', wijze: 'mondeling', datum: '2026-11-02', grondslag: 'uitleg gegeven' },
  partijen: entriesOf(0x5000, 12, (at) => ({ naam: `Partij ${at}`, soort: 'formeel', leefgebied: 'wonen', wat: 'Komt elke week langs', nu: true, ...(at % 3 ? {} : { straks: true }) })),
  grondslagen: entriesOf(0x5100, 6, (at) => ({ regeling: `Regeling ${at}`, artikel: '2.3', oordeel: 'mag', ruimte: 'Ruimte voor wat nodig is.', uitkomst: 'opgelost' })),
  aanmeldingen: entriesOf(0x5200, 3, (at) => ({ tafel: 'spar', datum: '2026-11-10', uitkomst: 'Verder uitzoeken.', aanwezig: entriesOf(0x5300 + at * 16, 4, (who) => ({ naam: `Collega ${who}`, discipline: 'Wonen' })) })),
  vragen: entriesOf(0x5400, 12, (at) => ({ vraag: `Mag dit van regel ${at}?`, aan: 'Collega', voor: '2026-11-17', antwoord: 'Ja, met een besluit.' })),
  leerpunten: entriesOf(0x5500, 5, (at) => ({ thema: 'wonen', niveau: 'beleid', knelpunt: `Knelpunt ${at}`, voorstel: 'Een ander besluit.', status: 'gemeld' })),
  publicatie: { tekst: 'Een gezin kreeg een eigen huis.', akkoordVan: 'moeder', datum: '2026-11-20' },
});

/** A browser in which these canvases are stored, and the list is open. */
async function start(run, server, canvassen) {
  const browser = await openCopy();
  run.after(() => browser.close());
  const { page } = browser;
  page.setDefaultTimeout(LONG);
  const app = await new App(page).open(server.url);
  await tellName(app);
  const overview = new Overview(app);
  await overview.import({ soort: 'maatwerkcanvas-export', versie: 1, canvassen });
  await overview.said(/geïmporteerd/);
  return { page, app, overview, server };
}

/** From the press on its name until its lines have been painted. */
async function opening({ page, app }, name, repeats) {
  const times = [];
  for (let time = 0; time < repeats; time += 1) {
    await page.waitForFunction((name) => [...document.querySelector('maatwerk-canvas').shadowRoot.querySelectorAll('.entry button')].some((it) => it.textContent === name), name);
    times.push(await page.evaluate(press, name));
    await app.element.locator('[data-total="maatwerk"]').waitFor();
    await page.evaluate(() => [...document.querySelector('maatwerk-canvas').shadowRoot.querySelectorAll('button')].find((it) => it.textContent.trim() === 'Overzicht').click());
  }
  console.error(`Opened ${name}`);
  return times;
}

/** Runs in the page. */
async function press(name) {
  const root = document.querySelector('maatwerk-canvas').shadowRoot;
  const shown = () => /[1-9]/.test(root.querySelector('[data-total="maatwerk"]')?.textContent ?? '') && root.querySelector('.line');
  const drawn = new Promise((done) => {
    new MutationObserver((_, observer) => {
      if (!shown()) return;
      observer.disconnect();
      done();
    }).observe(root, { childList: true, subtree: true, characterData: true });
  });
  const start = performance.now();
  [...root.querySelectorAll('.entry button')].find((it) => it.textContent === name).click();
  await drawn;
  await new Promise((done) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = done;
    port2.postMessage(null);
  }));
  return performance.now() - start;
}

/** From the demand to save, after a key, until the archive has it. */
async function saving({ page }, server, repeats) {
  await page.goto(`${server.url}canvas`);
  const rows = [];
  for (const lines of [10, 1000]) {
    await page.evaluate(showCanvas, `L${lines}`);
    const field = page.locator('maatwerk-canvas input[data-scenario="maatwerk"]').first();
    const times = [];
    for (let time = 0; time < repeats; time += 1) {
      await field.press(time % 2 ? 'Backspace' : '1');
      times.push(await page.evaluate(timeSave));
    }
    rows.push([`saving a change at ${label(lines)} lines, until it is in the archive`, times]);
  }
  return rows;
}

/** From a key in the search of the price list until its hits have changed, and until that is painted. */
async function prices({ page, app, server }, count) {
  await page.goto(server.url);
  await app.button('L10').click();
  await app.button(/^Berekening/).first().click();
  await app.button('Kies uit de prijslijst').click();
  const search = app.element.getByRole('searchbox', { name: 'Zoek in de prijslijst' });
  await search.pressSequentially('g');
  return typing(page, search, ['g', 'Backspace'], count, 'dialog[open]', 'the price list');
}

/** From the start of the navigation until what is in sight of the list is there. */
async function list({ page, server }, repeats) {
  await page.addInitScript((inSight) => {
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (...given) {
      const root = attach.apply(this, given);
      new MutationObserver((_, observer) => {
        if (root.querySelectorAll('.entry').length < inSight) return;
        observer.disconnect();
        window.listed = performance.now();
      }).observe(root, { childList: true, subtree: true });
      return root;
    };
  }, IN_SIGHT);
  const times = [];
  for (let time = 0; time < repeats; time += 1) {
    await page.goto(server.url);
    await page.waitForFunction(() => window.listed);
    times.push(await page.evaluate(() => window.listed));
  }
  console.error('Listed');
  return times;
}

async function searching({ page, app }, count) {
  const search = app.element.getByRole('searchbox', { name: 'Zoeken' });
  await search.pressSequentially('w2');
  return typing(page, search, ['1', 'Backspace'], count, '.overview', `a list of ${MANY}`);
}

async function typing(page, field, keys, count, selector, where) {
  await field.focus();
  await page.waitForTimeout(PAUSE);
  await page.evaluate(watchKeys, selector);
  for (let key = 0; key < count; key += 1) {
    await page.keyboard.press(keys[key % keys.length]);
    await page.waitForTimeout(PAUSE);
  }
  const { dom, frame } = await page.evaluate(() => window.keys);
  if (frame.length < count * 0.9) throw new Error(`Only ${frame.length} of ${count} keys changed ${where}.`);
  return [
    [`a key in the search of ${where}, to the DOM`, dom],
    [`a key in the search of ${where}, to the painted frame`, frame],
  ];
}
