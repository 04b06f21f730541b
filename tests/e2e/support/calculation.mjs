// A line's calculation and the analysis, used by touch.

import { readFile } from 'node:fs/promises';

/** Replaces the text of a field, as an on-screen keyboard does. */
export async function enter(field, text) {
  await field.tap();
  await field.fill('');
  await field.pressSequentially(text);
}

export class Calculation {
  /** @param {import('./canvas.mjs').Canvas} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.dialog = canvas.element.getByRole('dialog', { name: 'Berekening' });
  }

  /** Opens the calculation of the line at this index. */
  async open(line) {
    await this.canvas.item('Kosten-batenanalyse', line).getByRole('button', { name: /^Berekening/ }).tap();
    await this.dialog.waitFor();
    return this;
  }

  /** Adds a line and opens its calculation. */
  async add(line) {
    await this.canvas.app.button('Regel toevoegen').tap();
    return this.open(line);
  }

  async done() {
    await this.button('Klaar').tap();
    await this.dialog.waitFor({ state: 'hidden' });
  }

  button(name) {
    return this.dialog.getByRole('button', { name, exact: typeof name === 'string' });
  }

  field(label) {
    return this.dialog.getByLabel(label, { exact: true });
  }

  get search() {
    return this.dialog.getByRole('searchbox', { name: 'Zoek in de prijslijst' });
  }

  /** Opens the price list and searches for a text. */
  async find(text) {
    const open = this.button('Kies uit de prijslijst');
    await open.or(this.search).first().waitFor();
    if (await open.isVisible()) await open.tap();
    await enter(this.search, text);
  }

  hits() {
    return this.dialog.getByRole('button', { name: /^Neem over: / });
  }

  /** Chooses the first price that is found. */
  async take(text) {
    await this.find(text);
    await this.hits().first().tap();
    await this.search.waitFor({ state: 'hidden' });
  }

  scenario(name) {
    return this.dialog.getByRole('group', { name, exact: true });
  }

  /** Fills in how many, and how often if that is given. */
  async use(scenario, count, per) {
    const group = this.scenario(scenario);
    await enter(group.getByLabel('Hoeveel', { exact: true }), count);
    if (per) await group.getByLabel('Hoe vaak').selectOption({ label: per });
  }

  async total(scenario, amount) {
    const group = this.scenario(scenario);
    const toTotal = group.getByRole('button', { name: /^Liever een totaal/ });
    const field = group.getByLabel("Totaal in euro's");
    await toTotal.or(field).first().waitFor();
    if (await toTotal.isVisible()) await toTotal.tap();
    await enter(field, amount);
  }

  /** The sentence with the entered values and their result. */
  async sentence(scenario) {
    const text = await this.scenario(scenario).locator('p').filter({ hasText: / x |ingevuld/ }).innerText();
    return text.replaceAll('\u00a0', ' ');
  }

  async copy(from, to) {
    await this.button(`Neem ${from} over naar ${to}`).tap();
  }
}

/** The view of the analysis. */
export class Analysis {
  /** @param {import('./canvas.mjs').Canvas} canvas */
  constructor(canvas) {
    this.canvas = canvas;
    this.view = canvas.element.getByRole('region', { name: 'Analyse', exact: true });
  }

  async open() {
    await this.canvas.app.button('Analyse').tap();
    await this.view.waitFor();
    return this;
  }

  async back() {
    await this.view.getByRole('button', { name: 'Terug naar het canvas' }).tap();
    await this.view.waitFor({ state: 'hidden' });
  }

  /** The texts of a table by row, its head first. It is behind the button below its chart. */
  async table(name) {
    const table = this.view.getByRole('table', { name, exact: true });
    const button = { 'Wat het kost': 'Bedragen per scenario', 'Wie betaalt': 'Bedragen per financier', 'Per leefgebied': 'Bedragen per leefgebied' }[name];
    if (!(await table.isVisible())) await this.view.getByText(button ?? name, { exact: true }).first().tap();
    return table.evaluate((table) => [...table.rows].map((row) => [...row.cells].map((cell) => cell.textContent)));
  }

  text() {
    return this.view.innerText();
  }

  async horizon(months) {
    await this.view.getByLabel('Looptijd in maanden').selectOption(String(months));
  }

  button(name) {
    return this.view.getByRole('button', { name });
  }

  /** The name and the text of the file that the button downloads. */
  async csv() {
    const [file] = await Promise.all([this.canvas.page.waitForEvent('download'), this.button('CSV downloaden').tap()]);
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
  }

  /** The rows of a bar chart: each name with its amount. */
  bars(topic) {
    const part = this.view.locator('section').filter({ has: this.canvas.page.getByRole('heading', { name: new RegExp(`^${topic}`) }) });
    return part.getByRole('listitem').evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('span')].map((it) => it.textContent)));
  }

  /** What a line lacks: the names of its buttons. */
  lacks(line) {
    const row = this.view.getByRole('listitem').filter({ hasText: line }).filter({ has: this.canvas.page.getByRole('button', { name: /^(Wie betaalt|Onderbouwing|Bron|Toets): / }) });
    return row.getByRole('button').evaluateAll((all) => all.map((it) => it.ariaLabel));
  }
}

/** The settings of the device, which are opened from the overview. */
export class Settings {
  /** @param {import('./app.mjs').App} app */
  constructor(app) {
    this.app = app;
    this.dialog = app.element.getByRole('dialog', { name: 'Instellingen', exact: true });
  }

  async open() {
    await this.app.button('Instellingen').tap();
    await this.dialog.waitFor();
    return this;
  }

  async close() {
    await this.button('Sluiten').tap();
    await this.dialog.waitFor({ state: 'hidden' });
  }

  button(name) {
    return this.dialog.getByRole('button', { name });
  }

  /** Loads a municipality's own price list. */
  async load(bytes, name = 'prijzen.csv') {
    const [chooser] = await Promise.all([
      this.app.page.waitForEvent('filechooser'),
      this.button('Prijslijst laden (CSV)').tap(),
    ]);
    await chooser.setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(bytes) });
  }
}
