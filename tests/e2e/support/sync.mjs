// Devices that sync: browsers with storage of their own on one server, as two consultants have them.

import { equal } from 'node:assert/strict';
import { after, before } from 'node:test';
import { App } from './app.mjs';
import { headersFor, startSyncBackend } from './backend.mjs';
import { openBrowser } from './browser.mjs';
import { Canvas, eventually, tellName } from './canvas.mjs';
import { MODULE } from './element.mjs';
import { Overview } from './overview.mjs';
import { serve } from './server.mjs';

/** The HTML of a host page that sets the server's address. */
export const syncPage = (base, attributes = '') =>
  `<!doctype html><html lang="nl"><head><title>Portaal</title>
  <meta name="viewport" content="width=device-width, initial-scale=1" />${MODULE}</head>
  <body><main><h1>Portaal</h1><h2>Casus</h2><maatwerk-canvas id="c" sync-url="${base}" ${attributes}></maatwerk-canvas></main></body></html>`;

/** The messages that a browser logs itself about a server that refuses, or isn't there. */
const EXPECTED = /the server responded with a status of \d+|net::ERR_(CONNECTION_REFUSED|INTERNET_DISCONNECTED|CONNECTION_RESET|EMPTY_RESPONSE|CONNECTION_CLOSED|FAILED|ABORTED|CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING)|failed: .*\/records/;

/** One device with one user. */
export class Device {
  constructor(browser, url, requests) {
    Object.assign(this, { browser, url, requests, page: browser.page, app: new App(browser.page), context: browser.context });
    this.element = this.app.element;
    this.overview = new Overview(this.app);
  }

  /** The errors, except those that the test expects. */
  get complaints() {
    return this.browser.complaints.filter((text) => !EXPECTED.test(text));
  }

  badge() {
    return this.element.locator('[data-hook="sync"]');
  }

  /** Waits until the badge has this text. */
  async says(text, timeout = 30_000) {
    await this.badge().filter({ hasText: text }).waitFor({ timeout });
  }

  synced(timeout) {
    return this.says(/^Gesynchroniseerd (om|op) /, timeout);
  }

  panel() {
    return this.element.getByRole('dialog', { name: 'Synchroniseren', exact: true });
  }

  async openPanel() {
    if (!(await this.panel().count())) await this.badge().click();
    await this.panel().waitFor();
    return this.panel();
  }

  settings() {
    return this.element.getByRole('dialog', { name: 'Instellingen' });
  }

  async closePanel() {
    await this.panel().getByRole('button', { name: 'Sluiten' }).click();
    await this.panel().waitFor({ state: 'detached' });
  }

  /** Signs in with a name and a password, as the badge asks. */
  async signIn({ name, password }, { remember = true } = {}) {
    await this.says('Aanmelden nodig');
    const panel = await this.openPanel();
    await panel.getByRole('button', { name: 'Aanmelden' }).click();
    const form = this.settings();
    await form.getByLabel('Aanmelden met naam en wachtwoord').check();
    await form.getByLabel('Gebruikersnaam').fill(name);
    await form.getByLabel('Wachtwoord', { exact: true }).fill(password);
    if (remember) await form.getByLabel('Onthoud op dit apparaat').check();
    await form.getByRole('button', { name: 'Opslaan' }).click();
    await this.panel().waitFor();
    await this.closePanel();
  }

  /** Syncs now, by the host page's method. Returns the error code, if any. */
  sync() {
    return this.page.evaluate(() => document.querySelector('maatwerk-canvas').sync().then(() => null, (error) => error.code));
  }

  /** Saves and syncs, and fails if that doesn't succeed. */
  async syncs() {
    await this.page.evaluate(() => document.querySelector('maatwerk-canvas').save());
    equal(await this.sync(), null);
  }

  /** Creates a canvas with a case number; it stays open. */
  async create(number) {
    const canvas = await this.overview.create();
    await this.app.fill('Casusnummer', number);
    return canvas;
  }

  /** Opens a canvas from the list. */
  async open(number) {
    await this.toList();
    return this.overview.open(number);
  }

  /** Shows the list, from any view. */
  async toList() {
    if (await this.app.button('Overzicht').count()) await new Canvas(this.app).overview();
  }

  box(name) {
    return this.element.getByRole('textbox', { name, exact: true });
  }

  /** Waits until a box has this text. */
  async reads(box, text) {
    await eventually(() => this.box(box).inputValue(), text, { within: 15_000 });
  }

  /** The documents in the archive, by id. */
  documents() {
    return this.page.evaluate(async () => {
      const asked = (request) => new Promise((done, failed) => Object.assign(request, { onsuccess: () => done(request.result), onerror: failed }));
      const open = await asked(indexedDB.open('mwc/standaard'));
      const store = open.transaction('canvas').objectStore('canvas');
      const [keys, values] = [await asked(store.getAllKeys()), await asked(store.getAll())];
      open.close();
      return Object.fromEntries(keys.map((key, at) => [key, JSON.parse(new TextDecoder().decode(values[at])).doc]));
    });
  }

  async reload() {
    await this.page.reload();
    await this.app.ready();
  }
}

/**
 * One Kinto on PostgreSQL for all tests of a file, and the address of a page that syncs with it. Stands still where the
 * tests are skipped.
 * @param {{ skip: string | false, begin?: (life: { after: (end: () => unknown) => void }, shared: object) => unknown }} options
 *   `begin` starts what else the tests share, which ends before the server does
 */
export function sharedBackend({ skip, begin }) {
  const ends = [];
  const shared = {};
  before(async () => {
    if (skip) return;
    const life = { after: (end) => ends.unshift(end) };
    shared.backend = await startSyncBackend(life, { postgres: true });
    const pages = { '/team': syncPage(shared.backend.base) };
    const server = await serve({ headers: await headersFor(shared.backend), pages });
    life.after(() => server.close());
    shared.url = `${server.url}team`;
    await begin?.(life, shared);
  });
  after(async () => {
    for (const end of ends) await end();
  });
  return shared;
}

/**
 * Opens a device on a page of a server.
 * @param {import('node:test').TestContext} test
 */
export async function startDevice(test, url, { name, signIn, ...options } = {}) {
  const browser = await openBrowser(options);
  test.after(() => browser.close());
  const requests = [];
  browser.page.on('request', (request) => /\/records/.test(request.url()) && requests.push(`${request.method()} ${new URL(request.url()).pathname}`));
  const device = new Device(browser, url, requests);
  await device.app.open(url);
  if (name) await tellName(device.app, name);
  if (signIn) await device.signIn(signIn);
  return device;
}
