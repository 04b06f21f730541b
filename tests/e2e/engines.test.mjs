// The essential story in the engines other than Chromium: a user fills in a canvas on a strict
// page, with a real mouse and real keys, and loses nothing.

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
import { WebdriverPage, WATCH } from './support/webdriver_page.mjs';

const STRICT = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self' data:";
const strictPage = (attributes) => hostPage(attributes, '<script src="/watch.js"></script>');
const PAGES = {
  '/canvas': strictPage('document-id="proef"'),
  '/lijst': strictPage('namespace="lijst"'),
  '/slot': strictPage('namespace="slot" view="canvas"'),
  '/watch.js': WATCH,
};
const WHO = 'Consulent A';
const BOX = 'Situatieschets';
const TOTALS = ['huidig', 'dreigend', 'maatwerk', 'besparing'];

const totals = (page) => Promise.all(TOTALS.map((name) => page.text(`[data-total="${name}"]`)));
const status = (page) => page.text('[role=group][aria-label=Maatwerkcanvas] [role=status]');
const saved = (page) => page.eventually(async () => /^Opgeslagen/.test(await status(page)), true);
/** The actions of a box, in their order. */
const actions = (page, box) =>
  page.ask('return [...shadow.querySelectorAll(`[data-block="${given[0]}"] [data-item] textarea`)].map((it) => it.value)', box);

for (const engine of ENGINES) {
  describe(engine.name, { skip: engine.missing() ?? false }, () => story(engine));
}

function story(engine) {
  let server, strict, driver, page;

  before(async () => {
    server = await serve({ pages: PAGES, headers: { 'Content-Security-Policy': STRICT } });
    strict = await serve({ pages: PAGES, headers: { 'Content-Security-Policy': STRICT.replace("'wasm-unsafe-eval'", '') } });
    driver = await engine.start();
    page = new WebdriverPage(driver);
    await driver.send('size', { width: 1180, height: 1000 });
  });
  after(async () => {
    await driver?.close();
    await server?.close();
    await strict?.close();
  });

  test('a canvas is filled in, and adds up', async () => {
    await page.open(`${server.url}canvas`);
    await page.fill('Uw naam', WHO);
    await page.click('button', 'Verder');
    await page.fill('Casusnummer', SOPHIE.number);
    for (const [box, text] of Object.entries(SOPHIE.texts)) await page.fill(box, text);
    for (const [box, { what }] of Object.entries(SOPHIE.actions)) {
      await page.click('button', `Actie toevoegen: ${box}`);
      await page.eventually(() => page.focus(), `Wat, ${box.toLowerCase()} 1`);
      await page.type(what);
    }
    await page.click('button', 'Regel toevoegen');
    await page.eventually(() => page.focus(), 'Omschrijving');
    await page.type('Alle hulp samen');
    for (const [scenario, amount] of [['huidig', '20000'], ['dreigend', '90.000'], ['maatwerk', '63000,00']]) {
      await page.fill(undefined, amount, `input[data-scenario="${scenario}"]`);
    }
    deepEqual(await totals(page), ['€ 20.000,00', '€ 90.000,00', '€ 63.000,00', '€ 27.000,00']);
    equal(await page.value(undefined, 'input[data-scenario="dreigend"]'), '90.000,00');
    await saved(page);
    const document = await page.stored();
    deepEqual([document.casusnummer, document.perspectief.tekst, document.perspectief.door.naam], [SOPHIE.number, SOPHIE.texts.Perspectief, WHO]);
    deepEqual(await page.complaints(), []);
  });

  test('a grade by its button, and the score moves', async () => {
    await page.click('button', 'Cijfers geven');
    await page.click('button', 'Toevoegen: moeder');
    await page.click('input[type=radio]', '4');
    await page.click('button', 'een half erbij');
    await page.eventually(() => page.text('output'), '4,5');
    match(await page.text('[data-block="tevredenheid"]'), /4,5/);
    await page.click('button', 'Klaar');
    await page.click('button', 'Wijzigen: moeder, nulmeting');
    await page.fill('Of typ het cijfer', '7½');
    await page.eventually(async () => /7,5/.test(await page.text('[data-block="tevredenheid"]')), true);
    await page.click('button', 'Klaar');
    await saved(page);
    deepEqual(Object.values((await page.stored()).tevredenheid.cijfers).map(({ cijfer }) => cijfer), ['7.5']);
  });

  test('a date is typed as people write it, and picked with keys from the calendar', async () => {
    const day = () => page.value('Datum');
    const stored = async () => (await page.stored()).datum;
    await page.fill('Datum', '1 feb 2027');
    await page.click('field', 'Casusnummer');
    await page.eventually(day, '01-02-2027');
    await page.eventually(stored, '2027-02-01');
    await page.fill('Datum', '31-02-2027');
    await page.click('field', 'Casusnummer');
    await page.eventually(day, '31-02-2027');
    await page.eventually(stored, '2027-02-01');
    await page.click('button', 'Kalender openen: Datum');
    await page.eventually(() => page.focus(), 'maandag 1 februari 2027');
    await page.press('ArrowDown', 'ArrowRight', 'PageDown');
    await page.eventually(() => page.focus(), 'dinsdag 9 maart 2027');
    await page.press('Enter');
    await page.eventually(day, '09-03-2027');
    await page.eventually(() => page.focus(), 'Kalender openen: Datum');
    await page.eventually(stored, '2027-03-09');
  });

  test('a reload finds everything, also what was typed a moment before', async () => {
    await page.click('field', BOX);
    await page.press('Control+End');
    await page.type(' Nog net.');
    await page.reload();
    await page.eventually(() => page.value(BOX), `${SOPHIE.texts[BOX]} Nog net.`);
    deepEqual(await totals(page), ['€ 20.000,00', '€ 90.000,00', '€ 63.000,00', '€ 27.000,00']);
    equal(await page.count('field', 'Uw naam'), 0, 'who works here is known');
    equal((await page.stored()).situatieschets.tekst, `${SOPHIE.texts[BOX]} Nog net.`);
    equal(await page.ask('return Object.keys(localStorage).filter((key) => key.startsWith("mwc/standaard/canvas/")).length'), 0, 'the journal is empty again');
    deepEqual(await page.complaints(), []);
  });

  test('with keys alone: Tab in the order of the paper, Enter, undo and redo', async () => {
    const blocks = [];
    await page.click('field', 'Maatwerkeindbaas');
    for (let presses = 0; presses < 80 && blocks.at(-1) !== 'betrokkenheid'; presses += 1) {
      if (presses) await page.press('Tab');
      const block = await page.ask('return shadow.activeElement?.closest("[data-block]")?.dataset.block ?? null');
      if (block && block !== blocks.at(-1)) blocks.push(block);
    }
    deepEqual(blocks.filter((name) => !name.startsWith('tevredenheid')), [
      'maatwerkeindbaas', 'datum', 'casusnummer', 'titel', 'situatieschets', 'perspectief', 'doorbraak', 'zelfDoen', 'ondersteuning',
      'behandeling', 'kosten', 'legitimiteit', 'betrokkenheid',
    ]);
    await page.fill('Doorbraak', 'iets anders');
    await page.press('Control+Z');
    await page.eventually(() => page.value('Doorbraak'), SOPHIE.texts.Doorbraak);
    await page.press('Control+Shift+Z');
    await page.eventually(() => page.value('Doorbraak'), 'iets anders');
    await page.press('Control+Z');
    await page.click('button', 'Afdrukken');
    await page.press('Escape');
    equal(await page.focus(), 'Afdrukken', 'the menu gives the focus back');
    await page.click('button', 'Actie toevoegen: Zelf doen');
    await page.eventually(() => page.focus(), 'Wat, zelf doen 2');
    await page.type('een');
    await page.press('Enter');
    await page.eventually(async () => (await actions(page, 'zelfDoen')).length, 3);
    await page.eventually(() => page.focus(), 'Wat, zelf doen 3');
    await page.type('twee');
    deepEqual(await actions(page, 'zelfDoen'), [SOPHIE.actions['Zelf doen'].what, 'een', 'twee']);
  });

  test('an action is dragged to another box with the mouse', async () => {
    const from = await page.ask('return shadow.querySelectorAll(\'[data-block="zelfDoen"] .handle\').length');
    equal(from, 3);
    const handle = await page.place('[data-block="zelfDoen"] [data-item]:last-child .handle');
    const to = await page.ask(
      `const box = shadow.querySelector('[data-block="ondersteuning"] [data-item]').getBoundingClientRect();
       return { x: Math.round(box.left + box.width / 2), y: Math.round(box.top + 4) };`,
    );
    const half = { x: Math.round((handle.x + to.x) / 2), y: Math.round((handle.y + to.y) / 2) };
    await page.point(handle, half, to, to);
    await page.eventually(() => actions(page, 'ondersteuning'), ['twee', SOPHIE.actions.Ondersteuning.what]);
    deepEqual(await actions(page, 'zelfDoen'), [SOPHIE.actions['Zelf doen'].what, 'een']);
    await page.press('Control+Z');
    await page.eventually(() => actions(page, 'ondersteuning'), [SOPHIE.actions.Ondersteuning.what]);
  });

  test('a field grows with its text', async () => {
    await page.click('field', 'Legitimiteit');
    await page.press('Control+End', ...Array(8).fill('Enter'));
    await page.type('onderaan');
    const hidden = 'const [it] = all("field", "Legitimiteit"); return it.scrollHeight - it.clientHeight';
    ok((await page.ask(hidden)) <= 2, `${await page.ask(hidden)} pixels are out of sight`);
  });

  test('a dialog opens over the page, and Escape closes it', async () => {
    await page.click('button', 'Berekening: Alle hulp samen');
    await page.eventually(() => page.count('dialog[open]'), 1);
    await page.screenshot(`${engine.name}-dialog`);
    await page.press('Escape');
    await page.eventually(() => page.count('dialog[open]'), 0);
    equal(await page.focus(), 'Berekening: Alle hulp samen');
  });

  test('the views over the whole screen open, fit it, and Escape closes them', async () => {
    for (const name of ['Samen', 'In één oogopslag']) {
      await page.click('button', name);
      await page.eventually(() => page.count('dialog[open]'), 1);
      const fits = `const view = shadow.querySelector('dialog[open]');
        const { width, height } = view.getBoundingClientRect();
        return [width >= innerWidth - 1, height >= innerHeight - 1, view.scrollWidth <= view.clientWidth, view.scrollHeight <= view.clientHeight + 1];`;
      await page.eventually(() => page.ask(fits), [true, true, true, true]);
      await page.screenshot(`${engine.name}-${name}`);
      await page.press('Escape');
      await page.eventually(() => page.count('dialog[open]'), 0);
      await page.eventually(() => page.focus(), name);
    }
  });

  test('an export is a file that keeps to the schema', async () => {
    await saved(page);
    await page.click('button', 'Exporteren');
    let name;
    await page.eventually(async () => {
      name = (await readdir(driver.downloads)).find((it) => it.endsWith('.json'));
      return name ? JSON.parse(await readFile(join(driver.downloads, name), 'utf8')).canvassen.length : 0;
    }, 1);
    const file = JSON.parse(await readFile(join(driver.downloads, name), 'utf8'));
    deepEqual(await faults(file), []);
    deepEqual(file.canvassen[0], await page.stored());
  });

  test('a second window follows, takes over without loss, and the first one then follows', async () => {
    const windows = await page.window();
    await page.open(`${server.url}canvas`);
    await page.eventually(() => page.value(BOX), `${SOPHIE.texts[BOX]} Nog net.`);
    const locked = () => page.ask('return all("field", given[0])[0].readOnly', BOX);
    await page.eventually(locked, true);
    await windows.first();
    await page.fill('Betrokkenheid', 'Uit het eerste venster');
    await windows.second();
    await page.eventually(() => page.value('Betrokkenheid'), 'Uit het eerste venster');
    await page.click('button', 'Hier verder werken');
    await page.eventually(locked, false);
    await page.fill('Betrokkenheid', 'Uit het tweede venster');
    await saved(page);
    equal((await page.stored()).betrokkenheid.tekst, 'Uit het tweede venster');
    await windows.first();
    await page.eventually(() => page.value('Betrokkenheid'), 'Uit het tweede venster');
    await page.eventually(locked, true);
    await windows.second();
    await driver.send('closeWindow');
    await windows.first();
    await page.click('button', 'Hier verder werken');
    await page.eventually(locked, false);
    deepEqual(await page.complaints(), []);
  });

  test('at the three sizes nothing scrolls sideways', async () => {
    for (const [name, width, height] of [['tablet', 1180, 820], ['upright', 820, 1180], ['phone', 390, 844]]) {
      // A desktop browser doesn't get as narrow as a phone: the portal's column does.
      if (!(await page.resize(width, height))) await page.ask('document.body.style.inlineSize = `${given[0] - 16}px`', width);
      const wide = await page.ask(
        `const edge = document.body.getBoundingClientRect().right + 1;
         return [...shadow.querySelectorAll('*')].filter((it) => it.getBoundingClientRect().right > edge && it.getBoundingClientRect().width > 1
           && !it.closest('.visually-hidden, [hidden], svg')).map((it) => it.outerHTML.slice(0, 80)).slice(0, 5);`,
      );
      deepEqual(wide, [], name);
      await page.ask('scrollTo(0, 0)');
      await page.screenshot(`${engine.name}-${name}`);
    }
    await page.ask('document.body.style.removeProperty("inline-size")');
    await page.resize(1180, 820);
  });

  test('what was saved is there after the browser was killed', { skip: engine.keeps ? false : 'it is driven without a profile that lasts' }, async () => {
    await page.fill('Doorbraak', 'Vlak voor de stroom uitviel');
    await saved(page);
    await driver.kill();
    driver = await engine.start(driver.profile);
    page = new WebdriverPage(driver);
    await page.open(`${server.url}canvas`);
    await page.eventually(() => page.value('Doorbraak'), 'Vlak voor de stroom uitviel');
    deepEqual(await page.complaints(), []);
  });

  test('sealed by a passphrase, locked and unlocked, it is where it was', async () => {
    const passphrase = 'een zin die alleen ik ken';
    await page.open(`${server.url}slot`);
    await page.eventually(() => page.count('field', BOX), 1);
    if (await page.count('field', 'Uw naam')) {
      await page.fill('Uw naam', WHO);
      await page.click('button', 'Verder');
    }
    await page.fill(BOX, 'vertrouwelijk');
    await saved(page);
    await page.click('button', 'Overzicht');
    await page.click('button', 'Instellingen');
    await page.click('button', 'Beveilig dit apparaat');
    await page.click('input[type=radio]', 'Een eigen wachtzin');
    await page.fill('Uw wachtzin', passphrase);
    await page.click('button', 'Verder');
    const code = (await page.text('[data-hook="code"]')).split(' ');
    const group = await page.ask(`return Number(/groep (\\d)/.exec(shadow.querySelector('label[for$="noodgroep"]').textContent)[1])`);
    await page.fill(`Typ groep ${group} van de noodcode over`, code[group - 1]);
    await page.fill('Typ uw wachtzin nog een keer', passphrase);
    await page.click('button', 'Beveilig nu');
    await page.eventually(() => page.ask(`return shadow.querySelector('[data-hook="sealed"]') !== null`), true);
    await page.click('button', 'Sluiten', 1);
    await page.click('button', 'Sluiten');
    await page.click('button', 'Zonder casusnummer');
    await page.fill(BOX, 'vertrouwelijk en half');
    await page.click('button', 'Vergrendel');
    await page.eventually(() => page.count('field', 'Wachtzin'), 1);
    equal(await page.ask('return shadow.textContent.includes("vertrouwelijk") || shadow.querySelector("textarea") !== null'), false);
    await page.fill('Wachtzin', 'een zin van iemand anders');
    await page.click('button', 'Ontgrendelen');
    await page.eventually(() => page.ask('return shadow.textContent.includes("Deze wachtzin past niet.")'), true);
    await page.fill('Wachtzin', passphrase);
    await page.click('button', 'Ontgrendelen');
    await page.eventually(() => page.value(BOX), 'vertrouwelijk en half');
    deepEqual(await page.complaints(), []);
  });

  test('a page that forbids wasm gets the way out, in Dutch', async () => {
    await page.open(`${strict.url}canvas`);
    await page.eventually(() => page.ask('return window.heard'), [['error', { documentId: null, code: 'csp-wasm' }]]);
    match(await page.text('[role=alert]'), /mag op deze pagina niet starten/);
    equal(await page.count('button', 'Open het maatwerkcanvas in een eigen venster'), 1);
  });
}
