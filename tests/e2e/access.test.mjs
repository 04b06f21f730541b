// Accessibility: axe finds no violation in any view, which stays readable at 200 %, in forced
// colours and at 320 px.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { PHONE, TABLET, openBrowser } from './support/browser.mjs';
import { Canvas, hostPage } from './support/host.mjs';
import { startFake } from './support/fake.mjs';
import { headersFor } from './support/backend.mjs';
import { serve } from './support/server.mjs';
import { syncPage } from './support/sync.mjs';
import { visit } from './support/views.mjs';

// `target-size` only runs where its tag is named.
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** About the host's page and not about ours: it gives the landmarks and the first heading. */
const OF_THE_HOST = ['region', 'page-has-heading-one', 'landmark-one-main'];

/** The rules that ask for colours; the others find the same in the dark. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds in what shows now, by all rules or by some. */
async function violations(page, view, rules = []) {
  // From the top: further down, what lies under the toolbar counts as too small to hit.
  await page.evaluate(() => scrollTo(0, 0));
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  if (rules.length > 0) axe.withRules(rules);
  else axe.withTags(TAGS).disableRules(OF_THE_HOST);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${view}: ${id}: ${nodes.slice(0, 3).map((node) => `${node.target} ${node.html.slice(0, 120)}`).join(' | ')}`);
}

async function start(t, options = {}) {
  const fake = await startFake(t);
  const pages = { '/canvas': hostPage('document-id="leeg"'), '/team': syncPage(fake.base, 'namespace="team"') };
  const server = await serve({ headers: await headersFor(fake), pages });
  t.after(() => server.close());
  const browser = await openBrowser({ bypassCSP: true, ...options });
  t.after(() => browser.close());
  const app = new Canvas(browser.page);
  return { app, page: browser.page, server };
}

test('axe finds nothing on a tablet, in light and dark', async (t) => {
  const { app, page, server } = await start(t, { viewport: TABLET });
  const found = [];
  await visit(app, server, async (view) => {
    found.push(...(await violations(page, view)));
    await page.emulateMedia({ colorScheme: 'dark' });
    found.push(...(await violations(page, `${view}, dark`, OF_COLOURS)));
    await page.emulateMedia({ colorScheme: 'light' });
  });
  deepEqual(found, []);
});

test('axe finds nothing in the examples', async (t) => {
  const { app, page, server } = await start(t);
  await app.open(server.url);
  await app.button('Voorbeelden bekijken').click();
  await app.element.getByText('Dit is geen echt werk').waitFor();
  await app.element.locator('[data-canvas]').first().waitFor();
  deepEqual(await violations(page, 'the examples'), []);
});

/** What stands outside the page, and what was typed that its field cuts off. */
const misfits = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('maatwerk-canvas').shadowRoot;
    const shown = [...root.querySelectorAll('*')].filter((it) => {
      const { width } = it.getBoundingClientRect();
      return width > 1 && !it.closest('.visually-hidden, [hidden]') && !it.parentElement?.closest('svg');
    });
    // A wide table scrolls by itself.
    const scrolled = (it) => it && (/auto|scroll/.test(getComputedStyle(it).overflowX) || scrolled(it.parentElement));
    const outside = shown.filter((it) => {
      if (scrolled(it)) return false;
      const { left, right } = it.getBoundingClientRect();
      return left < -1 || right > innerWidth + 1;
    });
    const cut = shown.filter((it) => it.matches('input[inputmode]') && it.scrollWidth > it.clientWidth + 1);
    const scrolls = document.documentElement.scrollWidth > innerWidth ? ['the page scrolls'] : [];
    const told = (it) => `${it.localName}.${it.getAttribute('class')} in ${it.parentElement?.className} ${(it.value ?? it.textContent).slice(0, 30)}`;
    return [...scrolls, ...outside.slice(0, 5).map(told), ...cut.slice(0, 5).map((it) => `cut off: ${told(it)}`)];
  });

test('axe finds nothing on a phone, and all fits at 320 px and with letters of 200 %', async (t) => {
  const { app, page, server } = await start(t, { viewport: PHONE });
  const found = [];
  await visit(app, server, async (view) => {
    found.push(...(await violations(page, view)));
    await page.setViewportSize({ width: 320, height: 640 });
    found.push(...(await misfits(page)).map((it) => `320 px, ${view}: ${it}`));
    await page.setViewportSize(TABLET);
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
    found.push(...(await misfits(page)).map((it) => `200 %, ${view}: ${it}`));
    await page.evaluate(() => document.documentElement.style.removeProperty('font-size'));
    await page.setViewportSize(PHONE);
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

/** The number of pixels in the middle of an element that clearly differ from what is around them. */
async function drawn(page, element) {
  const { x, y, width, height } = await element.boundingBox();
  const inner = { x: x + 4, y: y + 10, width: width - 8, height: height - 20 };
  const picture = (await page.screenshot({ clip: inner })).toString('base64');
  return page.evaluate(async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (it) => it.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
    context.drawImage(image, 0, 0);
    const { data } = context.getImageData(0, 0, image.width, image.height);
    let count = 0;
    for (let at = 0; at < data.length; at += 4) {
      const far = [0, 1, 2].some((part) => Math.abs(data[at + part] - data[part]) > 100);
      if (far) count += 1;
    }
    return count;
  }, picture);
}

test('forced colours keep every border and every mark', async (t) => {
  const { app, page, server } = await start(t, { forcedColors: 'active' });
  await app.open(`${server.url}canvas`);
  await app.button('Regel toevoegen').click();
  await app.box('Omschrijving').fill('Begeleiding');
  await app.element.getByLabel(/^Dreigend in euro/).fill('90000');
  for (const box of await app.element.locator('[data-block]').all()) {
    const rule = await box.evaluate((it) => {
      const { outlineStyle, outlineWidth, outlineColor, backgroundColor } = getComputedStyle(it);
      return outlineStyle === 'solid' && outlineColor !== backgroundColor ? parseFloat(outlineWidth) : 0;
    });
    ok(rule >= 1, 'a box has its rule');
  }
  // A bar is a drawing: it must not go up in its background.
  const fills = await app.element.locator('[data-block="kosten"] svg').evaluateAll((all) =>
    all.flatMap((svg) => [...svg.querySelectorAll('rect')]).map((rect) => getComputedStyle(rect).fill),
  );
  const canvas = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  ok(fills.some((fill) => fill !== canvas && fill !== 'none'), `${fills} on ${canvas}`);
  // Nor do dots that are a background show by themselves: the marks of a line must be seen here too.
  const line = app.element.locator('[data-block="kosten"] [data-item]');
  for (const mark of [line.getByTitle(/^Versleep/), line.getByRole('button', { name: /^Meer/ })]) {
    const seen = await drawn(page, mark);
    ok(seen > 20, `${seen} pixels of ${await mark.getAttribute('title')}`);
  }
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
