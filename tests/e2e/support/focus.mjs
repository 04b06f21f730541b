// What has the focus, for tests that use nothing but the keyboard.

import { match } from 'node:assert/strict';

/** What has the focus, by its role in the page; empty when nothing in the app has it. */
export const focused = (page) =>
  page.evaluate(() => {
    const it = document.querySelector('maatwerk-canvas').shadowRoot.activeElement;
    if (!it) return '';
    const label = it.getAttribute('aria-label') ?? it.labels?.[0]?.textContent ?? it.textContent;
    return `${it.localName} ${label.trim().replace(/\s+/g, ' ')}`;
  });

/** Waits until the focus is on this. */
export async function focusIs(page, wanted, why) {
  let now;
  for (let tries = 0; tries < 40; tries += 1) {
    now = await focused(page);
    if (wanted.test(now)) return;
    await new Promise((on) => setTimeout(on, 50));
  }
  match(now, wanted, why);
}

/** Presses Tab until the focus is on this. */
export async function tabTo(page, wanted, { back = false } = {}) {
  const seen = [];
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    const now = await focused(page);
    if (wanted.test(now)) return;
    seen.push(now);
  }
  match(seen.join(' | '), wanted, 'Tab reaches it');
}
