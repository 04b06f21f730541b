// A conflict: both versions are shown in place until the user picks one.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { PHONE, TABLET, TABLET_UPRIGHT } from './support/browser.mjs';
import { eventually, sharedApp } from './support/canvas.mjs';
import { GRADE, documentInConflict } from './support/conflict.mjs';
import { Grades } from './support/grades.mjs';
import { Overview } from './support/overview.mjs';
import { readPdf, squeezed } from './support/pdf.mjs';
import { faults } from './support/schema.mjs';

const shared = sharedApp({ bypassCSP: true });

/** Opens that canvas, anew for each test. */
async function open(id) {
  const { app, complaints } = shared;
  complaints.length = 0;
  const overview = new Overview(app);
  if (await app.button('Overzicht').count()) await app.button('Overzicht').click();
  await app.heading(/^(Uw canvassen|Aan de slag)$/).waitFor();
  deepEqual(await faults({ soort: 'maatwerkcanvas-export', versie: 1, canvassen: [documentInConflict(id)] }), []);
  await overview.import({ soort: 'maatwerkcanvas-export', versie: 1, canvassen: [documentInConflict(id)] });
  return overview.open(id);
}

const conflict = (name) => shared.app.element.getByRole('group', { name, exact: true }).filter({ hasText: 'Kies welke klopt' });
const keep = (name, text) => conflict(name).getByRole('button', { name: `Deze houden: ${text}`, exact: true });
const exported = async (canvas) => (await canvas.export()).json.canvassen[0];

test('both versions stand in the box with who and when, and one tap picks one', async () => {
  const canvas = await open('kiezen');
  const group = conflict('Perspectief');
  const versions = await group.getByRole('listitem').allInnerTexts();
  match(versions[0], /Staat er nu\s+door Anne, 20-11-2026 om 10:30\s+Rust in huis\./);
  match(versions[1], /Andere versie\s+door Bo, 20-11-2026 om 14:30\s+Een eigen huis\./);
  ok(await canvas.box('Perspectief').getByRole('group').filter({ hasText: 'Kies' }).count(), 'in the box itself');
  await keep('Perspectief', 'Een eigen huis.').click();
  await group.waitFor({ state: 'detached' });
  equal(await canvas.text('Perspectief').inputValue(), 'Een eigen huis.');
  await canvas.focused(canvas.text('Perspectief'));
  await shared.app.element.getByRole('status').filter({ hasText: 'Gekozen' }).waitFor({ state: 'attached' });
  const kept = await exported(canvas);
  equal(kept.perspectief.door.naam, 'Consulent A');
  equal(Object.keys(kept.verschillen).length, 5);
  await canvas.undo();
  await group.waitFor();
  equal(await canvas.text('Perspectief').inputValue(), 'Rust in huis.');
  deepEqual((await exported(canvas)).verschillen, documentInConflict('x').verschillen);
  await canvas.redo();
  await group.waitFor({ state: 'detached' });
  deepEqual(shared.complaints, []);
});

test('texts can be kept both, and what is typed meanwhile is a version too', async () => {
  const canvas = await open('beide');
  await canvas.write('Perspectief', 'Rust in huis, eindelijk.');
  await eventually(() => conflict('Perspectief').getByRole('listitem').count(), 3);
  await conflict('Perspectief').getByRole('button', { name: 'Alle houden' }).click();
  await conflict('Perspectief').waitFor({ state: 'detached' });
  equal(await canvas.text('Perspectief').inputValue(), 'Rust in huis, eindelijk.\n\nRust in huis.\n\nEen eigen huis.');
  equal(await conflict('Dreigend').getByRole('button', { name: 'Beide houden' }).count(), 0, 'an amount is one of two');
  deepEqual(shared.complaints, []);
});

test('each kind of place shows its versions and takes the choice', async () => {
  const canvas = await open('soorten');
  ok((await canvas.toDo()) > 5, 'each is something to do');
  // A date, at the top of the page.
  await keep('Datum', '04-11-2026').click();
  await eventually(() => canvas.field('Datum').inputValue(), '04-11-2026');
  // A field of an action.
  await conflict('Wie').getByRole('button', { name: 'Beide houden' }).click();
  equal(await canvas.item('Zelf doen', 0).getByRole('textbox', { name: /^Wie, / }).inputValue(), 'moeder / vader');
  // An action that one removed and the other changed.
  match(await conflict('Deze actie').innerText(), /Gewijzigd\s+door Anne[\s\S]*Schulden op een rij[\s\S]*Verwijderd\s+door Bo/);
  await keep('Deze actie', 'Verwijderd').click();
  await eventually(() => canvas.actions('Zelf doen'), ['Bellen met school']);
  await canvas.undo();
  await eventually(() => canvas.actions('Zelf doen'), ['Bellen met school', 'Schulden op een rij']);
  // One scenario's use of a line: the totals follow.
  match(await conflict('Dreigend').innerText(), /€\s90\.000,00[\s\S]*2 keer · per week/);
  await keep('Dreigend', '2 keer · per week · vanaf maand 1 · tot …').click();
  await conflict('Dreigend').waitFor({ state: 'detached' });
  equal(await canvas.total('dreigend'), '€\u00a00,00');
  await canvas.undo();
  equal(await canvas.total('dreigend'), '€\u00a090.000,00');
  // A grade, reached from what is left to do.
  const list = await canvas.openToDo();
  await list.getByRole('button', { name: /^Cijfer van gezinslid 1: er zijn twee versies/ }).click();
  await canvas.focused(conflict('Dit cijfer').getByRole('button').first());
  await shared.page.keyboard.press('Tab');
  await shared.page.keyboard.press('Enter');
  await conflict('Dit cijfer').waitFor({ state: 'detached' });
  const chosen = await exported(canvas);
  equal(chosen.tevredenheid.cijfers[GRADE].cijfer, '6.5');
  equal(Object.keys(chosen.verschillen).length, 3);
  deepEqual(shared.complaints, []);
});

test('removing an item settles what was open in it', async () => {
  const canvas = await open('weg');
  await canvas.choose(canvas.item('Kosten-batenanalyse', 0), 'Verwijderen');
  await conflict('Dreigend').waitFor({ state: 'detached' });
  equal(Object.keys((await exported(canvas)).verschillen).length, 5);
  await canvas.undo();
  await conflict('Dreigend').waitFor();
  deepEqual(shared.complaints, []);
});

test('paper holds both versions, in words', async () => {
  const canvas = await open('papier');
  await shared.page.evaluate(() => (window.print = () => {}));
  await shared.app.button('Afdrukken').click();
  await shared.app.button('Afdrukken: A4 staand').click();
  const pages = (await readPdf(await shared.page.pdf({ preferCSSPageSize: true }))).pages.join('');
  for (const text of [
    'Verschillen om uit te kiezen',
    'Een eigen huis. (Bo)',
    'Kosten-batenanalyse › “Jeugdhulp” › Dreigend',
    'Acties › “Bellen met school” › Wie',
    'Verwijderd (Bo)',
    '04-11-2026 (Bo)',
    '6,5 · Nulmeting',
  ]) ok(pages.includes(squeezed(text)), `not on paper: ${text}`);
  await canvas.ready();
  deepEqual(shared.complaints, []);
});

test('nothing is wrong with it for axe, and it fits, at every size', async () => {
  const canvas = await open('maten');
  await new Grades(canvas).open();
  const { page } = shared;
  for (const [name, viewport] of Object.entries({ tablet: TABLET, 'tablet-upright': TABLET_UPRIGHT, phone: PHONE, small: { width: 320, height: 640 } })) {
    await page.setViewportSize(viewport);
    await page.evaluate(() => scrollTo(0, 0));
    equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, name);
    for (const button of await shared.app.element.getByRole('button', { name: /^(Deze|Beide) houden/ }).all()) {
      ok((await button.boundingBox()).height >= 47.5, `${name}: a button to touch`);
    }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await new AxeBuilder({ page }).withTags(tags).disableRules(['region', 'page-has-heading-one', 'landmark-one-main']).analyze();
    deepEqual(violations.map(({ id, nodes }) => `${name}: ${id}: ${nodes[0].target} ${nodes[0].html.slice(0, 150)}`), []);
    await shared.app.screenshot(`conflict-${name}`);
  }
  await page.setViewportSize(TABLET);
});
