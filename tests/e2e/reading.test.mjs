// "In één oogopslag": the whole canvas on one screen, to read at the table and by projector.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './support/app.mjs';
import { PHONE, TABLET } from './support/browser.mjs';
import { Canvas, eventually, tellName } from './support/canvas.mjs';
import { exportOf } from './support/filled.mjs';
import { hostPage } from './support/host.mjs';
import { Overview } from './support/overview.mjs';
import { readPdf, squeezed } from './support/pdf.mjs';

const PROJECTOR = { width: 1920, height: 1080 };

const hash = (page) => page.evaluate(() => location.hash);
const view = (app) => app.element.getByRole('dialog');
const title = (app) => view(app).getByRole('heading', { name: /^Maatwerkcanvas/ });
const focused = (app) => app.element.evaluate(({ shadowRoot: { activeElement: it } }) => it?.textContent);

/** How high the view and its content are, and how large its letters. */
const measure = (app) => view(app).evaluate((it) => {
  const text = it.querySelector('.print p:not(:empty)');
  const range = document.createRange();
  range.selectNodeContents(text);
  const [line] = range.getClientRects();
  return { room: it.clientHeight, height: it.scrollHeight, width: it.scrollWidth - it.clientWidth, line: line.height };
});

/** The seven examples, with the first of them open. */
async function start(t, options = {}) {
  const started = await startApp(t, { path: '#voorbeelden', ...options });
  await tellName(started.app);
  const overview = new Overview(started.app);
  await eventually(async () => (await overview.names()).length, 7);
  const canvas = await overview.open('Moeder en dochter zoeken een veilige plek');
  return { ...started, overview, canvas };
}

async function open(app) {
  await app.button('In één oogopslag').click();
  await title(app).waitFor();
}

test('each example fits on one screen, in letters that can be read from where one sits', async (t) => {
  const { app, page, complaints } = await start(t);
  await open(app);
  // A line is a good third higher than its letters.
  for (const [size, line] of [[TABLET, 16], [PROJECTOR, 22]]) {
    await page.setViewportSize(size);
    for (let rank = 1; rank <= 7; rank += 1) {
      await app.element.getByText(`${rank} van 7`).waitFor();
      await eventually(async () => {
        const { room, height, width } = await measure(app);
        return height <= room && width <= 0;
      }, true);
      const { line: found } = await measure(app);
      ok(found >= line, `${found} px at ${size.width} in example ${rank}`);
      await page.keyboard.press(rank % 2 ? 'ArrowRight' : 'PageDown');
    }
    for (let rank = 7; rank > 1; rank -= 1) {
      await app.element.getByText(`${rank} van 7`).waitFor();
      await page.keyboard.press(rank % 2 ? 'ArrowLeft' : 'PageUp');
    }
    await app.element.getByText('1 van 7').waitFor();
  }
  deepEqual(complaints, []);
});

test('nothing can be edited, and the lines show when they are asked for', async (t) => {
  const { app, page } = await start(t);
  await open(app);
  for (const role of ['textbox', 'checkbox', 'radio', 'combobox']) equal(await view(app).getByRole(role).count(), 0, role);
  for (const name of ['Situatieschets', 'Perspectief', 'Doorbraak', 'Zelf doen', 'Ondersteuning', 'Behandeling', 'Legitimiteit', 'Betrokkenheid']) {
    await view(app).getByRole('heading', { name, exact: true }).waitFor();
  }
  const line = view(app).getByRole('rowheader', { name: 'Alle hulp van nu samen' });
  equal(await line.isVisible(), false);
  await view(app).getByText('€\u00a027.000,00', { exact: true }).waitFor();
  await app.button('Toon regels').click();
  await line.waitFor();
  await app.button('Verberg regels').click();
  await line.waitFor({ state: 'hidden' });
  const { pages } = readPdf(await page.pdf({ preferCSSPageSize: true }));
  ok(pages.join('').includes(squeezed('Alle hulp van nu samen')), 'on paper the lines are always there');
});

test('the next canvas and the one before are those of the list; Back leaves the view', async (t) => {
  const { app, page, overview } = await start(t);
  equal(await hash(page), '#voorbeelden/voorbeeld-1');
  await open(app);
  await eventually(() => hash(page), '#voorbeelden/voorbeeld-1/lezen');
  const [previous, next] = ['Vorig canvas', 'Volgend canvas'].map((name) => app.button(name));
  await app.element.getByText('1 van 7').waitFor();
  equal(await previous.getAttribute('aria-disabled'), 'true');
  await next.click();
  await eventually(() => hash(page), '#voorbeelden/voorbeeld-2/lezen');
  await eventually(() => focused(app), 'Maatwerkcanvas VOORBEELD-2');
  await app.element.getByText('2 van 7').waitFor();
  await page.keyboard.press('ArrowRight');
  await eventually(() => hash(page), '#voorbeelden/voorbeeld-3/lezen');
  await app.element.getByText('3 van 7').waitFor();
  await previous.click();
  await eventually(() => hash(page), '#voorbeelden/voorbeeld-2/lezen');
  await page.evaluate(() => history.back());
  await eventually(() => hash(page), '#voorbeelden/voorbeeld-1');
  await view(app).waitFor({ state: 'detached' });
  await page.evaluate(() => history.forward());
  await title(app).waitFor();
  await app.button('Terug naar het canvas').click();
  await view(app).waitFor({ state: 'detached' });
  await app.button('Overzicht').click();
  await eventually(() => focused(app).then((text) => text?.includes('Moeder met zes kinderen')), true);
  // Only what the search lets through.
  await overview.search('kinderdagverblijf');
  await overview.open('Jong gezin met een rekening bij het kinderdagverblijf');
  await open(app);
  await app.element.getByText('1 van 1').waitFor();
  equal(await next.getAttribute('aria-disabled'), 'true');
});

test('Escape leaves, and the focus is on the button again; a reload stays', async (t) => {
  const { app, page } = await start(t);
  await open(app);
  await eventually(() => focused(app), 'Maatwerkcanvas VOORBEELD-1');
  await page.keyboard.press('Escape');
  await view(app).waitFor({ state: 'detached' });
  await eventually(() => focused(app), 'In één oogopslag');
  equal(await hash(page), '#voorbeelden/voorbeeld-1');
  await page.keyboard.press('Enter');
  await title(app).waitFor();
  await page.reload();
  await title(app).waitFor();
});

test('a canvas with more text scrolls, and nothing is cut off', async (t) => {
  const { app, page } = await startApp(t);
  await tellName(app);
  const overview = new Overview(app);
  const text = `${'Een lange zin over het gezin. '.repeat(90)}Einde.`;
  await overview.import(exportOf({ text, actions: 20 }));
  await overview.open('24-0113');
  await open(app);
  for (const size of [PROJECTOR, TABLET, PHONE]) {
    await page.setViewportSize(size);
    await eventually(async () => (await measure(app)).height > size.height, true);
    const cut = await view(app).evaluate((it) => [...it.querySelectorAll('.print *:not(svg, svg *)')]
      .filter((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0 && getComputedStyle(each).display !== 'inline')
      .map((each) => each.className));
    deepEqual(cut, [], `at ${size.width}`);
    const last = view(app).getByText('Einde.').last();
    await last.scrollIntoViewIfNeeded();
    ok(await last.isVisible());
  }
});

test('on a phone it is one tap away, and so it is where nothing may be changed', async (t) => {
  const pages = { '/lezen': hostPage('document-id="leeg" readonly') };
  const { app, page, server } = await startApp(t, { viewport: PHONE, server: { pages } });
  await app.open(`${server.url}lezen`);
  await open(app);
  match(await title(app).innerText(), /zonder nummer/);
  await page.keyboard.press('Escape');
  await new Canvas(app).ready();
});
