// A portal that keeps the key: sealed without a question, locked by its page, and never lost by a wrong key.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { documentOf, heard, hears, portal, startHost } from './support/element.mjs';
import { Device } from './support/lock.mjs';
import { readRecord } from './support/host.mjs';

const TEXT = 'vertrouwelijkverhaal';
const BOX = 'Situatieschets';
/** A portal's script that gives the key in `window.secret`, and notes what it was asked. */
const GIVES = `
  import '/maatwerk-canvas.js';
  window.asked = [];
  document.querySelector('maatwerk-canvas').getKey = async (request) => {
    window.asked.push(request);
    const secret = localStorage.getItem('secret') ?? '7';
    if (secret === 'geen') throw new Error('no key now');
    if (secret === 'later') await new Promise((on) => (window.give = on));
    return new Uint8Array(32).fill(secret === 'later' ? 7 : Number(secret));
  };
`;
const PORTAL = portal('<maatwerk-canvas document-id="proef"></maatwerk-canvas>', '<script type="module" src="/geeft.mjs"></script>');
/** The script of a portal with a `getKey` of its own. */
const gives = (getKey) => `
  import '/maatwerk-canvas.js';
  window.asked = [];
  for (const element of document.querySelectorAll('maatwerk-canvas')) element.getKey = ${getKey};
`;
const CANNOT_SEAL = 'Deze omgeving beveiligt wat u hier bewaart, maar dat lukt nu niet.';

/** A portal with one canvas, in which a text was typed. */
async function type(t, script = GIVES, portal = PORTAL) {
  const started = await startHost(t, '', { pages: { '/portaal': portal, '/geeft.mjs': script } });
  await started.page.goto(`${started.server.url}portaal`);
  const app = new Device(started.page);
  await app.box(BOX).waitFor();
  await app.box(BOX).pressSequentially(TEXT);
  await app.saved();
  return { ...started, app };
}

/** The same, once it is sealed. Asked twice for a key, the portal has given the same. */
async function open(t, script = GIVES) {
  const started = await type(t, script);
  await started.page.waitForFunction(() => window.asked.length === 2);
  await started.app.button('Vergrendel').waitFor();
  return started;
}

const lock = (page) => page.evaluate(() => document.querySelector('maatwerk-canvas').lock());

test('with getKey all is sealed unasked; lock() locks, says so, and its key opens again in the same place', async (t) => {
  const { app, page, complaints } = await open(t);
  const record = await readRecord(page, 'canvas', 'proef');
  ok(!record.includes(TEXT));
  const [{ namespace, purpose, kid }] = await page.evaluate(() => window.asked);
  deepEqual([namespace, purpose], ['standaard', 'storage']);
  ok(/^[0-9a-f]{32}$/.test(kid));
  await app.box(BOX).press('End');
  await page.keyboard.type(' half');
  await lock(page);
  await app.locked().waitFor();
  await app.showsNothingOf([TEXT]);
  equal(await page.evaluate(() => document.querySelector('maatwerk-canvas').value), null);
  deepEqual((await hears(page, 'lock')).locked, true);
  await app.button('Ontgrendelen').click();
  await app.box(BOX).waitFor();
  equal(await app.box(BOX).inputValue(), `${TEXT} half`);
  deepEqual((await hears(page, 'lock', 2)).locked, false);
  deepEqual((await page.evaluate(() => window.asked)).map((it) => it.kid), [kid, kid, kid]);
  await page.reload();
  await app.box(BOX).waitFor();
  equal(await app.box(BOX).inputValue(), `${TEXT} half`);
  deepEqual(await heard(page, 'lock'), [], 'opened by itself it was never locked');
  deepEqual(complaints, []);
});

test('a key that does not come or does not fit leaves it locked, says so, and is asked again', async (t) => {
  const { app, page } = await open(t);
  for (const secret of ['8', 'geen']) {
    await page.evaluate((secret) => localStorage.setItem('secret', secret), secret);
    await page.reload();
    await app.locked().waitFor();
    await app.element.getByText('De sleutel van deze omgeving kwam niet, of past niet. Er is niets weg.').first().waitFor();
    equal((await hears(page, 'error')).code, 'key');
    equal(await app.button('Ik heb geen wachtzin en geen noodblad meer').count(), 0, 'nothing is lost: the portal has the key');
    await app.button('Ontgrendelen').click();
    await page.waitForFunction(() => window.asked.length === 2);
    await app.showsNothingOf([TEXT]);
  }
  await page.evaluate(() => localStorage.setItem('secret', '7'));
  // A page that gives it late, after the element has started.
  await page.route('**/geeft.mjs', (route) => route.fulfill({ contentType: 'text/javascript', body: "import '/maatwerk-canvas.js';" }));
  await page.reload();
  await app.locked().waitFor();
  await app.element.getByText('Deze omgeving geeft de sleutel.').waitFor();
  await page.evaluate(() => (document.querySelector('maatwerk-canvas').getKey = async () => new Uint8Array(32).fill(7)));
  await app.box(BOX).waitFor();
  equal(await app.box(BOX).inputValue(), TEXT);
});

test('a key that never comes leaves it locked after a while; one that comes late opens it, and not after a lock', async (t) => {
  const { app, page } = await open(t);
  await page.evaluate(() => localStorage.setItem('secret', 'later'));
  await page.clock.install();
  for (const press of [false, true]) {
    await page.reload();
    await page.waitForFunction(() => window.give);
    equal(await app.locked().count(), 0);
    await page.clock.fastForward('00:16');
    await app.locked().waitFor();
    equal((await hears(page, 'error')).code, 'key');
    if (press) {
      await page.evaluate(() => localStorage.setItem('secret', '7'));
      await app.button('Ontgrendelen').click();
    } else {
      await page.evaluate(() => window.give());
    }
    await app.box(BOX).waitFor();
    equal(await app.box(BOX).inputValue(), TEXT);
  }
  await lock(page);
  await app.locked().waitFor();
  await page.evaluate(() => window.give());
  await page.waitForTimeout(300);
  equal(await app.box(BOX).count(), 0);
});

test('one array that the portal keeps is left as it is, and opens each time', async (t) => {
  const { app, page } = await open(t, gives('((key) => async (request) => (window.asked.push(request), key))(new Uint8Array(32).fill(7))'));
  for (const again of [0, 1]) {
    await lock(page);
    await app.locked().waitFor();
    await app.button('Ontgrendelen').click();
    await app.box(BOX).waitFor();
    equal(await app.box(BOX).inputValue(), TEXT, `${again}`);
  }
});

for (const [what, key] of Object.entries({
  'another key at each call': 'crypto.getRandomValues(new Uint8Array(32))',
  'a key of zeros': 'new Uint8Array(32)',
  'a key that is too short': 'new Uint8Array(16).fill(7)',
})) {
  test(`${what} seals nothing, and the key that lasts does`, async (t) => {
    const { app, page } = await type(t, gives(`async (request) => (window.asked.push(request), window.right ?? ${key})`));
    await app.element.getByText(CANNOT_SEAL).waitFor();
    equal((await hears(page, 'error')).code, 'key');
    equal(await readRecord(page, 'beheer', 'sleutel'), null);
    ok((await readRecord(page, 'canvas', 'proef')).includes(TEXT));
    await page.evaluate(() => (window.right = new Uint8Array(32).fill(7)));
    await app.button('Probeer opnieuw').click();
    await app.button('Vergrendel').waitFor();
    await lock(page);
    await app.button('Ontgrendelen').click();
    await app.box(BOX).waitFor();
    equal(await app.box(BOX).inputValue(), TEXT);
  });
}

test('what the portal changes while it is asked for the key asks for no other, and two elements seal it once', async (t) => {
  const two = portal(
    '<maatwerk-canvas document-id="proef"></maatwerk-canvas><maatwerk-canvas document-id="ander"></maatwerk-canvas>',
    '<script type="module" src="/geeft.mjs"></script>',
  );
  const slow = 'async (request) => { window.asked.push(request); await (window.free ??= new Promise((on) => (window.give = on))); return new Uint8Array(32).fill(7); }';
  const { page, server, browser } = await startHost(t, '', { pages: { '/portaal': two, '/geeft.mjs': gives(slow) } });
  await page.goto(`${server.url}portaal`);
  await page.waitForFunction(() => window.asked.length === 2);
  for (const level of ['2', '3', '4']) {
    await page.evaluate((level) => document.querySelectorAll('maatwerk-canvas').forEach((it) => it.setAttribute('heading-level', level)), level);
    await page.waitForTimeout(100);
  }
  equal(await page.evaluate(() => window.asked.length), 2, 'once for each element');
  await page.evaluate(() => window.give());
  await page.waitForFunction(() => [...document.querySelectorAll('maatwerk-canvas')].every((it) => it.shadowRoot.querySelector('[data-hook="lock"]')));
  await page.waitForTimeout(300);
  deepEqual(await heard(page, 'error'), []);
  equal(await page.getByText(CANNOT_SEAL).count(), 0);
  for (const id of ['proef', 'ander']) {
    const box = page.locator(`maatwerk-canvas[document-id="${id}"]`).getByRole('textbox', { name: BOX, exact: true });
    await box.pressSequentially(`${TEXT} ${id}`);
    await page.waitForFunction((id) => !document.querySelector(`maatwerk-canvas[document-id="${id}"]`).dirty, id);
  }
  equal(JSON.parse(await readRecord(page, 'beheer', 'sleutel')).slot.length, 1);
  for (const id of ['proef', 'ander']) ok(!(await readRecord(page, 'canvas', id)).includes(TEXT), id);
  const again = await browser.context.newPage();
  await again.goto(`${server.url}portaal`);
  await again.waitForFunction(() => window.give);
  await again.evaluate(() => window.give());
  await again.waitForFunction((text) => document.querySelector('maatwerk-canvas').value?.situatieschets?.tekst === text, `${TEXT} proef`);
});

test('a second page of the portal that closes under a page that seals does not say that a key failed', async (t) => {
  const { app, page, server, browser } = await type(t, "import '/maatwerk-canvas.js';");
  const other = new Device(await browser.context.newPage());
  await other.page.goto(`${server.url}portaal`);
  await other.box(BOX).waitFor();
  for (const it of [other.page, page]) await it.evaluate(() => (document.querySelector('maatwerk-canvas').getKey = async () => new Uint8Array(32).fill(7)));
  await app.button('Vergrendel').waitFor();
  await other.locked().waitFor();
  await other.element.getByText('Deze omgeving geeft de sleutel.').waitFor();
  await other.button('Ontgrendelen').click();
  await other.box(BOX).waitFor();
  equal(await other.box(BOX).inputValue(), TEXT);
});

test('locked and unlocked, moved and removed in any order, it loses nothing and leaves no lock behind', async (t) => {
  const { app, page, complaints } = await open(t);
  await page.evaluate(async () => {
    let seed = 7;
    const below = (count) => (seed = (seed * 48271) % 2147483647) % count;
    const pause = (ms) => new Promise((on) => setTimeout(on, ms));
    const element = document.querySelector('maatwerk-canvas');
    const other = document.body.appendChild(document.createElement('div'));
    const button = (name) => [...element.shadowRoot.querySelectorAll('button')].find((it) => it.textContent.trim() === name);
    // On a busy machine it is locked most of the time.
    for (let step = 0; step < 60 || (step < 1_000 && (window.typed ?? []).length < 4); step += 1) {
      const act = below(5);
      if (act === 0) (below(2) ? document.body : other).append(element);
      if (act === 1) element.remove();
      if (act === 2) element.lock().catch(() => {});
      if (act === 3) button('Ontgrendelen')?.click();
      if (act === 4) {
        const field = element.shadowRoot.querySelector('textarea');
        if (field && !field.readOnly) {
          field.focus();
          field.value += `w${step} `;
          field.dispatchEvent(new InputEvent('input', { bubbles: true }));
          (window.typed ??= []).push(`w${step}`);
        }
      }
      if (!element.isConnected && below(2)) document.body.append(element);
      await pause(below(120));
    }
    document.body.append(element);
    await pause(500);
    button('Ontgrendelen')?.click();
  });
  await app.box(BOX).waitFor();
  await app.saved();
  const text = await app.box(BOX).inputValue();
  const typed = await page.evaluate(() => window.typed ?? []);
  ok(typed.length > 3, 'it has really typed');
  for (const word of typed) ok(text.includes(word), `${word} is in ${text}`);
  ok(text.startsWith(TEXT));
  await lock(page);
  await app.locked().waitFor();
  await page.evaluate(() => document.querySelector('maatwerk-canvas').remove());
  let held = 1;
  for (let tries = 0; tries < 60 && held; tries += 1) {
    await page.waitForTimeout(100);
    held = await page.evaluate(async () => (await navigator.locks.query()).held.length);
  }
  equal(held, 0);
  deepEqual(complaints.filter((it) => !it.includes('no key now')), []);
});
