// A host page changes an element while a user works in it, several properties at once, or removes
// it: nothing panics, and no text that was typed or set is lost.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { eventually } from './support/canvas.mjs';
import { Canvas, PAGES, keysOf, stored } from './support/host.mjs';
import { documentOf, heard, startHost } from './support/element.mjs';
import { idbFaults } from './support/idb_faults.mjs';
import { Overview } from './support/overview.mjs';
import { dist } from './support/server.mjs';

const CANVAS = '<maatwerk-canvas id="c" document-id="proef"></maatwerk-canvas>';
const OVERVIEW = '<maatwerk-canvas id="c" view="overzicht"></maatwerk-canvas>';
const AMOUNT = 'input[data-scenario="dreigend"]';
const DATE = '[data-block="datum"] input';
const USER = "{ id: 'u1', naam: 'Een' }";

async function start(t, body = CANVAS, options = {}) {
  const host = await startHost(t, body, { pages: PAGES, ...options });
  await host.page.evaluate(() => window.c.ready);
  return { ...host, app: new Canvas(host.page, '#c') };
}

/** The same browser once more, as if it had never been here. */
async function again(host) {
  const { page, server, complaints } = host;
  await page.goto(`${server.url}leeg`);
  await page.evaluate(async () => {
    localStorage.clear();
    const gone = ({ name }) => new Promise((on) => (indexedDB.deleteDatabase(name).onsuccess = on));
    await Promise.all((await indexedDB.databases()).map(gone));
  });
  complaints.length = 0;
  await page.goto(`${server.url}host`);
  await page.evaluate(() => window.c.ready);
}

/** Runs a script of the host page's, in one task; the code of the error it throws. */
const script = (page, text) =>
  page.evaluate((text) => {
    try {
      new Function(text)();
      return null;
    } catch (error) {
      return error.code ?? String(error);
    }
  }, text);

/** Gives everything that may still happen the time to. */
async function settles(page) {
  await page.waitForTimeout(150);
  await page.evaluate((late) => window.c?.isConnected && Promise.race([window.c.save(), new Promise((on) => setTimeout(on, late))]), 3000);
  await page.waitForTimeout(50);
}

/** Nothing went wrong, as the console and the events tell it. */
async function healthy({ page, complaints }) {
  deepEqual(await heard(page, 'error'), []);
  deepEqual(complaints, []);
}

/** Text that has been stored somewhere, within a moment. */
async function isStored(page, id, database, text) {
  for (let tries = 0; tries < 50; tries += 1) {
    if (JSON.stringify((await stored(page, id, database)) ?? '').includes(text)) return;
    await page.waitForTimeout(40);
  }
  equal(JSON.stringify(await stored(page, id, database)), text);
}

const AWAY = {
  'another document': "c.setAttribute('document-id', 'ander')",
  'no document': "c.removeAttribute('document-id')",
  'another namespace': "c.setAttribute('namespace', 'elders')",
  'another user': `c.user = ${USER}`,
  'no storage': "c.setAttribute('storage', 'none')",
  'a press on the overview': "[...c.shadowRoot.querySelectorAll('.toolbar button')][0].click()",
  removal: 'c.remove()',
};

test('someone is in an amount or a date, and the host page wants something else', async (t) => {
  const host = await start(t);
  const { page, app } = host;
  for (const [name, change] of Object.entries(AWAY)) {
    await t.test(`in an amount: ${name}`, async () => {
      await again(host);
      await app.button('Regel toevoegen').click();
      await page.locator(`#c ${AMOUNT}`).pressSequentially('1234,5');
      await script(page, change);
      await settles(page);
      await isStored(page, 'proef', undefined, '"1234.50"');
      await healthy(host);
    });
    await t.test(`in a date, with nothing typed: ${name}`, async () => {
      await again(host);
      await page.locator(`#c ${DATE}`).first().focus();
      await script(page, change);
      await settles(page);
      await healthy(host);
    });
  }
});

test('a press on the grades while the focus stays in a grade\'s date', async (t) => {
  const host = await start(t);
  const { page, app } = host;
  await app.button('Cijfers geven').click();
  await app.button('Toevoegen: moeder').click();
  await page.locator('#c [data-block="cijfers"] input[type="radio"]').first().waitFor();
  const inputs = page.locator('#c [data-block="cijfers"] input');
  const count = await inputs.count();
  ok(count > 1, `${count}`);
  // As a finger on a tablet does: the focus stays where it was.
  const press = () => page.evaluate(() => window.c.shadowRoot.querySelector('[data-block="tevredenheid"] button').click());
  for (let at = 0; at < count; at += 1) {
    await inputs.nth(at).evaluate((input) => input.focus());
    await press();
    await inputs.first().waitFor({ state: 'detached' });
    await press();
    await app.button('Wijzigen: moeder, nulmeting').or(app.button('Cijfer geven: moeder, nulmeting')).first().click();
    await inputs.nth(count - 1).waitFor({ state: 'attached' });
  }
  await healthy(host);
});

const TOGETHER = [
  ["c.setAttribute('document-id', 'ander'); c.setAttribute('namespace', 'elders')", 'ander'],
  ["c.setAttribute('namespace', 'elders'); c.setAttribute('document-id', 'ander')", 'ander'],
  ["c.setAttribute('document-id', 'ander'); c.setAttribute('storage', 'none')", 'ander'],
  ["c.removeAttribute('document-id'); c.setAttribute('namespace', 'elders')", null],
  ["c.setAttribute('view', 'overzicht'); c.setAttribute('namespace', 'elders')", 'proef'],
  [`c.setAttribute('document-id', 'ander'); c.user = ${USER}`, 'ander'],
  [`c.user = ${USER}; c.removeAttribute('document-id')`, null],
  ["c.setAttribute('namespace', 'elders'); c.removeAttribute('namespace'); c.setAttribute('document-id', 'ander')", 'ander'],
];

test('several changes in one task count together, in whichever order', async (t) => {
  const host = await start(t);
  const { page, app } = host;
  for (const [change, shown] of TOGETHER) {
    await t.test(change, async () => {
      await again(host);
      await app.box('Doorbraak').pressSequentially('van proef');
      equal(await script(page, change), null);
      await page.waitForFunction((shown) => (window.c.value?.id ?? null) === shown, shown);
      await settles(page);
      equal(await page.evaluate(() => window.c.value?.id ?? null), shown);
      equal((await stored(page)).doorbraak.tekst, 'van proef');
      await healthy(host);
    });
  }
});

test('a document wins over a view, whenever that is set', async (t) => {
  const host = await start(t);
  const { page, app } = host;
  await page.evaluate(() => window.c.setAttribute('view', 'overzicht'));
  await settles(page);
  equal(await page.evaluate(() => window.c.value.id), 'proef');
  // Nor does it call someone back who has gone to the list.
  await app.button('Overzicht').click();
  await page.evaluate(() => window.c.setAttribute('view', 'canvas'));
  await settles(page);
  equal(await page.evaluate(() => window.c.value), null);
  await page.evaluate(() => window.c.setAttribute('document-id', 'ander'));
  await page.waitForFunction(() => window.c.value?.id === 'ander');
  await page.evaluate(() => window.c.removeAttribute('document-id'));
  await page.waitForFunction(() => window.c.value);
  await healthy(host);
});

test('an element that shows the overview goes at any moment', async (t) => {
  const host = await start(t, `${OVERVIEW}<p id="plek"></p>`);
  const { page } = host;
  for (let wait = 0; wait < 24; wait += 1) {
    await page.evaluate(async (wait) => {
      window.c.remove();
      window.plek.innerHTML = '<maatwerk-canvas id="c" view="overzicht" storage="local"></maatwerk-canvas>';
      const element = document.querySelector('maatwerk-canvas');
      if (wait < 8) {
        // At the very moment that it is ready.
        element.addEventListener('maatwerk-ready', () => element.remove());
        await Promise.race([element.ready, new Promise((on) => setTimeout(on, 2000))]);
      } else await new Promise((on) => setTimeout(on, wait * 3));
      element.remove();
      window.c = element;
    }, wait);
  }
  // Until what the elements held and asked for is given back.
  const locks = async () => {
    const { held, pending } = await page.evaluate(() => navigator.locks.query());
    return [held, pending].flat().map(({ name }) => name);
  };
  await eventually(locks, [], { within: 10_000 });
  await healthy(host);
});

const GIVEN = documentOf('proef', { casusnummer: 'van de pagina' });

for (const [where, body] of Object.entries({ 'a canvas': CANVAS, 'the overview': OVERVIEW })) {
  test(`user and value set on an element that shows ${where}: both count, in either order`, async (t) => {
    const host = await start(t, body);
    const { page, app } = host;
    const set = { user: `c.user = ${USER}`, value: `c.value = ${JSON.stringify(GIVEN)}` };
    for (const order of [['user', 'value'], ['value', 'user']]) {
      await again(host);
      equal(await script(page, order.map((name) => set[name]).join(';')), null);
      equal(await page.evaluate(() => window.c.value?.casusnummer), 'van de pagina');
      await page.evaluate(() => window.c.save());
      equal(await app.field('Casusnummer').inputValue(), 'van de pagina');
      equal((await stored(page, 'proef', 'mwc/standaard/@u1')).casusnummer, 'van de pagina');
      await healthy(host);
    }
  });
}

const MEANWHILE = {
  'the element goes': ['c.remove()', null],
  'another document is asked for': ["c.setAttribute('document-id', 'ander')", 'ander'],
};

for (const [name, [change, shown]] of Object.entries(MEANWHILE)) {
  test(`a canvas that begins with an example is being stored, and ${name}: it is stored, and nothing else changes`, async (t) => {
    const host = await start(t, OVERVIEW);
    const { page, app, browser } = host;
    await browser.context.addInitScript(idbFaults);
    await again(host);
    const overview = new Overview(app);
    await overview.examples();
    await overview.open('Moeder en dochter zoeken een veilige plek');
    await app.saved();
    const begun = async () => (await keysOf(page, 'canvas', 'mwc/standaard')).length;
    const before = await begun();
    await page.evaluate(() => void (window.commits = 'hold'));
    await app.button('Gebruik als begin van een echt canvas').click();
    await page.waitForFunction(() => window.held > 0);
    await script(page, change);
    await page.evaluate(() => void (window.commits = 'go'));
    await eventually(begun, before + 1);
    await settles(page);
    equal(await page.evaluate(() => window.c?.value?.id ?? null), shown);
    await healthy(host);
  });
}

test('each document that is handed over gets its place, however fast others follow', async (t) => {
  const host = await start(t);
  const { page, complaints } = host;
  const given = (id) => `c.value = ${JSON.stringify(documentOf(id, { casusnummer: `bij ${id}` }))}`;
  const show = (id) => `c.setAttribute('document-id', '${id}')`;
  equal(await script(page, [given('proef'), show('a'), given('a'), show('b'), given('b')].join(';')), null);
  await page.waitForFunction(() => window.c.value?.id === 'b');
  for (const id of ['proef', 'a', 'b']) await isStored(page, id, undefined, `bij ${id}`);
  // To another namespace, with another document asked for there.
  equal(await script(page, [show('d'), given('d'), show('e'), "c.setAttribute('namespace', 'elders')", given('e')].join(';')), null);
  await isStored(page, 'd', undefined, 'bij d');
  await isStored(page, 'e', 'mwc/elders', 'bij e');
  // What doesn't fit is refused aloud.
  equal(await script(page, [show('f'), given('g')].join(';')), 'other-id');
  await settles(page);
  await healthy(host);
  deepEqual(complaints, []);
});

test('a document that is handed over is not lost with an element that goes at once', async (t) => {
  const host = await start(t);
  const { page } = host;
  await page.evaluate((document) => {
    window.c.setAttribute('namespace', 'elders');
    window.c.value = document;
    window.kept = window.c;
    window.c.remove();
  }, GIVEN);
  await page.waitForTimeout(200);
  equal(await page.evaluate(() => window.kept.value.casusnummer), 'van de pagina');
  await page.evaluate(() => document.body.append(window.kept));
  await page.evaluate(() => window.c.save());
  equal((await stored(page, 'proef', 'mwc/elders')).casusnummer, 'van de pagina');
  await healthy(host);
});

test('methods wait for what was asked before them', async (t) => {
  const host = await start(t);
  const { page } = host;
  await page.evaluate(async (document) => {
    window.c.setAttribute('namespace', 'elders');
    window.c.value = document;
    await window.c.save();
  }, GIVEN);
  equal((await stored(page, 'proef', 'mwc/elders')).casusnummer, 'van de pagina');
  const file = await page.evaluate(() => {
    window.c.removeAttribute('namespace');
    return window.c.exportJson();
  });
  equal(JSON.parse(file).canvassen[0].casusnummer, undefined);
  await healthy(host);
});

test('storage="none": each namespace and user has what was typed there, for as long as the element lives', async (t) => {
  const host = await start(t, '<maatwerk-canvas id="c" storage="none" document-id="proef"></maatwerk-canvas><p id="plek"></p>');
  const { page, app } = host;
  const type = (text) => app.box('Doorbraak').pressSequentially(text);
  const says = async (text) => {
    await page.waitForFunction((text) => window.c.value && (window.c.value.doorbraak?.tekst ?? '') === text, text);
    equal(await app.box('Doorbraak').inputValue(), text);
  };
  await type('van niemand');
  await script(page, `c.user = ${USER}`);
  await says('');
  await type('van een');
  await script(page, 'c.user = null');
  await says('van niemand');
  await page.evaluate(() => (window.element = window.c));
  await script(page, `c.user = ${USER}; c.remove()`);
  await page.waitForTimeout(50);
  await page.evaluate(() => window.plek.append(window.element));
  await says('van een');
  await script(page, 'c.user = null');
  await says('van niemand');
  await healthy(host);
});

test('a listener may change the element from any of its events', async (t) => {
  const host = await start(t);
  const { page, app } = host;
  await page.evaluate(() => {
    window.turns = 0;
    window.c.addEventListener('focusout', () => {
      if (window.turns++ < 4) {
        window.c.setAttribute('document-id', `van-${window.turns}`);
        window.c.setAttribute('readonly', '');
        window.c.removeAttribute('readonly');
      }
    });
  });
  await app.box('Doorbraak').pressSequentially('getypt');
  await page.evaluate(() => window.c.setAttribute('document-id', 'ander'));
  await settles(page);
  await isStored(page, 'proef', undefined, 'getypt');
  ok((await page.evaluate(() => window.turns)) > 0);
  await healthy(host);
});

test('the script can be imported where there is no page, as a server does that renders', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'maatwerk-node-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await copyFile(join(dist, 'maatwerk-canvas.js'), join(folder, 'maatwerk-canvas.mjs'));
  // Neither in bare Node, nor where a renderer has put a few of a browser's things.
  const some = 'globalThis.window = globalThis; globalThis.document = {}; globalThis.HTMLElement = class {};';
  for (const before of ['', some]) {
    const code = `${before} await import('./maatwerk-canvas.mjs'); await import('./maatwerk-canvas.mjs?again');`;
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], { cwd: resolve(folder) });
  }
});
