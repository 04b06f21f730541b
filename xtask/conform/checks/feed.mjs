// Checks of the list: complete, in order, and by a version that only the server assigns.

import { Deviation, must, mustAnswer, version } from '../workbench.mjs';

const RECORDS = 250;
const TOMBSTONES = 10;
const WRITES = 500;
/**
 * A version of the year 1970: harmless if a server accepts it, while one in the future would spoil
 * some servers for good.
 */
const OLD = 1_000_000;

export const CHECKS = [
  ['C11', `${RECORDS} records page by page`, async (bench) => {
    const since = await bench.mark();
    // Deletes the last ten only: the next checks use the others.
    const pool = await bench.pool(RECORDS);
    const gone = pool.splice(-TOMBSTONES);
    for (const record of gone) await bench.remove(record);
    const wanted = new Set([...pool, ...gone].map(({ id }) => id));
    const seen = [];
    for (const limit of [100, 7]) {
      const { records, pages } = await bench.client.all(since, limit);
      must(pages.every((length) => length <= limit), `a page is longer than ${limit}`);
      const versions = records.map((record) => record.last_modified);
      must(versions.every((one, at) => at === 0 || one > versions[at - 1]), 'it is not strictly ascending');
      const mine = records.filter(({ id }) => wanted.has(id));
      must(new Set(mine.map(({ id }) => id)).size === RECORDS, () => `${mine.length} of ${RECORDS} are listed with _limit=${limit}`);
      const dead = mine.filter(({ deleted }) => deleted).length;
      must(dead === TOMBSTONES, () => `${dead} tombstones are listed instead of ${TOMBSTONES}`);
      seen.push(`${pages.length} pages of at most ${limit}`);
    }
    return `${RECORDS - TOMBSTONES} and ${TOMBSTONES} tombstones in ${seen.join(', and in ')}`;
  }],

  ['C12', '_since means later than, not from', async (bench) => {
    const one = await bench.record();
    const two = await bench.record();
    const after = async (since) => (await bench.client.all(since)).records.map(({ id }) => id);
    const [from, later, last] = [await after(one.last_modified - 1), await after(one.last_modified), await after(two.last_modified)];
    must(from.includes(one.id) && from.includes(two.id), 'a version before the first does not list both');
    must(!later.includes(one.id) && later.includes(two.id), 'the version of the first lists the first, or not the second');
    must(!last.includes(two.id), 'the version of the last lists the last');
    return 'strictly later';
  }],

  ['C13', `versions are unique and rise, over ${WRITES} writes`, async (bench) => {
    const pool = await bench.pool(RECORDS);
    const width = 4;
    const versions = new Set();
    await bench.parallel(Array.from({ length: width }), width, async (_, worker) => {
      let before = 0;
      for (let count = 0; count < WRITES / width; count += 1) {
        const at = worker + width * (count % 10);
        pool[at] = await bench.update(pool[at]);
        const now = pool[at].last_modified;
        must(now > before, () => `a later write got ${now}, after ${before}`);
        before = now;
        must(!versions.has(now), () => `version ${now} was given twice`);
        versions.add(now);
        bench.progress(`${versions.size} of ${WRITES}`);
      }
    });
    return `${WRITES} versions, by ${width} writers at a time`;
  }],

  ['C14', 'a version sent by the client is ignored', async (bench) => {
    const before = await bench.mark();
    const id = bench.id();
    const answer = mustAnswer(await bench.client.put(id, { ...bench.data(id), last_modified: OLD }), [200, 201], 'PUT with a last_modified');
    const given = version(answer);
    if (given > before) return `sent ${OLD}, got ${given}`;
    const says = `it took the ${OLD} that was sent: the record is in nobody's listing`;
    must(await isKinto(bench), says);
    throw new Deviation(`${says}. Known of Kinto; the app never sends one`);
  }],
];

/** Whether the server is Kinto, which names itself at its root. */
async function isKinto({ client }) {
  const root = client.base.replace(/\/buckets\/[^/]+\/collections\/[^/]+$/, '/');
  const answer = await fetch(root, { headers: client.headers }).catch(() => null);
  const says = await answer?.json().catch(() => null);
  return says?.project_name === 'kinto';
}
