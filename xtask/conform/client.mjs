// The four requests of Canvas Sync 1, as a client of any server makes them; nothing is taken on trust.

import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server may ask to come back; this often a single write does, and this long it waits at most. */
const ATTEMPTS = 12;
const PATIENCE_MS = 3_000;
const TIMEOUT_MS = 60_000;

/** What a new write is known by: 16 hex digits. */
export const newRev = () => randomBytes(8).toString('hex');

/** `Authorization` of `name:password`, of `Bearer …`, or any header written out as `Name: value`. */
export function headersOf(auth) {
  if (!auth) return {};
  const header = auth.match(/^([A-Za-z-]+): (.+)$/);
  if (header) return { [header[1]]: header[2] };
  if (/^(Bearer|Basic) /.test(auth)) return { Authorization: auth };
  return { Authorization: `Basic ${Buffer.from(auth).toString('base64')}` };
}

/** One collection, seen by one user. */
export class Client {
  /** @param {string} base  where the collection is  @param {string} [auth]  see `headersOf` */
  constructor(base, auth) {
    this.base = base.replace(/\/+$/, '');
    this.headers = headersOf(auth);
  }

  /** Sends a request as it is; gives status, headers and the body, as JSON where it is that. */
  async request(method, path, { headers = {}, body } = {}) {
    // By this header a proxy knows that it must answer 401, and not send us to a sign-in page.
    const sent = { Accept: 'application/json', ...this.headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(this.base + path, { method, headers: sent, body, signal, redirect: 'manual' }).catch((error) => {
      throw new Error(`${method} ${path}: no answer (${error.cause?.message ?? error.message})`);
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  }

  /** 1. What has changed since. */
  list(since, limit = 100) {
    return this.request('GET', `/records?_since=${since}&_sort=last_modified&_limit=${limit}`);
  }

  /** 2. Writes a record; `match` is the version to replace, null for a new record. */
  put(id, data, match = null) {
    const headers = match === null ? { 'If-None-Match': '*' } : { 'If-Match': `"${match}"` };
    return this.request('PUT', `/records/${id}`, { headers, body: JSON.stringify({ data }) });
  }

  /** 3. Deletes this version of a record. */
  delete(id, match) {
    return this.request('DELETE', `/records/${id}`, { headers: { 'If-Match': `"${match}"` } });
  }

  /** 4. One record. */
  get(id) {
    return this.request('GET', `/records/${id}`);
  }

  /** Every record after `since`, page by page until there are no more. */
  async all(since, limit = 100) {
    const [records, pages] = [[], []];
    for (let from = since; ; from = records.at(-1).last_modified) {
      const answer = await this.list(from, limit);
      if (answer.status !== 200 || !Array.isArray(answer.json?.data)) throw new Error(`listing answered ${told(answer)}`);
      const page = answer.json.data;
      if (page.length === 0) return { records, pages };
      pages.push(page.length);
      records.push(...page);
      if (page.at(-1).last_modified <= from) throw new Error(`listing does not get beyond ${from}`);
    }
  }

  /** Sends a write again as long as the server asks for it (409, 429, 5xx), as the app does. */
  async steadily(send) {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await send();
      const again = answer.status === 409 || answer.status === 429 || answer.status >= 500;
      if (!again || attempt === ATTEMPTS) return answer;
      const asked = Number(answer.headers.get('retry-after')) * 1000 || 100;
      await sleep(Math.min(asked, PATIENCE_MS) * (0.5 + Math.random()));
    }
  }
}

/** An answer in a few words, for a person. */
export function told({ status, text }) {
  const start = text.replaceAll(/\s+/g, ' ').slice(0, 120);
  return `${status}${start ? ` ${start}` : ''}`;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
