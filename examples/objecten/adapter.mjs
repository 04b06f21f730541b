// Takes a bundle from the app and keeps it in the Objecten API, with a token that never reaches a browser.
//
//   OBJECTS_URL=https://…/api/v2 OBJECTTYPE_URL=https://…/objecttypes/… OBJECTS_TOKEN=… \
//   ALLOW_ORIGIN=https://intranet.gemeente.nl node adapter.mjs
//
// It keeps no data of its own. One writer: requests about the same canvas wait for each other, as the API
// answers 500 when two write one object at once. See README.md for what it checks and what not.

import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

/** The largest bundle that is read, in bytes. */
const LARGEST = 3_000_000;
const KIND = 'maatwerkcanvas-archief';
const HASH = /^[0-9a-f]{64}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the adapter says to the app; the text is for people, the code for programs. */
export class Refusal extends Error {
  constructor(status, code, detail, errors = []) {
    super(detail);
    Object.assign(this, { status, code, errors });
  }

  problem() {
    return { type: 'about:blank', status: this.status, code: this.code, title: this.message, invalidParams: this.errors };
  }
}

/** A UUID of version 8 from the id of a canvas: the same canvas is always the same object. */
export function uuidOf(canvas) {
  const hex = createHash('sha256').update(canvas).digest('hex').slice(0, 32).split('');
  hex[12] = '8';
  hex[16] = '89ab'[Number.parseInt(hex[16], 16) % 4];
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** Whether a text is a day that exists: the API takes 2026-02-30. */
function isDay(text) {
  return DAY.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

/** The same value without NUL, which the API answers with 500. */
function withoutNul(value) {
  if (typeof value === 'string') return value.replaceAll('\u0000', '');
  if (Array.isArray(value)) return value.map(withoutNul);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, it]) => [withoutNul(name), withoutNul(it)]));
}

/** JSON with its keys in order, as the app hashes it: the API gives keys back in another order. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const byBytes = (one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other));
  const fields = Object.keys(value).sort(byBytes).map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${fields.join(',')}}`;
}

/** Refuses what is no bundle, naming every fault at once. */
export function check(bundle) {
  const errors = [];
  const must = (holds, name, reason) => holds || errors.push({ name, reason });
  const { plan, besluiten } = bundle ?? {};
  must(bundle?.soort === KIND, 'soort', `is not ${KIND}`);
  must(bundle?.versie === 1, 'versie', 'is not 1');
  must(typeof bundle?.canvas === 'string' && /^[a-zA-Z0-9][\w-]{0,63}$/.test(bundle.canvas), 'canvas', 'is no id');
  must(HASH.test(plan?.hash ?? ''), 'plan.hash', 'is no SHA-256');
  must(plan?.kern !== null && typeof plan?.kern === 'object', 'plan.kern', 'is absent');
  if (errors.length === 0) {
    const hash = createHash('sha256').update(canonical(plan.kern)).digest('hex');
    must(hash === plan.hash, 'plan.hash', 'is not that of plan.kern');
  }
  const approvals = Array.isArray(besluiten) ? besluiten.filter((it) => it?.besluit === 'akkoord' && it.versie === plan?.hash) : [];
  must(new Set(approvals.map((it) => it.persoon?.id)).size >= 2, 'besluiten', 'has no two approvals of this plan by different people');
  must(isDay(bundle?.besloten ?? ''), 'besloten', 'is no day');
  if (errors.length > 0) throw new Refusal(400, 'invalid', 'This is no bundle that can be kept.', errors);
}

/** What the object holds: one frozen plan, never the live canvas, and no case number in an address. */
export function dataOf(bundle) {
  const { plan, besluiten, instemming, analyse, gemaakt } = bundle;
  return withoutNul({
    plan: plan.kern,
    kba: plan.totalen ?? {},
    akkoord: { kernhash: plan.hash, besluiten, niveau: 'vastgelegd', ...(instemming ? { instemming } : {}) },
    ...(analyse ? { analyse } : {}),
    bron: { soort: KIND, versie: 1, ...(gemaakt ? { gemaakt } : {}) },
  });
}

/** The Objecten API, as it was observed (Open Object 4.0.0, API 2.7.0). */
export class Objects {
  /** @param {{ url: string, type: string, token: string, fetch?: typeof fetch }} options */
  constructor({ url, type, token, fetch: send = fetch }) {
    Object.assign(this, { url: url.replace(/\/+$/, ''), type, token, send });
  }

  async ask(method, path, body) {
    const answer = await this.send(`${this.url}${path}`, {
      method,
      headers: {
        Authorization: `Token ${this.token}`,
        // Without it the API answers 412, though no object here has a place on earth.
        'Content-Crs': 'EPSG:4326', 'Accept-Crs': 'EPSG:4326',
        Accept: 'application/json',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    }).catch(() => {
      throw new Refusal(502, 'unreachable', 'The Objecten API can not be reached.');
    });
    const text = await answer.text();
    let json = null;
    try {
      json = JSON.parse(text);
    } catch {
      // A page of a proxy, or nothing.
    }
    return { status: answer.status, json };
  }

  read(uuid) {
    return this.ask('GET', `/objects/${uuid}`);
  }

  create(uuid, record) {
    return this.ask('POST', '/objects', { uuid, type: this.type, record });
  }

  /** Adds a record. No uuid in the body: before 4.1.0 that is refused. */
  replace(uuid, record) {
    return this.ask('PUT', `/objects/${uuid}`, { type: this.type, record });
  }
}

/** Whether a refusal says that there is such an object already. */
const isTaken = ({ status, json }) => status === 400 && (json?.invalid_params ?? []).some(({ name, code }) => name === 'uuid' && code === 'unique');
const kernhash = (json) => json?.record?.data?.akkoord?.kernhash;
const done = ({ json }, hash, isNew) => ({ status: isNew ? 201 : 200, url: json.url, kernhash: hash, index: json.record?.index });

/** Keeps bundles, one at a time for each canvas. */
export class Archive {
  /** @param {Objects} objects @param {{ typeVersion?: number }} options */
  constructor(objects, { typeVersion = 1 } = {}) {
    this.objects = objects;
    this.typeVersion = typeVersion;
    this.busy = new Map();
  }

  async keep(bundle) {
    check(bundle);
    const before = this.busy.get(bundle.canvas) ?? Promise.resolve();
    const work = before.catch(() => {}).then(() => this.#keep(bundle));
    this.busy.set(bundle.canvas, work);
    try {
      return await work;
    } finally {
      if (this.busy.get(bundle.canvas) === work) this.busy.delete(bundle.canvas);
    }
  }

  async #keep(bundle) {
    const uuid = uuidOf(bundle.canvas);
    const { hash } = bundle.plan;
    const record = (startAt) => ({ typeVersion: this.typeVersion, startAt, data: dataOf(bundle) });
    const created = await this.objects.create(uuid, record(bundle.besloten));
    if (created.status === 201) return done(created, hash, true);
    // After a 500 nobody knows whether it was written: what is there says so.
    if (!isTaken(created) && created.status < 500) throw refused(created);
    const there = await this.objects.read(uuid);
    if (there.status === 404) throw refused(created);
    if (there.status !== 200) throw refused(there);
    if (kernhash(there.json) === hash) return done(there, hash, false);
    // A record that starts before the last one would not show.
    const last = there.json.record?.startAt ?? '';
    const startAt = bundle.besloten < last ? last : bundle.besloten;
    const replaced = await this.objects.replace(uuid, record(startAt));
    if (replaced.status === 200) return done(replaced, hash, false);
    const again = await this.objects.read(uuid);
    if (again.status === 200 && kernhash(again.json) === hash) return done(again, hash, false);
    throw refused(replaced);
  }
}

/** What the API refused, without the texts that were in the bundle. */
function refused({ status, json }) {
  const errors = (json?.invalid_params ?? []).map(({ name, code }) => ({ name, reason: code }));
  const known = { 400: 'invalid', 401: 'token', 403: 'forbidden', 406: 'crs', 412: 'crs' }[status];
  return new Refusal(status === 400 ? 400 : 502, known ?? 'refused', `The Objecten API answered ${status}.`, errors);
}

async function bodyOf(request) {
  const parts = [];
  let size = 0;
  for await (const part of request) {
    size += part.length;
    if (size > LARGEST) throw new Refusal(413, 'too-large', 'The bundle is larger than 3 MB.');
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'));
  } catch {
    throw new Refusal(400, 'invalid', 'This is no JSON.');
  }
}

/**
 * The server. `authorise(request)` resolves to who asks, and refuses with a `Refusal`: put your own sign-in there.
 * @param {{ archive: Archive, origin?: string, authorise?: (request: import('node:http').IncomingMessage) => Promise<string>, log?: (line: string) => void }} options
 */
export function server({ archive, origin, authorise = async () => 'unknown', log = console.log }) {
  return createServer(async (request, response) => {
    const answer = (status, body, type = 'application/json') => {
      response.writeHead(status, {
        'Content-Type': type, 'Cache-Control': 'no-store', 'API-Version': '1.0.0', Vary: 'Origin',
        ...(origin ? { 'Access-Control-Allow-Origin': origin, 'Access-Control-Allow-Credentials': 'true' } : {}),
        ...(request.method === 'OPTIONS' ? { 'Access-Control-Allow-Methods': 'POST', 'Access-Control-Allow-Headers': 'authorization, content-type' } : {}),
      });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    try {
      if (request.method === 'OPTIONS') return answer(204);
      if (new URL(request.url, 'http://adapter').pathname !== '/v1/dossiers') throw new Refusal(404, 'absent', 'There is nothing here.');
      if (request.method !== 'POST') throw new Refusal(405, 'method', 'Only POST.');
      const who = await authorise(request);
      const bundle = await bodyOf(request);
      const { status, url, kernhash: hash } = await archive.keep(bundle);
      // Who, when and where; nothing that is in the plan.
      log(`${new Date().toISOString()} ${who} ${url}`);
      answer(status, { status: 'bewaard', url, kernhash: hash });
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal(500, 'internal', 'The adapter failed.');
      answer(refusal.status, refusal.problem(), 'application/problem+json');
    }
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { OBJECTS_URL, OBJECTTYPE_URL, OBJECTS_TOKEN, OBJECTTYPE_VERSION = '1', ALLOW_ORIGIN, PORT = '8787' } = process.env;
  if (!OBJECTS_URL || !OBJECTTYPE_URL || !OBJECTS_TOKEN) {
    console.error('Set OBJECTS_URL, OBJECTTYPE_URL and OBJECTS_TOKEN.');
    process.exit(2);
  }
  const objects = new Objects({ url: OBJECTS_URL, type: OBJECTTYPE_URL, token: OBJECTS_TOKEN });
  const archive = new Archive(objects, { typeVersion: Number(OBJECTTYPE_VERSION) });
  server({ archive, origin: ALLOW_ORIGIN }).listen(Number(PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${PORT}/v1/dossiers`));
}
