// The program that `cargo xtask backend` runs after the installation: starts a backend, prints how
// to use it, and stops with Ctrl+C.

import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { target } from '../web/paths.mjs';
import { startBackend, tools } from './backend.mjs';
import { runChild } from './children.mjs';
import { announce, running, withdraw } from './running.mjs';

const { values } = parseArgs({
  options: { postgres: { type: 'boolean' }, port: { type: 'string' }, json: { type: 'boolean' } },
});
const say = (text) => (values.json ? console.error : console.log)(`==> ${text}`);

try {
  await main();
} catch (error) {
  console.error(`\n${error.message}`);
  process.exit(1);
}

async function main() {
  const port = values.port === undefined ? (values.postgres ? 8889 : 8888) : Number(values.port);
  await free(port);
  const asked = new Promise((stop) => ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((name) => process.on(name, stop)));
  // A backend in memory keeps nothing.
  const place = values.postgres ? await lasting() : undefined;
  const starting = startBackend({ postgres: values.postgres, port, place, say });
  const backend = await Promise.race([starting, asked.then(() => null)]);
  if (backend) {
    await ready(backend);
    await asked;
  }
  say('Stopping');
  withdraw();
  await (backend ?? (await starting.catch(() => null)))?.close();
  process.exit(0);
}

async function ready(backend) {
  const facts = { ...backend.facts, pid: process.pid };
  announce(facts);
  if (values.json) return console.log(JSON.stringify(facts));
  const { base, users, other } = facts;
  const row = (auth) => `    ${auth.split(':')[0].padEnd(8)} password ${auth.split(':')[1]}`;
  console.log(`
Canvas Sync 1 is ready, on ${backend.kind === 'memory' ? 'Kinto in memory: all is lost when it stops' : 'Kinto and PostgreSQL'}.

  Team Oost  ${base}
${users.map(row).join('\n')}
  Team West  ${other.base}
${row(other.auth)}

Give the first address and a name and password to the app, or check the server: cargo xtask conform
${backend.keep ? `The database stays in ${backend.place}; remove that folder to begin anew.\n` : ''}Stop with Ctrl+C.
`);
}

/**
 * The folder that keeps the database between runs: in the target folder, unless PostgreSQL's user
 * has no access there.
 */
async function lasting() {
  const near = resolve(target, 'backend/postgres');
  const as = (await tools())?.as;
  if (!as) return near;
  await mkdir(near, { recursive: true, mode: 0o711 });
  const reached = await runChild(['/bin/ls', '-d', join(near, '.')], { as }).then(() => true, () => false);
  if (reached) return near;
  const name = createHash('sha256').update(near).digest('hex').slice(0, 12);
  return join(tmpdir(), `maatwerk-backend-${name}`);
}

/** Checks that the port is free, to report it now rather than after half a minute of starting. */
async function free(port) {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`\`${values.port}\` is not a port number.`);
  if (await isFree(port)) return;
  const ours = running().find((it) => Number(new URL(it.base).port) === port);
  const who = ours ? ` by another backend of ours (process ${ours.pid})` : '';
  let next = port + 1;
  while (next <= 65_535 && !(await isFree(next))) next += 1;
  const other = next <= 65_535 ? `Port ${next} is free: --port ${next}` : 'Choose another: --port N';
  throw new Error(`Port ${port} on 127.0.0.1 is taken${who}. ${other}`);
}

function isFree(port) {
  const server = createServer();
  return new Promise((told) => {
    server.once('error', () => told(false));
    server.listen(port, '127.0.0.1', () => server.close(() => told(true)));
  });
}
