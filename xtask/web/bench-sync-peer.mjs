// Runs kinto.js in the same Chromium against the same Kinto, for comparison with the app.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { filledCanvas } from '../backend/fill.mjs';
import { newRev } from '../conform/client.mjs';
import { openBrowser } from '../../tests/e2e/support/browser.mjs';
import { root, serve } from '../../tests/e2e/support/server.mjs';

const folder = resolve(root, 'benches/kinto-js');

/** The peer as one bundled script; installs kinto.js at first use. */
async function script() {
  if (!existsSync(resolve(folder, 'node_modules/kinto'))) {
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const { outputFiles } = await build({ entryPoints: [resolve(folder, 'peer.js')], bundle: true, format: 'iife', write: false, logLevel: 'error' });
  return outputFiles[0].text;
}

/**
 * Starts a browser with kinto.js loaded.
 * @param {{after: (end: () => Promise<void>) => void}} run
 * @param {import('../backend/backend.mjs').Backend} backend
 */
export async function startPeer(run, backend) {
  const server = await serve({ pages: { '/': '<!doctype html><title>kinto.js</title>' }, headers: { 'Content-Security-Policy': `connect-src ${new URL(backend.base).origin}` } });
  run.after(() => server.close());
  const browser = await openBrowser();
  run.after(() => browser.close());
  await browser.page.goto(server.url);
  await browser.page.evaluate(await script());
  const ask = (what, given) => browser.page.evaluate(([what, given]) => window.peer[what](given), [what, given]);
  return {
    pull: ({ base, auth }) => ask('pull', { base, auth }),
    push: ({ base, auth }, { count, bytes }) => {
      const record = (number) => ({ doc: filledCanvas(number, bytes), fmt: 1, rev: newRev(), revs: [] });
      const records = Array.from({ length: count }, (_, at) => record(at + 1)).map((it) => ({ id: it.doc.id, ...it }));
      return ask('push', { base, auth, records });
    },
  };
}
