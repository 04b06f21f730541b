// Use by keyboard alone: a logical order, no trap, and a visible focus that is never lost.

import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { exportOf, importFile } from './support/filled.mjs';
import { focusIs, focused } from './support/focus.mjs';
import { startCanvas, stored } from './support/host.mjs';

const block = (page) =>
  page.evaluate(() => document.querySelector('maatwerk-canvas').shadowRoot.activeElement?.closest('[data-block]')?.dataset.block ?? '');

/** Waits until what a key has set going stands on the screen: whatever waits for a frame has had its turn. */
const drawn = (page) =>
  page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame += 1) await new Promise((on) => requestAnimationFrame(() => setTimeout(on)));
  });

test('Tab goes through the boxes in the order of the paper, and out again', async (t) => {
  const { app, page } = await startCanvas(t);
  await app.signIn();
  await focusIs(page, /^input Maatwerkeindbaas$/, 'the question that was answered hands the focus on');
  await page.reload();
  await app.box('Situatieschets').waitFor();
  const seen = [];
  const blocks = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (!now) break;
    seen.push(now);
    const here = await block(page);
    if (here && blocks.at(-1) !== here) blocks.push(here);
  }
  ok(seen.length < 80, `Tab leaves the app again: ${seen.join(' | ')}`);
  deepEqual(blocks, [
    'maatwerkeindbaas', 'datum', 'casusnummer', 'titel', 'tevredenheid', 'situatieschets', 'perspectief', 'doorbraak',
    'zelfDoen', 'ondersteuning', 'behandeling', 'kosten', 'legitimiteit', 'betrokkenheid',
  ]);
  match(seen[0], /^button Overzicht/);
  // And the same way back.
  const back = [];
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Shift+Tab');
    const now = await focused(page);
    if (!now) break;
    back.push(now);
  }
  deepEqual([...new Set(back)].reverse(), [...new Set(seen)]);
});

test('focus shows on everything that can have it', async (t) => {
  const { app, page } = await startCanvas(t);
  await app.button('Actie toevoegen: Zelf doen').click();
  await app.button('Regel toevoegen').click();
  await app.box('Omschrijving').waitFor();
  await page.evaluate(() => document.activeElement.blur());
  for (let presses = 0; presses < 90; presses += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const it = document.querySelector('maatwerk-canvas').shadowRoot.activeElement;
      if (!it) return null;
      const style = getComputedStyle(it);
      const box = it.getBoundingClientRect();
      const ring = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || /\b[2-9]px/.test(style.boxShadow);
      return { name: it.outerHTML.slice(0, 90), ring, seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight };
    });
    if (!found) break;
    ok(found.ring, `a ring around ${found.name}`);
    ok(found.seen, `${found.name} is in view`);
  }
});

test('actions and lines with the keyboard only: Enter adds the next, and the focus is never lost', async (t) => {
  const { app, page } = await startCanvas(t);
  await app.button('Actie toevoegen: Zelf doen').focus();
  await page.keyboard.press('Enter');
  await focusIs(page, /^textarea Wat, zelf doen 1$/, 'a new action has the focus');
  await page.keyboard.type('eerste');
  await page.keyboard.press('Enter');
  await drawn(page);
  await page.keyboard.type('tweede');
  await page.keyboard.press('Enter');
  await drawn(page);
  await page.keyboard.type('derde');
  const what = () => app.element.getByRole('textbox', { name: /^Wat, zelf doen/ }).evaluateAll((all) => all.map((one) => one.value));
  deepEqual(await what(), ['eerste', 'tweede', 'derde']);

  // Up to the top: the button that can go no further must not drop the focus.
  await app.button('Meer: derde').focus();
  await page.keyboard.press('Enter');
  await app.button('Omhoog').focus();
  await page.keyboard.press('Enter');
  await drawn(page);
  notEqual(await focused(page), '', 'after a move');
  await app.button('Omhoog').focus();
  await page.keyboard.press('Enter');
  await drawn(page);
  deepEqual(await what(), ['derde', 'eerste', 'tweede']);
  notEqual(await focused(page), '', 'at the top');

  await app.button('Naar Ondersteuning').focus();
  await page.keyboard.press('Enter');
  await drawn(page);
  equal(await block(page), 'ondersteuning', 'the focus goes along to the other box');
  await app.button('Meer: derde').focus();
  if ((await app.button('Meer: derde').getAttribute('aria-expanded')) !== 'true') await page.keyboard.press('Enter');
  await app.button('Verwijderen').focus();
  await page.keyboard.press('Enter');
  await drawn(page);
  notEqual(await focused(page), '', 'after removing an action');
  equal(await block(page), 'ondersteuning');

  await app.button('Regel toevoegen').focus();
  await page.keyboard.press('Enter');
  await focusIs(page, /^textarea Omschrijving$/);
  await page.keyboard.type('Begeleiding');
  for (const amount of ['1000', '90.000', '63000']) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(amount);
  }
  await app.element.locator('[data-total="besparing"]').filter({ hasText: '27.000,00' }).waitFor();
  await page.keyboard.press('Tab');
  await focusIs(page, /Berekening: Begeleiding/);
  await page.keyboard.press('Tab');
  await focusIs(page, /Meer: Begeleiding/);
  await page.keyboard.press('Enter');
  await app.button('Dupliceren').focus();
  await page.keyboard.press('Enter');
  await drawn(page);
  await focusIs(page, /^textarea Omschrijving$/, 'the copy has the focus');
  await app.button('Verwijderen').first().focus();
  await page.keyboard.press('Enter');
  await drawn(page);
  notEqual(await focused(page), '', 'after removing a line');
  equal(await block(page), 'kosten');
});

test('among many lines a line that moves keeps its open buttons and the focus, wherever it goes', async (t) => {
  const { app, page } = await startCanvas(t, { path: '' });
  await app.signIn();
  await importFile(app, exportOf({ lines: 45 }));
  await app.button('24-0113').click();
  const name = 'Regel 8 met een omschrijving';
  const more = app.button(/^Meer: Regel 8 met/);
  await more.focus();
  await page.keyboard.press('Enter');
  await app.button('Omhoog').focus();
  for (let place = 6; place >= 3; place -= 1) {
    await page.keyboard.press('Enter');
    await page.waitForFunction(([name, place]) => {
      const root = document.querySelector('maatwerk-canvas').shadowRoot;
      return [...root.querySelectorAll('.line textarea')][place]?.value === name;
    }, [name, place]);
    await focusIs(page, /^button Omhoog$/, `at place ${place + 1}`);
    equal(await more.getAttribute('aria-expanded'), 'true');
  }
});

test('Ctrl+Z and Ctrl+Shift+Z undo and redo, and the buttons keep the focus', async (t) => {
  const { app, page } = await startCanvas(t);
  await app.box('Situatieschets').focus();
  await page.keyboard.type('een');
  await page.keyboard.press('Tab');
  await page.keyboard.type('twee');
  await page.keyboard.press('Control+Z');
  equal(await app.box('Perspectief').inputValue(), '');
  await page.keyboard.press('Control+Z');
  equal(await app.box('Situatieschets').inputValue(), '');
  await page.keyboard.press('Control+Shift+Z');
  await page.keyboard.press('Control+Shift+Z');
  deepEqual([await app.box('Situatieschets').inputValue(), await app.box('Perspectief').inputValue()], ['een', 'twee']);
  await focusIs(page, /^textarea Perspectief$/, 'the field keeps the focus');
  await app.button('Ongedaan maken').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await drawn(page);
  equal(await app.box('Situatieschets').inputValue(), '');
  notEqual(await focused(page), '', 'also when there is nothing left to undo');
  await app.saved();
  equal((await stored(page)).situatieschets?.tekst ?? '', '');
});

test('Escape closes the print menu and gives the focus back', async (t) => {
  const { app, page } = await startCanvas(t);
  await app.element.getByRole('button', { name: 'Afdrukken', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await focusIs(page, /A4 staand/);
  await page.keyboard.press('Escape');
  await focusIs(page, /^button Afdrukken$/);
});

test('the totals are said once, about a second after the last change', async (t) => {
  const { app, page } = await startCanvas(t);
  await app.button('Regel toevoegen').click();
  await app.box('Omschrijving').fill('Begeleiding');
  await page.evaluate(() => {
    window.said = [];
    const region = document.querySelector('maatwerk-canvas').shadowRoot.querySelector('p.visually-hidden[role="status"]');
    new MutationObserver(() => window.said.push([performance.now(), region.textContent])).observe(region, {
      childList: true, characterData: true, subtree: true,
    });
  });
  await app.element.getByLabel(/^Dreigend in euro/).click();
  await page.keyboard.type('90000', { delay: 60 });
  const typed = await page.evaluate(() => performance.now());
  await page.waitForFunction(() => window.said.length > 0);
  await page.waitForTimeout(1500);
  const said = await page.evaluate(() => window.said);
  equal(new Set(said.map(([, text]) => text)).size, 1, `${JSON.stringify(said)}`);
  match(said[0][1], /^Dreigend 90\.000 euro/);
  const after = said[0][0] - typed;
  ok(after > 600, `said after ${Math.round(after)} ms`);
});

test('what a press in the calculation did is said there, also when it is pressed again', async (t) => {
  const { app, page } = await startCanvas(t);
  await app.button('Regel toevoegen').click();
  await app.button(/^Berekening/).click();
  const dialog = app.element.getByRole('dialog', { name: 'Berekening' });
  await dialog.getByRole('group', { name: 'Huidig', exact: true }).getByLabel("Totaal in euro's").fill('100');
  await dialog.locator('p.visually-hidden[role="status"]').evaluate((region) => {
    window.said = [];
    new MutationObserver(() => window.said.push(region.textContent.trim())).observe(region, {
      childList: true, characterData: true, subtree: true,
    });
  });
  const copy = dialog.getByRole('button', { name: 'Neem Huidig over naar Maatwerk' });
  const said = (times) =>
    page.waitForFunction((times) => window.said.filter((text) => text === 'Huidig is overgenomen naar Maatwerk.').length === times, times);
  for (let times = 1; times <= 3; times += 1) {
    await copy.focus();
    await page.keyboard.press('Enter');
    await said(times);
  }
});
