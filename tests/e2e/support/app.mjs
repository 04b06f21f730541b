// The app as a user sees it: found by role and label, never by its markup.

import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { root, serve } from './server.mjs';
import { openBrowser } from './browser.mjs';

const SCREENSHOTS = resolve(root, process.env.CARGO_TARGET_DIR ?? 'target', 'screenshots');

/** One `<maatwerk-canvas>` on a page. */
export class App {
  /** @param {import('playwright-core').Page} page */
  constructor(page, element = 'maatwerk-canvas') {
    this.page = page;
    this.element = page.locator(element);
  }

  /** Opens the app and waits until it has rendered. */
  async open(url) {
    await this.page.goto(url);
    await this.ready();
    return this;
  }

  async reload() {
    await this.page.reload();
    await this.ready();
  }

  async ready() {
    await this.heading().first().waitFor();
  }

  heading(name) {
    return this.element.getByRole('heading', name === undefined ? {} : { name });
  }

  /** A button; a name given as text must match the whole name. */
  button(name) {
    return this.element.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** Shows the buttons of the bar that a phone has behind one. */
  async showBar() {
    const more = this.button('Meer knoppen');
    if ((await more.isVisible()) && (await more.getAttribute('aria-expanded')) === 'false') await more.click();
  }

  field(label) {
    return this.element.getByLabel(label);
  }

  /** Types key by key, as a user does, and leaves the field. */
  async fill(label, text) {
    const field = this.field(label);
    await field.click();
    await field.fill('');
    await field.pressSequentially(text);
    await field.blur();
  }

  /** Saves a screenshot in target/screenshots. */
  async screenshot(name, options = {}) {
    await mkdir(SCREENSHOTS, { recursive: true });
    const path = resolve(SCREENSHOTS, `${name}.png`);
    await this.page.screenshot({ path, fullPage: true, ...options });
    return path;
  }
}

/**
 * Starts server, browser and app for one test, and ends them with it.
 * @param {import('node:test').TestContext} test
 */
export async function startApp(test, { server: serverOptions, path = '', ...browserOptions } = {}) {
  const server = await serve(serverOptions);
  let browser;
  // The browser first: it may still be loading ahead.
  test.after(async () => {
    await browser?.close();
    await server.close();
  });
  browser = await openBrowser(browserOptions);
  const app = new App(browser.page);
  await app.open(server.url + path);
  return { app, page: browser.page, server, browser, complaints: browser.complaints };
}
