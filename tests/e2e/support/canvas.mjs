// One open canvas: its boxes, lists, totals and buttons.

import { deepEqual } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { startApp } from './app.mjs';

/** The boxes of text, as the paper canvas names them. */
export const TEXT_BOXES = ['Situatieschets', 'Perspectief', 'Doorbraak', 'Legitimiteit', 'Betrokkenheid'];
/** The boxes of actions. */
export const ACTION_BOXES = ['Zelf doen', 'Ondersteuning', 'Behandeling'];
export const SCENARIOS = ['Huidig', 'Dreigend', 'Maatwerk'];

/** An amount as the page formats it: with a non-breaking space after the sign. */
export const euro = (amount) => `€\u00a0${amount}`;

export class Canvas {
  /** @param {import('./app.mjs').App} app */
  constructor(app) {
    this.app = app;
    this.page = app.page;
    this.element = app.element;
  }

  /** Waits until the canvas is shown. */
  async ready() {
    await this.text('Situatieschets').waitFor();
    return this;
  }

  box(name) {
    return this.element.getByRole('region', { name, exact: true });
  }

  text(name) {
    return this.element.getByRole('textbox', { name, exact: true });
  }

  field(label) {
    return this.element.getByLabel(label, { exact: true });
  }

  /** Replaces the text of a field key by key, and leaves the field. */
  async type(field, text) {
    await field.click();
    await field.fill('');
    await field.pressSequentially(text);
    await field.blur();
  }

  async write(box, text) {
    await this.type(this.text(box), text);
  }

  // Lists.

  /** The items of a box, in their order. */
  items(box) {
    return this.box(box).getByRole('listitem');
  }

  item(box, index) {
    return this.items(box).nth(index);
  }

  /** The texts of the actions of a box, in their order. */
  async actions(box) {
    return this.values(this.box(box).getByRole('textbox', { name: /^Wat, / }));
  }

  async descriptions() {
    return this.values(this.element.getByRole('textbox', { name: 'Omschrijving', exact: true }));
  }

  values(fields) {
    return fields.evaluateAll((all) => all.map((field) => field.value));
  }

  /** Adds an action by the button; the focus is then in it. */
  async addAction(box, what, { who, due } = {}) {
    const count = await this.items(box).count();
    await this.app.button(`Actie toevoegen: ${box}`).click();
    const item = this.item(box, count);
    await this.focused(item.getByRole('textbox', { name: /^Wat, / }));
    await this.page.keyboard.type(what);
    await item.getByRole('textbox', { name: /^Wat, / }).blur();
    if (who) await this.type(item.getByRole('textbox', { name: /^Wie, / }), who);
    if (due) await item.getByRole('textbox', { name: /^Vóór, / }).fill(due);
    return item;
  }

  /** Adds a line; amounts are given by scenario. */
  async addLine(description, amounts = {}) {
    const count = await this.items('Kosten-batenanalyse').count();
    await this.app.button('Regel toevoegen').click();
    const item = this.item('Kosten-batenanalyse', count);
    await this.focused(item.getByRole('textbox', { name: 'Omschrijving', exact: true }));
    await this.page.keyboard.type(description);
    for (const [scenario, amount] of Object.entries(amounts)) await this.type(this.amount(count, scenario), amount);
    return item;
  }

  /** The field of an amount, by the line's index and the scenario. */
  amount(line, scenario) {
    return this.item('Kosten-batenanalyse', line).getByRole('textbox', { name: `${scenario} in euro's` });
  }

  async focused(field) {
    await field.evaluate((it) => new Promise((done) => {
      const look = () => (it.getRootNode().activeElement === it ? done() : requestAnimationFrame(look));
      look();
    }));
  }

  /** Presses a button of an item in its "Meer" menu. */
  async choose(item, name) {
    const more = item.getByRole('button', { name: /^Meer/ });
    if ((await more.getAttribute('aria-expanded')) === 'false') await more.click();
    await item.getByRole('button', { name }).click();
  }

  /** Drags an item by its handle with the mouse, to a relative height within another element. */
  async drag(item, target, { at = 0.2 } = {}) {
    const handle = item.getByTitle(/^Versleep/);
    await handle.scrollIntoViewIfNeeded();
    const from = await handle.boundingBox();
    const to = await target.boundingBox();
    await this.page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await this.page.mouse.down();
    const [x, y] = [to.x + to.width / 2, to.y + to.height * at];
    await this.page.mouse.move(x, y, { steps: 6 });
    await this.page.mouse.up();
  }

  // Totals.

  total(name) {
    return this.element.locator(`[data-total="${name}"]`).innerText();
  }

  /** The three totals and the saving, as the page shows them. */
  async totals() {
    const names = ['huidig', 'dreigend', 'maatwerk', 'besparing'];
    return Promise.all(names.map((name) => this.total(name)));
  }

  // The bar.

  get bar() {
    return this.element.getByRole('group', { name: 'Maatwerkcanvas' });
  }

  async undo() {
    await this.bar.getByRole('button', { name: 'Ongedaan maken' }).click();
  }

  async redo() {
    await this.app.showBar();
    await this.app.button('Opnieuw').click();
  }

  async saved() {
    await this.element.getByRole('status').filter({ hasText: /^Opgeslagen/ }).waitFor();
  }

  async overview() {
    await this.app.button('Overzicht').click();
    await this.app.heading(/^(Uw canvassen|Voorbeelden|Aan de slag)$/).waitFor();
  }

  /** The number of findings that the button shows. */
  async toDo() {
    await this.app.showBar();
    const text = await this.app.button(/^Nog te doen/).innerText();
    return Number(text.match(/\((\d+)\)/)[1]);
  }

  async openToDo() {
    await this.app.showBar();
    const button = this.app.button(/^Nog te doen/);
    if ((await button.getAttribute('aria-expanded')) === 'false') await button.click();
    return this.element.getByRole('complementary', { name: 'Nog te doen' });
  }

  /** Exports this canvas by the button in the bar. */
  async export() {
    await this.app.showBar();
    return download(this.page, () => this.app.button('Exporteren').click());
  }
}

/**
 * Repeats `ask` until it returns the expected value, which the page may show only a moment after
 * the last key.
 */
export async function eventually(ask, expected, { within = 15_000 } = {}) {
  const end = Date.now() + within;
  let answer = await ask();
  while (!isDeepStrictEqual(answer, expected) && Date.now() < end) {
    await new Promise((done) => setTimeout(done, 30));
    answer = await ask();
  }
  deepEqual(answer, expected);
}

/** The file that a button downloads: its name, its text and its parsed content. */
export async function download(page, press) {
  const { name, text } = await downloadText(page, press);
  return { name, text, json: JSON.parse(text) };
}

/** As `download`, of a file of any kind. */
export async function downloadText(page, press) {
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

/** Answers the question of the user's name. */
export async function tellName(app, name = 'Consulent A') {
  await app.fill('Uw naam', name);
  await app.button('Verder').click();
  await app.field('Uw naam').waitFor({ state: 'detached' });
}

/**
 * One browser for all tests of a file; each test opens a canvas of its own.
 * @param {object} [options]  as for `startApp`
 */
export function sharedApp(options) {
  const ends = [];
  const shared = {
    /** Opens a new canvas, from any view. */
    async newCanvas() {
      const { app, complaints } = shared;
      complaints.length = 0;
      const canvas = new Canvas(app);
      if (await app.button('Overzicht').count()) await canvas.overview();
      const own = app.button('Naar uw eigen canvassen');
      const create = app.button('Nieuw canvas');
      await own.or(create).first().waitFor();
      if (await own.count()) await own.click();
      await create.click();
      return canvas.ready();
    },
  };
  before(async () => {
    Object.assign(shared, await startApp({ after: (end) => ends.unshift(end) }, options));
    await tellName(shared.app);
  });
  after(async () => {
    for (const end of ends) await end();
  });
  return shared;
}
