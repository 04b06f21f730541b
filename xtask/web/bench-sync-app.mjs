// Measures sync by the app, in Chromium against a real Kinto: a first pull, a push of everything in batches and one
// without, an idle poll (not with --quick). In each round kinto.js does the same in the same Chromium; the server
// alone is measured by xtask/web/bench-sync.mjs.
//
//   MAATWERK_DIST=dist node xtask/web/bench-sync-app.mjs [--postgres] [--rounds 3] [--quick] [--count 1000]
//        [--bytes 10000] [--only pull]
//
// What is the same: server, records, browser, processor; both keep all in IndexedDB, and both are timed by the page
// itself, from being told to sync until that is done. What isn't: kinto.js stores a page of 200 with the browser's own
// durability, which in Chromium is `relaxed`, and shows nothing; the app stores each page of 100 strictly, with a
// summary and what sync knows of each canvas, and draws its list. kinto.js pushes in batches only.

import { parseArgs } from 'node:util';
import { startBackend } from '../backend/backend.mjs';
import { fill } from '../backend/fill.mjs';
import { Client } from '../conform/client.mjs';
import { startPeer } from './bench-sync-peer.mjs';
import { headersFor } from '../../tests/e2e/support/backend.mjs';
import { serve } from '../../tests/e2e/support/server.mjs';
import { startDevice, syncPage } from '../../tests/e2e/support/sync.mjs';

const LONG = 900_000;
/** Until a page that has started does nothing more: it loads its other parts when it is idle. */
const SETTLES_MS = 2_000;

const OPTIONS = { postgres: { type: 'boolean' }, quick: { type: 'boolean' }, count: { type: 'string' }, bytes: { type: 'string' }, rounds: { type: 'string' }, only: { type: 'string' } };
const { values } = parseArgs({ options: OPTIONS });
const [count, bytes, rounds] = [Number(values.count ?? 1_000), Number(values.bytes ?? 10_000), Number(values.rounds ?? 3)];

const ends = [];
const run = { after: (end) => ends.unshift(end) };
try {
  await measure();
} finally {
  for (const end of ends) await end();
}

async function measure() {
  const backend = await startBackend({ postgres: values.postgres, say: console.error });
  run.after(() => backend.close());
  console.error(`Filling it with ${count} canvases of ${bytes} bytes`);
  const progress = (done) => done % 100 === 0 && console.error(`${done} of ${count}`);
  await fill(new Client(backend.base, backend.auth), { count, bytes, progress });
  const times = { pull: [], peerPull: [] };
  if (values.only !== 'pull') Object.assign(times, { push: [], singly: [], peerPush: [] });
  let idle;
  for (let round = 1; round <= rounds; round += 1) {
    const last = await measureRound(backend, times, round === rounds && !values.quick);
    idle ??= last.idle;
    console.error(`Round ${round}: ${Object.entries(times).map(([what, all]) => `${what} ${Math.round(all.at(-1))}`).join(', ')}`);
  }
  console.log(`Through the app, ${backend.kind}, ${count} canvases of ${bytes} bytes, in ms, median of ${rounds}`);
  // Of each round, as the machine is not always as quick.
  const ratio = (ours, peer) => median(times[ours].map((ms, round) => ms / times[peer][round])).toFixed(2);
  console.log(row('first pull', median(times.pull)));
  console.log(row(`the same by kinto.js; the app takes ${ratio('pull', 'peerPull')} times that`, median(times.peerPull)));
  if (times.push) {
    console.log(row('push of all, in batches', median(times.push)));
    console.log(row('push of all, to a server without batches', median(times.singly)));
    console.log(row(`push by kinto.js, in batches; the app takes ${ratio('push', 'peerPush')} times that, without batches ${ratio('singly', 'peerPush')}`, median(times.peerPush)));
  }
  if (idle) console.log(row(`idle poll, ${idle.idlePollBytes} bytes`, idle.idlePollMs));
}

/** The app and kinto.js in turn, as the machine is not always as quick. */
async function measureRound(backend, times, withIdle) {
  const ends = [];
  const run = { after: (end) => ends.unshift(end) };
  try {
    const start = async () => {
      const started = await startBackend({ postgres: values.postgres, say: console.error });
      run.after(() => started.close());
      return started;
    };
    const [empty, bare] = times.push ? [await start(), await start()] : [];
    const headers = await headersFor(...[backend, empty, bare].filter(Boolean));
    const server = await serve({ headers, pages: { '/blank': '<!doctype html><title>Leeg</title>', '/team': syncPage('/nowhere') } });
    run.after(() => server.close());
    const device = await startDevice(run, `${server.url}team`, { name: 'Bo' });
    times.pull.push(await syncs(device, server, backend));
    const stored = Object.keys(await device.documents()).length;
    if (stored !== count) throw new Error(`${stored} canvases came in instead of ${count}.`);
    const idle = withIdle ? await idlePoll(device) : undefined;
    const peer = await startPeer(run, backend);
    const pulled = await peer.pull(backend);
    if (pulled.count !== count) throw new Error(`${pulled.count} came to kinto.js instead of ${count}.`);
    times.peerPull.push(pulled.ms);
    if (times.push) await measurePush(run, times, device, server, { empty, bare });
    return { idle };
  } finally {
    for (const end of ends) await end();
  }
}

/** Sends everything to other teams, whose empty servers receive it. */
async function measurePush(run, times, device, server, { empty, bare }) {
  times.push.push(await syncs(device, server, empty.other));
  await arrived(empty.other);
  const other = await startPeer(run, empty);
  const pushed = await other.push(empty, { count, bytes });
  if (pushed.count !== count) throw new Error(`${pushed.count} went from kinto.js instead of ${count}.`);
  times.peerPush.push(pushed.ms);
  // Where it is asked for, the server tells of no batches. In the page, as a route of Playwright's slows all requests.
  await device.page.addInitScript(() => {
    const { fetch } = window;
    window.fetch = (url, init) => (/\/v1\/$/.test(url) ? Promise.resolve(Response.json({ settings: {} })) : fetch(url, init));
  });
  times.singly.push(await syncs(device, server, bare));
  await arrived(bare);
}

async function arrived({ base, auth }) {
  const { records } = await new Client(base, auth).all(0);
  if (records.length !== count) throw new Error(`${records.length} canvases are on the server instead of ${count}.`);
}

function median(all) {
  return [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)];
}

function row(what, ms) {
  return `  ${what.padEnd(60)}${ms.toFixed(ms < 100 ? 1 : 0).padStart(9)}`;
}

/**
 * Opens the app anew, signed in to a server, tells it to sync with that, and waits until all is synced. Returns the
 * milliseconds of that.
 */
async function syncs(device, server, { base, auth }) {
  const { page } = device;
  await page.goto(`${server.url}blank`);
  const [name, password] = auth.split(':');
  const settings = { url: base, password_needed: true, name, password, remember: true };
  await page.evaluate((settings) => localStorage.setItem('mwc/standaard/instelling/sync', JSON.stringify(settings)), settings);
  await device.app.open(`${server.url}team`);
  await page.waitForTimeout(SETTLES_MS);
  const told = setInterval(async () => console.error(await page.evaluate(() => document.querySelector('maatwerk-canvas').shadowRoot.querySelector('[data-hook="sync"]')?.textContent ?? '').catch(() => '')), 9_000);
  return page.evaluate(tellToSync, { url: base, long: LONG }).finally(() => clearInterval(told));
}

/** In the page: the time from being told the address until all is synced. */
function tellToSync({ url, long }) {
  return new Promise((done, failed) => {
    const element = document.querySelector('maatwerk-canvas');
    let state;
    setTimeout(() => failed(new Error(`It is not synced, but ${state}.`)), long);
    const from = performance.now();
    element.addEventListener('maatwerk-sync', ({ detail }) => {
      ({ state } = detail);
      if (state === 'synced') done(performance.now() - from);
    });
    element.setAttribute('sync-url', url);
  });
}

/** Measures the poll of an idle page, once its overlap is over. */
async function idlePoll(device) {
  console.error('Waiting until a poll re-reads nothing: some three minutes');
  for (let polls = 0; polls < 6; polls += 1) {
    const [request] = await Promise.all([device.page.waitForRequest(/\/records\?_since/, { timeout: 120_000 }), device.page.waitForTimeout(0)]);
    const response = await request.response();
    const body = await response.text();
    const { responseEnd } = request.timing();
    if (body === '{"data":[]}') return { idlePollMs: Math.round(responseEnd * 10) / 10, idlePollBytes: body.length };
    await device.page.waitForTimeout(10_000);
  }
  throw new Error('Every poll re-reads something.');
}
