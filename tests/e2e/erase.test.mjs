// Erasing one person for good: gone from the canvas, its earlier versions and all that the browser stores, from the
// server and from a colleague's device, also where that colleague was offline and edited the person meanwhile.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { noBackend } from './support/backend.mjs';
import { Canvas, eventually } from './support/canvas.mjs';
import { exportOf } from './support/filled.mjs';
import { Grades } from './support/grades.mjs';
import { sharedBackend, startDevice } from './support/sync.mjs';

const skip = await noBackend({ postgres: true });
const shared = sharedBackend({ skip });

const ROLE = 'tante die weg moet';
const REASON = 'een reden die weg moet';

/** An export of one canvas with a person more, who has a grade with a reason. */
function withAunt({ number, person, ...options }) {
  const file = exportOf({ id: `casus-${number}`, ...options });
  const [canvas] = file.canvassen;
  canvas.casusnummer = number;
  canvas.tevredenheid.personen[person] = { volgorde: 'a00009V', rol: ROLE };
  canvas.tevredenheid.cijfers['beef'.repeat(8)] = { persoon: person, moment: 'nulmeting', cijfer: '3.5', reden: REASON };
  return file;
}

/** All that a device stores, as text. */
function stored(device) {
  return device.page.evaluate(async () => {
    const asked = (request) => new Promise((done, failed) => Object.assign(request, { onsuccess: () => done(request.result), onerror: failed }));
    const texts = Object.entries(localStorage).flat();
    for (const { name } of await indexedDB.databases()) {
      const open = await asked(indexedDB.open(name));
      for (const table of open.objectStoreNames) {
        const rows = await asked(open.transaction(table).objectStore(table).getAll());
        texts.push(...rows.map((row) => new TextDecoder().decode(row)));
      }
      open.close();
    }
    return texts.join('\n');
  });
}

const has = (text) => [ROLE, REASON].filter((word) => text.includes(word));

/** Two colleagues who both have a canvas of this number with her, of which an import replaced an earlier version. */
async function twoDevices(t, about) {
  const devices = [];
  for (const [at, name] of ['Bo', 'An'].entries()) {
    const device = await startDevice(t, shared.url, { name, signIn: shared.backend.people[at] });
    await device.synced();
    devices.push(device);
  }
  const [bo, an] = devices;
  // An import over it, so that there is an earlier version with her.
  await bo.overview.import(withAunt({ ...about, text: 'Eerst. ' }));
  await bo.app.button(about.number).waitFor();
  await bo.overview.import(withAunt({ ...about, text: 'Later. ', lines: 1 }));
  await bo.overview.clash().waitFor();
  await bo.app.button('Vervangen').click();
  await bo.overview.clash().waitFor({ state: 'detached' });
  await bo.syncs();
  await an.syncs();
  return devices;
}

test('who is erased for good is gone from everything, here, on the server and at a colleague', { skip, timeout: 300_000 }, async (t) => {
  const number = '24-0201';
  const person = 'dead'.repeat(8);
  const devices = await twoDevices(t, { number, person });
  const [bo, an] = devices;
  for (const device of devices) deepEqual(has(await stored(device)), [ROLE, REASON], 'as a control');

  // The colleague goes offline, and renames her.
  await an.open(number);
  await an.context.setOffline(true);
  const grades = new Grades(new Canvas(an.app));
  await grades.open();
  await an.app.button(`Rol wijzigen: ${ROLE}`).click();
  await an.element.getByLabel('Rol in het gezin').last().fill(`${ROLE}, toch`);
  await an.page.evaluate(() => document.querySelector('maatwerk-canvas').save());

  await bo.open(number);
  await new Grades(new Canvas(bo.app)).open();
  const erase = bo.app.button(`Voorgoed wissen: ${ROLE}`);
  await erase.click();
  const question = bo.element.getByRole('group', { name: /^Voorgoed wissen\? De rol, alle cijfers/ });
  await question.getByRole('button', { name: 'Annuleren' }).click();
  await erase.click();
  await question.getByRole('button', { name: 'Ja, wis voorgoed' }).click();
  await bo.element.getByText('De persoon is voorgoed gewist, ook uit eerdere versies.').first().waitFor();
  equal(await erase.count(), 0);
  await bo.syncs();
  deepEqual(has(await stored(bo)), []);
  const onServer = async () => has(JSON.stringify(await shared.backend.documents()));
  deepEqual(await onServer(), []);
  ok(!(await bo.app.button('Ongedaan maken').isEnabled()), 'nothing brings her back');

  await an.context.setOffline(false);
  await an.syncs();
  await eventually(async () => has(await stored(an)), [], { within: 20_000 });
  await eventually(onServer, []);
  await bo.syncs();
  for (const device of devices) {
    deepEqual(has(await stored(device)), []);
    deepEqual(has(await device.page.evaluate(() => document.querySelector('maatwerk-canvas').shadowRoot.innerHTML)), []);
    deepEqual(device.complaints, []);
  }
  const [, { gewist }] = Object.entries(await shared.backend.documents()).find(([, doc]) => doc.casusnummer === number);
  deepEqual(gewist, { [person]: 'persoon' });
});

test('who was removed in the ordinary way can still be erased from earlier versions', { skip, timeout: 300_000 }, async (t) => {
  const number = '24-0202';
  const devices = await twoDevices(t, { number, person: 'fade'.repeat(8) });
  const [bo, an] = devices;
  await bo.open(number);
  await new Grades(new Canvas(bo.app)).open();
  await bo.app.button(`Persoon verwijderen: ${ROLE}`).click();
  await bo.syncs();
  await an.syncs();
  deepEqual(has(await stored(bo)), [ROLE, REASON], 'an earlier version has her');

  await bo.app.showBar();
  await bo.app.button('Eerdere versies').click();
  const list = bo.element.getByRole('dialog', { name: 'Eerdere versies' });
  await list.getByRole('button', { name: `Voorgoed wissen: ${ROLE}` }).click();
  await list.getByRole('button', { name: 'Ja, wis voorgoed' }).click();
  await list.getByText('De persoon is voorgoed gewist, ook uit eerdere versies.').waitFor();
  const close = list.getByRole('button', { name: 'Sluiten' });
  equal(await close.evaluate((it) => it.getRootNode().activeElement === it), true);
  await eventually(() => list.getByText('Weggehaald, maar nog in een eerdere versie').count(), 0);
  await close.click();

  await bo.syncs();
  await an.syncs();
  for (const device of devices) {
    await eventually(async () => has(await stored(device)), [], { within: 20_000 });
    deepEqual(device.complaints, []);
  }
  deepEqual(has(JSON.stringify(await shared.backend.documents())), []);
});
