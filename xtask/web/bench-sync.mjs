// Measures the sync server without the app: filling it, a first pull, an idle poll. The app can't
// be faster than these, so its rows are compared with them.
//
//   node xtask/web/bench-sync.mjs [--postgres] [--count 1000] [--bytes 10000]

import { parseArgs } from 'node:util';
import { startBackend } from '../backend/backend.mjs';
import { fill } from '../backend/fill.mjs';
import { Client } from '../conform/client.mjs';

const POLLS = 50;

const { values } = parseArgs({ options: { postgres: { type: 'boolean' }, count: { type: 'string' }, bytes: { type: 'string' } } });
const [count, bytes] = [Number(values.count ?? 1_000), Number(values.bytes ?? 10_000)];

const backend = await startBackend({ postgres: values.postgres, say: console.error });
try {
  const client = new Client(backend.base, backend.auth);
  const progress = (done) => done % 100 === 0 && console.error(`${done} of ${count}`);
  const push = await timed(() => fill(client, { count, bytes, width: 1, progress }));
  let pulled;
  const pull = await timed(async () => (pulled = await client.all(0)));
  if (pulled.records.length !== count) throw new Error(`${pulled.records.length} records came back instead of ${count}.`);
  const last = pulled.records.at(-1).last_modified;
  const polls = [];
  for (let at = 0; at < POLLS; at += 1) polls.push(await timed(() => client.list(last)));
  polls.sort((one, other) => one - other);
  console.log(`${backend.kind} alone, ${count} canvases of ${bytes} bytes, in ms`);
  console.log(row(`push, one at a time`, push));
  console.log(row(`first pull, ${pulled.pages.length} pages`, pull));
  console.log(row(`idle poll, median of ${POLLS}`, polls[POLLS / 2]));
} finally {
  await backend.close();
}

function row(what, ms) {
  return `  ${what.padEnd(32)}${ms.toFixed(ms < 100 ? 1 : 0).padStart(9)}`;
}

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
