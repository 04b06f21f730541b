// What a closed cost line is made of: few elements, and listeners only on its list.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { exportOf, importFile } from './support/filled.mjs';
import { hostPage, startCanvas } from './support/host.mjs';

const LINES = 12;
const MOST_ELEMENTS = 20;
const MOST_LISTENERS = 6;

/** Counts listeners by element, from before the page's own scripts. */
function countListeners() {
  const counts = new WeakMap();
  const [add, remove] = [EventTarget.prototype.addEventListener, EventTarget.prototype.removeEventListener];
  const count = (target, by) => counts.set(target, (counts.get(target) ?? 0) + by);
  EventTarget.prototype.addEventListener = function (...given) {
    if (this instanceof Element) count(this, 1);
    return add.apply(this, given);
  };
  EventTarget.prototype.removeEventListener = function (...given) {
    if (this instanceof Element) count(this, -1);
    return remove.apply(this, given);
  };
  window.listenersOf = (element) => counts.get(element) ?? 0;
}

/** An app with one canvas open that has some lines, and nothing in them that is open. */
async function withLines(t) {
  const started = await startCanvas(t, { path: '' });
  const { app, page } = started;
  await page.addInitScript(countListeners);
  await page.reload();
  await app.signIn();
  await importFile(app, exportOf({ lines: LINES, actions: 1 }));
  await app.button('24-0113').click();
  await app.button(`Meer: Regel ${LINES} met een omschrijving`).waitFor();
  return started;
}

/** Of each line: its elements and the listeners on them. */
const contents = (page) =>
  page.evaluate(() => {
    const lines = document.querySelector('maatwerk-canvas').shadowRoot.querySelectorAll('[data-block="kosten"] [data-item]');
    return [...lines].map((line) => {
      const all = [line, ...line.querySelectorAll('*')];
      return { elements: all.length, listeners: all.reduce((sum, it) => sum + window.listenersOf(it), 0) };
    });
  });

test('a closed line has at most twenty elements and six listeners, also after it was used', async (t) => {
  const { app, page } = await withLines(t);
  const before = await contents(page);
  equal(before.length, LINES);
  t.diagnostic(JSON.stringify(before[0]));
  for (const { elements, listeners } of before) {
    ok(elements <= MOST_ELEMENTS, `${elements} elements`);
    ok(listeners <= MOST_LISTENERS, `${listeners} listeners`);
  }
  // What a field needs while someone is in it goes when it is left.
  const amounts = app.element.locator('[data-block="kosten"] input[data-scenario="huidig"]');
  for (let line = 0; line < LINES; line += 1) await amounts.nth(line).fill(String(line + 1));
  const described = app.element.getByRole('textbox', { name: 'Omschrijving', exact: true });
  await described.nth(3).fill('Anders');
  await app.box('Situatieschets').focus();
  const left = await contents(page);
  for (const { elements, listeners } of left) ok(elements <= MOST_ELEMENTS + 1 && listeners <= MOST_LISTENERS, JSON.stringify(left));
});

test('the parts of a line have their names, and follow its description', async (t) => {
  const { app, page } = await withLines(t);
  const line = app.element.locator('[data-block="kosten"] [data-item]').nth(1);
  const names = () => line.evaluate((it) => [...it.querySelectorAll('[aria-label]')].map((part) => part.getAttribute('aria-label')));
  const named = (about) => ['Omschrijving', ...['Huidig', 'Dreigend', 'Maatwerk'].map((name) => `${name} in euro's, ${about}`), `Berekening: ${about}`, `Meer: ${about}`];
  deepEqual(await names(), named('Regel 2 met een omschrijving'));
  await line.getByRole('textbox', { name: 'Omschrijving', exact: true }).fill('Huur');
  await app.button('Meer: Huur').waitFor();
  deepEqual(await names(), named('Huur'));
  await page.keyboard.press('Control+Z');
  await app.button('Meer: Regel 2 met een omschrijving').waitFor();
  deepEqual(await names(), named('Regel 2 met een omschrijving'));
});

test('a message of a field stays until it is mended, and its warning is told', async (t) => {
  const { app } = await withLines(t);
  const line = app.element.locator('[data-block="kosten"] [data-item]').nth(1);
  const amount = line.locator('input[data-scenario="dreigend"]');
  await amount.fill('1,354');
  await amount.blur();
  await line.getByRole('alert').waitFor();
  equal(await amount.getAttribute('aria-invalid'), 'true');
  const told = () => amount.evaluate((it) => it.getRootNode().getElementById(it.getAttribute('aria-describedby'))?.textContent);
  match(await told(), /Bedoelt u duizenden\?/);
  // Another field of the same line works meanwhile.
  await line.locator('input[data-scenario="huidig"]').fill('12');
  await line.locator('input[data-scenario="huidig"]').blur();
  equal(await line.locator('input[data-scenario="huidig"]').inputValue(), '12,00');
  equal(await amount.inputValue(), '1,354');
  await amount.fill('1.354');
  await amount.blur();
  equal(await amount.inputValue(), '1.354,00');
  equal(await line.getByRole('alert').count(), 0);
  equal(await amount.getAttribute('aria-invalid'), null);
  equal(await amount.getAttribute('aria-describedby'), null);

  const description = line.getByRole('textbox', { name: 'Omschrijving', exact: true });
  await description.fill('Bel 06-12345678');
  const warning = line.locator('[aria-live="polite"]');
  await warning.filter({ hasText: /telefoon/i }).waitFor();
  await description.blur();
  equal(await description.evaluate((it) => it.getRootNode().getElementById(it.getAttribute('aria-describedby'))?.textContent), await warning.textContent());
  await description.fill('Bellen');
  await warning.filter({ hasText: /^$/ }).waitFor({ state: 'attached' });
});

test('a line that can only be read is laid out as one that can be edited', async (t) => {
  const { app, page } = await startCanvas(t, { pages: { '/lezen': hostPage('document-id="proef" readonly storage="none"') }, path: 'lezen' });
  await page.evaluate(async (document) => {
    const element = window.document.querySelector('maatwerk-canvas');
    await element.ready;
    element.value = document;
  }, exportOf({ lines: 2 }).canvassen[0]);
  const line = app.element.locator('[data-block="kosten"] [data-item]').first();
  const field = line.getByRole('textbox', { name: 'Omschrijving', exact: true });
  equal(await field.evaluate((it) => it.readOnly), true);
  equal(await line.getByTitle(/^Versleep/).filter({ visible: true }).count(), 0);
  const width = async (it) => (await it.boundingBox()).width;
  ok((await width(field)) > (await width(line.locator('input[data-scenario="huidig"]'))), 'the description has the most room');
  const [left, right] = await Promise.all([app.element.locator('.lines__head > :last-child'), line.locator('input[data-scenario="maatwerk"]')].map(async (it) => it.boundingBox()));
  ok(Math.abs(left.x + left.width - right.x - right.width) < 2, 'the amounts stand below their heading');
});
