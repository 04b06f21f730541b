// One canvas on a host page: its boxes, its status, and its archive.

import { crc32 } from './crc32.mjs';
import { App, startApp } from './app.mjs';

/** The HTML of a host page with one canvas; an empty page of the same origin is at `/leeg`. */
export const hostPage = (attributes = 'document-id="proef"', head = '') =>
  `<!doctype html><html lang="nl"><head><title>Portaal</title>
  <meta name="viewport" content="width=device-width, initial-scale=1" />${head}
  <script type="module" src="/maatwerk-canvas.js"></script></head>
  <body><maatwerk-canvas ${attributes}></maatwerk-canvas></body></html>`;

export const PAGES = {
  '/canvas': hostPage(),
  '/leeg': '<!doctype html><html lang="nl"><title>Leeg</title><body></body></html>',
};

/** A canvas as a user sees it. */
export class Canvas extends App {
  box(name) {
    return this.element.getByRole('textbox', { name, exact: true });
  }

  /** The save status in the toolbar. */
  get status() {
    return this.element.getByRole('group', { name: 'Maatwerkcanvas' }).getByRole('status');
  }

  /** Waits until the status has this text. */
  async says(text, timeout = 15_000) {
    await this.status.filter({ hasText: text }).waitFor({ timeout });
  }

  saved() {
    return this.says(/^Opgeslagen/);
  }

  /** Answers "Wie bent u?", which is asked once. */
  async signIn(name = 'Maatwerker') {
    await this.fill('Uw naam', name);
    await this.button('Verder').click();
  }
}

/** Starts server, browser and a page with one canvas. */
export async function startCanvas(test, { pages = {}, server = {}, path = 'canvas', ...options } = {}) {
  const started = await startApp(test, { server: { pages: { ...PAGES, ...pages }, ...server }, path, ...options });
  return { ...started, app: new Canvas(started.page) };
}

export const DATABASE = 'mwc/standaard';

/** The text of a stored record; null if there is none. */
export function readRecord(page, table, key, database = DATABASE) {
  return page.evaluate(
    async ([database, table, key]) => {
      const asked = (request) =>
        new Promise((done, failed) => Object.assign(request, { onsuccess: () => done(request.result), onerror: failed }));
      const open = await asked(indexedDB.open(database));
      const found = await asked(open.transaction(table).objectStore(table).get(key));
      open.close();
      return found === undefined ? null : new TextDecoder().decode(found);
    },
    [database, table, key],
  );
}

/** The keys of a table. */
export function keysOf(page, table, database = DATABASE) {
  return page.evaluate(
    async ([database, table]) => {
      const asked = (request) =>
        new Promise((done, failed) => Object.assign(request, { onsuccess: () => done(request.result), onerror: failed }));
      const open = await asked(indexedDB.open(database));
      const keys = await asked(open.transaction(table).objectStore(table).getAllKeys());
      open.close();
      return keys;
    },
    [database, table],
  );
}

/** Writes the text of a record, or removes it if null, without the app's knowledge. */
export function writeRecord(page, table, key, text, database = DATABASE) {
  return page.evaluate(
    async ([database, table, key, text]) => {
      const asked = (request) =>
        new Promise((done, failed) => Object.assign(request, { onsuccess: () => done(request.result), onerror: failed }));
      const open = await asked(indexedDB.open(database));
      const transaction = open.transaction(table, 'readwrite');
      const written = new Promise((done) => (transaction.oncomplete = done));
      if (text === null) transaction.objectStore(table).delete(key);
      else transaction.objectStore(table).put(new TextEncoder().encode(text), key);
      await written;
      open.close();
    },
    [database, table, key, text],
  );
}

/** The document in a stored record. */
export async function stored(page, id = 'proef', database = DATABASE) {
  const text = await readRecord(page, 'canvas', id, database);
  return text === null ? null : JSON.parse(text).doc;
}

/** A record as the app writes it, in the format that src/store/backend/envelope.rs describes. */
export function sealed(name, seq, doc, version = 1) {
  const text = typeof doc === 'string' ? doc : JSON.stringify(doc);
  const sum = crc32(`${version}\n${seq}\n${name}\n${text}`).toString(16).padStart(8, '0');
  return `{"v":${version},"seq":${seq},"sum":"${sum}","doc":${text}}`;
}
