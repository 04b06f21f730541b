// The example adapter of the Objecten API, against a stub that does what the API was seen to do.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import { Archive, Objects, canonical, server, uuidOf } from '../../examples/objecten/adapter.mjs';
import { TOKEN, startObjects } from './support/objects.mjs';

const TYPE = 'https://objecttypes.example/api/v2/objecttypes/6a1f';
const stubs = [];
const it = {};

beforeEach(async () => {
  it.stub = await startObjects();
  stubs.push(it.stub);
  it.objects = new Objects({ url: it.stub.url, type: TYPE, token: TOKEN });
  it.archive = new Archive(it.objects);
});
after(async () => Promise.all(stubs.map((stub) => stub.close())));

function bundle({ canvas = 'casus-1', text = 'Weer samen thuis', besloten = '2026-11-20', approvals = 2 } = {}) {
  const kern = { casusnummer: '24-0113', perspectief: text, kosten: { looptijd: 12 } };
  const hash = createHash('sha256').update(canonical(kern)).digest('hex');
  const besluiten = Array.from({ length: approvals }, (_, at) => ({ versie: hash, besluit: 'akkoord', persoon: { id: `p-${at}`, naam: `Collega ${at}` } }));
  return { soort: 'maatwerkcanvas-archief', versie: 1, canvas, besloten, plan: { hash, kern, totalen: { besparing: '27000.00' } }, besluiten };
}

const kept = (canvas = 'casus-1') => it.stub.objects.get(uuidOf(canvas));
const refusal = (work) => work.then(() => null, ({ status, code, errors }) => ({ status, code, names: errors.map(({ name }) => name) }));

test('a plan is kept once under one object, whatever the number of times it is sent', async () => {
  const first = await it.archive.keep(bundle());
  equal(first.status, 201);
  match(first.url, /\/api\/v2\/objects\/[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const again = await it.archive.keep(bundle());
  deepEqual([again.status, again.url], [200, first.url]);
  equal(kept().length, 1);
  deepEqual(kept()[0].data.kba, { besparing: '27000.00' });
  equal(kept()[0].data.akkoord.niveau, 'vastgelegd');
  equal(first.url.includes('24-0113'), false, 'no case number in an address');
});

test('another approved plan of the same canvas becomes its next record, and never one before the last', async () => {
  await it.archive.keep(bundle());
  await it.archive.keep(bundle({ text: 'Een eigen huis', besloten: '2026-11-25' }));
  await it.archive.keep(bundle({ text: 'Een huis met een tuin', besloten: '2026-11-01' }));
  deepEqual(kept().map(({ startAt, data }) => [startAt, data.plan.perspectief]), [
    ['2026-11-20', 'Weer samen thuis'], ['2026-11-25', 'Een eigen huis'], ['2026-11-25', 'Een huis met een tuin'],
  ]);
});

test('six at once about one canvas write one object, one after the other', async () => {
  const texts = ['a', 'b', 'c', 'd', 'e', 'f'];
  const answers = await Promise.all(texts.map((text) => it.archive.keep(bundle({ text }))));
  deepEqual(answers.map(({ status }) => status), [201, 200, 200, 200, 200, 200]);
  deepEqual(kept().map(({ data }) => data.plan.perspectief), texts);
});

test('what was written before a 500 is found, and what was not is said', async () => {
  it.stub.faults.afterWrite = 1;
  equal((await it.archive.keep(bundle())).status, 200);
  it.stub.faults.afterWrite = 1;
  equal((await it.archive.keep(bundle({ text: 'Anders' }))).status, 200);
  equal(kept().length, 2);
  it.stub.faults.lose = 1;
  deepEqual(await refusal(it.archive.keep(bundle({ canvas: 'casus-2' }))), { status: 502, code: 'refused', names: [] });
  equal(kept('casus-2'), undefined);
});

test('what is no approved plan is refused with every fault, and nothing is sent', async () => {
  const edited = bundle();
  edited.plan.kern.perspectief = 'Iets anders';
  for (const [what, names] of [
    [{ ...bundle(), soort: 'anders', canvas: '../x' }, ['soort', 'canvas']],
    [edited, ['plan.hash']],
    [bundle({ approvals: 1 }), ['besluiten']],
    [bundle({ besloten: '2026-02-30' }), ['besloten']],
    [null, ['soort', 'versie', 'canvas', 'plan.hash', 'plan.kern', 'besluiten', 'besloten']],
  ]) {
    deepEqual(await refusal(it.archive.keep(what)), { status: 400, code: 'invalid', names });
  }
  deepEqual(it.stub.requests, []);
});

test('a letter that the API can not take is left out, and the text comes back as it was', async () => {
  const odd = bundle({ text: 'Eén \u{1F3E0}\u0000 thuis' });
  await it.archive.keep(odd);
  equal(kept()[0].data.plan.perspectief, 'Eén \u{1F3E0} thuis');
});

test('a wrong token is named as such', async () => {
  const archive = new Archive(new Objects({ url: `${it.stub.url}/`, type: TYPE, token: 'anders' }));
  deepEqual(await refusal(archive.keep(bundle())), { status: 502, code: 'token', names: [] });
});

test('over HTTP: the app gets the status and the address, and the log says who, when and where', async () => {
  const lines = [];
  const authorise = async (request) => request.headers.authorization?.replace('Bearer ', '') ?? 'niemand';
  const adapter = server({ archive: it.archive, origin: 'https://intranet.example', authorise, log: (line) => lines.push(line) });
  await new Promise((done) => adapter.listen(0, '127.0.0.1', done));
  stubs.push({ close: () => new Promise((done) => adapter.close(done)) });
  const at = `http://127.0.0.1:${adapter.address().port}/v1/dossiers`;
  const post = (body, path = at) => fetch(path, { method: 'POST', headers: { authorization: 'Bearer anne' }, body });
  const answer = await post(JSON.stringify(bundle()));
  equal(answer.status, 201);
  equal(answer.headers.get('access-control-allow-origin'), 'https://intranet.example');
  equal(answer.headers.get('cache-control'), 'no-store');
  const { status, url, kernhash } = await answer.json();
  deepEqual([status, kernhash], ['bewaard', bundle().plan.hash]);
  ok(lines[0].includes('anne') && lines[0].includes(url));
  equal(lines[0].includes('Weer samen'), false);
  for (const [body, path, expected] of [['geen JSON', at, 400], ['x'.repeat(3_000_001), at, 413], ['{}', at.replace('dossiers', 'iets'), 404]]) {
    const refused = await post(body, path);
    equal(refused.status, expected);
    equal(refused.headers.get('content-type'), 'application/problem+json');
  }
  equal((await fetch(at)).status, 405);
  equal((await fetch(at, { method: 'OPTIONS' })).headers.get('access-control-allow-methods'), 'POST');
});
