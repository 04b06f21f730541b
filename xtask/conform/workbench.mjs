// What the checks work with: a client, records of this run only, and a way to say what is wrong.

import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Client, newRev, told } from './client.mjs';

/** The server does otherwise than it should. */
export class Fault extends Error {}
/** The server does otherwise, in a way that is known of it and that the app does not depend on. */
export class Deviation extends Error {}
/** The check cannot be done with what was given. */
export class Unchecked extends Error {}

/** Stops a check. */
export function must(holds, says) {
  if (!holds) throw new Fault(typeof says === 'function' ? says() : says);
}

/** Stops a check unless the answer has one of these statuses. */
export function mustAnswer(answer, statuses, what) {
  must([statuses].flat().includes(answer.status), () => `${what}: expected ${[statuses].flat().join(' or ')}, got ${told(answer)}`);
  return answer;
}

/** Whether a status says that a write was done. */
export const done = ({ status }) => status >= 200 && status < 300;

/** One run against one collection. Everything that it makes has an id of its own, and is removed in the end. */
export class Workbench {
  #count = 0;
  #pool;

  /** @param {{base: string, auth?: string, other?: string, otherAuth?: string, origin?: string, seconds: number}} given */
  constructor(given) {
    this.given = given;
    this.client = new Client(given.base, given.auth);
    this.run = randomBytes(4).toString('hex');
    this.made = new Set();
    this.progress = () => {};
  }

  /** A new id, remembered for the tidying. */
  id() {
    this.#count += 1;
    const id = `conform-${this.run}-${String(this.#count).padStart(4, '0')}`;
    this.made.add(id);
    return id;
  }

  /** What the app would store: the smallest valid canvas in its wrapper. */
  data(id, more = {}) {
    return { id, fmt: 1, rev: newRev(), revs: [], doc: { formaat: 1, id, ...more } };
  }

  /** Makes a record; gives what the server then has. */
  async record(id = this.id(), more = {}) {
    const data = this.data(id, more);
    const answer = await this.client.steadily(() => this.client.put(id, data));
    mustAnswer(answer, [200, 201], `PUT of new record ${id}`);
    return { ...data, last_modified: version(answer) };
  }

  /** Writes a record again; gives what the server then has. */
  async update(record, more = {}) {
    const data = { ...this.data(record.id, more), revs: [record.rev, ...record.revs].slice(0, 32) };
    const answer = await this.client.steadily(() => this.client.put(record.id, data, record.last_modified));
    mustAnswer(answer, [200, 201], `PUT of record ${record.id} with its own version`);
    return { ...data, last_modified: version(answer) };
  }

  /** Deletes a record; gives its tombstone's version. */
  async remove(record) {
    const answer = await this.client.steadily(() => this.client.delete(record.id, record.last_modified));
    return version(mustAnswer(answer, 200, `DELETE of record ${record.id} with its own version`));
  }

  /** A 412 with the record as it is: in the answer, or else by asking for it. */
  async existing(answer, id, what) {
    mustAnswer(answer, 412, what);
    const given = answer.json?.details?.existing;
    if (given) return { record: given, how: '412 with details.existing' };
    const asked = mustAnswer(await this.client.get(id), 200, `${what}: 412 without details.existing, then GET`);
    return { record: asked.json?.data, how: '412, then GET' };
  }

  /** Checks that a stored record is this one. */
  mustBe(found, wanted, what) {
    const { last_modified: version, ...data } = found ?? {};
    const { last_modified: expected, ...rest } = wanted;
    must(isDeepStrictEqual(data, rest), () => `${what}: not what was written: ${JSON.stringify(data).slice(0, 200)}`);
    must(expected === undefined || version === expected, () => `${what}: last_modified is ${version} instead of ${expected}`);
  }

  /** Some hundreds of records, made once for the checks that need many. */
  async pool(size = 250) {
    this.#pool ??= await this.parallel(Array.from({ length: size }), 6, () => this.record());
    return this.#pool;
  }

  /** Does something with each, so many at a time; gives the results in order. */
  async parallel(items, width, work) {
    const results = [];
    let [next, finished] = [0, 0];
    const worker = async () => {
      while (next < items.length) {
        const at = next++;
        results[at] = await work(items[at], at);
        this.progress(`${(finished += 1)} of ${items.length}`);
      }
    };
    await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
    return results;
  }

  /** Where the feed stands now: the version of a record written for that. */
  async mark() {
    return (await this.record()).last_modified;
  }

  /** Removes what the run has made; gives what could not be. */
  async tidy() {
    const left = [];
    await this.parallel([...this.made], 6, async (id) => {
      const found = await this.client.get(id);
      if (found.status === 404) return;
      const match = found.json?.data?.last_modified;
      const gone = await this.client.steadily(() => this.client.delete(id, match));
      if (!done(gone) && gone.status !== 404) left.push(id);
    });
    return left;
  }
}

/** The version that a write was given. */
export function version(answer) {
  const given = answer.json?.data?.last_modified;
  must(Number.isSafeInteger(given), () => `the answer has no data.last_modified that is an integer: ${told(answer)}`);
  return given;
}
