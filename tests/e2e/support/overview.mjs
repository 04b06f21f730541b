// The overview: the list of canvases, the bin, the examples, import and export.

import { Canvas, download } from './canvas.mjs';

export class Overview {
  /** @param {import('./app.mjs').App} app */
  constructor(app) {
    this.app = app;
    this.page = app.page;
    this.element = app.element;
  }

  /** The rows of the list: the elements with both an open button and a "Meer" button. */
  rows() {
    // Matched within each row, so the locator can't start at the element.
    const more = this.page.getByRole('button', { name: /^Meer: / });
    return this.element.getByRole('listitem').filter({ has: more });
  }

  row(name) {
    return this.rows().filter({ has: this.page.getByRole('button', { name, exact: true }) });
  }

  /** The names of the canvases in the list, in its order. */
  async names() {
    return this.rows().evaluateAll((rows) => rows.map((row) => row.querySelector('button').textContent));
  }

  async open(name) {
    await this.app.button(name).click();
    return new Canvas(this.app).ready();
  }

  async create() {
    await this.app.button('Nieuw canvas').click();
    return new Canvas(this.app).ready();
  }

  /** Presses a button in a row's "Meer" menu. */
  async choose(name, action) {
    await this.app.button(`Meer: ${name}`).click();
    await this.app.button(`${action}: ${name}`).click();
  }

  async search(text) {
    const field = this.element.getByRole('searchbox', { name: 'Zoeken' });
    await field.fill('');
    await field.pressSequentially(text);
  }

  async sort(order) {
    await this.element.getByLabel('Volgorde').selectOption({ label: order });
  }

  /** Waits until the live message has this text. */
  async said(text) {
    await this.element.getByRole('status').filter({ hasText: text }).waitFor();
  }

  /** Chooses a file to import, given as an object, text or bytes. */
  async import(file, name = 'canvas.json') {
    const text = typeof file === 'string' ? file : JSON.stringify(file);
    const [chooser] = await Promise.all([
      this.page.waitForEvent('filechooser'),
      this.app.button('Importeren').click(),
    ]);
    await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  }

  clash() {
    return this.element.getByRole('dialog', { name: 'Welke versie wilt u houden?' });
  }

  async exportAll() {
    return download(this.page, () => this.app.button('Alles exporteren').click());
  }

  async examples() {
    await this.app.button(/^Voorbeelden( bekijken)?$/).click();
    await this.app.heading('Voorbeelden').waitFor();
  }

  async own() {
    await this.app.button('Naar uw eigen canvassen').click();
    // The examples stay on screen until the other list has been read.
    await this.app.heading(/^(Uw canvassen|Aan de slag)$/).waitFor();
  }
}
