// The contract is OpenAPI, its examples meet it, and so does what real servers answer.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { backendMissing, startBackend } from '../../xtask/backend/backend.mjs';
import { Client, newRev } from '../../xtask/conform/client.mjs';
import { readContract } from './support/contract.mjs';
import { startModel } from './support/model.mjs';

const LIST = '/records';
const ONE = '/records/{id}';
const ROOT = '/';
const BATCH = '/batch';

test('the contract is OpenAPI, and its examples are what it says', async () => {
  const contract = await readContract();
  const examples = contract.examples();
  ok(examples.length >= 10, `${examples.length} examples`);
  deepEqual(examples.flatMap(([, faults]) => faults), []);
  deepEqual(Object.keys(contract.specification.paths), [LIST, ONE, ROOT, BATCH]);
});

test('it refuses what it should', async () => {
  const contract = await readContract();
  const record = { id: 'casus-1', last_modified: 1, fmt: 1, rev: newRev(), revs: [], doc: { formaat: 1, id: 'casus-1' } };
  const faults = (schema, value) => contract.faults(`/components/schemas/${schema}`, value).length;
  const page = (item) => contract.answerFaults(LIST, 'get', { status: 200, json: { data: [item] } }).length;
  equal(faults('Record', record), 0);
  equal(page(record), 0);
  equal(page({ id: 'casus-1', last_modified: 2, deleted: true }), 0);
  const wrong = [{ id: '.x' }, { last_modified: '1' }, { last_modified: 1.5 }, { rev: 'abc' }, { revs: Array(33).fill(newRev()) }, { doc: { id: 'casus-1' } }, { deleted: true }, { fmt: 0 }];
  for (const change of wrong) ok(page({ ...record, ...change }) > 0, JSON.stringify(change));
  ok(faults('Sent', record) > 0, 'a client sends no last_modified');
  ok(faults('Match', '1') > 0);
  equal(contract.answerFaults(LIST, 'get', { status: 302 }).length, 1);
});

test('a small server answers by it', async (t) => {
  const model = await startModel();
  t.after(model.close);
  await answers(model);
  const { status } = await new Client(model.base, model.auth).root();
  equal(status, 404, 'it has no batches');
  const more = await startModel({ batches: true });
  t.after(more.close);
  await answersBatches(more);
});

test('Kinto in memory answers by it', { skip: (await backendMissing()) ?? false }, async (t) => {
  const backend = await startBackend();
  t.after(() => backend.close());
  await answers(backend);
  await answersBatches(backend);
});

/** The optional part. */
async function answersBatches({ base, auth }) {
  const contract = await readContract();
  const client = new Client(base, auth);
  const judged = async (path, method, asked) => {
    const answer = await asked;
    equal(answer.status, 200, answer.text);
    deepEqual(contract.answerFaults(path, method, answer), []);
    return answer.json;
  };
  const { settings } = await judged(ROOT, 'get', client.root());
  equal(settings.batch_max_requests, 25);
  const write = (id, match = null) => ({ id, match, data: { id, fmt: 1, rev: newRev(), revs: [], doc: { formaat: 1, id } } });
  const { responses } = await judged(BATCH, 'post', client.batch([write('samen-1'), write('samen-2'), write('samen-2', 1)]));
  deepEqual(responses.map(({ status }) => status), [201, 201, 412]);
  for (const { body } of responses.slice(0, 2)) deepEqual(contract.faults('/components/schemas/Answer', body), []);
}

/** Every status that can be had, of each of the four requests. */
async function answers({ base, auth, other }) {
  const contract = await readContract();
  const client = new Client(base, auth);
  const [stranger, neighbour] = [new Client(base), new Client(base, other.auth)];
  const data = () => ({ id: 'proef', fmt: 1, rev: newRev(), revs: [], doc: { formaat: 1, id: 'proef' } });
  const judge = async (path, method, status, asked) => {
    const answer = await asked;
    equal(answer.status, status, `${method} ${path}: ${answer.text}`);
    deepEqual(contract.answerFaults(path, method, answer), []);
    return answer.json?.data?.last_modified;
  };
  await judge(LIST, 'get', 200, client.list(0));
  await judge(ONE, 'get', 404, client.get('proef'));
  await judge(ONE, 'put', 412, client.put('proef', data(), 1));
  const first = await judge(ONE, 'put', 201, client.put('proef', data()));
  await judge(ONE, 'put', 412, client.put('proef', data()));
  const second = await judge(ONE, 'put', 200, client.put('proef', data(), first));
  await judge(ONE, 'get', 200, client.get('proef'));
  await judge(ONE, 'delete', 412, client.delete('proef', first));
  await judge(LIST, 'get', 200, client.list(0));
  await judge(ONE, 'delete', 200, client.delete('proef', second));
  await judge(ONE, 'delete', 404, client.delete('proef', second));
  await judge(LIST, 'get', 200, client.list(0));
  await judge(LIST, 'get', 400, client.list('geen-getal'));
  await judge(ONE, 'put', 400, client.request('PUT', '/records/proef', { headers: { 'If-None-Match': '*' }, body: '{' }));
  for (const [who, status] of [[stranger, 401], [neighbour, 403]]) {
    await judge(LIST, 'get', status, who.list(0));
    await judge(ONE, 'get', status, who.get('proef'));
    await judge(ONE, 'put', status, who.put('proef', data()));
    await judge(ONE, 'delete', status, who.delete('proef', second));
  }
}
