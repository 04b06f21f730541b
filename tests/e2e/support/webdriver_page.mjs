// A user of a browser that is controlled by WebDriver: finds controls by their names, points at
// them with a real mouse and types real keys. Only uses what WebDriver has in every engine.

import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { root } from './server.mjs';

const SCREENSHOTS = resolve(root, process.env.CARGO_TARGET_DIR ?? 'target', 'screenshots');
const WITHIN = 15_000;

/** The keys by WebDriver's codes. */
export const KEYS = {
  Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', Control: '\uE009', Escape: '\uE00C',
  Space: ' ', End: '\uE010', Home: '\uE011', ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015', PageUp: '\uE00E', PageDown: '\uE00F',
  Delete: '\uE017',
};

/**
 * A script for every tested page: records what a healthy page never logs, and the element's events.
 */
export const WATCH = `window.complaints = [];
  window.heard = [];
  const complain = (text) => window.complaints.push(String(text));
  addEventListener('error', (event) => complain(event.message ?? event.target.src));
  addEventListener('unhandledrejection', (event) => complain(event.reason));
  document.addEventListener('securitypolicyviolation', (event) => complain('csp: ' + event.violatedDirective + ' ' + event.blockedURI));
  for (const name of ['error', 'warn']) console[name] = (...all) => complain(all.join(' '));
  for (const name of ['ready', 'change', 'totals', 'saved', 'sync', 'error']) {
    addEventListener('maatwerk-' + name, ({ detail }) => window.heard.push([name, detail]));
  }`;

/**
 * Runs in the page: finds the fields and buttons of the element by kind and name; each must be
 * visible.
 */
const IN_PAGE = `
  const shadow = document.querySelector('maatwerk-canvas').shadowRoot;
  const clean = (text) => (text ?? '').trim().replace(/\\s+/g, ' ');
  const nameOf = (it) => clean(it.getAttribute('aria-label')
    ?? it.getAttribute('aria-labelledby')?.split(' ').map((id) => shadow.getElementById(id)?.textContent).join(' ')
    ?? (it.labels?.length ? it.labels[0].textContent : null) ?? (it.textContent || it.title));
  const KINDS = { button: 'button, a, summary', field: 'input, textarea, select', group: 'fieldset, dialog, section, [role=group]' };
  const shows = (it) => it.getClientRects().length > 0 && getComputedStyle(it).visibility === 'visible';
  const all = (kind, name) => [...shadow.querySelectorAll(KINDS[kind] ?? kind)]
    .filter((it) => shows(it) && (name === undefined || name === null || nameOf(it) === name));
`;

export class WebdriverPage {
  /** @param {{ send: (name: string, body?: object) => Promise<any> }} driver */
  constructor(driver) {
    this.driver = driver;
  }

  /** Opens a page, and waits until the element has rendered. */
  async open(url) {
    await this.driver.send('open', { url });
    await this.ready();
  }

  async reload() {
    await this.driver.send('reload');
    await this.ready();
  }

  ready() {
    return this.eventually(() => this.ask(`return shadow.querySelector('h1, h2, h3, [role=alert]') !== null`), true);
  }

  /** Runs the body of a function in the page, in which `shadow`, `all` and `nameOf` are defined. */
  async ask(body, ...given) {
    const script = `const done = arguments[arguments.length - 1];
      const given = [...arguments].slice(0, -1);
      (async (...given) => { ${IN_PAGE} ${body} })(...given).then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await this.driver.send('run', { script, args: given });
    if (error) throw new Error(`${error} in: ${body}`);
    return value;
  }

  /** Repeats `ask` until it returns the expected value. */
  async eventually(ask, expected, within = WITHIN) {
    const end = Date.now() + within;
    for (;;) {
      const answer = await ask().catch((error) => error);
      if (isDeepStrictEqual(answer, expected)) return;
      if (Date.now() > end) {
        const told = answer instanceof Error ? answer.message : JSON.stringify(answer);
        throw new Error(`Expected ${JSON.stringify(expected)}, but it stays: ${told}`);
      }
      await new Promise((on) => setTimeout(on, 50));
    }
  }

  /** The number of controls of a kind with this name. */
  count(kind, name) {
    return this.ask('return all(given[0], given[1]).length', kind, name);
  }

  /** Scrolls a control into view. Returns its centre, if it is there and nothing covers it. */
  async place(kind, name, at = 0) {
    const end = Date.now() + WITHIN;
    for (;;) {
      const found = await this.ask(
        `const it = all(given[0], given[1])[given[2]];
         if (!it) return 'not there';
         const wanted = it.matches('input[type=radio], input[type=checkbox]') ? it.labels[0] ?? it : it;
         wanted.scrollIntoView({ block: 'center', behavior: 'instant' });
         const middle = () => {
           const box = wanted.getBoundingClientRect();
           return [Math.round(box.left + box.width / 2), Math.round(box.top + box.height / 2)];
         };
         const [x, y] = middle();
         await new Promise((on) => requestAnimationFrame(() => setTimeout(on, 20)));
         if (middle().join() !== [x, y].join()) return 'moving';
         const hit = shadow.elementFromPoint(x, y);
         return hit && (wanted.contains(hit) || hit.contains(wanted)) ? { x, y } : 'under ' + hit?.outerHTML.slice(0, 80);`,
        kind, name ?? null, at,
      );
      if (typeof found === 'object') return found;
      if (Date.now() > end) throw new Error(`${kind} ${name} is ${found}`);
      await new Promise((on) => setTimeout(on, 50));
    }
  }

  /** Moves the mouse along points, with the button down between the first and the last. */
  async point(first, ...path) {
    const move = ({ x, y }) => ({ type: 'pointerMove', duration: 0, origin: 'viewport', x, y });
    const steps = [move(first), { type: 'pointerDown', button: 0 }, ...path.map(move), { type: 'pointerUp', button: 0 }];
    const mouse = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions: steps };
    await this.driver.send('act', { actions: [mouse] });
  }

  async click(kind, name, at) {
    await this.point(await this.place(kind, name, at));
  }

  /** Presses keys one after another; `Control+Z` holds the first while pressing the last. */
  async press(...chords) {
    const actions = chords.flatMap((chord) => {
      const keys = chord.length === 1 ? [chord] : chord.split('+').map((name) => KEYS[name] ?? name.toLowerCase());
      return [...keys.map((value) => ({ type: 'keyDown', value })), ...keys.toReversed().map((value) => ({ type: 'keyUp', value }))];
    });
    await this.driver.send('act', { actions: [{ type: 'key', id: 'keys', actions }] });
  }

  async type(text) {
    await this.press(...text);
  }

  /**
   * Replaces the text of a field, and leaves it backwards, as there is nothing on the page after
   * the last field.
   */
  async fill(name, text, kind = 'field', at = 0) {
    await this.click(kind, name, at);
    await this.press('Control+A', 'Backspace');
    await this.type(text);
    await this.press('Shift+Tab');
  }

  value(name, kind = 'field', at = 0) {
    return this.ask('return all(given[0], given[1])[given[2]].value', kind, name ?? null, at);
  }

  /**
   * The text of the first element that the selector finds; line breaks and wide spaces as one
   * space.
   */
  text(selector) {
    return this.ask('return clean(shadow.querySelector(given[0])?.textContent)', selector);
  }

  /** The name of the focused control. */
  focus() {
    return this.ask('return shadow.activeElement ? nameOf(shadow.activeElement) : null');
  }

  complaints() {
    return this.ask('return window.complaints');
  }

  /** The text of a record in the archive; null if there is none. */
  record(table, key, database = 'mwc/standaard') {
    return this.ask(
      `const asked = (request) => new Promise((kept, failed) => Object.assign(request, { onsuccess: () => kept(request.result), onerror: failed }));
       const open = await asked(indexedDB.open(given[0]));
       const found = await asked(open.transaction(given[1]).objectStore(given[1]).get(given[2]));
       open.close();
       return found ? new TextDecoder().decode(found) : null;`,
      database, table, key,
    );
  }

  /** The document in the archive. */
  async stored(id = 'proef', database) {
    const text = await this.record('canvas', id, database);
    return text === null ? null : JSON.parse(text).doc;
  }

  /** Resizes the page's viewport; false if the browser can't be that small. */
  async resize(width, height) {
    const size = () => this.ask('return [innerWidth, innerHeight]');
    await this.driver.send('size', { width, height });
    const [w, h] = await size();
    await this.driver.send('size', { width: 2 * width - w, height: 2 * height - h });
    return isDeepStrictEqual(await size(), [width, height]);
  }

  /** Saves a screenshot in target/screenshots. */
  async screenshot(name) {
    await mkdir(SCREENSHOTS, { recursive: true });
    const path = resolve(SCREENSHOTS, `${name}.png`);
    await writeFile(path, Buffer.from(await this.driver.send('picture'), 'base64'));
    return path;
  }

  /** Opens another window of the same browser; later commands go there. */
  async window() {
    const before = await this.driver.send('window');
    const { handle } = await this.driver.send('newWindow', { type: 'window' });
    const go = (to) => this.driver.send('toWindow', { handle: to });
    await go(handle);
    return { first: () => go(before), second: () => go(handle) };
  }
}
