// "In één oogopslag": the whole canvas on one screen, to read at the table and by projector.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { App, startApp } from './support/app.mjs';
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

/** How high the view and its content are, and how large the letters of its texts. */
const measure = (app) => view(app).evaluate((it) => {
  const text = it.querySelector('.print__text');
  const letters = parseFloat(getComputedStyle(text).fontSize) * text.currentCSSZoom;
  return { room: it.clientHeight, height: it.scrollHeight, width: it.scrollWidth - it.clientWidth, letters };
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
  for (const [size, least, first] of [[TABLET, 14, 16], [PROJECTOR, 19, 23]]) {
    await page.setViewportSize(size);
    for (let rank = 1; rank <= 7; rank += 1) {
      await app.element.getByText(`${rank} van 7`).waitFor();
      await eventually(async () => {
        const { room, height, width } = await measure(app);
        return height <= room && width <= 0;
      }, true);
      const { letters } = await measure(app);
      ok(letters >= (rank === 1 ? first : least) - 0.1, `${letters} px at ${size.width} in example ${rank}`);
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

/** A host page with one canvas, and a function that changes its document as the host does. */
async function startHosted(t, options) {
  const started = await startApp(t, { path: 'canvas', server: { pages: { '/canvas': hostPage() } }, ...options });
  await tellName(started.app);
  const change = (values) => started.app.element.evaluate((it, changed) => void (it.value = { ...it.value, ...changed }), values);
  return { ...started, canvas: await new Canvas(started.app).ready(), change };
}

test('the bar stays while the document changes under it, and so does the focus', async (t) => {
  const { app, change, complaints } = await startHosted(t);
  await change({ casusnummer: '24-1' });
  await open(app);
  await eventually(() => focused(app), 'Maatwerkcanvas 24-1');
  const names = ['Terug naar het canvas', 'Vorig canvas', 'Volgend canvas', 'Toon regels', 'Afdrukken'];
  const buttons = await Promise.all(names.map((name) => view(app).getByRole('button', { name }).elementHandle()));
  await change({ casusnummer: '24-2', doorbraak: { tekst: 'Een eigen huis.' } });
  await view(app).getByText('Een eigen huis.').waitFor();
  equal(await focused(app), 'Maatwerkcanvas 24-2');
  await app.button('Toon regels').focus();
  await change({ casusnummer: '24-3' });
  await view(app).getByRole('heading', { name: 'Maatwerkcanvas 24-3' }).waitFor();
  equal(await focused(app), 'Toon regels');
  for (const [at, button] of buttons.entries()) ok(await button.evaluate((it) => it.isConnected), names[at]);
  deepEqual(complaints, []);
});

test('after a reload the list is known, in the order of the overview', async (t) => {
  const { app, page, complaints } = await startApp(t);
  await tellName(app);
  const overview = new Overview(app);
  const file = exportOf();
  const [first] = file.canvassen;
  const changed = [['24-1', '10'], ['24-2', '30'], ['24-3', '20']];
  file.canvassen = changed.map(([casusnummer, minute], at) => ({
    ...first, id: `proef-${at}`, casusnummer, gewijzigd: { ...first.gewijzigd, op: `2026-11-02T10:${minute}:00.000Z` },
  }));
  await overview.import(file);
  await eventually(() => overview.names(), ['24-2', '24-3', '24-1']);
  await overview.open('24-3');
  await open(app);
  await app.element.getByText('2 van 3').waitFor();
  for (const [key, name, position] of [['ArrowRight', '24-1', '3 van 3'], ['ArrowLeft', '24-3', '2 van 3'], ['ArrowLeft', '24-2', '1 van 3']]) {
    await page.reload();
    await title(app).waitFor();
    await eventually(() => app.button('Vorig canvas').or(app.button('Volgend canvas')).first().isVisible(), true);
    await app.element.getByText(/ van 3$/).waitFor();
    await page.keyboard.press(key);
    await view(app).getByRole('heading', { name: `Maatwerkcanvas ${name}` }).waitFor();
    await app.element.getByText(position).waitFor();
  }
  equal(await app.button('Vorig canvas').getAttribute('aria-disabled'), 'true');
  // And who comes by the address alone goes back to the canvas, and from there to the list.
  await page.keyboard.press('Escape');
  await eventually(() => focused(app), 'In één oogopslag');
  await app.button('Overzicht').click();
  await eventually(() => overview.names(), ['24-2', '24-3', '24-1']);
  deepEqual(complaints, []);
});

test('it is what prints: the same in the same order', async (t) => {
  const { app, page } = await start(t);
  await open(app);
  await app.button('Toon regels').click();
  const read = await view(app).locator('.print').evaluate((it) => it.textContent);
  ok(read.includes('Alle hulp van nu samen') && read.includes('Betrokkenheid'));
  const boxes = await view(app).getByRole('heading', { level: 3 }).allTextContents();
  await page.evaluate(() => void dispatchEvent(new Event('beforeprint')));
  const paper = app.element.locator('.mwc > .print');
  equal((await paper.evaluate((it) => it.textContent)).startsWith(read), true);
  deepEqual(await paper.evaluate((it) => [...it.querySelectorAll('h3')].map((each) => each.textContent)), boxes);
  await page.evaluate(() => void dispatchEvent(new Event('afterprint')));
  equal(await paper.count(), 0);
});

test('an empty canvas, one in the bin and one in a window that follows can be read', async (t) => {
  const { app, browser, page, change, canvas, complaints } = await startHosted(t);
  await open(app);
  equal(await title(app).innerText(), 'Maatwerkcanvas zonder nummer');
  await view(app).getByRole('heading', { name: 'Perspectief' }).waitFor();
  await page.keyboard.press('Escape');
  await canvas.write('Perspectief', 'Rust in huis.');
  await canvas.saved();
  const other = new App(await browser.context.newPage());
  await other.open(page.url());
  await other.element.getByText('Hier kijkt u mee.').waitFor();
  await open(other);
  await view(other).getByText('Rust in huis.').waitFor();
  await canvas.write('Perspectief', 'Een tuin.');
  await view(other).getByText('Een tuin.').waitFor();
  await other.page.close();
  await change({ verwijderd: { door: { id: 'm', naam: 'Maatwerker' }, op: '2026-11-02T10:00:00.000Z' } });
  await open(app);
  await view(app).getByText('Een tuin.').waitFor();
  await page.keyboard.press('Escape');
  await eventually(() => focused(app), 'In één oogopslag');
  deepEqual(complaints, []);
});

test('a canvas with more text scrolls, and nothing is cut off', async (t) => {
  const { app, page } = await startApp(t);
  await tellName(app);
  const overview = new Overview(app);
  const text = `${'Een lange zin over het gezin. '.repeat(90)}Einde.`;
  await overview.import(exportOf({ text, actions: 12, lines: 15 }));
  await overview.open('24-0113');
  await open(app);
  await app.button('Toon regels').click();
  for (const size of [PROJECTOR, TABLET, PHONE]) {
    await page.setViewportSize(size);
    await eventually(async () => (await measure(app)).height > size.height, true);
    const cut = await view(app).evaluate((it) => [...it.querySelectorAll('.print *:not(svg, svg *)')]
      .filter((each) => each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0 && getComputedStyle(each).display !== 'inline')
      .map((each) => each.className));
    deepEqual(cut, [], `at ${size.width}`);
    const broken = await view(app).evaluate((it) => [...it.querySelectorAll('.print__amount')]
      .filter((each) => { const all = document.createRange(); all.selectNodeContents(each); return all.getClientRects().length > 1; })
      .map((each) => each.textContent));
    deepEqual(broken, [], `an amount over two lines at ${size.width}`);
    for (const last of [view(app).getByText('Einde.').last(), view(app).getByText('Actie 12: bellen'), view(app).getByText(/^Regel 15/)]) {
      await last.scrollIntoViewIfNeeded();
      ok(await last.isVisible());
    }
    // What has to scroll is not small as well.
    const { letters } = await measure(app);
    ok(letters >= (size === PROJECTOR ? 24 : 15) - 0.1, `${letters} px at ${size.width}`);
  }
});

test('the keys of a remote scroll what is longer than the screen, and go on at its end', async (t) => {
  const { app, page } = await startApp(t);
  await tellName(app);
  const overview = new Overview(app);
  const [long, short] = [exportOf({ text: 'Een lange zin over het gezin. '.repeat(60) }), exportOf({ id: 'kort' })];
  Object.assign(short.canvassen[0], { casusnummer: '24-2', gewijzigd: { ...short.canvassen[0].gewijzigd, op: '2026-11-01T10:00:00.000Z' } });
  await overview.import({ ...long, canvassen: [...long.canvassen, ...short.canvassen] });
  await overview.open('24-0113');
  await open(app);
  await app.element.getByText('1 van 2').waitFor();
  await eventually(async () => (await measure(app)).height > TABLET.height, true);
  const scrolled = () => view(app).evaluate((it) => it.scrollTop > 0);
  await page.keyboard.press('PageDown');
  await eventually(scrolled, true);
  equal(await title(app).innerText(), 'Maatwerkcanvas 24-0113');
  // On to its end, and then to the next.
  await eventually(async () => {
    await page.keyboard.press('PageDown');
    return title(app).innerText();
  }, 'Maatwerkcanvas 24-2');
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
