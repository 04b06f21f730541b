// No violation that axe can find, in any view; and it reads at 200 %, in forced colours and at 320 px.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { PHONE, TABLET, openBrowser } from './support/browser.mjs';
import { Canvas, hostPage } from './support/host.mjs';
import { exportOf, importFile } from './support/filled.mjs';
import { serve } from './support/server.mjs';

// `target-size` only runs where its tag is named.
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** About the host's page and not about ours: it gives the landmarks and the first heading. */
const OF_THE_HOST = ['region', 'page-has-heading-one', 'landmark-one-main'];

/** What axe finds in what shows now. */
async function violations(page, view) {
  // From the top: further down, what lies under the toolbar counts as too small to hit.
  await page.evaluate(() => scrollTo(0, 0));
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).disableRules(OF_THE_HOST).analyze();
  return violations.map(({ id, nodes }) => `${view}: ${id}: ${nodes.slice(0, 3).map((node) => `${node.target} ${node.html.slice(0, 120)}`).join(' | ')}`);
}

async function start(t, options = {}) {
  const server = await serve({ pages: { '/canvas': hostPage('document-id="leeg"') } });
  t.after(() => server.close());
  const browser = await openBrowser({ bypassCSP: true, ...options });
  t.after(() => browser.close());
  const app = new Canvas(browser.page);
  return { app, page: browser.page, server };
}

const entry = (app, name) => app.element.getByRole('button', { name, exact: true });

/** Opens every view in turn and runs `look` on it. */
async function visit(app, server, look) {
  await app.open(`${server.url}canvas`);
  await look('an empty canvas');
  await app.open(server.url);
  await app.button('Nieuw canvas').waitFor();
  await look('an empty overview');
  await app.signIn();
  await importFile(app, exportOf());
  await entry(app, '24-0113').waitFor();
  await look('a filled overview');
  await app.button('Meer: 24-0113').click();
  await look('the menu of a canvas');
  const other = exportOf({ text: 'Anders. ' });
  await importFile(app, other);
  await app.element.getByRole('dialog').waitFor();
  await look('the import dialog');
  await app.element.getByRole('dialog').getByRole('button', { name: 'Beide houden' }).click();
  await entry(app, '24-0113').nth(1).waitFor();
  await app.button('Meer: 24-0113').first().click();
  const bin = app.button('Naar de prullenbak: 24-0113').first();
  if (!(await bin.isVisible())) await app.button('Meer: 24-0113').first().click();
  await bin.click();
  await app.element.getByText('Prullenbak (1)').click();
  await app.element.getByRole('button', { name: /^Definitief verwijderen/ }).click();
  await look('the bin, and its question');
  await entry(app, '24-0113').click();
  await app.box('Situatieschets').waitFor();
  await look('a filled canvas');
  await app.button(/^Meer: Actie 1/).click();
  await app.button(/^Meer: Regel 1/).click();
  await app.button('Afdrukken').first().click();
  await look('the menus of an action and a line, and of the printer');
  await app.button('Cijfers geven').click();
  await app.button('Wijzigen: moeder, nulmeting').click();
  const typed = app.element.getByLabel(/^Of typ het cijfer/);
  await typed.fill('7,3');
  await typed.blur();
  const amount = app.element.getByLabel(/^Huidig in euro/).first();
  await amount.fill('1,35,4');
  await amount.blur();
  await app.box('Doorbraak').fill('BSN 111222333, mail naar iemand@voorbeeld.nl');
  await app.element.getByRole('alert').first().waitFor();
  await look('the grades, errors and warnings');
  await app.button(/^Nog te doen/).click();
  await look('what is left to do');
}

for (const [name, viewport] of [['tablet', TABLET], ['phone', PHONE]]) {
  test(`axe finds nothing on a ${name}`, async (t) => {
    const { app, page, server } = await start(t, { viewport });
    const found = [];
    await visit(app, server, async (view) => found.push(...(await violations(page, view))));
    deepEqual(found, []);
  });
}

test('axe finds nothing in the examples', async (t) => {
  const { app, page, server } = await start(t);
  await app.open(server.url);
  await app.button('Voorbeelden bekijken').click();
  await app.element.getByText('Dit is geen echt werk').waitFor();
  await app.element.locator('[data-canvas]').first().waitFor();
  deepEqual(await violations(page, 'the examples'), []);
});

/** What is wider than the page, and text that is cut off. */
const overflow = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('maatwerk-canvas').shadowRoot;
    const wide = [...root.querySelectorAll('*')].filter((it) => {
      const box = it.getBoundingClientRect();
      return box.width > 1 && box.right > innerWidth + 1 && !it.closest('.visually-hidden, [hidden]');
    });
    return {
      scrolls: document.documentElement.scrollWidth > innerWidth,
      wide: wide.slice(0, 5).map((it) => `${it.localName} ${it.textContent.slice(0, 30)} in ${it.parentElement?.className} to ${it.getBoundingClientRect().right}`),
    };
  });

test('at 320 px and with letters of 200 % nothing scrolls sideways, in any view', async (t) => {
  const { app, page, server } = await start(t, { viewport: { width: 320, height: 640 } });
  const found = [];
  await visit(app, server, async (view) => {
    const { scrolls, wide } = await overflow(page);
    if (scrolls) found.push(`320 px, ${view}: ${wide}`);
    await page.setViewportSize({ width: 1180, height: 820 });
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    const large = await overflow(page);
    if (large.scrolls) found.push(`200 %, ${view}: ${large.wide}`);
    await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
    await page.setViewportSize({ width: 320, height: 640 });
  });
  deepEqual(found, []);
});

test('letters of 200 % really are twice as large', async (t) => {
  const { app, page, server } = await start(t);
  await app.open(`${server.url}canvas`);
  const size = () => app.box('Situatieschets').evaluate((it) => parseFloat(getComputedStyle(it).fontSize));
  const before = await size();
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  ok((await size()) >= 1.9 * before, `${before} became ${await size()}`);
});

test('forced colours keep every border and every mark', async (t) => {
  const { app, page, server } = await start(t, { forcedColors: 'active' });
  await app.open(`${server.url}canvas`);
  await app.button('Regel toevoegen').click();
  await app.box('Omschrijving').fill('Begeleiding');
  await app.element.getByLabel(/^Dreigend in euro/).fill('90000');
  for (const box of await app.element.locator('[data-block]').all()) {
    const border = await box.evaluate((it) => parseFloat(getComputedStyle(it).borderTopWidth));
    ok(border >= 1, 'a box has its border');
  }
  // A bar is a drawing: it must not go up in its background.
  const fills = await app.element.locator('[data-block="kosten"] svg').evaluateAll((all) =>
    all.flatMap((svg) => [...svg.querySelectorAll('rect')]).map((rect) => getComputedStyle(rect).fill),
  );
  const canvas = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  ok(fills.some((fill) => fill !== canvas && fill !== 'none'), `${fills} on ${canvas}`);
  await app.screenshot('forced-colours');
});

test('with reduced motion nothing moves', async (t) => {
  const { app, page, server } = await start(t, { reducedMotion: 'reduce' });
  await app.open(`${server.url}canvas`);
  const moving = await page.evaluate(() => {
    const root = document.querySelector('maatwerk-canvas').shadowRoot;
    const seconds = (text) => Math.max(...text.split(',').map((part) => parseFloat(part) || 0));
    return [...root.querySelectorAll('*')]
      .filter((it) => seconds(getComputedStyle(it).transitionDuration) > 0.01 || seconds(getComputedStyle(it).animationDuration) > 0.01)
      .map((it) => it.className)
      .slice(0, 5);
  });
  deepEqual(moving, []);
  equal(await page.evaluate(() => document.getAnimations().length), 0);
});
