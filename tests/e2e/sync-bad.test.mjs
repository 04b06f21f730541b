// Servers that misbehave: each has its status in the badge, nothing is lost, and requests are
// bounded.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, test } from 'node:test';
import { headersFor, noBackend, startSyncBackend } from './support/backend.mjs';
import { startFake } from './support/fake.mjs';
import { serve } from './support/server.mjs';
import { startDevice, syncPage } from './support/sync.mjs';

const ends = [];
const life = { after: (end) => ends.unshift(end) };
const timeout = 120_000;
let fake, device;

/** A server that can misbehave, and a device with one canvas that is on it. */
async function startBoth(life) {
  const fake = await startFake(life);
  const server = await serve({ headers: await headersFor(fake), pages: { '/team': syncPage(fake.base) } });
  life.after(() => server.close());
  const device = await startDevice(life, `${server.url}team`, { name: 'Bo' });
  await device.synced();
  await device.create('26-1');
  await device.syncs();
  return { fake, device };
}

before(async () => ({ fake, device } = await startBoth(life)));

after(async () => {
  for (const end of ends) await end();
});

const answers = (status, type, body) => (_, response, cors) => response.writeHead(status, { 'Content-Type': type, ...cors }).end(body);
const json = (status, value, more = {}) => (_, response, cors) =>
  response.writeHead(status, { 'Content-Type': 'application/json', ...cors, ...more }).end(JSON.stringify(value));
const HTML = '<!doctype html><title>Gratis wifi</title><form action="/aanmelden">';
const refusal = (code) => ({ code, errno: 1, error: 'nee', message: 'nee' });

const MODES = {
  'a captive portal that lets itself be read': [answers(200, 'text/html', HTML), /^Offline met 1 gewijzigd canvas/],
  'a captive portal that sends elsewhere': [(_, response, cors) => response.writeHead(302, { Location: 'http://127.0.0.1:9/aanmelden', ...cors }).end(), /^(Offline met|Aanmelden nodig)/],
  'an answer that is no list': [json(200, { data: 7 }), /^Offline met 1 gewijzigd canvas/],
  'a list of what are no records': [json(200, { data: [{ id: 'x' }, null] }), /^Offline met 1 gewijzigd canvas/],
  'a list that never moves on': [json(200, { data: [{ id: 'a', last_modified: 0 }, { id: 'a', last_modified: 0 }] }), /^Offline met 1 gewijzigd canvas/],
  'an answer that is no UTF-8': [answers(200, 'application/json', Buffer.from('{"data":[{"id":"x\xff"}]}', 'latin1')), /^Offline met 1 gewijzigd canvas/, /Er komt wel een antwoord, maar dat is niet te lezen/],
  'an answer that is cut off': [
    (_, response, cors) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000', ...cors });
      response.write('{"data":[', () => response.destroy());
      return true;
    },
    /^Offline met 1 gewijzigd canvas/,
  ],
  'a server that wants to know who this is': [json(401, refusal(401)), /^Aanmelden nodig/],
  'a server that forbids': [json(403, refusal(403)), /^Geen toegang tot de server/],
  'an address without canvases': [json(404, refusal(404)), /^Het adres van de server klopt niet/],
  'a server that is in a hurry': [json(429, refusal(429), { 'Retry-After': '0' }), /^De server heeft een storing/],
  'a server that fails and asks for patience': [json(503, refusal(503), { 'Retry-After': '30' }), /^De server heeft een storing/],
};

// Most of each is waiting, so several wait together.
describe('an answer that is none', { concurrency: 4 }, () => {
  for (const [name, [mode, badge, words]] of Object.entries(MODES)) {
    test(name, { timeout }, async (t) => {
      const { fake, device } = await startBoth(t);
      fake.mode = mode;
      await device.box('Doorbraak').fill(`Getypt bij ${name}`);
      await device.says(badge);
      const before = fake.requests;
      await sleep(6_000);
      ok(fake.requests - before <= 12, `${fake.requests - before} requests in six seconds`);
      match(await device.badge().innerText(), badge);
      const [doc] = Object.values(await device.documents());
      equal(doc.doorbraak.tekst, `Getypt bij ${name}`, 'it is kept here');
      if (words) {
        match(await (await device.openPanel()).innerText(), words);
        await device.closePanel();
      }
      const code = await device.sync();
      ok(['offline', 'sign-in', 'forbidden', 'settings', 'server'].includes(code), code);
      fake.mode = null;
      await device.syncs();
      await device.synced();
      const { records } = await fake.client.all(0);
      deepEqual(records.map((record) => record.doc), Object.values(await device.documents()));
      deepEqual(device.complaints, []);
    });
  }
});

test('a canvas that is too large for the server, which the browser may not read: the others go on', { timeout }, async () => {
  const limit = 20_000;
  fake.mode = (request, response, _, body) => body.length > limit && response.writeHead(413, { 'Content-Type': 'text/plain' }).end('too large');
  await device.box('Situatieschets').fill('Een lang verhaal. '.repeat(2_000));
  await device.toList();
  await device.create('26-2');
  const sent = async () => (await fake.client.all(0)).records.some(({ doc }) => doc.casusnummer === '26-2');
  const end = Date.now() + 60_000;
  while (!(await sent()) && Date.now() < end) await sleep(500);
  ok(await sent(), 'the other canvas is on the server');
  match(await device.badge().innerText(), /^(Offline met 1 gewijzigd canvas|1 canvas niet verstuurd)/);
  const before = fake.requests;
  await sleep(6_000);
  ok(fake.requests - before <= 20, `${fake.requests - before} requests in six seconds`);
  fake.mode = null;
  await device.syncs();
  equal((await fake.client.all(0)).records.length, 2);
});

test('a canvas that is too large for any server is set aside, with the reason', { timeout }, async () => {
  // One box takes no more than 200,000 bytes; two of them are more than a server has to take.
  for (const name of ['Situatieschets', 'Doorbraak']) await device.box(name).fill('Een nog veel langer verhaal. '.repeat(5_000));
  await device.page.evaluate(() => document.querySelector('maatwerk-canvas').save());
  await device.says('1 canvas niet verstuurd');
  const panel = await device.openPanel();
  match(await panel.innerText(), /26-2: te groot om te versturen \(2\d\d kB, hoogstens 256 kB\)/);
  await device.closePanel();
  match(await device.element.getByRole('status').first().innerText(), /alleen op dit apparaat/);
  await device.box('Situatieschets').fill('Kort.');
  await device.syncs();
  await device.synced();
});

test('a list that never ends: it says so after some thousands, and pauses', { timeout }, async (t) => {
  // A device of its own, as it reads nothing for a quarter of an hour.
  const fake = await startFake(t);
  let last = 1_000_000;
  fake.mode = (request, response, cors) => {
    const url = new URL(request.url, fake.base);
    if (request.method !== 'GET' || !url.searchParams.has('_since')) return false;
    const data = Array.from({ length: Number(url.searchParams.get('_limit')) }, () => ({ id: `spook-${(last += 1)}`, last_modified: last, deleted: true }));
    return json(200, { data })(request, response, cors);
  };
  const server = await serve({ headers: await headersFor(fake), pages: { '/team': syncPage(fake.base) } });
  t.after(() => server.close());
  const device = await startDevice(t, `${server.url}team`, { name: 'Bo' });
  await device.says('De server blijft canvassen sturen');
  match(await (await device.openPanel()).innerText(), /Er kwamen er duizenden achter elkaar\. We wachten een kwartier/);
  await device.closePanel();
  equal(await device.sync(), 'too-many');
  const before = fake.requests;
  await sleep(6_000);
  ok(fake.requests - before <= 2, `${fake.requests - before} requests in six seconds of the pause`);
});

/** A record as someone else's app writes it, in a form that this one can't read. */
const garbled = (doc, id) => ({ fmt: 1, rev: '00000000000000aa', revs: [], doc: { ...doc, id, acties: { x: { volgorde: '' } } } });

test('a record that cannot be read is named, exported and not typed over', { timeout }, async () => {
  const mine = (await fake.client.all(0)).records.find(({ doc }) => doc.casusnummer === '26-1');
  await fake.client.put('vreemd', garbled(mine.doc, 'vreemd'));
  await fake.client.put(mine.id, garbled({ ...mine.doc, doorbraak: { tekst: 'Van elders' } }, mine.id), mine.last_modified);
  equal(await device.sync(), 'unreadable');
  await device.says('2 canvassen op de server zijn niet te lezen');
  const panel = await device.openPanel();
  match(await panel.innerText(), /26-1: wat op de server staat, is geen canvas/);
  const [download] = await Promise.all([
    device.page.waitForEvent('download'),
    panel.getByRole('button', { name: 'Tekst exporteren: 26-1' }).click(),
  ]);
  match(await (await import('node:fs/promises')).readFile(await download.path(), 'utf8'), /Van elders/);
  await device.closePanel();
  await device.open('26-1');
  await device.element.getByRole('status').filter({ hasText: /niet te lezen is/ }).waitFor();
  equal(await device.box('Doorbraak').isEditable(), false);
  await device.toList();
  await device.element.getByText(/Op de server staat dit canvas in een vorm die niet te lezen is/).waitFor();
  // Someone mends one, and takes the other away.
  const { records } = await fake.client.all(0);
  const [spoiled, foreign] = [mine.id, 'vreemd'].map((id) => records.find((record) => record.id === id));
  await fake.client.put(mine.id, { ...garbled(mine.doc, mine.id), rev: '00000000000000ab', revs: [mine.rev], doc: mine.doc }, spoiled.last_modified);
  await fake.client.delete('vreemd', foreign.last_modified);
  equal(await device.sync(), null);
  await device.open('26-1');
  equal(await device.box('Doorbraak').isEditable(), true);
});

test('a document that changed under its revision is named, and how it stood here is kept', { timeout }, async () => {
  const mine = (await fake.client.all(0)).records.find(({ doc }) => doc?.casusnummer === '26-1');
  const { fmt, rev, revs, doc } = mine;
  await fake.client.put(mine.id, { fmt, rev, revs, doc: { ...doc, doorbraak: { tekst: 'Herschreven' } } }, mine.last_modified);
  equal(await device.sync(), null);
  const panel = await device.openPanel();
  match(await panel.innerText(), /zonder dat een app dat deed[^]*26-1/);
  await device.closePanel();
  equal(await device.box('Doorbraak').inputValue(), 'Herschreven');
  equal((await device.documents())[mine.id].doorbraak.tekst, 'Herschreven');
});

for (const [what, spoil] of [
  ['records', (record) => ({ ...record, fmt: 3 })],
  ['documents', (record) => ({ ...record, doc: { ...record.doc, formaat: 2 } })],
]) {
  test(`a newer app's format of ${what} is named, exported and not typed over`, { timeout }, async () => {
    const mine = (await fake.client.all(0)).records.find(({ doc }) => doc?.casusnummer === '26-1');
    const { fmt, rev, revs, doc } = mine;
    const put = (record, rev, last) => fake.client.put(mine.id, { ...record, rev }, last);
    await put(spoil({ fmt, revs: [rev, ...revs], doc: { ...doc, doorbraak: { tekst: 'Van een nieuwere app' } } }), '00000000000000b1', mine.last_modified);
    equal(await device.sync(), 'unreadable');
    await device.says('1 canvas op de server is niet te lezen');
    const panel = await device.openPanel();
    match(await panel.innerText(), /26-1: op de server staat een versie van een nieuwere app/);
    const [download] = await Promise.all([
      device.page.waitForEvent('download'),
      panel.getByRole('button', { name: 'Tekst exporteren: 26-1' }).click(),
    ]);
    match(await (await import('node:fs/promises')).readFile(await download.path(), 'utf8'), /Van een nieuwere app/);
    await device.closePanel();
    equal(await device.box('Doorbraak').isEditable(), false);
    const spoiled = (await fake.client.all(0)).records.find(({ id }) => id === mine.id);
    await put({ fmt, revs: [rev, ...revs], doc }, '00000000000000b2', spoiled.last_modified);
    equal(await device.sync(), null);
    await device.open('26-1');
    equal(await device.box('Doorbraak').isEditable(), true);
  });
}

test('a server that never agrees: sync() fails, and it is not asked without end', { timeout }, async () => {
  fake.mode = (request, response, cors) =>
    request.method === 'PUT' && response.writeHead(412, { 'Content-Type': 'application/json', ...cors }).end(JSON.stringify(refusal(412)));
  await device.box('Doorbraak').fill('Nooit goed');
  await device.page.evaluate(() => document.querySelector('maatwerk-canvas').save());
  equal(await device.sync(), 'contested');
  await device.says('1 canvas komt niet op de server');
  const before = fake.requests;
  await sleep(10_000);
  ok(fake.requests - before <= 80, `${fake.requests - before} requests in ten seconds`);
  fake.mode = null;
  await device.sync();
});

const skip = await noBackend();

test('a server with the year 2100 in it', { skip, timeout }, async (t) => {
  const { backend, device } = await withKinto(t);
  await device.create('26-1');
  await device.syncs();
  const doc = { ...Object.values(await backend.documents())[0], id: 'later', casusnummer: '26-2100' };
  const data = { id: 'later', fmt: 1, rev: '0123456789abcdef', revs: [], doc, last_modified: 4_102_444_800_000 };
  ok((await backend.client().put('later', data)).status < 300);
  await device.sync();
  await device.box('Doorbraak').fill('Na 2100');
  equal(await device.sync(), null);
  const before = device.requests.length;
  await sleep(5_000);
  ok(device.requests.length - before <= 30, `${device.requests.length - before} requests in five seconds`);
  const documents = await device.documents();
  equal(documents.later.casusnummer, '26-2100');
  // In one page: nothing can be listed from the year 2100 on.
  const listed = (await backend.client().list(0)).json.data;
  deepEqual(Object.fromEntries(listed.map(({ id, doc }) => [id, doc])), documents);
});

test('a server that was wiped: it is all put back, once someone says so', { skip, timeout }, async (t) => {
  const { backend, device } = await withKinto(t);
  await device.create('26-1');
  await device.syncs();
  await device.toList();
  await device.create('26-2');
  await device.syncs();
  const documents = await device.documents();
  await backend.stopServer();
  await backend.startServer();
  equal(await device.sync(), 'lost');
  await device.says('2 canvassen ontbreken op de server');
  deepEqual(await device.documents(), documents);
  const panel = await device.openPanel();
  await panel.getByRole('button', { name: 'Zo laten' }).click();
  await panel.getByText('U hebt gekozen om het zo te laten.').waitFor();
  await device.says('Gesynchroniseerd, behalve 2 canvassen');
  deepEqual(await backend.documents(), {});
  await panel.getByRole('button', { name: 'Terugzetten op de server' }).click();
  await device.synced();
  await device.closePanel();
  deepEqual(await backend.documents(), documents);
});

async function withKinto(t) {
  const backend = await startSyncBackend(t);
  const server = await serve({ headers: await headersFor(backend), pages: { '/team': syncPage(backend.base) } });
  t.after(() => server.close());
  const device = await startDevice(t, `${server.url}team`, { name: 'Bo', signIn: backend.people[0] });
  await device.synced();
  return { backend, device };
}
