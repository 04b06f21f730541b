// A server of Canvas Sync 1 in one file and in memory, that can be told to do one thing wrong.
//
// It proves two things: that the protocol is a day's work, and that each check of the conformance suite can fail.

import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const ID = /^[a-zA-Z0-9][a-zA-Z0-9_-]{0,63}$/;
const LARGEST = 1_048_576;
/** Who may use which collection. */
const USERS = { 'bo:geheim': 'oost', 'el:geheim': 'west' };

/** What can be wrong, by the check that should find it. */
export const FLAWS = [
  'C01', 'C02', 'C03', 'C04', 'C05', 'C06', 'C07', 'C08', 'C09', 'C10', 'C11', 'C12', 'C13',
  'C14', 'C15', 'C16', 'C17', 'C18', 'C19', 'C20', 'C21', 'C22', 'C23', 'C24', 'C25', 'C26', 'C27',
];
/** What it takes in one batch, where it has batches. */
const MOST = 25;

/**
 * Starts it; `flaw` is what it does wrong, if anything; after so many requests it `drops` every one, without a word;
 * `batches` is whether it has that optional part.
 */
export async function startModel({ flaw, drops = Infinity, batches = ['C26', 'C27'].includes(flaw) } = {}) {
  const collections = { oost: collection(), west: collection() };
  let left = drops;
  const server = createServer(async (request, response) => {
    left -= 1;
    if (left < 0) return request.socket.destroy();
    const answer = await handle(request, collections, { flaw, batches }).catch((error) => refuse(500, error.message));
    const cors = flaw === 'C21' ? {} : { 'Access-Control-Allow-Origin': '*' };
    const headers = { 'Content-Type': 'application/json', ...cors, ...answer.headers };
    response.writeHead(answer.status, headers).end(answer.body === undefined ? '' : JSON.stringify(answer.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${server.address().port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise((closed) => server.close(closed));
  };
  return { base: `${url}/oost`, auth: 'bo:geheim', other: { base: `${url}/west`, auth: 'el:geheim' }, close };
}

const collection = () => ({ last: 0, records: new Map() });
const refuse = (status, message, details) => ({ status, body: { code: status, error: 'refused', message, details } });

async function handle(request, collections, { flaw, batches }) {
  if (request.method === 'OPTIONS') return preflight();
  const { pathname, searchParams } = new URL(request.url, 'http://x');
  const [, name, kind, id] = pathname.split('/');
  const login = (request.headers.authorization ?? '').replace(/^Basic /, '');
  const team = USERS[Buffer.from(login, 'base64').toString()];
  if (!team && flaw !== 'C19') return refuse(401, 'sign in');
  if (team !== name && !(flaw === 'C19' && !team) && flaw !== 'C20') return refuse(403, 'not yours');
  const store = collections[name];
  if (store && batches && kind === '') return { status: 200, body: { settings: { batch_max_requests: MOST } } };
  if (store && batches && kind === 'batch' && request.method === 'POST') return batch(store, request, flaw);
  if (!store || kind !== 'records') return refuse(404, 'no such place');
  if (id === undefined) return request.method === 'GET' ? list(store, searchParams, flaw) : refuse(405, 'only GET');
  if (!ID.test(id)) return refuse(400, 'not an id');
  if (request.method === 'GET') return get(store, id);
  if (request.method === 'DELETE') return remove(store, id, request.headers['if-match'], flaw);
  if (request.method === 'PUT') {
    const text = await bodyOf(request, flaw === 'C17' ? 200_000 : LARGEST);
    return text === null ? refuse(413, 'too long') : put(store, id, text, request.headers, flaw);
  }
  return refuse(405, 'no such method');
}

function preflight() {
  const headers = {
    'Access-Control-Allow-Methods': 'GET, PUT, DELETE',
    'Access-Control-Allow-Headers': 'authorization, content-type, if-match, if-none-match',
  };
  return { status: 204, headers };
}

function list(store, params, flaw) {
  const since = Number(params.get('_since') ?? 0);
  const limit = Math.min(Number(params.get('_limit') ?? 100), 100);
  if (!(since >= 0 && limit >= 1)) return refuse(400, 'not a number');
  const later = (record) => (flaw === 'C12' ? record.last_modified >= since : record.last_modified > since);
  let data = [...store.records.values()].filter(later).filter(({ deleted }) => flaw !== 'C09' || !deleted);
  data.sort((one, other) => one.last_modified - other.last_modified);
  // A page too short by one, which loses the record between two pages.
  if (flaw === 'C11' && data.length > limit) data.splice(limit - 1, 1);
  // A write that shows up long after its version was handed out.
  if (flaw === 'C24') data = data.filter(({ last_modified: version }) => version % 50 !== 0);
  return { status: 200, body: { data: data.slice(0, limit) } };
}

function get(store, id) {
  const record = store.records.get(id);
  return record && !record.deleted ? { status: 200, body: { data: record } } : refuse(404, 'no such record');
}

/** The optional part: several writes in one request, one after the other. */
async function batch(store, request, flaw) {
  const { requests } = JSON.parse(await bodyOf(request, LARGEST));
  if (requests.length > MOST) return refuse(400, 'too many');
  const responses = [];
  for (const { path, headers, body } of requests) {
    const given = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const id = path.split('/').at(-1);
    const before = store.records.get(id);
    // A server that forgets the conditions of a batch.
    if (flaw === 'C26' && before) given['if-match'] = `"${before.last_modified}"`;
    if (flaw === 'C26' && before) delete given['if-none-match'];
    responses.push({ ...(await put(store, id, JSON.stringify(body), given, flaw)), path });
    // A server that undoes a write of which it has told.
    if (flaw === 'C27' && responses.length === MOST) store.records.delete(id);
  }
  return { status: 200, body: { responses } };
}

async function put(store, id, text, headers, flaw) {
  const data = parsed(text, flaw);
  if (!data || (data.id !== undefined && data.id !== id)) return refuse(400, 'not a record');
  const [match, none] = [headers['if-match'], headers['if-none-match']];
  if ((match === undefined) === (none !== '*')) return refuse(400, 'exactly one of If-Match and If-None-Match: * is needed');
  const there = existing(store, id);
  const race = (flaw === 'C22' && match) || (flaw === 'C23' && none);
  // Between looking and writing, others look too.
  if (race) await sleep(5);
  if (none && there && !['C02', 'C25'].includes(flaw)) return refuse(412, 'it is there', { existing: there });
  if (flaw === 'C25' && none && there) data.rev = '0'.repeat(16);
  if (match && !there) return flaw === 'C05' ? write(store, id, data, flaw) : refuse(412, 'it is not there');
  if (match && match !== `"${there.last_modified}"` && flaw !== 'C04') return refuse(412, 'it has changed', { existing: there });
  if (none && store.records.get(id)?.deleted && flaw === 'C10') return refuse(412, 'it has been deleted');
  if (flaw === 'C03' && match) data.doc = there.doc;
  return write(store, id, data, flaw, there);
}

function write(store, id, data, flaw, there) {
  const { last_modified: sent, ...rest } = data;
  const kept = flaw === 'C16' ? (({ toekomst, ...known }) => known)(rest) : rest;
  const record = { ...(flaw === 'C15' ? JSON.parse(JSON.stringify(kept).normalize('NFC')) : kept), id };
  record.last_modified = flaw === 'C14' && sent ? sent : next(store, flaw);
  store.records.set(id, record);
  return { status: there ? 200 : flaw === 'C01' ? 202 : 201, body: { data: record } };
}

function remove(store, id, match, flaw) {
  const there = existing(store, id);
  if (!there) return flaw === 'C08' ? { status: 200, body: { data: store.records.get(id) } } : refuse(404, 'no such record');
  if (match !== `"${there.last_modified}"` && flaw !== 'C07') return refuse(412, 'it has changed', { existing: there });
  const tombstone = { id, last_modified: next(store, flaw), ...(flaw === 'C06' ? { gone: true } : { deleted: true }) };
  store.records.set(id, tombstone);
  return { status: 200, body: { data: tombstone } };
}

/** A record that is there, but for tombstones. */
function existing(store, id) {
  const record = store.records.get(id);
  return record && !record.deleted ? record : null;
}

/** The next version: later than every other. */
function next(store, flaw) {
  if (flaw === 'C13') return (store.last = Math.max(Date.now(), store.last));
  return (store.last = Math.max(Date.now(), store.last + 1));
}

function parsed(text, flaw) {
  try {
    const { data } = JSON.parse(text);
    return data && typeof data === 'object' && !Array.isArray(data) ? data : null;
  } catch {
    return flaw === 'C18' ? {} : null;
  }
}

async function bodyOf(request, largest) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length <= largest) chunks.push(chunk);
  }
  return length <= largest ? Buffer.concat(chunks).toString() : null;
}
