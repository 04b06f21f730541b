// The four requests of Canvas Sync 1, and its optional batches, as any client makes them. Responses are returned unchecked.

import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The number of times that a write is retried if the server asks for it, and the longest wait in
 * milliseconds.
 */
const ATTEMPTS = 12;
const PATIENCE_MS = 3_000;
const TIMEOUT_MS = 60_000;

/** No response, or an incomplete one. */
export class NoAnswer extends Error {}

/** A new revision: 16 hexadecimal digits. */
export const newRev = () => randomBytes(8).toString('hex');

/** The headers for `name:password`, `Bearer …`, or any header written as `Name: value`. */
export function headersOf(auth) {
  if (!auth) return {};
  const header = auth.match(/^([A-Za-z-]+): (.+)$/);
  if (header) return { [header[1]]: header[2] };
  if (/^(Bearer|Basic) /.test(auth)) return { Authorization: auth };
  return { Authorization: `Basic ${Buffer.from(auth).toString('base64')}` };
}

/** One collection, as one user accesses it. */
export class Client {
  /** @param {string} base  the collection's address  @param {string} [auth]  see `headersOf` */
  constructor(base, auth) {
    this.base = base.replace(/\/+$/, '');
    // Where Kinto has its batches; any other server has them at the base itself.
    const [, start, rest] = this.base.match(/^(.*)(\/buckets\/[^/]+\/collections\/[^/]+)$/) ?? [null, this.base, ''];
    Object.assign(this, { start, rest });
    this.headers = headersOf(auth);
  }

  /** Sends a request. Returns the status, the headers and the body, parsed if it is JSON. */
  async request(method, path, { headers = {}, body, start = this.base } = {}) {
    // This header tells a proxy to respond with 401 rather than to redirect to a sign-in page.
    const sent = { Accept: 'application/json', ...this.headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const silent = (what) => (error) => {
      throw new NoAnswer(`${method} ${path}: ${what} (${error.cause?.message || error.message})`);
    };
    const response = await fetch(start + path, { method, headers: sent, body, signal, redirect: 'manual' }).catch(silent('no answer'));
    const text = await response.text().catch(silent('half an answer'));
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  }

  /** 1. Lists the records that changed after `since`. */
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

  /** 4. Reads one record. */
  get(id) {
    return this.request('GET', `/records/${id}`);
  }

  /** Optional: what the server tells of itself at its root. */
  root() {
    return this.request('GET', '/', { start: this.start });
  }

  /** Optional: several writes in one request, each as `{id, data, match}`. */
  batch(writes) {
    const requests = writes.map(({ id, data, match }) => ({
      method: 'PUT',
      path: `${this.rest}/records/${id}`,
      headers: match === null ? { 'If-None-Match': '*' } : { 'If-Match': `"${match}"` },
      body: { data },
    }));
    return this.request('POST', '/batch', { start: this.start, body: JSON.stringify({ requests }) });
  }

  /** Lists all records after `since`, page by page. */
  async all(since, limit = 100) {
    const [records, pages] = [[], []];
    for (let from = since; ; from = records.at(-1).last_modified) {
      const answer = await this.list(from, limit);
      if (answer.status !== 200 || !Array.isArray(answer.json?.data)) throw new Error(`listing answered ${told(answer)}`);
      const page = answer.json.data;
      const wrong = page.findIndex((record) => typeof record?.id !== 'string' || !Number.isSafeInteger(record.last_modified));
      if (wrong >= 0) throw new Error(`listing has what is no record: ${JSON.stringify(page[wrong]).slice(0, 120)}`);
      if (page.length === 0) return { records, pages };
      pages.push(page.length);
      records.push(...page);
      if (page.at(-1).last_modified <= from) throw new Error(`listing does not get beyond ${from}`);
    }
  }

  /** Repeats a write while the server asks for it (409, 429, 5xx), as the app does. */
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

/** A short description of a response, for a message. */
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
