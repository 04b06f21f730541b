// Checks of concurrent requests: one write wins, the others are refused, and no reader misses one.

import { setTimeout as sleep } from 'node:timers/promises';
import { done, must, together, version } from '../workbench.mjs';

const ROUNDS = 100;
const WRITERS = 8;
const READ_WRITERS = 6;
const OVERLAP_MS = 60_000;

export const CHECKS = [
  ['C22', `${ROUNDS} rounds of ${WRITERS} writers with one version: one wins`, async (bench) => {
    let record = await bench.record();
    const losers = new Map();
    for (let round = 1; round <= ROUNDS; round += 1) {
      const tries = variants(bench, record);
      const answers = await Promise.all(tries.map((data) => bench.client.put(record.id, data, record.last_modified)));
      const winner = oneWinner(answers, round, losers);
      record = { ...tries[winner], last_modified: version(answers[winner]) };
      bench.mustBe((await bench.client.get(record.id)).json?.data, record, `round ${round}: the stored record`);
      bench.progress(`round ${round} of ${ROUNDS}`);
    }
    return `${ROUNDS} times one of ${WRITERS}; the others got ${counted(losers)}`;
  }],

  ['C23', `${ROUNDS} rounds of ${WRITERS} writers of one new record: one wins`, async (bench) => {
    const losers = new Map();
    for (let round = 1; round <= ROUNDS; round += 1) {
      const id = bench.id();
      const tries = variants(bench, { id, rev: '', revs: [] });
      const answers = await Promise.all(tries.map((data) => bench.client.put(id, data)));
      const winner = oneWinner(answers, round, losers);
      bench.mustBe((await bench.client.get(id)).json?.data, tries[winner], `round ${round}: the stored record`);
      bench.progress(`round ${round} of ${ROUNDS}`);
    }
    return `${ROUNDS} times one of ${WRITERS}; the others got ${counted(losers)}`;
  }],

  ['C24', `${READ_WRITERS} writers for a while: a reader with an overlap of ${OVERLAP_MS / 1000} s misses nothing`, async (bench) => {
    const pool = await bench.pool();
    const since = await bench.mark();
    const { seconds } = bench.given;
    const span = { until: performance.now() + seconds * 1000 };
    const written = new Map();
    const readers = [readOn(bench.client, since, OVERLAP_MS, span), readOn(bench.client, since, 0, span)];
    const writers = Array.from({ length: READ_WRITERS }, (_, worker) => writeOn(bench, pool, worker, span, written));
    const [careful, careless, ...counts] = await together([...readers, ...writers], () => (span.until = 0));
    // One more poll each, as the app does within a minute.
    await careful.poll();
    await careless.poll();
    const writes = counts.reduce((all, count) => all + count, 0);
    const missed = missing(written, careful.seen);
    must(missed.length === 0, () => `${missed.length} of ${written.size} records were not seen as last written, of ${writes} writes: ${missed.slice(0, 3).join(', ')}`);
    return `0 missed in ${writes} writes in ${seconds} s; without the overlap ${missing(written, careless.seen).length}`;
  }],

  ['C25', 'a write whose answer was lost is known by its rev', async (bench) => {
    const id = bench.id();
    const first = bench.data(id);
    await bench.client.put(id, first);
    const again = await bench.existing(await bench.client.put(id, first), id, 'the same PUT with If-None-Match: * again');
    must(again.record?.rev === first.rev, 'the record that is told has another rev');
    const second = { ...bench.data(id), revs: [first.rev] };
    const match = again.record.last_modified;
    await bench.client.put(id, second, match);
    const repeated = await bench.existing(await bench.client.put(id, second, match), id, 'the same PUT with If-Match again');
    must(repeated.record?.rev === second.rev, 'the record that is told has another rev');
    must(repeated.record?.revs?.[0] === first.rev, 'the record that is told has lost its revs');
    return `${repeated.how} and the rev that was sent`;
  }],
];

/** The versions of one record that as many writers would write. */
function variants(bench, { id, rev, revs }) {
  return Array.from({ length: WRITERS }, (_, writer) => ({
    ...bench.data(id, { casusnummer: `writer ${writer}` }),
    revs: [rev, ...revs].filter(Boolean).slice(0, 32),
  }));
}

function oneWinner(answers, round, losers) {
  const winners = answers.flatMap((answer, at) => (done(answer) ? [at] : []));
  must(winners.length === 1, () => `round ${round}: ${winners.length} of ${WRITERS} were told that they had written (${answers.map(({ status }) => status).join(', ')})`);
  for (const { status } of answers.filter((answer) => !done(answer))) {
    must([409, 412, 429].includes(status) || status >= 500, `round ${round}: a loser got ${status}`);
    losers.set(status, (losers.get(status) ?? 0) + 1);
  }
  return winners[0];
}

const counted = (statuses) => [...statuses].sort().map(([status, count]) => `${status} (${count})`).join(', ');

/**
 * Writes records of this worker's share of the pool until the time is over. Returns the number of
 * writes.
 */
async function writeOn(bench, pool, worker, span, written) {
  const share = pool.flatMap((_, at) => (at % READ_WRITERS === worker ? [at] : []));
  let count = 0;
  while (performance.now() < span.until) {
    const at = share[count % share.length];
    pool[at] = await bench.update(pool[at]);
    written.set(pool[at].id, pool[at].rev);
    count += 1;
    if (worker === 0) bench.progress(`${Math.max(0, Math.round((span.until - performance.now()) / 1000))} s to go`);
  }
  return count;
}

/** Polls until the time is over; the returned `poll` polls once more. */
async function readOn(client, since, overlap, span) {
  const seen = new Map();
  let cursor = since;
  const poll = async () => {
    const { records } = await client.all(Math.max(0, cursor - overlap));
    for (const { id, rev, last_modified: at } of records) {
      seen.set(id, rev);
      cursor = Math.max(cursor, at);
    }
  };
  while (performance.now() < span.until) {
    await poll();
    await sleep(250);
  }
  return { seen, poll };
}

/** The ids of the records whose last write wasn't seen. */
const missing = (written, seen) => [...written].filter(([id, rev]) => seen.get(id) !== rev).map(([id]) => id);
