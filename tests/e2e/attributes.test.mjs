// Attributes: each takes effect when it changes after the element was mounted.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { Canvas, keysOf, stored } from './support/host.mjs';
import { documentOf, hears, startHost } from './support/element.mjs';

const GRADES = 'Tevredenheidscijfers';
const CANVAS = '<maatwerk-canvas id="c" document-id="proef"></maatwerk-canvas>';
const set = (page, name, value) =>
  page.evaluate(([name, value]) => (value === null ? window.c.removeAttribute(name) : window.c.setAttribute(name, value)), [name, value]);
const shows = (page, id) => page.waitForFunction((id) => window.c.value?.id === id || (!id && !window.c.value), id);

async function start(t, body = CANVAS, options = {}) {
  const host = await startHost(t, body, options);
  await host.page.evaluate(() => window.c.ready);
  return { ...host, app: new Canvas(host.page, '#c') };
}


test('document-id shows another document, saved before it goes; view the overview', async (t) => {
  const { page, app, complaints } = await start(t);
  await app.box('Doorbraak').fill('van proef');
  await set(page, 'document-id', 'ander');
  await shows(page, 'ander');
  equal((await stored(page)).doorbraak.tekst, 'van proef');
  equal(await app.box('Doorbraak').inputValue(), '');
  await set(page, 'document-id', 'proef');
  await page.waitForFunction(() => window.c.value?.doorbraak?.tekst === 'van proef');
  await set(page, 'document-id', null);
  await shows(page, null);
  await app.heading('Maatwerkcanvas').waitFor();
  await set(page, 'view', 'canvas');
  await page.waitForFunction(() => window.c.value);
  ok(!['proef', 'ander'].includes(await page.evaluate(() => window.c.value.id)), 'a new one');
  await set(page, 'document-id', 'geen goede naam!');
  deepEqual(await hears(page, 'error'), { documentId: null, code: 'invalid-id' });
  deepEqual(complaints, []);
});

test('a view, storage or theme that there is not counts as the default, with a warning that names no value', async (t) => {
  const { page, complaints } = await startHost(t, '');
  const element = await page.evaluateHandle(() => {
    const element = Object.assign(document.createElement('maatwerk-canvas'), { id: 'c' });
    for (const [name, value] of Object.entries({ view: 'Van der Berg', storage: 'session', theme: 'dark' })) element.setAttribute(name, value);
    document.body.append(element);
    return element;
  });
  await element.evaluate((it) => it.ready);
  await new Canvas(page, '#c').heading('Maatwerkcanvas').waitFor();
  const warned = [
    'maatwerk-canvas: view is overzicht or canvas; what it is set to counts as overzicht',
    'maatwerk-canvas: storage is local or none; what it is set to counts as local',
    'maatwerk-canvas: theme is inherit or default; what it is set to counts as inherit',
  ].map((text) => `warning: ${text}`);
  deepEqual(complaints, warned);
  await page.evaluate(() => ['view', 'storage', 'theme'].forEach((name) => c.removeAttribute(name)));
  for (const [name, value] of [['view', 'canvas'], ['storage', 'none'], ['theme', 'default']]) await set(page, name, value);
  deepEqual(complaints, warned, 'not of a value that there is');
});

test('namespaces are strangers to each other, and each has its own user\'s work', async (t) => {
  const { page, app, complaints } = await start(t);
  await app.box('Doorbraak').fill('in standaard');
  await set(page, 'namespace', 'wijk oost');
  await page.waitForFunction(() => window.c.value && !window.c.value.doorbraak);
  await app.box('Doorbraak').fill('in oost');
  await page.evaluate(() => (window.c.user = { id: 'u1', naam: 'Een' }));
  await page.waitForFunction(() => window.c.value && !window.c.value.doorbraak);
  await app.box('Doorbraak').fill('van een');
  await page.evaluate(() => window.c.save());
  equal((await stored(page, 'proef', 'mwc/wijk%20oost/@u1')).doorbraak.tekst, 'van een');
  equal((await stored(page, 'proef', 'mwc/wijk%20oost')).doorbraak.tekst, 'in oost');
  equal((await stored(page)).doorbraak.tekst, 'in standaard');
  await page.evaluate(() => (window.c.user = null));
  await page.waitForFunction(() => window.c.value?.doorbraak?.tekst === 'in oost');
  // The same person by another name: no other place.
  await page.evaluate(() => (window.c.user = { id: 'u1', naam: 'Een' }));
  await page.waitForFunction(() => window.c.value?.doorbraak?.tekst === 'van een');
  await page.evaluate(() => (window.c.user = { id: 'u1', naam: 'Een Getrouwd' }));
  await app.box('Doorbraak').fill('later');
  deepEqual(await page.evaluate(() => window.c.value.doorbraak.door), { id: 'u1', naam: 'Een Getrouwd' });
  deepEqual(complaints, []);
});

test('a namespace that an element has left can be written by another page', async (t) => {
  const { page, app, browser, server } = await start(t);
  await app.box('Doorbraak').fill('eerst');
  await set(page, 'namespace', 'elders');
  await page.waitForFunction(() => window.c.value && !window.c.value.doorbraak);
  const other = await browser.context.newPage();
  await other.goto(`${server.url}host`);
  await other.evaluate(() => window.c.ready);
  equal(await other.evaluate(() => window.c.value.doorbraak.tekst), 'eerst');
  await new Canvas(other).box('Doorbraak').fill('daarna');
  await other.evaluate(() => window.c.save());
  await set(page, 'namespace', null);
  await page.waitForFunction(() => window.c.value?.doorbraak?.tekst === 'daarna');
  equal(await page.evaluate(() => {
    try {
      window.c.value = { ...window.c.value, casusnummer: '1' };
      return '';
    } catch ({ code }) {
      return code;
    }
  }), 'readonly', 'now the other one writes');
});

test('readonly locks the fields for the person, not for the page', async (t) => {
  const { page, app, complaints } = await start(t);
  const locked = () => app.box('Doorbraak').evaluate((box) => box.readOnly);
  equal(await locked(), false);
  await set(page, 'readonly', '');
  equal(await locked(), true);
  await page.evaluate((document) => (window.c.value = document), documentOf());
  equal(await app.field('Casusnummer').inputValue(), '24-0113');
  await set(page, 'readonly', null);
  equal(await locked(), false);
  deepEqual(complaints, []);
});

test('storage="none" leaves nothing behind, and forgets nothing while the element lives', async (t) => {
  const body = '<div id="plek"></div><maatwerk-canvas id="c" storage="none" document-id="proef"></maatwerk-canvas>';
  const { page, app, browser, server, complaints } = await start(t, body);
  await app.box('Doorbraak').fill('alleen hier');
  await page.evaluate(async () => {
    const element = window.c;
    element.remove();
    await new Promise((on) => setTimeout(on, 50));
    window.kept = element;
  });
  equal(await page.evaluate(() => window.kept.shadowRoot.childElementCount), 0);
  equal(await page.evaluate(() => window.kept.value.doorbraak.tekst), 'alleen hier');
  await page.evaluate(() => window.plek.append(window.kept));
  await page.waitForFunction(() => window.c.value?.doorbraak?.tekst === 'alleen hier');
  equal(await app.box('Doorbraak').inputValue(), 'alleen hier');
  const left = await page.evaluate(async () => [Object.values(localStorage).join(), (await indexedDB.databases()).map(({ name }) => name)]);
  ok(!left[0].includes('alleen hier'));
  deepEqual(left[1], []);
  // And keeps nobody else from writing.
  const other = await browser.context.newPage();
  await other.goto(`${server.url}host`);
  await other.evaluate(() => window.c.ready);
  equal(await new Canvas(other).box('Doorbraak').evaluate((box) => box.readOnly), false);
  equal(await other.evaluate(() => window.c.value.doorbraak), undefined);
  // To storage after all: from here on it is kept.
  await set(page, 'storage', null);
  await page.waitForFunction(() => window.c.value && !window.c.value.doorbraak);
  await app.box('Doorbraak').fill('nu bewaard');
  await page.evaluate(() => window.c.save());
  deepEqual(await keysOf(page, 'canvas'), ['proef']);
  deepEqual(complaints, []);
});

test('headings stand at the level that the page gives, and the language is said', async (t) => {
  const { page, app, complaints } = await start(t);
  // As a screen reader meets it.
  const devtools = await page.context().newCDPSession(page);
  const level = async (name) => {
    const { nodes } = await devtools.send('Accessibility.getFullAXTree');
    const found = nodes.find((node) => node.role?.value === 'heading' && node.name?.value === name);
    return found?.properties.find((property) => property.name === 'level').value.value;
  };
  equal(await level('Doorbraak'), 3);
  await set(page, 'heading-level', '4');
  equal(await level('Doorbraak'), 5);
  // Also what is drawn later.
  await app.button('Cijfers geven').click();
  await app.heading(GRADES).waitFor();
  equal(await level(GRADES), 5);
  await set(page, 'heading-level', null);
  equal(await level('Doorbraak'), 3);
  equal(await page.evaluate(() => window.c.shadowRoot.firstElementChild.lang), 'nl');
  deepEqual(complaints, []);
});

test('the element changes no route, no title and nothing in the page around it', async (t) => {
  const { page, app, complaints } = await start(t);
  const look = () => page.evaluate(() => {
    const copy = document.documentElement.cloneNode(true);
    copy.querySelector('maatwerk-canvas').remove();
    return [location.href, history.length, document.title, copy.outerHTML, document.adoptedStyleSheets.length];
  });
  const before = await look();
  await app.box('Doorbraak').fill('tekst');
  await app.button('Overzicht').click();
  await app.heading('Maatwerkcanvas').waitFor();
  deepEqual(await look(), before);
  deepEqual(complaints, []);
});
