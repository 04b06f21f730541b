// Two browsers with separate storage on one real server: edits of one reach the other, and nothing
// is lost.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { noBackend } from './support/backend.mjs';
import { eventually } from './support/canvas.mjs';
import { sharedBackend, startDevice } from './support/sync.mjs';

const skip = await noBackend({ postgres: true });
const options = { skip, timeout: 240_000 };

let one, two;
const shared = sharedBackend({
  skip,
  async begin(life, { backend, url }) {
    const [bo, an] = backend.people;
    one = await startDevice(life, url, { name: 'Bo', signIn: bo });
    two = await startDevice(life, url, { name: 'An', signIn: an });
    await Promise.all([one.synced(), two.synced()]);
  },
});

/** A canvas with one text, on both devices and open on both. */
async function share(number, text = 'Zoals het was') {
  await one.toList();
  await one.create(number);
  await one.box('Doorbraak').fill(text);
  await one.syncs();
  await two.toList();
  await two.syncs();
  await two.open(number);
  await two.reads('Doorbraak', text);
}

/** Everyone syncs until nobody has anything to tell, and then all are equal. */
async function settled() {
  for (let round = 0; round < 3; round += 1) for (const device of [one, two]) await device.sync();
  for (const device of [one, two]) {
    equal(await device.sync(), null);
    match(await device.badge().innerText(), /Gesynchroniseerd|verschil/);
  }
  const [here, there, server] = [await one.documents(), await two.documents(), await shared.backend.documents()];
  deepEqual(here, server);
  deepEqual(there, server);
  deepEqual([...one.complaints, ...two.complaints], []);
  return server;
}

const byNumber = (documents, number) => Object.values(documents).find(({ casusnummer }) => casusnummer === number);

test('edits of different places come together', options, async () => {
  await share('verschillend');
  await one.box('Perspectief').fill('Van Bo');
  await two.box('Legitimiteit').fill('Van An');
  const documents = await settled();
  const { doorbraak, perspectief, legitimiteit, verschillen } = byNumber(documents, 'verschillend');
  deepEqual([doorbraak.tekst, perspectief.tekst, legitimiteit.tekst, verschillen], ['Zoals het was', 'Van Bo', 'Van An', undefined]);
  deepEqual([perspectief.door.naam, legitimiteit.door.naam], ['Bo', 'An']);
  await one.reads('Legitimiteit', 'Van An');
  await two.reads('Perspectief', 'Van Bo');
});

test('edits of one place are both kept until someone chooses', options, async () => {
  await share('zelfde');
  await one.box('Doorbraak').fill('Een huis, zegt Bo');
  await two.box('Doorbraak').fill('Een baan, zegt An');
  await settled();
  for (const device of [one, two]) {
    await device.box('Doorbraak').blur();
    await device.says('1 verschil om te kiezen');
    const group = device.element.getByRole('group', { name: 'Doorbraak', exact: true }).filter({ hasText: 'Kies' });
    match(await group.innerText(), /door u[\s\S]*|door (Bo|An)/);
  }
  await two.openPanel();
  await two.panel().getByRole('button', { name: 'Openen: zelfde' }).waitFor();
  await two.closePanel();
  await two.app.button('Deze houden: Een huis, zegt Bo').click();
  const { doorbraak, verschillen } = byNumber(await settled(), 'zelfde');
  deepEqual([doorbraak.tekst, verschillen], ['Een huis, zegt Bo', undefined]);
  await Promise.all([one.synced(), two.synced()]);
});

test('what comes in never touches the field that someone is in', options, async () => {
  await share('cursor');
  await one.box('Perspectief').fill('Rust in huis');
  await settled();
  const field = two.box('Perspectief');
  await field.click();
  const place = (at) => field.evaluate((it, at) => it.setSelectionRange(at, at), at);
  const where = () => field.evaluate((it) => [it.getRootNode().activeElement === it, it.selectionStart, it.value]);
  await place(4);
  // Another place changes: that shows, and the cursor stays.
  await one.box('Doorbraak').fill('Anders dan eerst');
  await one.syncs();
  await two.syncs();
  await two.reads('Doorbraak', 'Anders dan eerst');
  deepEqual(await where(), [true, 4, 'Rust in huis']);
  // This place changes: that waits.
  await one.box('Perspectief').fill('Rust in huis en in het hoofd');
  await one.syncs();
  await two.syncs();
  deepEqual(await where(), [true, 4, 'Rust in huis']);
  await field.blur();
  await two.reads('Perspectief', 'Rust in huis en in het hoofd');
  // Who types on without having seen it: both are kept, and nothing jumps.
  await field.click();
  await one.box('Perspectief').fill('Door Bo herschreven');
  await one.syncs();
  await two.syncs();
  await place(4);
  await two.page.keyboard.type('!?');
  deepEqual(await where(), [true, 6, 'Rust!? in huis en in het hoofd']);
  await field.blur();
  const { perspectief, verschillen } = byNumber(await settled(), 'cursor');
  equal(perspectief.tekst, 'Rust!? in huis en in het hoofd');
  const values = Object.values(verschillen).flatMap(({ waar, onze, andere }) => [waar, onze.waarde.tekst, andere.waarde.tekst]);
  deepEqual(values.sort(), ['/perspectief', 'Door Bo herschreven', 'Rust!? in huis en in het hoofd']);
  await one.says('1 verschil om te kiezen');
  await two.app.button('Deze houden: Door Bo herschreven').click();
  equal(byNumber(await settled(), 'cursor').perspectief.tekst, 'Door Bo herschreven');
});

test('an amount that someone is in waits too', options, async () => {
  await share('bedrag');
  await one.app.button('Regel toevoegen').click();
  await one.element.getByLabel('Omschrijving').fill('Jeugdhulp');
  const amount = (device) => device.element.getByRole('textbox', { name: "Dreigend in euro's" });
  await amount(one).fill('1000');
  await amount(one).blur();
  await settled();
  await amount(two).click();
  await amount(one).fill('2000');
  await amount(one).blur();
  await one.syncs();
  await two.syncs();
  equal(await amount(two).inputValue(), '1.000,00');
  await amount(two).blur();
  await eventually(() => amount(two).inputValue(), '2.000,00');
  await settled();
});

test('an edit beats a removal', options, async () => {
  await share('weg');
  await two.context.setOffline(true);
  await two.box('Doorbraak').fill('Toch gewijzigd');
  await one.toList();
  await one.overview.choose('weg', 'Naar de prullenbak');
  await one.syncs();
  ok(byNumber(await shared.backend.documents(), 'weg').verwijderd);
  await two.context.setOffline(false);
  const { verwijderd, doorbraak, verschillen } = byNumber(await settled(), 'weg');
  deepEqual([verwijderd, doorbraak.tekst], [undefined, 'Toch gewijzigd']);
  deepEqual(Object.values(verschillen).map(({ waar }) => waar), ['/verwijderd']);
  await one.overview.row('weg').waitFor();
  await two.app.button('Deze houden: Niet in de prullenbak').click();
  equal(byNumber(await settled(), 'weg').verschillen, undefined);
});

test('work offline goes out by itself when the network is back', options, async () => {
  await share('bus');
  await two.context.setOffline(true);
  await two.box('Perspectief').fill('In de bus getypt');
  await two.toList();
  await two.create('bus-2');
  await two.says('Offline met 2 gewijzigde canvassen');
  equal(await two.sync(), 'offline');
  await one.box('Legitimiteit').fill('Op kantoor getypt');
  await one.syncs();
  await two.context.setOffline(false);
  await two.synced(60_000);
  const documents = await settled();
  const { perspectief, legitimiteit } = byNumber(documents, 'bus');
  deepEqual([perspectief.tekst, legitimiteit.tekst], ['In de bus getypt', 'Op kantoor getypt']);
  ok(byNumber(documents, 'bus-2'));
});

/** An export file of so many canvases. */
const file = (name, count) => ({
  soort: 'maatwerkcanvas-export',
  versie: 1,
  canvassen: Array.from({ length: count }, (_, at) => ({ formaat: 1, id: `${name}-${at}`, casusnummer: `${name}-${at}` })),
});

test('the server stops in the middle and comes back', options, async () => {
  await one.toList();
  let puts = 0;
  const half = new Promise((done) => one.page.on('response', (it) => it.request().method() === 'PUT' && (puts += 1) === 1 && done()));
  await one.overview.import(file('midden', 12));
  await half;
  await shared.backend.stopServer();
  await one.says(/^Offline met \d+ gewijzigde canvassen/);
  const there = one.requests.length;
  await one.overview.open('midden-0');
  await one.box('Doorbraak').fill('Terwijl hij weg was');
  await new Promise((done) => setTimeout(done, 5_000));
  ok(one.requests.length - there < 20, `${one.requests.length - there} requests to a server that is away`);
  await shared.backend.startServer();
  const documents = await settled();
  equal(Object.keys(documents).filter((id) => id.startsWith('midden-')).length, 12);
  equal(documents['midden-0'].doorbraak.tekst, 'Terwijl hij weg was');
});

test('after an older copy of the server all is put back, once someone says so', options, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'maatwerk-dump-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await share('terug', 'Voor de kopie');
  await settled();
  await shared.backend.dump(join(folder, 'kopie'));
  await one.box('Doorbraak').fill('Na de kopie');
  await one.toList();
  await one.overview.import(file('later', 7));
  const complete = await settled();
  await shared.backend.restore(join(folder, 'kopie'));
  equal(await one.sync(), 'lost');
  await one.says('7 canvassen ontbreken op de server');
  equal(Object.keys(await one.documents()).length, Object.keys(complete).length, 'nothing is removed here');
  equal(Object.keys(await shared.backend.documents()).length, Object.keys(complete).length - 7, 'nothing is sent before the choice');
  const panel = await one.openPanel();
  match(await panel.innerText(), /later-0[\s\S]*later-6/);
  await one.app.screenshot('sync-lost');
  await panel.getByRole('button', { name: 'Terugzetten op de server' }).click();
  await one.synced();
  await one.closePanel();
  deepEqual(await settled(), complete);
});
