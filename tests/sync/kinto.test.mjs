// Kinto as we configure it keeps to Canvas Sync 1, in memory and on PostgreSQL; without our settings it does not.

import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { backendMissing, startBackend } from '../../xtask/backend/backend.mjs';
import { Client } from '../../xtask/conform/client.mjs';
import { conform } from './support/conform.mjs';
import { Sketch, sketch } from './support/sketch.mjs';

const TIMEOUT = 900_000;

// Side by side: both wait much of the time.
test('Kinto', { concurrency: 2 }, async (t) => {
  await Promise.all([
    t.test('in memory', { skip: (await backendMissing()) ?? false, timeout: TIMEOUT }, inMemory),
    t.test('on PostgreSQL', { skip: (await backendMissing({ postgres: true })) ?? false, timeout: TIMEOUT }, onPostgres),
  ]);
});

async function inMemory(t) {
  const backend = await startBackend();
  t.after(() => backend.close());
  await t.test('passes 26 checks, with one known deviation', (t) => passes(t, backend));
  await t.test('has lost everything but its users when it comes back', async () => {
    const client = new Client(backend.base, backend.auth);
    equal((await put(client, 'eerst')).status, 201);
    await backend.stopServer();
    await backend.startServer();
    equal((await client.get('eerst')).status, 404);
    equal((await put(client, 'eerst')).status, 201);
  });
  await t.test('has passwords of its own, one for each colleague', async (t) => {
    const second = await startBackend();
    t.after(() => second.close());
    notEqual(second.base, backend.base);
    notEqual(second.auth, backend.auth);
    equal((await new Client(backend.base, backend.users[1]).list(0)).status, 200);
    equal((await new Client(backend.base, second.auth).list(0)).status, 401);
  });
}

async function onPostgres(t) {
  const backend = await startBackend({ postgres: true });
  t.after(() => backend.close());
  await t.test('passes 26 checks, with one known deviation', (t) => passes(t, backend));
  await t.test('comes back as it was, or as it was when it was dumped', (t) => comesBack(t, backend));
  await t.test('and the page for implementers has SQL that works', () => sketchWorks(backend.postgres));
  // The last: it spoils the backend.
  await t.test('lets two writers win without our isolation setting', async () => {
    await backend.postgres.query("ALTER DATABASE kinto SET default_transaction_isolation TO 'read committed'");
    await backend.stopServer();
    await backend.startServer();
    const { code, text, results } = await conform(backend, '--only', 'C22');
    deepEqual(results, { C22: 'FAIL' }, text);
    match(text, /were told that they had written/);
    equal(code, 1);
  });
}

async function passes(t, backend) {
  const { code, text, results } = await conform(backend);
  t.diagnostic(text);
  deepEqual(Object.entries(results).filter(([, result]) => result !== 'pass'), [['C14', 'deviation']], text);
  equal(Object.keys(results).length, 27);
  match(text, /26 of 27 pass, 1 known deviation/);
  equal(code, 0);
}

async function comesBack(t, backend) {
  const folder = await mkdtemp(join(tmpdir(), 'maatwerk-dump-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const client = new Client(backend.base, backend.auth);
  equal((await put(client, 'eerst')).status, 201);
  const dump = join(folder, 'database.dump');
  await backend.dump(dump);
  const later = (await put(client, 'later')).json.data.last_modified;

  await backend.stopServer();
  await client.get('eerst').then(() => ok(false, 'it still answers'), (error) => match(error.message, /no answer/));
  await backend.startServer();
  equal((await client.get('later')).status, 200, 'what was written before is there');

  await backend.restore(dump);
  equal((await client.get('eerst')).status, 200);
  equal((await client.get('later')).status, 404, 'what was written after the dump is not');
  ok((await client.all(0)).records.every(({ last_modified: version }) => version < later));
  equal((await backend.postgres.query('SHOW default_transaction_isolation')).trim(), 'repeatable read', 'the setting came back too');
  equal((await put(client, 'opnieuw')).status, 201, 'and it can be written to');
}

async function sketchWorks(postgres) {
  // It is written for PostgreSQL as it comes, not for what Kinto needs.
  await postgres.query("ALTER DATABASE kinto RESET default_transaction_isolation");
  await postgres.query(`${await sketch()} INSERT INTO canvas_collection VALUES ('oost')`);
  const sql = new Sketch(postgres);
  const data = (rev) => ({ fmt: 1, rev, revs: [], doc: { formaat: 1, id: 'een', bedrag: '1234.50' }, last_modified: 1 });
  const first = await sql.write('een', null, data('a'));
  equal(first.status, 201);
  ok(first.body.last_modified > 1_000_000_000_000, 'the version is the server’s own');
  deepEqual(first.body.doc, data('a').doc);
  deepEqual(await sql.write('een', null, data('b')), { status: 412, body: { existing: first.body } });
  deepEqual(await sql.write('een', 1, data('b')), { status: 412, body: { existing: first.body } });
  deepEqual(await sql.write('twee', 1, data('b')), { status: 412, body: null });
  const second = await sql.write('een', first.body.last_modified, data('b'));
  equal(second.status, 200);
  equal((await sql.write('een', first.body.last_modified, null)).status, 412);
  const gone = await sql.write('een', second.body.last_modified, null);
  deepEqual(gone, { status: 200, body: { id: 'een', last_modified: gone.body.last_modified, deleted: true } });
  equal((await sql.write('een', second.body.last_modified, null)).status, 404);
  deepEqual(await sql.list(second.body.last_modified), [gone.body]);
  deepEqual(await sql.list(gone.body.last_modified), []);
  const again = await sql.write('een', null, data('c'));
  equal(again.status, 201);

  let version = again.body.last_modified;
  for (let round = 1; round <= 3; round += 1) {
    const tries = await sql.atOnce(() => Array.from({ length: 8 }, (_, writer) => sql.write('een', version, data(`${round}-${writer}`))));
    equal(tries.filter(({ status }) => status === 200).length, 1, `round ${round}: one writer wins`);
    equal(tries.filter(({ status }) => status === 412).length, 7, `round ${round}: the others hear of it`);
    version = tries.find(({ status }) => status === 200).body.last_modified;
  }
  const ids = Array.from({ length: 12 }, (_, at) => `rij-${at}`);
  await Promise.all(ids.map((id) => sql.write(id, null, data('d'))));
  const versions = (await sql.list(version, 5)).map((record) => record.last_modified);
  equal(versions.length, 5);
  ok(versions.every((one, at) => one > (versions[at - 1] ?? version)), 'versions are unique and ascend');
}

function put(client, id) {
  return client.put(id, { id, fmt: 1, rev: '0123456789abcdef', revs: [], doc: { formaat: 1, id } });
}
