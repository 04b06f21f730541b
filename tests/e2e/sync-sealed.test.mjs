// A team that seals what it exchanges: two browsers on a real server, which gets nothing that it could read.

import { deepEqual, equal } from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { noBackend } from './support/backend.mjs';
import { markedExport, markers } from './support/lock.mjs';
import { sharedBackend, startDevice } from './support/sync.mjs';
import { TeamKeys } from './support/team_key.mjs';

const skip = await noBackend({ postgres: true });
const options = { skip, timeout: 300_000 };
const shared = sharedBackend({ skip });

/** A device, and all that it sends; `says` is what it says of the server first. */
async function member(t, name, person, says = /^Gesynchroniseerd (om|op) /) {
  const device = await startDevice(t, shared.url, { name, signIn: shared.backend.people[person] });
  device.sent = [];
  device.page.on('request', (request) => device.sent.push(`${request.url()} ${request.postData() ?? ''}`));
  await device.says(says);
  return device;
}

/** The text of the whole database. */
async function dumped(t) {
  const folder = await mkdtemp(join(tmpdir(), 'maatwerk-dump-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'all.dump');
  await shared.backend.dump(file);
  const bytes = await readFile(file);
  // The dump is compressed, so the rows are searched as well.
  const rows = await shared.backend.postgres.query('SELECT data::text FROM objects');
  return bytes.toString('latin1') + JSON.stringify(rows);
}

const found = (text, words) => words.filter((word) => text.includes(word)).sort();

for (const seals of [false, true]) {
  test(`twenty markers are ${seals ? 'nowhere' : 'found'} on the server and in requests, ${seals ? 'sealed' : 'as a control, in the clear'}`, options, async (t) => {
    const words = markers(40).slice(seals ? 20 : 0, seals ? 40 : 20);
    const one = await member(t, 'Bo', 0);
    let code;
    if (seals) {
      const keys = new TeamKeys(one);
      await keys.sealDevice();
      code = await keys.make();
      await keys.close();
      await one.syncs();
      // What the control run has sent is sealed in its place.
      const { records } = await shared.backend.client().all(0);
      deepEqual([...new Set(records.map(({ fmt }) => fmt))], [2]);
    }
    await one.toList();
    await one.overview.import(markedExport(words.slice(0, 19), seals ? 'sealed' : 'clear'));
    await one.open(words[7]);
    await one.box('Situatieschets').click();
    await one.page.keyboard.press('End');
    await one.page.keyboard.type(` ${words[19]}`);
    await one.syncs();
    const everywhere = [...words].sort();
    deepEqual(found(await dumped(t), words), seals ? [] : everywhere);
    deepEqual(found(one.sent.join('\n'), words), seals ? [] : everywhere);
    if (!seals) return;

    // A colleague joins by the code, and edits cross.
    const two = await member(t, 'An', 1, /sleutel ontbreekt/);
    const keys = new TeamKeys(two);
    await two.toList();
    equal(await two.app.button(words[7]).count(), 0);
    await keys.sealDevice();
    await keys.join(code);
    await keys.close();
    await two.syncs();
    await two.open(words[7]);
    await two.reads('Situatieschets', `${words[0]} ${words[19]}`);
    await two.box('Doorbraak').fill('Van de collega');
    await two.syncs();
    await one.syncs();
    await one.reads('Doorbraak', 'Van de collega');
    deepEqual(found(await dumped(t), [...words, 'Van de collega']), []);
    deepEqual(found(two.sent.join('\n'), [...words, 'Van de collega']), []);
    for (const device of [one, two]) deepEqual(device.complaints, []);

    // Another key: the colleague waits for it, and has it then.
    const first = new TeamKeys(one);
    const next = await first.make('Nieuwe teamsleutel', 'Gebruik deze sleutel');
    await first.close();
    await one.box('Perspectief').fill('Met de nieuwe sleutel');
    await one.syncs();
    await two.sync();
    await two.says('1 canvas op de server is niet te lezen');
    await keys.open();
    await keys.button('Ik heb een code van een collega').click();
    await keys.section().getByLabel('Code van het team').fill(next);
    await keys.button('Gebruik deze code').click();
    await keys.button('Toon de code aan een collega').waitFor();
    await keys.close();
    await two.syncs();
    await two.reads('Perspectief', 'Met de nieuwe sleutel');
    await first.open();
    await first.button('Alles opnieuw versleutelen').click();
    await first.section().getByText(/wordt nu opnieuw versleuteld/).waitFor();
    await first.close();
    await one.syncs();
    const { records } = await shared.backend.client().all(0);
    equal(new Set(records.filter((it) => it.enc).map(({ enc }) => enc.kid)).size, 1);
  });
}
