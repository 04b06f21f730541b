// A Chromium with a profile of its own, which records every message that a healthy app never
// causes.

import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const ARGS = [
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The size of a tablet in landscape, for which the canvas is designed. */
export const TABLET = { width: 1180, height: 820 };
export const TABLET_UPRIGHT = { width: 820, height: 1180 };
export const PHONE = { width: 390, height: 844 };

/** `CHROMIUM`, which `cargo xtask test` sets, else the first known browser on the path. */
export function chromiumPath() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of names) if (existsSync(join(folder, name))) return join(folder, name);
  }
  throw new Error('No Chromium found. Install it, or set CHROMIUM to its path.');
}

/**
 * Opens a browser.
 * @param {object} [options]  `profile`: a directory to keep; the rest goes to Playwright's context
 */
export async function openBrowser({ profile, args = [], ...options } = {}) {
  const folder = profile ?? (await mkdtemp(join(tmpdir(), 'maatwerk-e2e-')));
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: chromiumPath(),
    args: [...ARGS, ...sandbox, ...args],
    viewport: TABLET,
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    ...options,
  });
  // More than anything on a page takes, even on a busy machine.
  context.setDefaultTimeout(30_000);
  const complaints = [];
  await context.exposeBinding('__violation', (_, text) => complaints.push(`csp: ${text}`));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      window.__violation(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`),
    );
  });
  const watch = (page) => watchPage(page, complaints);
  context.pages().forEach(watch);
  context.on('page', watch);
  return {
    context,
    /** The errors since the start, in order; a test ends with `deepEqual(complaints, [])`. */
    complaints,
    profile: folder,
    page: context.pages()[0] ?? (await context.newPage()),
    /** Closes the browser, and removes its profile unless the test gave one to keep. */
    async close() {
      await context.close();
      if (!profile) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function watchPage(page, complaints) {
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on('requestfailed', (request) => wasLeft(request) || complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    // By its name, where an address of numbers won't do: it is this machine all the same.
    if (/^https?:$/.test(protocol) && !['127.0.0.1', 'localhost'].includes(hostname)) complaints.push(`third party: ${request.url()}`);
  });
}

/** A part of the app that was being loaded ahead when the page was left: the browser gives it up. */
function wasLeft(request) {
  return /\/maatwerk-canvas-[a-z]+-[0-9a-f]{10}\.wasm$/.test(request.url()) && request.failure()?.errorText === 'net::ERR_ABORTED';
}
