// Checks of the optional part: several writes in one request. A server may do without.

import { Absent, done, must, mustAnswer, together, version } from '../workbench.mjs';

/** How many batches each of two writers sends, while two others write one by one. */
const BATCHES = 6;

export const CHECKS = [
  ['C26', 'batches (optional): each write has its own condition and its own answer', async (bench) => {
    const most = await offered(bench);
    must(most >= 2, () => `batch_max_requests is ${most}`);
    const [old, other] = [await bench.record(), await bench.record()];
    const record = await bench.update(old);
    const fresh = bench.data(bench.id());
    const replaced = { ...bench.data(other.id, { casusnummer: '26-0001' }), revs: [other.rev] };
    const writes = [write(fresh), write(replaced, other.last_modified), write(bench.data(record.id), old.last_modified), write(bench.data(record.id))];
    const answers = [];
    for (let at = 0; at < writes.length; at += most) answers.push(...(await send(bench, writes.slice(at, at + most))));
    mustAnswer(answers[0], 201, 'a new record in a batch');
    mustAnswer(answers[1], [200, 201], 'If-Match in a batch');
    mustAnswer(answers[2], 412, 'an older If-Match in a batch');
    mustAnswer(answers[3], 412, 'If-None-Match: * of a record that exists, in a batch');
    for (const [at, data] of [[0, fresh], [1, replaced]]) {
      bench.mustBe((await bench.client.get(data.id)).json?.data, { ...data, last_modified: version(answers[at]) }, 'a record that was written in a batch');
    }
    bench.mustBe((await bench.client.get(record.id)).json?.data, record, 'a record whose condition failed');
    return `at most ${most} in one; 201, ${answers[1].status}, 412, 412`;
  }],

  ['C27', 'batches (optional): what was answered is stored, whoever else writes', async (bench) => {
    const most = Math.min(await offered(bench), 25);
    const told = new Map();
    const span = { left: 2, undone: 0 };
    const batches = [0, 1].map(() => batchOn(bench, most, span, told));
    const singles = [0, 1].map(() => singlyOn(bench, span));
    await together([...batches, ...singles], () => (span.left = 0));
    for (const [id, rev] of told) {
      const found = await bench.client.get(id);
      must(found.json?.data?.rev === rev, () => `${id} was answered as written in a batch without any error, and is not there: ${found.status}`);
    }
    return `${told.size} records; ${span.undone} of ${2 * BATCHES} batches told of an error`;
  }],
];

/** The number of requests that the server takes in one batch; throws `Absent` if it has none. */
async function offered(bench) {
  const answer = await bench.client.root();
  const most = answer.status === 200 && answer.json?.settings?.batch_max_requests;
  if (!Number.isInteger(most) || most < 2) throw new Absent(`not offered; the app sends its writes one by one (GET of ${bench.client.start}/ answers ${answer.status})`);
  return most;
}

/** One write of a batch; `match` is the version to replace, null for a new record. */
const write = (data, match = null) => ({ id: data.id, data, match });

async function send(bench, writes) {
  const answer = mustAnswer(await bench.client.steadily(() => bench.client.batch(writes)), 200, 'POST of a batch');
  const answers = answer.json?.responses;
  must(Array.isArray(answers) && answers.length === writes.length, () => `a batch of ${writes.length} has ${answers?.length} answers`);
  return answers.map(({ status, body }) => ({ status, json: body, text: JSON.stringify(body ?? null) }));
}

/** Writes new records in batches, and keeps those that count as written. */
async function batchOn(bench, most, span, told) {
  for (let round = 0; round < BATCHES && span.left > 0; round += 1) {
    const writes = Array.from({ length: most }, () => write(bench.data(bench.id())));
    const answers = await send(bench, writes);
    // With such an answer in it, none of the others counts: the server may have undone all.
    if (answers.some(({ status }) => status === 409 || status >= 500)) span.undone += 1;
    else answers.forEach((answer, at) => done(answer) && told.set(writes[at].id, writes[at].data.rev));
    bench.progress(`${told.size} records`);
  }
  span.left -= 1;
}

async function singlyOn(bench, span) {
  let record = await bench.record();
  while (span.left > 0) record = await bench.update(record);
}
