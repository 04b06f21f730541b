// The element as a host page's script uses it: properties, methods and every event.

import { openBrowser } from './browser.mjs';
import { serve } from './server.mjs';
import { exportOf } from './filled.mjs';

export const MODULE = '<script type="module" src="/maatwerk-canvas.js"></script>';

/** The HTML of a host page. */
export const portal = (body, head = MODULE) =>
  `<!doctype html><html lang="nl"><head><title>Portaal</title>
  <meta name="viewport" content="width=device-width, initial-scale=1" />${head}</head><body>${body}</body></html>`;

export const EVENTS = ['ready', 'change', 'totals', 'saved', 'sync', 'error', 'place', 'lock'];

/** A document as a host page would set it, in the canonical form in which it is returned. */
export const documentOf = (id = 'proef', more = {}) => ({
  ...JSON.parse(JSON.stringify(exportOf({ id }).canvassen[0]).replaceAll('.000Z', 'Z').replaceAll('"klaar":false,', '')),
  ...more,
});

/**
 * Opens a host page that records its events in `window.heard` as `[name, detail, id]`.
 * @param {import('node:test').TestContext} test
 */
export async function startHost(test, body, { pages = {}, server: options = {}, head, folder, ...browserOptions } = {}) {
  const server = await serve({ pages: { '/host': portal(body, head), ...pages }, ...(folder && { folder }), ...options });
  test.after(() => server.close());
  const browser = await openBrowser(browserOptions);
  test.after(() => browser.close());
  await browser.context.addInitScript((names) => {
    window.heard = [];
    for (const name of names) {
      addEventListener(`maatwerk-${name}`, ({ detail, target }) => window.heard.push([name, detail, target.id]));
    }
  }, EVENTS);
  await browser.page.goto(`${server.url}host`);
  return { server, browser, page: browser.page, complaints: browser.complaints };
}

/** The details of each event of this name so far. */
export const heard = (page, name) =>
  page.evaluate((name) => window.heard.filter(([its]) => its === name).map(([, detail]) => detail), name);

/** Waits until an event has occurred `count` times. Returns its last detail. */
export async function hears(page, name, count = 1) {
  await page.waitForFunction(
    ([name, count]) => window.heard.filter(([its]) => its === name).length >= count,
    [name, count],
  );
  return (await heard(page, name)).at(-1);
}

/** The error code with which a promise in the page rejects. */
export const codeOf = (page, call) =>
  page.evaluate(async (call) => {
    try {
      await new Function(`return (async () => { ${call} })()`)();
      return 'no error';
    } catch (error) {
      return error.code ?? String(error);
    }
  }, call);
