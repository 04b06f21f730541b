// The tools of the checks: a client, records of this run only, and the errors that a check throws.

import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { Client, NoAnswer, newRev, told } from './client.mjs';

/** The server violates the protocol. */
export class Fault extends Error {}
/** A known deviation of the server that the app doesn't depend on. */
export class Deviation extends Error {}
/** An optional part that the server doesn't have. */
export class Absent extends Error {}
/** The check can't run with the given options. */
export class Unchecked extends Error {}

/** Throws a `Fault` unless `holds`. */
export function must(holds, says) {
  if (!holds) throw new Fault(typeof says === 'function' ? says() : says);
}

/** Throws unless the response has one of these statuses. */
export function mustAnswer(answer, statuses, what) {
  must([statuses].flat().includes(answer.status), () => `${what}: expected ${[statuses].flat().join(' or ')}, got ${told(answer)}`);
  return answer;
}

/**
 * Waits for all promises, even if one rejects: then `stop` is called for the others, and the first
 * rejection is thrown. None is left running, or rejecting, during the next check.
 */
export async function together(promises, stop) {
  let failed = false;
  let first;
  const results = await Promise.all(
    promises.map((promise) =>
      promise.catch((error) => {
        if (!failed) first = error;
        failed = true;
        stop();
      }),
    ),
  );
  if (failed) throw first;
  return results;
}

/** Whether a status means that a write succeeded. */
export const done = ({ status }) => status >= 200 && status < 300;

/**
 * One run against one collection. Every record that it creates has a new id, and is deleted in the
 * end.
 */
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

  /** A new id, registered for deletion at the end. */
  id() {
    this.#count += 1;
    const id = `conform-${this.run}-${String(this.#count).padStart(4, '0')}`;
    this.made.add(id);
    return id;
  }

  /** A record as the app would store it: the smallest valid canvas in its wrapper. */
  data(id, more = {}) {
    return { id, fmt: 1, rev: newRev(), revs: [], doc: { formaat: 1, id, ...more } };
  }

  /** Creates a record. Returns it as stored. */
  async record(id = this.id(), more = {}) {
    const data = this.data(id, more);
    const answer = await this.client.steadily(() => this.client.put(id, data));
    mustAnswer(answer, [200, 201], `PUT of new record ${id}`);
    return { ...data, last_modified: version(answer) };
  }

  /** Updates a record. Returns it as stored. */
  async update(record, more = {}) {
    const data = { ...this.data(record.id, more), revs: [record.rev, ...record.revs].slice(0, 32) };
    const answer = await this.client.steadily(() => this.client.put(record.id, data, record.last_modified));
    mustAnswer(answer, [200, 201], `PUT of record ${record.id} with its own version`);
    return { ...data, last_modified: version(answer) };
  }

  /** Deletes a record. Returns its tombstone's version. */
  async remove(record) {
    const answer = await this.client.steadily(() => this.client.delete(record.id, record.last_modified));
    return version(mustAnswer(answer, 200, `DELETE of record ${record.id} with its own version`));
  }

  /** Checks a 412. Returns the current record, from the response or else by a request. */
  async existing(answer, id, what) {
    mustAnswer(answer, 412, what);
    const given = answer.json?.details?.existing;
    if (given) return { record: given, how: '412 with details.existing' };
    const asked = mustAnswer(await this.client.get(id), 200, `${what}: 412 without details.existing, then GET`);
    return { record: asked.json?.data, how: '412, then GET' };
  }

  /** Checks that a stored record equals this one. */
  mustBe(found, wanted, what) {
    const { last_modified: version, ...data } = found ?? {};
    const { last_modified: expected, ...rest } = wanted;
    must(isDeepStrictEqual(data, rest), () => `${what}: not what was written: ${JSON.stringify(data).slice(0, 200)}`);
    must(expected === undefined || version === expected, () => `${what}: last_modified is ${version} instead of ${expected}`);
  }

  /** Some hundreds of records, created once for the checks that need many. */
  async pool(size = 250) {
    this.#pool ??= await this.parallel(Array.from({ length: size }), 6, () => this.record());
    return this.#pool;
  }

  /** Calls `work` on each item, at most `width` at a time. Returns the results in order. */
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
    const workers = Array.from({ length: Math.min(width, items.length) }, worker);
    await together(workers, () => (next = items.length));
    return results;
  }

  /** The current position of the feed: the version of a record written for that purpose. */
  async mark() {
    return (await this.record()).last_modified;
  }

  /**
   * Deletes the records of this run. Returns those that couldn't be deleted; stops if the server
   * doesn't respond.
   */
  async tidy() {
    const left = [];
    let silent = false;
    await this.parallel([...this.made], 6, async (id) => {
      const gone = silent || (await this.#remove(id).catch((error) => (silent = error instanceof NoAnswer)));
      if (gone !== 'gone') left.push(id);
    });
    return left;
  }

  async #remove(id) {
    const found = await this.client.get(id);
    if (found.status === 404) return 'gone';
    const match = found.json?.data?.last_modified;
    const answer = await this.client.steadily(() => this.client.delete(id, match));
    return done(answer) || answer.status === 404 ? 'gone' : 'left';
  }
}

/** The version that the server assigned to a write. */
export function version(answer) {
  const given = answer.json?.data?.last_modified;
  must(Number.isSafeInteger(given), () => `the answer has no data.last_modified that is an integer: ${told(answer)}`);
  return given;
}
