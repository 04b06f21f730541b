// The focus is somewhere sensible after every press, and the headings and names tell where one is.

import { deepEqual, equal, match } from 'node:assert/strict';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { startApp } from './support/app.mjs';
import { Canvas, eventually, sharedApp, tellName } from './support/canvas.mjs';
import { Grades } from './support/grades.mjs';
import { hostPage } from './support/host.mjs';

const shared = sharedApp();
const BASELINE = 'moeder, nulmeting';

/** What has the focus, by its element and its name; empty for the page's body. */
const focused = (page) =>
  page.evaluate(() => {
    const it = document.querySelector('maatwerk-canvas').shadowRoot?.activeElement;
    if (!it) return '';
    const label = it.getAttribute('aria-label') ?? it.labels?.[0]?.textContent ?? it.textContent;
    return `${it.localName} ${label.trim().replace(/\s+/g, ' ')}`;
  });

test('making and opening a canvas puts the focus on its title, and going back on its row', async () => {
  const canvas = await shared.newCanvas();
  const { page } = canvas;
  await eventually(() => focused(page), 'h2 Maatwerkcanvas zonder nummer');
  await canvas.type(canvas.field('Casusnummer'), '24-0113');
  await canvas.saved();
  await canvas.overview();
  await eventually(() => focused(page).then((it) => it !== ''), true);
  await shared.app.button('24-0113').click();
  await canvas.ready();
  await eventually(() => focused(page), 'h2 Maatwerkcanvas 24-0113');
  await page.keyboard.press('Tab');
  await eventually(() => focused(page), 'button Overzicht');
  deepEqual(shared.complaints, []);
});

test('a canvas on a host page leaves the focus to the host', async (t) => {
  const { app, page } = await startApp(t, { server: { pages: { '/canvas': hostPage() } }, path: 'canvas' });
  await new Canvas(app).ready();
  equal(await focused(page), '');
});

test('undoing an addition or a move leaves the focus near by', async () => {
  const canvas = await shared.newCanvas();
  const { page } = canvas;
  await canvas.addAction('Zelf doen', 'bellen');
  await shared.app.button('Actie toevoegen: Zelf doen').click();
  await canvas.focused(canvas.item('Zelf doen', 1).getByRole('textbox', { name: 'Wat, zelf doen 2' }));
  await page.keyboard.press('Control+z');
  await eventually(() => focused(page), 'button Meer: bellen');
  await canvas.choose(canvas.item('Zelf doen', 0), 'Naar Behandeling');
  await eventually(() => focused(page), 'button Meer: bellen');
  await page.keyboard.press('Control+z');
  await eventually(() => canvas.actions('Zelf doen'), ['bellen']);
  await eventually(() => focused(page), 'button Meer: bellen');
  await shared.app.button('Regel toevoegen').click();
  await canvas.focused(canvas.field('Omschrijving'));
  await page.keyboard.press('Control+z');
  await eventually(() => focused(page), 'button Regel toevoegen');
  deepEqual(shared.complaints, []);
});

test('Escape closes the buttons of an item, and those of a canvas in the list', async () => {
  const canvas = await shared.newCanvas();
  const { page } = canvas;
  await canvas.addAction('Zelf doen', 'bellen');
  const more = shared.app.button('Meer: bellen');
  await more.click();
  await shared.app.button('Omhoog').focus();
  await page.keyboard.press('Escape');
  equal(await more.getAttribute('aria-expanded'), 'false');
  await canvas.focused(more);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  equal(await more.getAttribute('aria-expanded'), 'false');
  await canvas.type(canvas.field('Casusnummer'), '24-0114');
  await canvas.saved();
  await canvas.overview();
  const row = shared.app.button('Meer: 24-0114');
  await row.click();
  await shared.app.button('Dupliceren: 24-0114').focus();
  await page.keyboard.press('Escape');
  equal(await row.getAttribute('aria-expanded'), 'false');
  await canvas.focused(row);
  deepEqual(shared.complaints, []);
});

test('Escape and "Klaar" close the grade editor, and the focus is on the button that opens it', async () => {
  const canvas = await shared.newCanvas();
  const { page } = canvas;
  const grades = new Grades(canvas);
  await grades.open();
  await grades.addPerson('moeder');
  await grades.give(BASELINE);
  await canvas.type(grades.typed(BASELINE), '6');
  await grades.typed(BASELINE).focus();
  await page.keyboard.press('Escape');
  await eventually(() => grades.editor(BASELINE).count(), 0);
  await eventually(() => focused(page), `button Wijzigen: ${BASELINE}`);
  await page.keyboard.press('Enter');
  await grades.typed(BASELINE).waitFor();
  await grades.editor(BASELINE).getByRole('button', { name: 'Klaar', exact: true }).focus();
  const before = await page.evaluate(() => scrollY);
  await page.keyboard.press('Enter');
  await eventually(() => focused(page), `button Wijzigen: ${BASELINE}`);
  equal(await page.evaluate(() => scrollY), before, 'the page stays where it is');
  // A calendar in the editor closes by itself alone.
  await page.keyboard.press('Enter');
  await shared.app.button('Kalender openen: Datum van het gesprek').click();
  await canvas.element.getByRole('dialog', { name: /Datum van het gesprek/ }).waitFor();
  await page.keyboard.press('Escape');
  await canvas.element.getByRole('dialog', { name: /Datum van het gesprek/ }).waitFor({ state: 'detached' });
  equal(await grades.editor(BASELINE).count(), 1);
  deepEqual(shared.complaints, []);
});

test('the headings are an outline that begins at 1', async (t) => {
  const { app, page } = await startApp(t, { bypassCSP: true });
  await tellName(app);
  const levels = () =>
    app.element.evaluate((it) =>
      [...it.shadowRoot.querySelectorAll('h1, h2, h3, h4, h5')]
        .filter((heading) => heading.checkVisibility())
        .map((heading) => Number(heading.getAttribute('aria-level') ?? heading.localName[1])),
    );
  const outlined = async (view) => {
    const found = await levels();
    equal(found.filter((level) => level === 1).length, 1, `${view}: one title in ${found}`);
    equal(found[0], 1, `${view} begins with it: ${found}`);
    found.forEach((level, at) => equal(at === 0 || level <= found[at - 1] + 1, true, `${view} skips no level: ${found}`));
    const { violations } = await new AxeBuilder({ page }).withRules(['heading-order', 'empty-heading']).analyze();
    deepEqual(violations.map(({ id }) => id), [], view);
  };
  await outlined('the overview');
  await app.button('Nieuw canvas').click();
  const canvas = await new Canvas(app).ready();
  await app.heading(/^Maatwerkcanvas zonder/).waitFor({ state: 'attached' });
  const grades = new Grades(canvas);
  await grades.open();
  await grades.addPerson('moeder');
  const list = await canvas.openToDo();
  await outlined('a canvas');
  await list.getByRole('button').first().focus();
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'detached' });
  await canvas.addLine('Huur', { Huidig: '100' });
  await app.button('Analyse').click();
  await app.heading('Analyse').waitFor();
  await outlined('the analysis');
  await app.button('Terug naar het canvas').click();
  const close = () => page.keyboard.press('Escape').then(() => app.element.getByRole('dialog').waitFor({ state: 'hidden' }));
  /** The canvas is behind it. */
  const over = async (view) => {
    const found = await app.element.getByRole('dialog').evaluate((it) =>
      [...it.querySelectorAll('h1, h2, h3, h4, h5')]
        .filter((heading) => heading.checkVisibility())
        .map((heading) => Number(heading.getAttribute('aria-level') ?? heading.localName[1])),
    );
    deepEqual(found, [1, ...found.slice(1).map(() => 2)], `${view}: a title with what is below it`);
    return found.length;
  };
  await canvas.write('Situatieschets', 'rust');
  await app.button('In één oogopslag').click();
  await app.element.getByRole('dialog').getByRole('heading', { name: 'Perspectief' }).waitFor();
  equal((await over('the canvas on one screen')) > 9, true);
  await close();
  await app.button('Samen').click();
  await app.element.getByRole('dialog').getByRole('button', { name: 'Alle stappen' }).click();
  await app.element.getByRole('dialog').getByRole('button', { name: 'Uw plan op een rij' }).click();
  await app.element.getByRole('dialog').getByText('rust', { exact: true }).waitFor();
  equal((await over('the plan that the family keeps')) > 1, true);
  await close();
  await app.button('Rond het plan').click();
  await app.heading('Rond het plan').waitFor();
  await outlined('what is around the plan');
});

test('fields of the same kind are told apart by their names', async () => {
  const canvas = await shared.newCanvas();
  for (const box of ['Zelf doen', 'Ondersteuning', 'Behandeling']) {
    for (const text of ['een', 'twee', 'drie']) await canvas.addAction(box, text);
  }
  for (const label of ['Wat', 'Wie', 'Vóór']) {
    for (const box of ['zelf doen', 'ondersteuning', 'behandeling']) {
      for (const rank of [1, 2, 3]) equal(await canvas.element.getByRole('textbox', { name: `${label}, ${box} ${rank}`, exact: true }).count(), 1);
    }
  }
  match(await canvas.item('Zelf doen', 1).innerText(), /^Wie$/m, 'what is shown is short');
  await canvas.choose(canvas.item('Zelf doen', 2), 'Omhoog');
  await eventually(() => canvas.element.getByRole('textbox', { name: 'Wat, zelf doen 2' }).inputValue(), 'drie');
  deepEqual(shared.complaints, []);
});
