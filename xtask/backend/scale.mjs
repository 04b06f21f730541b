// What one Kinto on one PostgreSQL carries: requests a second at 10, 100 and 400 clients that sync, the size on disk
// of 10,000 canvases, and a full pull. The figures of docs/scale.md are from here.
//
//   cargo xtask bench scale
//   node xtask/backend/scale.mjs [--count 10000] [--seconds 20] [--clients 10,100,400]
//
// A client polls as the app does (what changed since the last time, and in the time before that once more), and edits
// once in twenty polls: it reads what it writes and puts it back with its version. Clients ask again as soon as they
// are answered, so this is the most that the server does; the app polls once a minute. All are in one team here: where
// they are more than fifty, each edits less, so that a poll brings as much as in a team of fifty. The clients share the
// processors with the server: on a machine of its own it does more. PostgreSQL flushes to disk here, as in use.
//
// Requests a second depend on what else the machine does; the processor time of Kinto and PostgreSQL for each request
// (Linux only) does so far less, and says what a processor of their own would carry.

import { Agent, request as send } from 'node:http';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Client, headersOf, newRev } from '../conform/client.mjs';
import { target } from '../web/paths.mjs';
import { backendMissing, startBackend } from './backend.mjs';
import { canvasId, fill } from './fill.mjs';

const BYTES = 10_000;
/** Polls for each edit. */
const POLLS = 20;
/** The people of a team, of whom each brings the others edits to read. */
const TEAM = 50;
/** How long what was written before is no longer in a poll, in milliseconds. */
const SETTLED = 2_000;

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '20' },
    clients: { type: 'string', default: '10,100,400' },
  },
});
const [count, seconds] = [Number(values.count), Number(values.seconds)];

const why = await backendMissing({ postgres: true });
if (why) {
  console.error(why);
  process.exit(2);
}

const round = (number, digits = 1) => Number(number.toFixed(digits));
const rank = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const load = () => round(loadavg()[0]);

/** A connection that is kept, as a browser keeps one. */
class Connection {
  constructor(base, auth) {
    this.url = new URL(base);
    this.headers = { Accept: 'application/json', ...headersOf(auth) };
    this.agent = new Agent({ keepAlive: true, maxSockets: 1 });
  }

  ask(method, path, { headers = {}, body } = {}) {
    const { hostname, port, pathname } = this.url;
    return new Promise((done, failed) => {
      const sent = { ...this.headers, ...(body ? { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) } : {}), ...headers };
      const asked = send({ hostname, port, path: pathname + path, method, agent: this.agent, headers: sent, timeout: 60_000 }, (answer) => {
        const parts = [];
        answer.on('data', (part) => parts.push(part)).on('error', failed);
        answer.on('end', () => done({ status: answer.statusCode, text: Buffer.concat(parts).toString('utf8') }));
      });
      asked.on('timeout', () => asked.destroy(new Error('no answer within a minute'))).on('error', failed);
      asked.end(body);
    });
  }
}

/** Seconds of processor time of Kinto and PostgreSQL so far; null where that can't be read. */
async function processorTime(place) {
  const processes = [];
  for (const pid of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(pid)) continue;
    const [command, stat] = await Promise.all(['cmdline', 'stat'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')));
    // The name stands in brackets, and may have blanks in it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (stat) processes.push({ pid, parent: fields[1], command, ticks: fields.slice(11, 15).map(Number) });
  }
  const roots = new Set(processes.filter(({ command }) => command.includes(place) && !command.includes('scale.mjs')).map(({ pid }) => pid));
  // A database's connections are children of its first process; of those that have ended it knows the time.
  const ours = processes.filter(({ pid, parent }) => roots.has(pid) || roots.has(parent));
  const ticks = ours.flatMap(({ ticks: [user, system, usersEnded, systemsEnded] }) => [user, system, usersEnded, systemsEnded]);
  return ours.length > 0 ? ticks.reduce((sum, it) => sum + it, 0) / 100 : null;
}

/** Has clients sync for some seconds. */
async function syncing(backend, clients) {
  const took = { poll: [], edit: [] };
  const seen = {};
  const before = load();
  const worked = await processorTime(backend.place);
  const from = Date.now();
  const until = from + seconds * 1000;
  const client = async (number) => {
    const connection = new Connection(backend.base, backend.users[number % backend.users.length]);
    const polls = POLLS * Math.max(1, Math.round(clients / TEAM));
    let [cursor, before] = [from, from];
    for (let round = number; Date.now() < until; round += 1) {
      const isEdit = round % polls === 0;
      const [start, at] = [performance.now(), Date.now()];
      try {
        const status = isEdit ? await edit(connection) : await poll(connection, before);
        seen[status] = (seen[status] ?? 0) + 1;
        took[isEdit ? 'edit' : 'poll'].push(performance.now() - start);
        if (!isEdit) [before, cursor] = [cursor, at];
      } catch (error) {
        seen[error.code ?? error.message] = (seen[error.code ?? error.message] ?? 0) + 1;
      }
    }
    connection.agent.destroy();
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  const passed = (Date.now() - from) / 1000;
  const work = worked === null ? null : (await processorTime(backend.place)) - worked;
  const all = took.poll.length + took.edit.length * 2;
  const times = (list) => {
    const sorted = list.toSorted((one, other) => one - other);
    return { median: round(rank(sorted, 0.5), 0), p95: round(rank(sorted, 0.95), 0) };
  };
  return { clients, 'requests a second': round(all / passed), 'processor milliseconds a request': work === null ? null : round((work * 1000) / all), 'processor seconds': work, poll: times(took.poll), edit: times(took.edit), answers: seen, load: [before, load()] };
}

async function poll(connection, cursor) {
  return (await connection.ask('GET', `/records?_since=${cursor}&_sort=last_modified&_limit=100`)).status;
}

/** Reads a canvas and writes it back. Somebody else may have been first, as in a team. */
async function edit(connection) {
  const id = canvasId(1 + Math.floor(Math.random() * count));
  const { data } = JSON.parse((await connection.ask('GET', `/records/${id}`)).text);
  const rev = newRev();
  const body = JSON.stringify({ data: { id, fmt: 1, rev, revs: [data.rev, ...data.revs].slice(0, 32), doc: data.doc } });
  return (await connection.ask('PUT', `/records/${id}`, { headers: { 'If-Match': `"${data.last_modified}"` }, body })).status;
}

const megabytes = async (backend) => round(Number(await backend.postgres.query("SELECT pg_database_size('kinto')")) / 1e6);

const parent = await mkdtemp(join(tmpdir(), 'maatwerk-scale-'));
// PostgreSQL may run as another user, who has to reach what is in it.
await chmod(parent, 0o711);
const backend = await startBackend({ postgres: true, place: join(parent, 'backend'), say: (text) => console.log(text) });
try {
  const machine = { processors: availableParallelism(), model: cpus()[0]?.model, memory: `${round(totalmem() / 1e9, 0)} GB`, 'load before': load() };
  console.log(machine);
  const client = new Client(backend.base, backend.auth);
  const empty = await megabytes(backend);
  let start = performance.now();
  let worked = await processorTime(backend.place);
  await fill(client, { count, bytes: BYTES, progress: (done) => done % 1000 === 0 && console.log(`${done} canvases`) });
  const filled = { canvases: count, bytes: BYTES, seconds: round((performance.now() - start) / 1000), 'processor milliseconds a write': round((((await processorTime(backend.place)) - worked) * 1000) / count), 'megabytes before': empty, 'megabytes after': await megabytes(backend) };
  console.log(filled);
  start = performance.now();
  worked = await processorTime(backend.place);
  const { records, pages } = await client.all(0);
  const pull = { records: records.length, requests: pages.length + 1, seconds: round((performance.now() - start) / 1000), 'processor seconds': round((await processorTime(backend.place)) - worked), load: load() };
  console.log(pull);
  const runs = [];
  await new Promise((done) => setTimeout(done, SETTLED));
  for (const clients of values.clients.split(',').map(Number)) {
    runs.push(await syncing(backend, clients));
    console.dir(runs.at(-1), { depth: 3 });
  }
  const after = await megabytes(backend);
  const results = { at: new Date().toISOString(), machine, filled, pull, runs, 'megabytes after the runs': after };
  await mkdir(resolve(target, 'bench'), { recursive: true });
  await writeFile(resolve(target, 'bench/scale.json'), `${JSON.stringify(results, null, 2)}\n`);
} finally {
  await backend.close();
  await rm(parent, { recursive: true, force: true, maxRetries: 5 });
}
