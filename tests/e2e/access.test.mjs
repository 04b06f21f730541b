// Accessibility: axe finds no violation in any view on a tablet, and forced colours, large letters and reduced
// motion are kept to.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { OF_COLOURS, start, violations } from './support/axe.mjs';
import { TABLET } from './support/browser.mjs';
import { visit } from './support/views.mjs';

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
