// Measures sync by the app, in Chromium against a real Kinto: a first pull, a push of everything,
// an idle poll (not with --quick). In each round kinto.js does the same in the same Chromium; the server
// alone is measured by xtask/web/bench-sync.mjs.
//
//   MAATWERK_DIST=dist node xtask/web/bench-sync-app.mjs [--postgres] [--rounds 3] [--quick] [--count 1000]
//        [--bytes 10000]

import { parseArgs } from 'node:util';
import { startBackend } from '../backend/backend.mjs';
import { fill } from '../backend/fill.mjs';
import { Client } from '../conform/client.mjs';
import { startPeer } from './bench-sync-peer.mjs';
import { headersFor } from '../../tests/e2e/support/backend.mjs';
import { serve } from '../../tests/e2e/support/server.mjs';
import { startDevice, syncPage } from '../../tests/e2e/support/sync.mjs';

const LONG = 900_000;

const OPTIONS = { postgres: { type: 'boolean' }, quick: { type: 'boolean' }, count: { type: 'string' }, bytes: { type: 'string' }, rounds: { type: 'string' } };
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
  const times = { pull: [], push: [], peerPull: [], peerPush: [] };
  let idle;
  for (let round = 1; round <= rounds; round += 1) {
    const last = await measureRound(backend, times, round === rounds && !values.quick);
    idle ??= last.idle;
    console.error(`Round ${round}: ${Object.entries(times).map(([what, all]) => `${what} ${Math.round(all.at(-1))}`).join(', ')}`);
  }
  const [pull, push, peerPull, peerPush] = ['pull', 'push', 'peerPull', 'peerPush'].map((what) => median(times[what]));
  console.log(`Through the app, ${backend.kind}, ${count} canvases of ${bytes} bytes, in ms, median of ${rounds}`);
  console.log(row('first pull', pull));
  console.log(row(`the same by kinto.js; the app takes ${(pull / peerPull).toFixed(2)} times that`, peerPull));
  console.log(row('push of all', push));
  console.log(row(`the same by kinto.js; the app takes ${(push / peerPush).toFixed(2)} times that`, peerPush));
  if (idle) console.log(row(`idle poll, ${idle.idlePollBytes} bytes`, idle.idlePollMs));
}

/** The app and kinto.js in turn, as the machine is not always as quick. */
async function measureRound(backend, times, withIdle) {
  const ends = [];
  const run = { after: (end) => ends.unshift(end) };
  try {
    const empty = await startBackend({ postgres: values.postgres, say: console.error });
    run.after(() => empty.close());
    const server = await serve({ headers: await headersFor(backend, empty), pages: { '/team': syncPage(backend.base) } });
    run.after(() => server.close());
    const device = await startDevice(run, `${server.url}team`, { name: 'Bo' });
    times.pull.push(await arrive(device, person(backend.auth)));
    const stored = Object.keys(await device.documents()).length;
    if (stored !== count) throw new Error(`${stored} canvases came in instead of ${count}.`);
    const peer = await startPeer(run, backend);
    const pulled = await peer.pull(backend);
    times.peerPull.push(pulled.ms);
    const idle = withIdle ? await idlePoll(device) : undefined;
    // To another team, whose empty server receives everything.
    await device.page.evaluate((url) => document.querySelector('maatwerk-canvas').setAttribute('sync-url', url), empty.other.base);
    times.push.push(await arrive(device, person(empty.other.auth)));
    const { records } = await new Client(empty.other.base, empty.other.auth).all(0);
    if (records.length !== count) throw new Error(`${records.length} canvases are on the server instead of ${count}.`);
    const other = await startPeer(run, empty);
    const pushed = await other.push(empty, { count, bytes });
    times.peerPush.push(pushed.ms);
    if (pulled.count !== count || pushed.count !== count) throw new Error(`kinto.js: ${pulled.count} came and ${pushed.count} went instead of ${count}.`);
    return { idle };
  } finally {
    for (const end of ends) await end();
  }
}

function median(all) {
  return [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)];
}

function row(what, ms) {
  return `  ${what.padEnd(60)}${ms.toFixed(ms < 100 ? 1 : 0).padStart(9)}`;
}

function person(auth) {
  const [name, password] = auth.split(':');
  return { name, password };
}

/**
 * Signs in and waits until everything is synced. Returns the milliseconds since sync could start.
 */
async function arrive(device, who) {
  // Not from the sign-in itself, which depends on the user's typing.
  const asks = (request) => /\/records\?/.test(request.url()) && request.headers().authorization;
  const began = device.page.waitForRequest(asks, { timeout: LONG }).then(() => performance.now());
  await device.signIn(who);
  const told = setInterval(async () => console.error(await device.page.evaluate(() => window.said?.at(-1) ?? '').catch(() => '')), 9_000);
  await device.synced(LONG).finally(() => clearInterval(told));
  return Math.round(performance.now() - (await began));
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
