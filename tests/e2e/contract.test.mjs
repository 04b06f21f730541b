// The contract with a host page: properties, methods and events.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { Canvas, keysOf, readRecord, stored } from './support/host.mjs';
import { codeOf, documentOf, heard, hears, startHost } from './support/element.mjs';

const CANVAS = '<maatwerk-canvas id="c" document-id="proef"></maatwerk-canvas>';
const USER = { id: 'medewerker-7', naam: 'A. Medewerker' };

/** `value` set to this document, as the host page does it; the code of the error it throws. */
const setValue = (page, document) =>
  page.evaluate((document) => {
    try {
      window.c.value = document;
      return null;
    } catch (error) {
      return error.code ?? String(error);
    }
  }, document);

test('properties that are set before the element is defined count', async (t) => {
  const { page, complaints } = await startHost(t, '<maatwerk-canvas id="c"></maatwerk-canvas>', { head: '' });
  await page.evaluate(
    ([document, user]) => Object.assign(window.c, { value: document, user, getToken: () => 'x', priceList: [{ code: 'A' }] }),
    [documentOf(), USER],
  );
  await page.addScriptTag({ type: 'module', url: '/maatwerk-canvas.js' });
  await page.waitForFunction(() => customElements.get('maatwerk-canvas'));
  equal(await page.evaluate(async () => (await window.c.ready) === window.c), true);
  deepEqual(await page.evaluate(() => window.c.value), documentOf());
  deepEqual(await page.evaluate(() => [window.c.user, window.c.priceList, window.c.getToken()]), [USER, '"code"\n"A"', 'x']);
  const app = new Canvas(page);
  await app.box('Doorbraak').fill('Door deze medewerker');
  await page.evaluate(() => window.c.save());
  deepEqual((await page.evaluate(() => window.c.value.doorbraak)).door, USER);
  equal(await app.element.getByText('Wie bent u?').count(), 0, 'the host page has said who it is');
  const place = `mwc/standaard/@${USER.id}`;
  equal((await stored(page, 'proef', place)).doorbraak.tekst, 'Door deze medewerker');
  deepEqual(complaints, []);
});

test('value is a copy, and setting it keeps the old version in the history', async (t) => {
  const { page, complaints } = await startHost(t, CANVAS);
  await page.evaluate(() => window.c.ready);
  const app = new Canvas(page);
  await app.box('Perspectief').fill('wat er stond');
  await page.evaluate(() => window.c.save());
  equal(await page.evaluate(() => (window.c.value.perspectief = 'weg', window.c.value.perspectief.tekst)), 'wat er stond');
  equal(await setValue(page, documentOf('proef', { casusnummer: '99' })), null);
  equal(await app.field('Casusnummer').inputValue(), '99');
  await page.evaluate(() => window.c.save());
  equal((await stored(page)).casusnummer, '99');
  const [key, ...more] = await keysOf(page, 'versie');
  deepEqual(more, []);
  match(await readRecord(page, 'versie', key), /"waarom":"portaal"/);
  match(await readRecord(page, 'versie', key), /wat er stond/);
  // The same once more is no change.
  const before = (await heard(page, 'change')).length;
  equal(await setValue(page, documentOf('proef', { casusnummer: '99' })), null);
  await page.evaluate(() => window.c.save());
  equal((await heard(page, 'change')).length, before);
  equal((await keysOf(page, 'versie')).length, 1);
  deepEqual(complaints, []);
});

test('an invalid document, or another one than is shown, throws and changes nothing', async (t) => {
  const { page } = await startHost(t, CANVAS);
  const wrong = [
    [{}, 'invalid-value'],
    ['tekst', 'invalid-value'],
    [documentOf('proef', { formaat: 2 }), 'invalid-value'],
    [documentOf('proef', { datum: 'gisteren' }), 'invalid-value'],
    [documentOf('ander'), 'other-id'],
  ];
  await page.waitForFunction(() => customElements.get('maatwerk-canvas'));
  await page.evaluate(() => window.c.ready);
  equal(await setValue(page, documentOf()), null);
  const before = await page.evaluate(() => window.c.value);
  for (const [document, code] of wrong) equal(await setValue(page, document), code);
  deepEqual(await page.evaluate(() => window.c.value), before);
  const message = await page.evaluate((document) => {
    try {
      window.c.value = document;
    } catch (error) {
      return error.message;
    }
    return '';
  }, documentOf('proef', { casusnummer: 7, doorbraak: { tekst: 'geheim van een gezin' } }));
  match(message, /casusnummer/, 'says where');
  ok(!message.includes('geheim'), 'and not what');
  // The same before wasm is there; what only wasm can tell comes as an event.
  const codes = await page.evaluate(async (wrong) => {
    const fresh = document.createElement('maatwerk-canvas');
    fresh.setAttribute('document-id', 'proef');
    const codes = [];
    for (const [document] of wrong) {
      try {
        fresh.value = document;
        codes.push(null);
      } catch (error) {
        codes.push(error.code);
      }
    }
    return codes;
  }, wrong);
  deepEqual(codes, ['invalid-value', 'invalid-value', null, null, 'other-id']);
  await page.evaluate(async (document) => {
    const fresh = Object.assign(globalThis.document.createElement('maatwerk-canvas'), { id: 'd', value: document });
    globalThis.document.body.prepend(fresh);
    await fresh.ready;
  }, documentOf('proef', { datum: 'gisteren' }));
  deepEqual(await hears(page, 'error'), { documentId: null, code: 'invalid-value' });
});

test('totals come as decimal strings, by property and by event', async (t) => {
  const { page, complaints } = await startHost(t, '<maatwerk-canvas id="c" view="overzicht"></maatwerk-canvas>');
  await page.evaluate(() => window.c.ready);
  deepEqual(await page.evaluate(() => [window.c.value, window.c.totals]), [null, null], 'the overview has no document');
  equal(await setValue(page, documentOf()), null);
  const totals = { documentId: 'proef', huidig: '60000.00', dreigend: '270000.00', maatwerk: '189000.00', besparing: '81000.00', cijfer: '7.5' };
  deepEqual(await hears(page, 'totals'), totals);
  deepEqual(await page.evaluate(() => window.c.totals), totals);
  const field = page.locator('#c input[data-scenario="maatwerk"]').first();
  await field.fill('64.000,5');
  const after = await hears(page, 'totals', 2);
  deepEqual({ ...after }, { ...totals, maatwerk: '190000.50', besparing: '79999.50' });
  equal(await page.locator('#c [data-total="maatwerk"]').textContent(), '€ 190.000,50'.replace(' ', '\u00a0'));
  for (const name of ['huidig', 'dreigend', 'maatwerk', 'besparing']) {
    equal(await page.locator(`#c [data-total="${name}"]`).count(), 1, name);
  }
  equal(await page.locator('#c [data-block="perspectief"]').count(), 1);
  deepEqual(complaints, []);
});

test('an edit is dirty until the archive has it, and save waits for that', async (t) => {
  const { page, complaints } = await startHost(t, CANVAS);
  await page.evaluate(() => window.c.ready);
  equal(await page.evaluate(() => window.c.dirty), false);
  // Asked at once: a moment later it may have been saved.
  await page.evaluate(() => window.c.addEventListener('maatwerk-change', () => (window.then = window.c.dirty)));
  await new Canvas(page).box('Doorbraak').pressSequentially('ja');
  deepEqual(await hears(page, 'change'), { documentId: 'proef', dirty: true });
  equal(await page.evaluate(() => window.then), true);
  const [dirty, text] = await page.evaluate(async () => {
    await window.c.save();
    return [window.c.dirty, (await new Promise((done, failed) => {
      const open = indexedDB.open('mwc/standaard');
      open.onerror = failed;
      open.onsuccess = () => {
        const found = open.result.transaction('canvas').objectStore('canvas').get('proef');
        found.onsuccess = () => done(new TextDecoder().decode(found.result));
      };
    }))];
  });
  equal(dirty, false);
  match(text, /"tekst":"ja"/);
  deepEqual(await hears(page, 'saved'), { documentId: 'proef' });
  deepEqual(complaints, []);
});

test('export, print, focus and sync by method', async (t) => {
  const { page, complaints } = await startHost(t, `<div id="top"></div>${CANVAS}`);
  await page.waitForFunction(() => customElements.get('maatwerk-canvas'));
  // A method starts an element that is still out of sight.
  await page.evaluate((document) => (window.c.value = document), documentOf());
  const file = JSON.parse(await page.evaluate(() => window.c.exportJson()));
  deepEqual(file, { soort: 'maatwerkcanvas-export', versie: 1, canvassen: [documentOf()] });
  equal(await page.evaluate(() => window.c.focusBlock('legitimiteit')), true);
  equal(await page.evaluate(() => window.c.shadowRoot.activeElement.closest('[data-block]').dataset.block), 'legitimiteit');
  equal(await page.evaluate(() => window.c.focusBlock('er-is-geen')), false);
  const printed = await page.evaluate(async () => {
    let count = 0;
    window.print = () => (count += 1);
    await window.c.print();
    return count;
  });
  equal(printed, 1);
  equal(await codeOf(page, 'await window.c.sync()'), 'no-sync');
  deepEqual(complaints, []);
});

test('a user, a token source and a price list of the wrong kind are refused', async (t) => {
  const { page } = await startHost(t, CANVAS);
  await page.waitForFunction(() => customElements.get('maatwerk-canvas'));
  equal(await codeOf(page, 'window.c.user = { naam: "x" }'), 'invalid-user');
  equal(await codeOf(page, 'window.c.user = "x"'), 'invalid-user');
  equal(await codeOf(page, 'window.c.getToken = "x"'), 'invalid-token-source');
  equal(await codeOf(page, 'window.c.priceList = { code: 1 }'), 'invalid-price-list');
  deepEqual(await page.evaluate(() => [window.c.user, window.c.getToken, window.c.priceList]), [null, null, null]);
});

test('a second page with the same namespace follows, and its host may not write', async (t) => {
  const { page, browser, server } = await startHost(t, CANVAS);
  await page.evaluate(() => window.c.ready);
  const other = await browser.context.newPage();
  await other.goto(`${server.url}host`);
  await other.evaluate(() => window.c.ready);
  await new Canvas(page).box('Doorbraak').fill('van de een');
  await other.waitForFunction(() => window.c.value.doorbraak?.tekst === 'van de een');
  deepEqual(await hears(other, 'change'), { documentId: 'proef', dirty: false });
  equal(await setValue(other, documentOf()), 'readonly');
  equal(await other.evaluate(() => window.c.value.doorbraak.tekst), 'van de een');
});

test('a listener may use the element at once, and one that throws harms nothing', async (t) => {
  const { page, browser } = await startHost(t, CANVAS);
  await page.evaluate(() => window.c.ready);
  await page.evaluate(() => {
    window.seen = [];
    window.c.addEventListener('maatwerk-change', () => {
      const value = window.c.value;
      window.seen.push(value.doorbraak.tekst);
      if (value.casusnummer !== 'door de pagina') window.c.value = { ...value, casusnummer: 'door de pagina' };
      throw new Error('of the host page itself');
    });
  });
  const app = new Canvas(page);
  await app.box('Doorbraak').pressSequentially('abc');
  await page.waitForFunction(() => window.seen.at(-1) === 'abc');
  equal(await app.field('Casusnummer').inputValue(), 'door de pagina');
  ok(browser.complaints.every((text) => text.includes('of the host page itself')), browser.complaints.join('\n'));
});
