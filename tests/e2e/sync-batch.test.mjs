// Many canvases at once on a real server: in batches where it takes them, and one by one where a batch can't be
// trusted. Nothing is lost or stored twice either way.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { filledCanvas } from '../../xtask/backend/fill.mjs';
import { noBackend } from './support/backend.mjs';
import { sharedBackend, startDevice } from './support/sync.mjs';

const skip = await noBackend({ postgres: true });
const options = { skip, timeout: 240_000 };
/** More than it takes to ask for batches, and more than go in one. */
const MANY = 30;

const shared = sharedBackend({ skip });

/** A device with canvases of its own that are to be sent, numbered from `first`; `batch` handles its batches. */
async function withMany(t, first, batch) {
  const [signIn] = shared.backend.people;
  const device = await startDevice(t, shared.url, { name: 'Bo', signIn });
  await device.synced();
  const sent = { batches: 0, singles: 0 };
  /** The writes that went alone, by canvas, in the order of their answers. */
  const writes = {};
  const answered = (request, status) => {
    if (request.method() !== 'PUT') return;
    const { 'if-match': match, 'if-none-match': none } = request.headers();
    const { id, rev } = JSON.parse(request.postData()).data;
    (writes[id] ??= []).push({ rev, condition: match ?? none, status });
  };
  device.page.on('response', (response) => answered(response.request(), response.status()));
  device.page.on('requestfailed', (request) => answered(request, 0));
  device.page.on('request', (request) => {
    sent.batches += Number(request.method() === 'POST' && request.url().endsWith('/v1/batch'));
    sent.singles += Number(request.method() === 'PUT');
  });
  if (batch) await device.context.route('**/v1/batch', batch);
  const canvassen = Array.from({ length: MANY }, (_, at) => filledCanvas(first + at, 8_000));
  await device.overview.import({ soort: 'maatwerkcanvas-export', versie: 1, canvassen });
  await device.overview.said(`${MANY} canvassen geïmporteerd.`);
  equal(await device.sync(), null);
  return { device, sent, writes, ids: canvassen.map(({ id }) => id) };
}

/**
 * Each of these went alone, and once: again only as the same write, after an answer by which it was not stored, such as
 * the 409 or 503 of a database in which two writes were in each other's way.
 */
function onceEach({ ids, sent, writes }) {
  deepEqual(Object.keys(writes).sort(), [...ids].sort());
  for (const [id, all] of Object.entries(writes)) {
    equal(new Set(all.map(({ rev, condition }) => `${rev} ${condition}`)).size, 1, `${id}: ${JSON.stringify(all)}`);
    const isStored = ({ status }) => status === 200 || status === 201;
    deepEqual(all.map(isStored), all.map((_, at) => at === all.length - 1), `${id}: ${JSON.stringify(all)}`);
  }
  equal(sent.singles, Object.values(writes).flat().length);
}

/** All of these are on the server as they are on the device, and nobody was in conflict. */
async function arrived({ device, ids }) {
  const [here, there] = [await device.documents(), await shared.backend.documents()];
  for (const id of ids) {
    ok(here[id], id);
    deepEqual(there[id], here[id]);
    equal(here[id].verschillen, undefined);
  }
  deepEqual(device.complaints, []);
}

test('many are sent in batches', options, async (t) => {
  const many = await withMany(t, 100);
  await arrived(many);
  deepEqual(many.sent, { batches: 2, singles: 0 });
});

test('a batch that the server undid, though it tells of success: all of it is sent one by one', options, async (t) => {
  const undone = async (route) => {
    const { requests } = route.request().postDataJSON();
    // As Kinto on PostgreSQL, which undoes all after an error; here nothing came there in the first place.
    const responses = requests.map(({ path, body }, at) =>
      at === requests.length - 1
        ? { status: 503, path, body: { code: 503 } }
        : { status: 201, path, body: { data: { ...body.data, last_modified: Date.now() + at } } });
    await route.fulfill({ json: { responses }, headers: { 'Access-Control-Allow-Origin': '*' } });
  };
  const many = await withMany(t, 200, undone);
  await arrived(many);
  onceEach(many);
});

test('a batch that was stored but answered in part: what is there is recognised', options, async (t) => {
  const part = async (route) => {
    const response = await route.fetch();
    const { responses } = await response.json();
    await route.fulfill({ response, json: { responses: responses.slice(0, -1) } });
  };
  const many = await withMany(t, 300, part);
  await arrived(many);
  ok(many.sent.batches >= 1 && many.sent.singles >= MANY, JSON.stringify(many.sent));
  // What the batch has stored is refused twice: beside others, where that isn't looked into, and alone, where its own
  // revision is recognised. It is never stored a second time, and nothing gets another revision.
  for (const [id, all] of Object.entries(many.writes)) {
    equal(new Set(all.map(({ rev }) => rev)).size, 1, `${id}: ${JSON.stringify(all)}`);
    ok(all.filter(({ status }) => status < 300).length <= 1, `${id}: ${JSON.stringify(all)}`);
  }
});

test('a server that refuses batches gets them one by one', options, async (t) => {
  const many = await withMany(t, 400, (route) => route.fulfill({ status: 405, json: {}, headers: { 'Access-Control-Allow-Origin': '*' } }));
  await arrived(many);
  onceEach(many);
});
