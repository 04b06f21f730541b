// "Samen": one box at a time, in large letters and plain words, with the family.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { PHONE } from './support/browser.mjs';
import { Canvas, eventually, sharedApp, tellName } from './support/canvas.mjs';
import { App, startApp } from './support/app.mjs';
import { Grades } from './support/grades.mjs';
import { PAGES, hostPage } from './support/host.mjs';
import { idbFaults } from './support/idb_faults.mjs';
import { readPdf, squeezed } from './support/pdf.mjs';

const shared = sharedApp();

const STEPS = [
  'Hoe gaat het met u?', 'Wat zou u willen veranderen?', 'Welke stap maakt het verschil?', 'Wat kunt u zelf doen?',
  'Waar wilt u hulp bij?', 'Welke behandeling is nodig?', 'Wie doet er mee?', 'Bent u tevreden over uw leven?', 'Uw plan op een rij',
];

/** The view, of an app. */
class Together {
  constructor(app) {
    this.app = app;
    this.view = app.element.getByRole('dialog');
  }

  async open() {
    await this.app.button('Samen').click();
    await this.view.waitFor();
  }

  heading(name) {
    return this.view.getByRole('heading', name && { name, exact: true });
  }

  button(name) {
    return this.view.getByRole('button', { name, exact: typeof name === 'string' });
  }

  async next() {
    await this.button('Volgende').click();
  }

  /** Goes to a step by the list of them. */
  async jump(name) {
    await this.button('Alle stappen').click();
    await this.button(name).click();
    await this.heading(name).waitFor();
  }

  async leave() {
    await this.button('Terug naar het canvas').click();
    await this.view.waitFor({ state: 'detached' });
  }
}

async function start() {
  // A test that failed may have left it open.
  if (shared.app && (await shared.app.element.getByRole('dialog').count())) await shared.page.keyboard.press('Escape');
  const canvas = await shared.newCanvas();
  const together = new Together(shared.app);
  await together.open();
  return { canvas, together, page: shared.page };
}

const focused = (app) => app.element.evaluate(({ shadowRoot: { activeElement: it } }) => it?.textContent);

test('the steps come one by one, in the words of the method, and none is for the municipality only', async () => {
  const { together } = await start();
  for (const [at, name] of STEPS.entries()) {
    await together.heading(name).waitFor();
    await eventually(() => focused(shared.app), name);
    await together.view.getByText(at < 8 ? `${at + 1} van 8` : 'Uw plan', { exact: true }).waitFor();
    if (at === 8) break;
    equal(await together.heading().count(), 1, 'one box at a time');
    await together.next();
  }
  await together.button('Vorige').click();
  await together.heading(STEPS[7]).waitFor();
  await together.jump(STEPS[1]);
  // Escape closes the list first, and then leaves.
  await together.button('Alle stappen').click();
  equal(await together.button(STEPS[1]).getAttribute('aria-current'), 'step');
  await together.button(STEPS[4]).focus();
  await shared.page.keyboard.press('Escape');
  await eventually(() => focused(shared.app), 'Alle stappen');
  equal(await together.button('Alle stappen').getAttribute('aria-expanded'), 'false');
  await shared.page.keyboard.press('Escape');
  await together.view.waitFor({ state: 'detached' });
  // After the plan there is nothing more.
  await together.open();
  await together.jump(STEPS[8]);
  equal(await together.button('Volgende').count(), 0);
  await together.button('Klaar').click();
  await together.view.waitFor({ state: 'detached' });
  await eventually(() => focused(shared.app), 'Samen');
});

test('what is typed is on the canvas, and leaving gives the focus back to the button', async () => {
  const { canvas, together, page } = await start();
  await together.view.getByRole('textbox', { name: STEPS[0] }).pressSequentially('Het is druk thuis.');
  await together.next();
  await together.view.getByRole('textbox', { name: STEPS[1] }).pressSequentially('Rust voor de kinderen.');
  await page.keyboard.press('Escape');
  await together.view.waitFor({ state: 'detached' });
  equal(await canvas.text('Situatieschets').inputValue(), 'Het is druk thuis.');
  equal(await canvas.text('Perspectief').inputValue(), 'Rust voor de kinderen.');
  await eventually(() => focused(shared.app), 'Samen');
  // It goes on where it was left.
  await page.keyboard.press('Enter');
  await together.heading(STEPS[1]).waitFor();
  await eventually(() => focused(shared.app), STEPS[1]);
  await together.jump(STEPS[6]);
  await page.evaluate(() => history.back());
  await together.view.waitFor({ state: 'detached' });
  await eventually(() => focused(shared.app), 'Samen');
  deepEqual(shared.complaints, []);
});

test('actions are read, changed and added', async () => {
  const { canvas, together, page } = await start();
  await together.leave();
  await canvas.addAction('Zelf doen', 'Elke week bellen', { who: 'moeder', due: '2026-12-18' });
  await together.open();
  await together.jump(STEPS[3]);
  const what = together.view.getByRole('textbox', { name: /^Wat, / });
  equal(await what.inputValue(), 'Elke week bellen');
  await together.view.getByText('Vóór 18 december 2026').waitFor();
  await together.button('Iets toevoegen: Zelf doen').click();
  await canvas.focused(what.nth(1));
  await page.keyboard.type('Samen koken');
  await together.view.getByRole('textbox', { name: /^Wie doet dit\?/ }).nth(1).pressSequentially('jeugdige 1');
  await together.leave();
  await eventually(() => canvas.actions('Zelf doen'), ['Elke week bellen', 'Samen koken']);
  equal(await canvas.item('Zelf doen', 1).getByRole('textbox', { name: /^Wie, / }).inputValue(), 'jeugdige 1');
});

test('each person gives a grade by ten buttons and a half', async () => {
  const { canvas, together } = await start();
  await together.jump(STEPS[7]);
  await together.button('Toevoegen: moeder').click();
  const grades = together.view.getByRole('group', { name: /^Welk cijfer\?/ });
  equal(await grades.getByRole('radio').count(), 10);
  await grades.getByRole('radio', { name: '7' }).check();
  await together.button('een half erbij').click();
  await together.view.getByText('7,5 (in het begin)', { exact: true }).waitFor();
  await grades.getByRole('radio', { name: '8' }).check();
  await together.view.getByText('8,5 (in het begin)', { exact: true }).waitFor();
  await together.button('Toevoegen: Andere rol').click();
  const role = together.view.getByRole('textbox', { name: 'Rol in het gezin' });
  await canvas.focused(role);
  await role.pressSequentially('opa');
  await together.heading('Opa').waitFor();
  await together.leave();
  match(await new Grades(canvas).score(), /^8,5/);
});

test('money shows only when it is asked for, and is not on the plan that the family keeps', async () => {
  const { canvas, together, page } = await start();
  await together.leave();
  await canvas.write('Situatieschets', 'Het is druk thuis.');
  await canvas.write('Legitimiteit', 'Artikel 2.3.5 van de Wmo.');
  await canvas.addAction('Ondersteuning', 'Hulp in huis', { who: 'de wijkverpleegkundige' });
  await canvas.addLine('Alle hulp samen', { Huidig: '20.000', Dreigend: '90.000', Maatwerk: '63.000' });
  await together.open();
  for (let at = 0; at < STEPS.length; at += 1) {
    await together.jump(STEPS[at]);
    equal((await together.view.innerText()).includes('€'), false, STEPS[at]);
  }
  const paper = async () => readPdf(await page.pdf({ preferCSSPageSize: true })).pages.join('');
  const plan = await paper();
  for (const text of ['Uw plan op een rij', 'Zo gaat het nu', 'Het is druk thuis.', 'Hier krijgt u hulp bij', 'Hulp in huis', 'de wijkverpleegkundige']) {
    ok(plan.includes(squeezed(text)), `not on the plan: ${text}`);
  }
  for (const text of ['€', '90.000', 'Wmo', 'Kosten', 'Legitimiteit', 'Dit wilt u veranderen', 'Volgende']) {
    equal(plan.includes(squeezed(text)), false, `on the plan: ${text}`);
  }
  await together.button('Toon wat het kost').click();
  for (const sentence of ['De hulp van nu kost € 20.000,00.', 'Als er niets verandert, kost het € 90.000,00.', 'Met dit plan kost het € 63.000,00.', /^Het plan bespaart €\s27\.000,00\./]) {
    await together.view.getByText(sentence).waitFor();
  }
  await together.button('Verberg wat het kost').click();
  equal((await together.view.innerText()).includes('€'), false);
  await together.leave();
  // A dialog that has closed can't be found by its role any more; the canvas shows once the focus is back.
  await eventually(() => focused(shared.app), 'Samen');
  ok((await paper()).includes(squeezed('Legitimiteit')), 'the canvas prints as before');
  deepEqual(shared.complaints, []);
});

/** The status of saving that the family's view shows. */
const state = (together) => together.view.getByRole('status').filter({ hasText: /pgeslagen|Opslaan/ });

/** A page with one canvas whose commits a test can hold or fail, with the view open. */
async function startFaulty(t) {
  const { app, browser, server, page } = await startApp(t, { path: 'canvas', server: { pages: PAGES } });
  await browser.context.addInitScript(idbFaults);
  await app.open(`${server.url}canvas`);
  await tellName(app);
  const together = new Together(app);
  await together.open();
  return { app, browser, server, page, together, commits: (how) => page.evaluate((it) => void (window.commits = it), how) };
}

test('"Opgeslagen" shows here too, and only when it is true', async (t) => {
  const { page, together, commits } = await startFaulty(t);
  await together.view.getByRole('textbox').pressSequentially('Het is druk.');
  await state(together).filter({ hasText: /^Opgeslagen/ }).waitFor();
  await commits('hold');
  await together.view.getByRole('textbox').pressSequentially(' Heel druk.');
  await page.waitForFunction(() => window.held > 0);
  equal(await state(together).filter({ hasText: /^Opgeslagen/ }).count(), 0);
  await commits('go');
  await state(together).filter({ hasText: /^Opgeslagen/ }).waitFor();
});

test('a disk that is full is said here too, with a button to try again', async (t) => {
  const { together, commits } = await startFaulty(t);
  await commits('QuotaExceededError');
  await together.view.getByRole('textbox').pressSequentially('Het is druk.');
  await state(together).filter({ hasText: /^Niet opgeslagen: de opslag van dit apparaat is vol/ }).waitFor();
  await commits('go');
  await together.button('Probeer opnieuw').first().click();
  await state(together).filter({ hasText: /^Opgeslagen/ }).waitFor();
  equal(await together.view.getByRole('textbox').inputValue(), 'Het is druk.');
});

test('why nothing can be written is said here too, with the way out: another window, the bin', async (t) => {
  const { app, browser, server, together } = await startFaulty(t);
  await together.view.getByRole('textbox').pressSequentially('Het is druk.');
  await state(together).filter({ hasText: /^Opgeslagen/ }).waitFor();
  const other = new App(await browser.context.newPage());
  await other.open(`${server.url}canvas`);
  const follows = new Together(other);
  await follows.open();
  await follows.view.getByText('Hier kijkt u mee.').waitFor();
  equal(await follows.view.getByRole('textbox').isEditable(), false);
  await together.view.getByRole('textbox').pressSequentially(' Heel druk.');
  await eventually(() => follows.view.getByRole('textbox').inputValue(), 'Het is druk. Heel druk.');
  await follows.button('Hier verder werken').click();
  await eventually(() => follows.view.getByRole('textbox').isEditable(), true);
  await together.view.getByText('Hier kijkt u mee.').waitFor();
  await other.element.evaluate((it) => {
    const by = { door: { id: 'm', naam: 'Maatwerker' }, op: '2026-11-02T10:00:00.000Z' };
    it.value = { ...it.value, verwijderd: by };
  });
  await eventually(() => follows.view.getByRole('textbox').isEditable(), false);
  await follows.button('Terugzetten').click();
  await eventually(() => follows.view.getByRole('textbox').isEditable(), true);
  await app.page.keyboard.press('Escape');
});

test('the plan that the family keeps has its own words, and none of the municipality', async () => {
  const { canvas, together, page } = await start();
  await together.leave();
  await canvas.type(canvas.field('Maatwerkeindbaas'), 'Team Oost');
  await canvas.type(canvas.field('Casusnummer'), '24-0113');
  await canvas.write('Situatieschets', 'Het is druk thuis.');
  await canvas.write('Legitimiteit', 'Artikel 2.3.5 van de Wmo.');
  await canvas.addLine('Alle hulp samen', { Huidig: '20.000' });
  await together.open();
  await together.jump(STEPS[7]);
  await together.button('Toevoegen: moeder').click();
  await together.view.getByRole('radio', { name: '4' }).check();
  await together.jump(STEPS[8]);
  await together.view.getByText('Moeder: 4 (in het begin)').waitFor();
  const plan = readPdf(await page.pdf({ preferCSSPageSize: true })).pages.join('');
  for (const text of ['Uw plan op een rij', 'Het is druk thuis.', 'Zo tevreden bent u', 'Moeder: 4 (in het begin)', 'Uw plan, nummer 24-0113']) {
    ok(plan.includes(squeezed(text)), `not on the plan: ${text}`);
  }
  for (const text of ['€', '20.000', 'Wmo', 'Team Oost', 'eindbaas', 'Casus', 'nulmeting', 'Legitimiteit', 'Kosten', 'Besparing', 'Situatieschets']) {
    equal(plan.includes(squeezed(text)), false, `on the plan: ${text}`);
  }
  await together.leave();
});

test('on a phone it is one tap away; where nothing may be changed it can be read', async (t) => {
  const pages = { '/lezen': hostPage('document-id="leeg" readonly') };
  const { app, server } = await startApp(t, { viewport: PHONE, server: { pages } });
  await app.open(`${server.url}lezen`);
  await new Canvas(app).ready();
  const together = new Together(app);
  await together.open();
  equal(await together.view.getByRole('textbox').isEditable(), false);
  await together.jump(STEPS[3]);
  equal(await together.button(/toevoegen/i).count(), 0);
  await together.jump(STEPS[7]);
  equal(await together.button(/toevoegen/i).count(), 0);
  await together.jump(STEPS[8]);
  await together.view.getByText('Er is nog niets opgeschreven.').waitFor();
  await together.leave();
});

test('the last change is taken back without leaving', async () => {
  const { together } = await start();
  const text = together.view.getByRole('textbox', { name: 'Hoe gaat het met u?', exact: true });
  equal(await together.button('Ongedaan maken').isDisabled(), true);
  await text.pressSequentially('Te veel');
  await together.button('Ongedaan maken').click();
  await eventually(() => text.inputValue(), '');
  // What is behind the view isn't read.
  await together.view.getByRole('status').filter({ hasText: /^Ongedaan gemaakt/ }).waitFor();
  equal(await together.heading('Hoe gaat het met u?').count(), 1);
  await together.leave();
  deepEqual(shared.complaints, []);
});
