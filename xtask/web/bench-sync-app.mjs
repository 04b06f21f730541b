// What sync costs through the app, in Chromium against a real Kinto: a first pull, a push of everything, an idle poll.
// Beside it, what the server alone costs: node xtask/web/bench-sync.mjs.
//
//   MAATWERK_DIST=dist node xtask/web/bench-sync-app.mjs [--postgres] [--count 1000] [--bytes 10000]

import { parseArgs } from 'node:util';
import { startBackend } from '../backend/backend.mjs';
import { fill } from '../backend/fill.mjs';
import { Client } from '../conform/client.mjs';
import { headersFor } from '../../tests/e2e/support/backend.mjs';
import { serve } from '../../tests/e2e/support/server.mjs';
import { startDevice, syncPage } from '../../tests/e2e/support/sync.mjs';

const LONG = 900_000;

const { values } = parseArgs({ options: { postgres: { type: 'boolean' }, count: { type: 'string' }, bytes: { type: 'string' } } });
const [count, bytes] = [Number(values.count ?? 1_000), Number(values.bytes ?? 10_000)];

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
  const server = await serve({ headers: await headersFor(backend), pages: { '/team': syncPage(backend.base) } });
  run.after(() => server.close());
  const device = await startDevice(run, `${server.url}team`, { name: 'Bo' });
  const said = await watch(device);
  const pullMs = await timed(() => arrive(device, person(backend.auth)));
  console.error(`First pull: ${pullMs} ms`);
  const stored = Object.keys(await device.documents()).length;
  if (stored !== count) throw new Error(`${stored} canvases came in instead of ${count}.`);
  const idle = await idlePoll(device);
  console.error(`Idle poll: ${idle.idlePollMs} ms. Now all of it goes to another server`);
  // To the other team: a server that has nothing of all this, and simply gets it.
  await device.page.evaluate((url) => document.querySelector('maatwerk-canvas').setAttribute('sync-url', url), backend.other.base);
  const pushMs = await timed(() => arrive(device, person(backend.other.auth)));
  const { records } = await new Client(backend.other.base, backend.other.auth).all(0);
  if (records.length !== count) throw new Error(`${records.length} canvases are on the server instead of ${count}.`);
  console.log(`Through the app, ${backend.kind}, ${count} canvases of ${bytes} bytes, in ms`);
  console.log(row('first pull', pullMs));
  console.log(row('push of all', pushMs));
  console.log(row(`idle poll, ${idle.idlePollBytes} bytes`, idle.idlePollMs));
  const { times, some } = await said();
  console.log(`  its progress showed ${times} times, as in "${some.join('" and "')}"`);
}

function row(what, ms) {
  return `  ${what.padEnd(32)}${ms.toFixed(ms < 100 ? 1 : 0).padStart(9)}`;
}

function person(auth) {
  const [name, password] = auth.split(':');
  return { name, password };
}

/** Signs in, and waits until all is synced. */
async function arrive(device, who) {
  await device.signIn(who);
  const told = setInterval(async () => console.error(await device.page.evaluate(() => window.said?.at(-1) ?? '').catch(() => '')), 9_000);
  await device.synced(LONG).finally(() => clearInterval(told));
}

/** What the badge has said of its progress, first and last. */
async function watch(device) {
  await device.page.evaluate(() => {
    window.said = [];
    const look = () => {
      const text = document.querySelector('maatwerk-canvas').shadowRoot.querySelector('[data-hook="sync"]')?.textContent;
      if (text?.startsWith('Bezig') && window.said.at(-1) !== text) window.said.push(text);
    };
    setInterval(look, 100);
  });
  return async () => {
    const said = await device.page.evaluate(() => window.said);
    return { times: said.length, some: [said[1], said.at(-1)] };
  };
}

/** The poll of a page that has nothing to tell, once its overlap is over. */
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

async function timed(work) {
  const start = performance.now();
  await work();
  return Math.round(performance.now() - start);
}
