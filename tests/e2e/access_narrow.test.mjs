// Accessibility of narrow pages: axe finds no violation in any view on a phone, and all fits at 320 px and with
// letters of 200 %.

import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { start, violations } from './support/axe.mjs';
import { PHONE, TABLET } from './support/browser.mjs';
import { visit } from './support/views.mjs';

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
