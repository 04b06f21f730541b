// Backends side by side: each is told of, and none takes another's word away when it stops.

import { deepEqual, equal, match } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const RUNNING = new URL('../../xtask/backend/running.mjs', import.meta.url);
const MAIN = fileURLToPath(new URL('../../xtask/conform/main.mjs', import.meta.url));

/** A process that says it is a backend, until its input ends. */
async function pretend(t, folder, port) {
  const script = `import { announce, withdraw } from ${JSON.stringify(RUNNING.href)};
    announce({ base: 'http://127.0.0.1:${port}/v1/oost', auth: 'bo:x', other: { base: 'http://127.0.0.1:${port}/v1/west', auth: 'el:x' } });
    console.log('ready');
    process.stdin.on('end', withdraw).resume();`;
  const child = execFile(process.execPath, ['--input-type=module', '--eval', script], { env: { ...process.env, CARGO_TARGET_DIR: folder } });
  const exited = new Promise((done) => child.once('exit', done));
  t.after(() => child.kill('SIGKILL'));
  await new Promise((ready) => child.stdout.once('data', ready));
  return {
    stop: () => (child.stdin.end(), exited),
    kill: () => (child.kill('SIGKILL'), exited),
  };
}

/** The ports of what runs, the latest first, as another program is told. */
async function ports(folder) {
  const script = `import { running } from ${JSON.stringify(RUNNING.href)};
    console.log(JSON.stringify(running().map(({ base }) => Number(new URL(base).port))));`;
  const env = { ...process.env, CARGO_TARGET_DIR: folder };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { env });
  return JSON.parse(stdout);
}

test('a second backend leaves the word of the first, also when it stops or is killed', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'maatwerk-running-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  deepEqual(await ports(folder), []);
  const first = await pretend(t, folder, 1);
  const second = await pretend(t, folder, 2);
  deepEqual(await ports(folder), [2, 1]);
  await second.stop();
  deepEqual(await ports(folder), [1]);
  const third = await pretend(t, folder, 3);
  await third.kill();
  await writeFile(join(folder, 'backend/running/99999999.json'), '{ half');
  deepEqual(await ports(folder), [1]);
  deepEqual((await readdir(join(folder, 'backend/running'))).length, 1, 'what a killed one left is cleared away');
  await first.stop();
  deepEqual(await ports(folder), []);
});

test('without a backend `conform` says how to start one', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'maatwerk-running-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await mkdir(join(folder, 'backend'));
  const env = { ...process.env, CARGO_TARGET_DIR: folder };
  const ended = await promisify(execFile)(process.execPath, [MAIN], { env }).catch((error) => error);
  equal(ended.code, 1);
  match(ended.stderr, /No backend of ours runs here: start one with `cargo xtask backend`/);
});
