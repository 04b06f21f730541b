// The element in a form of the host page: it submits its document, resets and can be disabled.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { Canvas } from './support/host.mjs';
import { documentOf, hears, startHost } from './support/element.mjs';

const FORM = `<form id="f"><fieldset id="s"><input name="ander" value="1" />
  <maatwerk-canvas id="c" name="canvas" document-id="proef"></maatwerk-canvas></fieldset></form>`;

const submitted = (page) =>
  page.evaluate(() => [...new FormData(window.f)].map(([name, text]) => [name, name === 'canvas' ? JSON.parse(text) : text]));

test('its form value is the document, asked for when the form is read', async (t) => {
  const { page, complaints } = await startHost(t, FORM);
  await page.evaluate(() => window.c.ready);
  await new Canvas(page).box('Doorbraak').pressSequentially('wij doen dit');
  const [other, [name, document]] = await submitted(page);
  deepEqual(other, ['ander', '1']);
  deepEqual([name, document.id, document.doorbraak.tekst], ['canvas', 'proef', 'wij doen dit']);
  deepEqual(await page.evaluate(() => [window.c.form === window.f, window.f.elements.canvas === window.c, window.c.type]), [true, true, 'maatwerk-canvas']);
  deepEqual(complaints, []);
});

test('set before it has started, the document is in the form already', async (t) => {
  const { page } = await startHost(t, `<div id="hoog"></div>${FORM}`);
  await page.waitForFunction(() => customElements.get('maatwerk-canvas'));
  const value = await page.evaluate((document) => {
    const form = window.f.cloneNode(true);
    form.querySelector('maatwerk-canvas').value = document;
    return JSON.parse(new FormData(form).get('canvas')).id;
  }, documentOf());
  equal(value, 'proef');
});

test('without a name, or disabled, it is left out; disabled also locks it', async (t) => {
  const { page, complaints } = await startHost(t, FORM);
  await page.evaluate(() => window.c.ready);
  const box = new Canvas(page).box('Doorbraak');
  const names = () => submitted(page).then((all) => all.map(([name]) => name));
  deepEqual(await names(), ['ander', 'canvas']);
  await page.evaluate(() => window.c.removeAttribute('name'));
  deepEqual(await names(), ['ander']);
  await page.evaluate(() => Object.assign(window.c, { name: 'canvas' }) && (window.s.disabled = true));
  deepEqual(await names(), []);
  equal(await box.evaluate((it) => it.readOnly), true);
  await page.evaluate(() => (window.s.disabled = false));
  deepEqual(await names(), ['ander', 'canvas']);
  equal(await box.evaluate((it) => it.readOnly), false);
  // Taken out of the form, it is not in it.
  await page.evaluate(() => document.body.append(window.c));
  deepEqual(await names(), ['ander']);
  deepEqual(complaints, []);
});

test('a reset goes back to what the page has set, or to what was opened', async (t) => {
  const { page, complaints } = await startHost(t, FORM);
  await page.evaluate(() => window.c.ready);
  const box = new Canvas(page).box('Doorbraak');
  await box.fill('getypt');
  await page.evaluate(() => window.f.reset());
  equal(await box.inputValue(), '');
  await page.evaluate((document) => (window.c.value = document), documentOf());
  await box.fill('nog eens getypt');
  await page.evaluate(() => window.f.reset());
  equal(await box.inputValue(), documentOf().doorbraak.tekst);
  await page.evaluate(() => window.c.save());
  ok(await hears(page, 'saved'));
  deepEqual(complaints, []);
});

test('Enter in a field and a name that is given do not submit the host\'s form', async (t) => {
  const { page, complaints } = await startHost(t, FORM);
  await page.evaluate(() => window.c.ready);
  await page.evaluate(() => {
    window.sent = 0;
    window.f.addEventListener('submit', (event) => (event.preventDefault(), (window.sent += 1)));
  });
  const app = new Canvas(page);
  await app.signIn();
  await app.field('Casusnummer').press('Enter');
  equal(await page.evaluate(() => window.sent), 0);
  deepEqual(complaints, []);
});
