// The page at every width: nothing overflows, every control is large enough for touch, and long
// texts break nothing.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from './support/browser.mjs';
import { eventually } from './support/canvas.mjs';
import { Canvas } from './support/host.mjs';
import { exportOf, importFile } from './support/filled.mjs';
import { serve } from './support/server.mjs';

const WIDTHS = [320, 390, 560, 820, 1180, 1600];
const LARGE = {
  // One word without a place to break, and much more text than fits.
  text: `${'Verantwoordelijkheidsverdeling'.repeat(8)} ${'Een lange zin over het gezin. '.repeat(160)}`.slice(0, 5000),
  actions: 40,
  lines: 100,
};

async function start(t, file) {
  const server = await serve();
  t.after(() => server.close());
  const browser = await openBrowser();
  t.after(() => browser.close());
  const app = new Canvas(browser.page);
  await app.open(server.url);
  await app.signIn();
  await importFile(app, file);
  await app.element.getByRole('button', { name: '24-0113', exact: true }).waitFor();
  return { app, page: browser.page, complaints: browser.complaints };
}

const open = async (app) => {
  await app.element.getByRole('button', { name: '24-0113', exact: true }).click();
  await app.box('Situatieschets').waitFor();
};

const height = (width) => (width < 600 ? 844 : 820);

/** What sticks out on the right, of what can be seen. */
const sideways = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('maatwerk-canvas').shadowRoot;
    const limit = document.documentElement.clientWidth + 1;
    const out = [...root.querySelectorAll('*')].filter((it) => {
      const box = it.getBoundingClientRect();
      return box.width > 1 && box.height > 1 && box.right > limit && !it.closest('.visually-hidden');
    });
    return {
      scrolls: document.documentElement.scrollWidth > limit,
      out: out.slice(0, 4).map((it) => `${it.localName}.${it.getAttribute('class')} ${Math.round(it.getBoundingClientRect().right)}`),
    };
  });

/** Buttons and fields smaller than a fingertip: 48 px. */
const small = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('maatwerk-canvas').shadowRoot;
    const found = [];
    for (const it of root.querySelectorAll('button, input, textarea, select, summary, a[href]')) {
      if (it.type === 'file' || !it.checkVisibility?.({ visibilityProperty: true })) continue;
      // A tap on the label counts, and so does one on a card whose button is stretched over it.
      const stretched = getComputedStyle(it, '::after').position === 'absolute' && it.closest('li');
      const around = stretched || (['checkbox', 'radio'].includes(it.type) && it.closest('label')) || it;
      const box = around.getBoundingClientRect();
      // Half a pixel is rounding.
      if (box.height < 47.5 || box.width < 47.5) {
        found.push(`${it.localName}.${it.getAttribute('class')} "${(it.getAttribute('aria-label') ?? it.textContent).trim().slice(0, 30)}" ${Math.round(box.width)}x${Math.round(box.height)}`);
      }
    }
    return [...new Set(found)];
  });

test('nothing sticks out at any width, in the overview and on the canvas', async (t) => {
  const { app, page } = await start(t, exportOf());
  const found = [];
  const look = async (view) => {
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: height(width) });
      const { scrolls, out } = await sideways(page);
      if (scrolls || out.length) found.push(`${view} at ${width}: ${out}`);
    }
  };
  await look('overview');
  await open(app);
  await app.button('Cijfers geven').click();
  await app.button('Wijzigen: moeder, nulmeting').click();
  await app.button(/^Meer: Actie 1/).click();
  await app.button(/^Meer: Regel 1/).click();
  await look('canvas');
  deepEqual(found, []);
});

test('everything can be hit with a finger', async (t) => {
  const { app, page } = await start(t, exportOf());
  const found = [];
  const look = async (view) => {
    for (const width of [390, 820, 1180]) {
      await page.setViewportSize({ width, height: height(width) });
      found.push(...(await small(page)).map((it) => `${view} at ${width}: ${it}`));
    }
  };
  await app.button('Meer: 24-0113').click();
  await look('overview');
  await open(app);
  await app.button('Cijfers geven').click();
  await app.button('Wijzigen: moeder, nulmeting').click();
  await app.button(/^Meer: Actie 1/).click();
  await app.button(/^Meer: Regel 1/).click();
  await page.setViewportSize({ width: 390, height: height(390) });
  await app.showBar();
  await app.button('Afdrukken').first().click();
  await look('canvas');
  deepEqual(found, []);
});

test('long words, 5,000 letters in a box, 40 actions and 100 lines break nothing', async (t) => {
  const { app, page, complaints } = await start(t, exportOf(LARGE));
  await open(app);
  const found = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: height(width) });
    const { scrolls, out } = await sideways(page);
    if (scrolls || out.length) found.push(`at ${width}: ${out}`);
    // A box is as high as its text: nothing is hidden and nothing scrolls inside it.
    const hidden = await page.evaluate(() => {
      const root = document.querySelector('maatwerk-canvas').shadowRoot;
      return [...root.querySelectorAll('textarea')].filter((it) => it.scrollHeight > it.clientHeight + 2).map((it) => `${it.id} ${it.scrollHeight} in ${it.clientHeight}`);
    });
    if (hidden.length) found.push(`at ${width}: ${hidden.slice(0, 3)}`);
    // Boxes do not lie over each other.
    const over = await page.evaluate(() => {
      const root = document.querySelector('maatwerk-canvas').shadowRoot;
      const boxes = [...root.querySelectorAll('[data-block]')].map((it) => [it.dataset.block, it.getBoundingClientRect()]);
      const lie = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
      return boxes.flatMap(([one, a], at) => boxes.slice(at + 1).filter(([, b]) => lie(a, b)).map(([other]) => `${one} over ${other}`));
    });
    if (over.length) found.push(`at ${width}: ${over}`);
  }
  deepEqual(found, []);
  equal(await app.box('Omschrijving').count(), 100);
  equal(await app.element.getByRole('textbox', { name: /^Wat, / }).count(), 40);
  await app.element.locator('[data-total="besparing"]').filter({ hasText: '2.700.000,00' }).waitFor();
  await page.setViewportSize({ width: 1180, height: 820 });
  await app.element.getByLabel(/^Dreigend in euro/).last().fill('90001');
  await app.element.locator('[data-total="besparing"]').filter({ hasText: '2.700.001,00' }).waitFor();
  await app.saved();
  deepEqual(complaints, []);
});

test('the columns are those of the paper: one on a phone, two upright, the canvas in landscape', async (t) => {
  const { app, page } = await start(t, exportOf());
  await open(app);
  const columns = async (width) => {
    await page.setViewportSize({ width, height: height(width) });
    return page.evaluate(() => {
      const root = document.querySelector('maatwerk-canvas').shadowRoot;
      const left = (name) => Math.round(root.querySelector(`[data-block="${name}"]`).getBoundingClientRect().left);
      const top = (name) => Math.round(root.querySelector(`[data-block="${name}"]`).getBoundingClientRect().top);
      return {
        actions: new Set(['zelfDoen', 'ondersteuning', 'behandeling'].map(left)).size,
        beside: top('situatieschets') === top('perspectief'),
        under: top('legitimiteit') === top('betrokkenheid'),
      };
    });
  };
  deepEqual(await columns(390), { actions: 1, beside: false, under: false });
  deepEqual((await columns(820)).under, true);
  ok((await columns(820)).actions <= 2);
  deepEqual(await columns(1180), { actions: 3, beside: true, under: true });
});

test('a filled case takes two screens of a tablet, three upright, and on a phone Perspectief is on the first', async (t) => {
  const server = await serve();
  t.after(() => server.close());
  const browser = await openBrowser();
  t.after(() => browser.close());
  const { page } = browser;
  const app = new Canvas(page);
  // Six actions, three lines, all boxes filled.
  await app.open(`${server.url}#voorbeelden`);
  await app.signIn();
  await app.button('Moeder en dochter zoeken een veilige plek').click();
  await app.button('Gebruik als begin van een echt canvas').click();
  await app.button('Gebruik als begin van een echt canvas').waitFor({ state: 'detached' });
  await app.box('Maatwerkeindbaas').fill('A. de Vries');
  await app.box('Casusnummer').fill('24-0117');
  await app.box('Titel').fill('Veilige plek');
  await app.saved();
  await app.button('Overzicht').click();
  await app.button('24-0117').click();
  await app.box('Situatieschets').waitFor();
  for (const [width, high, screens] of [[1180, 820, 2], [820, 1180, 3]]) {
    await page.setViewportSize({ width, height: high });
    await eventually(async () => {
      const all = await page.evaluate(() => document.documentElement.scrollHeight);
      return all <= screens * high || `${(all / high).toFixed(2)} screens at ${width}`;
    }, true);
  }
  await page.setViewportSize({ width: 390, height: 844 });
  await page.evaluate(() => scrollTo(0, 0));
  const star = await app.box('Perspectief').evaluate((it) => it.getBoundingClientRect().top);
  ok(star < 844 - 48, `Perspectief is written at ${star} px`);
  const tops = await app.element.evaluate(({ shadowRoot }) => [...shadowRoot.querySelectorAll('.views button')].map((it) => it.getBoundingClientRect().top));
  deepEqual(new Set(tops).size, 1, `the views are one row: ${tops}`);
});

test('the page does not move when the status changes, so a tap that ends a field still hits its button', async (t) => {
  const { app, page } = await start(t, exportOf());
  await open(app);
  const top = () => app.box('Doorbraak').evaluate((it) => it.getBoundingClientRect().top + scrollY);
  for (const width of [390, 720, 820, 1000, 1140, 1180, 1600]) {
    await page.setViewportSize({ width, height: height(width) });
    await app.saved();
    const before = await top();
    await app.box('Casusnummer').press('End');
    await page.keyboard.type('x');
    equal(await app.status.innerText(), 'Opslaan…');
    equal(await top(), before, `at ${width}, while it saves`);
    await app.saved();
    equal(await top(), before, `at ${width}, once it is saved`);
  }
});

test('on a tablet the whole bar stands on one row, upright and in landscape', async (t) => {
  const { app, page } = await start(t, exportOf());
  await open(app);
  await app.box('Titel').fill('Rust in huis na de scheiding');
  await app.saved();
  for (const width of [820, 1024, 1180]) {
    await page.setViewportSize({ width, height: height(width) });
    const middles = await app.element.getByRole('group', { name: 'Maatwerkcanvas' }).evaluate((bar) =>
      [...bar.querySelectorAll('button')].filter((it) => it.checkVisibility()).map((it) => {
        const { top, bottom } = it.getBoundingClientRect();
        return Math.round((top + bottom) / 2);
      }),
    );
    deepEqual(new Set(middles).size, 1, `at ${width}: ${middles}`);
  }
});

test('on a phone the bar is one row, with the case, the saving, the grade and the state', async (t) => {
  const { app, page } = await start(t, exportOf());
  await page.setViewportSize({ width: 390, height: 844 });
  await open(app);
  await app.saved();
  await app.box('Betrokkenheid').scrollIntoViewIfNeeded();
  const bar = app.element.getByRole('group', { name: 'Maatwerkcanvas' });
  const { y, height: high } = await bar.boundingBox();
  ok(y >= 0 && y + high <= 65 && high <= 64, `it is ${high} px high, at ${y}`);
  match(await bar.innerText(), /24-0113[\s\S]*€[\s\S]*\d,\d[\s\S]*Opgeslagen/);
  const more = app.button('Meer knoppen');
  await more.click();
  for (const name of ['Opnieuw', 'Eerdere versies', 'Afdrukken', 'Exporteren']) ok(await app.button(name).isVisible(), name);
  await page.keyboard.press('Escape');
  equal(await more.getAttribute('aria-expanded'), 'false');
  equal(await app.button('Exporteren').isVisible(), false);
  await more.click();
  await app.button('Exporteren').waitFor();
  await app.box('Casusnummer').focus();
  await app.button('Exporteren').waitFor({ state: 'hidden' });
});

/** The number of colours in a part of the view. */
async function colours(page, clip) {
  const picture = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
    const found = new Set();
    for (let at = 0; at < data.length; at += 4) found.add(`${data[at]} ${data[at + 1]} ${data[at + 2]}`);
    return found.size;
  }, picture);
}

test('the euro sign stays in its field, under a mouse and in the focus', async (t) => {
  const { app, page } = await start(t, exportOf());
  await open(app);
  await app.button(/^Berekening/).first().click();
  const dialog = app.element.getByRole('dialog', { name: 'Berekening' });
  const price = dialog.getByLabel(/^Prijs/).first();
  const look = async (field, name) => {
    await field.scrollIntoViewIfNeeded();
    const sign = async () => {
      const { x, y, height } = await field.boundingBox();
      return { x: x + 5, y: y + 8, width: 17, height: height - 16 };
    };
    await page.mouse.move(1, 1);
    ok((await colours(page, await sign())) > 3, `${name}: there is a sign`);
    await field.hover({ position: { x: 60, y: 24 } });
    await page.evaluate(() => Promise.all(document.querySelector('maatwerk-canvas').shadowRoot.getAnimations().map((it) => it.finished)));
    ok((await colours(page, await sign())) > 3, `${name}: under the mouse`);
    // The focus may scroll the page.
    await field.focus();
    ok((await colours(page, await sign())) > 3, `${name}: in the focus`);
  };
  if (await price.isVisible()) await look(price, 'a price');
  await dialog.getByRole('button', { name: 'Sluiten' }).click();
  for (const scenario of ['Huidig', 'Maatwerk']) await look(app.element.getByLabel(new RegExp(`^${scenario} in euro`)).first(), scenario);
});

test('the message of an amount lies over no button', async (t) => {
  const { app, page } = await start(t, exportOf());
  await open(app);
  const found = [];
  for (const scenario of ['Huidig', 'Maatwerk']) {
    const field = app.element.getByLabel(new RegExp(`^${scenario} in euro`)).first();
    for (const wrong of ['1,354', '74 per uur', 'onbekend']) {
      await field.fill(wrong);
      await field.blur();
      const message = app.element.getByRole('alert').filter({ visible: true }).first();
      await message.waitFor();
      for (const width of [390, 560, 700, 820, 900, 1000, 1100, 1180, 1600]) {
        await page.setViewportSize({ width, height: height(width) });
        const over = await message.evaluate((it) => {
          const range = document.createRange();
          range.selectNodeContents(it);
          const words = [...range.getClientRects()];
          const lie = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
          const row = it.closest('[data-item]');
          const controls = [...row.querySelectorAll('button, input, textarea')].filter((it) => it.checkVisibility());
          const shown = controls.filter((control) => words.some((word) => lie(word, control.getBoundingClientRect())));
          return shown.map((control) => control.getAttribute('aria-label') ?? control.textContent ?? control.id);
        });
        if (over.length) found.push(`${scenario}, ${wrong} at ${width}: ${over}`);
      }
      await field.fill('20000');
      await field.blur();
      await page.setViewportSize({ width: 1180, height: 820 });
    }
  }
  deepEqual(found, []);
});

test('the menu of the printer closes at a press on what takes no focus', async (t) => {
  const { app, page } = await start(t, exportOf());
  await open(app);
  const menu = app.button('Afdrukken').first();
  await menu.click();
  await app.button(/A4 staand/).waitFor();
  // As in Safari, where no button takes the focus.
  await page.evaluate(() => document.querySelector('maatwerk-canvas').shadowRoot.activeElement?.blur());
  await app.element.getByRole('heading', { name: 'Perspectief' }).click();
  await app.button(/A4 staand/).waitFor({ state: 'hidden' });
  equal(await menu.getAttribute('aria-expanded'), 'false');
});

test('who changed a text stands below the warnings about it', async (t) => {
  const { app } = await start(t, exportOf());
  await open(app);
  await app.box('Doorbraak').fill('BSN 111222333, mail naar iemand@voorbeeld.nl');
  const block = app.element.locator('[data-block="doorbraak"]');
  const warning = await block.getByText(/e-mailadres/).filter({ visible: true }).boundingBox();
  const changed = await block.getByText(/laatst gewijzigd/).boundingBox();
  ok(changed.y >= warning.y + warning.height, `${changed.y} lies over a warning that ends at ${warning.y + warning.height}`);
});
