// The essential story in the engines beside Chromium: someone fills in a canvas on a strict page,
// with a real mouse and real keys, and nothing of it is lost.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ENGINES } from './support/engines.mjs';
import { hostPage } from './support/host.mjs';
import { readPdf, squeezed } from './support/pdf.mjs';
import { faults } from './support/schema.mjs';
import { serve } from './support/server.mjs';
import { SOPHIE } from './support/sophie.mjs';
import { Visitor, WATCH } from './support/visitor.mjs';

const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:";
const page = (attributes) => hostPage(attributes, '<script src="/watch.js"></script>');
const PAGES = {
  '/canvas': page('document-id="proef"'),
  '/lijst': page('namespace="lijst"'),
  '/watch.js': WATCH,
};
const WHO = 'Consulent A';
const BOX = 'Situatieschets';
const TOTALS = ['huidig', 'dreigend', 'maatwerk', 'besparing'];

const totals = (visitor) => Promise.all(TOTALS.map((name) => visitor.text(`[data-total="${name}"]`)));
const status = (visitor) => visitor.text('[role=group][aria-label=Maatwerkcanvas] [role=status]');
const saved = (visitor) => visitor.eventually(async () => /^Opgeslagen/.test(await status(visitor)), true);
/** The actions of a box, in their order. */
const actions = (visitor, box) =>
  visitor.ask('return [...shadow.querySelectorAll(`[data-block="${given[0]}"] [data-item] textarea`)].map((it) => it.value)', box);

for (const engine of ENGINES) {
  describe(engine.name, { skip: engine.missing() ?? false }, () => story(engine));
}

function story(engine) {
  let server, strict, driver, visitor;

  before(async () => {
    server = await serve({ pages: PAGES, headers: { 'Content-Security-Policy': STRICT } });
    strict = await serve({ pages: PAGES, headers: { 'Content-Security-Policy': STRICT.replace("'wasm-unsafe-eval'", '') } });
    driver = await engine.start();
    visitor = new Visitor(driver);
    await driver.send('size', { width: 1180, height: 1000 });
  });
  after(async () => {
    await driver?.close();
    await server?.close();
    await strict?.close();
  });

  test('a canvas is filled in, and adds up', async () => {
    await visitor.open(`${server.url}canvas`);
    await visitor.fill('Uw naam', WHO);
    await visitor.click('button', 'Verder');
    await visitor.fill('Casusnummer', SOPHIE.number);
    for (const [box, text] of Object.entries(SOPHIE.texts)) await visitor.fill(box, text);
    for (const [box, { what }] of Object.entries(SOPHIE.actions)) {
      await visitor.click('button', `Actie toevoegen: ${box}`);
      await visitor.eventually(() => visitor.focus(), 'Wat');
      await visitor.type(what);
    }
    await visitor.click('button', 'Regel toevoegen');
    await visitor.eventually(() => visitor.focus(), 'Omschrijving');
    await visitor.type('Alle hulp samen');
    for (const [scenario, amount] of [['huidig', '20000'], ['dreigend', '90.000'], ['maatwerk', '63000,00']]) {
      await visitor.fill(undefined, amount, `input[data-scenario="${scenario}"]`);
    }
    deepEqual(await totals(visitor), ['€ 20.000,00', '€ 90.000,00', '€ 63.000,00', '€ 27.000,00']);
    equal(await visitor.value(undefined, 'input[data-scenario="dreigend"]'), '90.000,00');
    await saved(visitor);
    const document = await visitor.stored();
    deepEqual([document.casusnummer, document.perspectief.tekst, document.perspectief.door.naam], [SOPHIE.number, SOPHIE.texts.Perspectief, WHO]);
    deepEqual(await visitor.complaints(), []);
  });

  test('a grade by its button, and the score moves', async () => {
    await visitor.click('button', 'Cijfers geven');
    await visitor.click('button', 'Toevoegen: moeder');
    await visitor.click('button', 'Cijfer geven: moeder, nulmeting');
    await visitor.click('input[type=radio]', '4');
    await visitor.click('button', 'een half erbij');
    await visitor.eventually(() => visitor.text('output'), '4,5');
    match(await visitor.text('[data-block="tevredenheid"]'), /4,5/);
    await visitor.click('button', 'Klaar');
    await visitor.click('button', 'Wijzigen: moeder, nulmeting');
    await visitor.fill('Of typ het cijfer', '7½');
    await visitor.eventually(async () => /7,5/.test(await visitor.text('[data-block="tevredenheid"]')), true);
    await visitor.click('button', 'Klaar');
    await saved(visitor);
    deepEqual(Object.values((await visitor.stored()).tevredenheid.cijfers).map(({ cijfer }) => cijfer), ['7.5']);
  });

  test('a date is changed with keys in the browser’s own field', async () => {
    const before = await visitor.value('Datum');
    await visitor.click('field', 'Maatwerkeindbaas');
    await visitor.press('Tab');
    equal(await visitor.focus(), 'Datum');
    // The year comes last, whatever the order of day and month.
    await visitor.press('ArrowRight', 'ArrowRight', 'ArrowUp');
    await visitor.click('field', 'Casusnummer');
    const after = before.replace(/^\d+/, (year) => Number(year) + 1);
    equal(await visitor.value('Datum'), after);
    await visitor.eventually(async () => (await visitor.stored()).datum, after);
  });

  test('a reload finds everything, also what was typed a moment before', async () => {
    await visitor.click('field', BOX);
    await visitor.press('Control+End');
    await visitor.type(' Nog net.');
    await visitor.reload();
    await visitor.eventually(() => visitor.value(BOX), `${SOPHIE.texts[BOX]} Nog net.`);
    deepEqual(await totals(visitor), ['€ 20.000,00', '€ 90.000,00', '€ 63.000,00', '€ 27.000,00']);
    equal(await visitor.count('field', 'Uw naam'), 0, 'who works here is known');
    equal((await visitor.stored()).situatieschets.tekst, `${SOPHIE.texts[BOX]} Nog net.`);
    equal(await visitor.ask('return Object.keys(localStorage).filter((key) => key.startsWith("mwc/standaard/canvas/")).length'), 0, 'the journal is empty again');
    deepEqual(await visitor.complaints(), []);
  });

  test('with keys alone: Tab in the order of the paper, Enter, undo and redo', async () => {
    const blocks = [];
    await visitor.click('field', 'Maatwerkeindbaas');
    for (let presses = 0; presses < 80 && blocks.at(-1) !== 'betrokkenheid'; presses += 1) {
      if (presses) await visitor.press('Tab');
      const block = await visitor.ask('return shadow.activeElement?.closest("[data-block]")?.dataset.block ?? null');
      if (block && block !== blocks.at(-1)) blocks.push(block);
    }
    deepEqual(blocks.filter((name) => !name.startsWith('tevredenheid')), [
      'maatwerkeindbaas', 'datum', 'casusnummer', 'situatieschets', 'perspectief', 'doorbraak', 'zelfDoen', 'ondersteuning',
      'behandeling', 'kosten', 'legitimiteit', 'betrokkenheid',
    ]);
    await visitor.fill('Doorbraak', 'iets anders');
    await visitor.press('Control+Z');
    await visitor.eventually(() => visitor.value('Doorbraak'), SOPHIE.texts.Doorbraak);
    await visitor.press('Control+Shift+Z');
    await visitor.eventually(() => visitor.value('Doorbraak'), 'iets anders');
    await visitor.press('Control+Z');
    await visitor.click('button', 'Afdrukken');
    await visitor.press('Escape');
    equal(await visitor.focus(), 'Afdrukken', 'the menu gives the focus back');
    await visitor.click('button', 'Actie toevoegen: Zelf doen');
    await visitor.eventually(() => visitor.focus(), 'Wat');
    await visitor.type('een');
    await visitor.press('Enter');
    await visitor.eventually(async () => (await actions(visitor, 'zelfDoen')).length, 3);
    await visitor.eventually(() => visitor.focus(), 'Wat');
    await visitor.type('twee');
    deepEqual(await actions(visitor, 'zelfDoen'), [SOPHIE.actions['Zelf doen'].what, 'een', 'twee']);
  });

  test('an action is dragged to another box with the mouse', async () => {
    const from = await visitor.ask('return shadow.querySelectorAll(\'[data-block="zelfDoen"] .handle\').length');
    equal(from, 3);
    const handle = await visitor.place('[data-block="zelfDoen"] [data-item]:last-child .handle');
    const to = await visitor.ask(
      `const box = shadow.querySelector('[data-block="ondersteuning"] [data-item]').getBoundingClientRect();
       return { x: Math.round(box.left + box.width / 2), y: Math.round(box.top + 4) };`,
    );
    const half = { x: Math.round((handle.x + to.x) / 2), y: Math.round((handle.y + to.y) / 2) };
    await visitor.point(handle, half, to, to);
    await visitor.eventually(() => actions(visitor, 'ondersteuning'), ['twee', SOPHIE.actions.Ondersteuning.what]);
    deepEqual(await actions(visitor, 'zelfDoen'), [SOPHIE.actions['Zelf doen'].what, 'een']);
    await visitor.press('Control+Z');
    await visitor.eventually(() => actions(visitor, 'ondersteuning'), [SOPHIE.actions.Ondersteuning.what]);
  });

  test('a field grows with its text', async () => {
    await visitor.click('field', 'Legitimiteit');
    await visitor.press('Control+End', ...Array(8).fill('Enter'));
    await visitor.type('onderaan');
    const hidden = 'const [it] = all("field", "Legitimiteit"); return it.scrollHeight - it.clientHeight';
    ok((await visitor.ask(hidden)) <= 2, `${await visitor.ask(hidden)} pixels are out of sight`);
  });

  test('a dialog opens over the page, and Escape closes it', async () => {
    await visitor.click('button', 'Berekening: Alle hulp samen');
    await visitor.eventually(() => visitor.count('dialog[open]'), 1);
    await visitor.screenshot(`${engine.name}-dialog`);
    await visitor.press('Escape');
    await visitor.eventually(() => visitor.count('dialog[open]'), 0);
    equal(await visitor.focus(), 'Berekening: Alle hulp samen');
  });

  test('an export is a file that keeps to the schema', async () => {
    await saved(visitor);
    await visitor.click('button', 'Exporteren');
    let name;
    await visitor.eventually(async () => {
      name = (await readdir(driver.downloads)).find((it) => it.endsWith('.json'));
      return name ? JSON.parse(await readFile(join(driver.downloads, name), 'utf8')).canvassen.length : 0;
    }, 1);
    const file = JSON.parse(await readFile(join(driver.downloads, name), 'utf8'));
    deepEqual(await faults(file), []);
    deepEqual(file.canvassen[0], await visitor.stored());
  });

  test('a second window follows, takes over without loss, and the first one then follows', async () => {
    const windows = await visitor.window();
    await visitor.open(`${server.url}canvas`);
    await visitor.eventually(() => visitor.value(BOX), `${SOPHIE.texts[BOX]} Nog net.`);
    const locked = () => visitor.ask('return all("field", given[0])[0].readOnly', BOX);
    await visitor.eventually(locked, true);
    await windows.first();
    await visitor.fill('Betrokkenheid', 'Uit het eerste venster');
    await windows.second();
    await visitor.eventually(() => visitor.value('Betrokkenheid'), 'Uit het eerste venster');
    await visitor.click('button', 'Hier verder werken');
    await visitor.eventually(locked, false);
    await visitor.fill('Betrokkenheid', 'Uit het tweede venster');
    await saved(visitor);
    equal((await visitor.stored()).betrokkenheid.tekst, 'Uit het tweede venster');
    await windows.first();
    await visitor.eventually(() => visitor.value('Betrokkenheid'), 'Uit het tweede venster');
    await visitor.eventually(locked, true);
    await windows.second();
    await driver.send('closeWindow');
    await windows.first();
    await visitor.click('button', 'Hier verder werken');
    await visitor.eventually(locked, false);
    deepEqual(await visitor.complaints(), []);
  });

  test('at the three sizes nothing scrolls sideways', async () => {
    for (const [name, width, height] of [['tablet', 1180, 820], ['upright', 820, 1180], ['phone', 390, 844]]) {
      // A desktop browser doesn't get as narrow as a phone: the portal's column does.
      if (!(await visitor.resize(width, height))) await visitor.ask('document.body.style.inlineSize = `${given[0] - 16}px`', width);
      const wide = await visitor.ask(
        `const edge = document.body.getBoundingClientRect().right + 1;
         return [...shadow.querySelectorAll('*')].filter((it) => it.getBoundingClientRect().right > edge && it.getBoundingClientRect().width > 1
           && !it.closest('.visually-hidden, [hidden], svg')).map((it) => it.outerHTML.slice(0, 80)).slice(0, 5);`,
      );
      deepEqual(wide, [], name);
      await visitor.ask('scrollTo(0, 0)');
      await visitor.screenshot(`${engine.name}-${name}`);
    }
    await visitor.ask('document.body.style.removeProperty("inline-size")');
    await visitor.resize(1180, 820);
  });

  test('what was saved is there after the browser was killed', { skip: engine.keeps ? false : 'it is driven without a profile that lasts' }, async () => {
    await visitor.fill('Doorbraak', 'Vlak voor de stroom uitviel');
    await saved(visitor);
    await driver.kill();
    driver = await engine.start(driver.profile);
    visitor = new Visitor(driver);
    await visitor.open(`${server.url}canvas`);
    await visitor.eventually(() => visitor.value('Doorbraak'), 'Vlak voor de stroom uitviel');
    deepEqual(await visitor.complaints(), []);
  });

  test('a page that forbids wasm gets the way out, in Dutch', async () => {
    await visitor.open(`${strict.url}canvas`);
    await visitor.eventually(() => visitor.ask('return window.heard'), [['error', { documentId: null, code: 'csp-wasm' }]]);
    match(await visitor.text('[role=alert]'), /mag op deze pagina niet starten/);
    equal(await visitor.count('button', 'Open het maatwerkcanvas in een eigen venster'), 1);
  });
}
