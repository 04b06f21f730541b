// A focused date field: a remote change waits, as in the other fields.

import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { headersFor } from './support/backend.mjs';
import { eventually } from './support/canvas.mjs';
import { startFake } from './support/fake.mjs';
import { serve } from './support/server.mjs';
import { startDevice, syncPage } from './support/sync.mjs';

const team = async (t) => {
  const fake = await startFake(t);
  const server = await serve({ headers: await headersFor(fake), pages: { '/team': syncPage(fake.base) } });
  t.after(() => server.close());
  return [await startDevice(t, `${server.url}team`, { name: 'Bo' }), await startDevice(t, `${server.url}team`, { name: 'An' })];
};

test('a day that someone is in waits, and who changes it meanwhile keeps both', { timeout: 120_000 }, async (t) => {
  const [one, two] = await team(t);
  const day = (device) => device.element.getByRole('textbox', { name: 'Datum', exact: true });
  const focused = () => day(two).evaluate((it) => it.getRootNode().activeElement === it);
  await one.create('26-1');
  await day(one).fill('2026-11-02');
  await one.syncs();
  await two.syncs();
  await two.open('26-1');
  await eventually(() => day(two).inputValue(), '02-11-2026');

  await day(two).focus();
  await day(one).fill('2026-11-09');
  await one.syncs();
  await two.syncs();
  equal(await day(two).inputValue(), '02-11-2026', 'it does not change under one\u2019s hands');
  equal(await focused(), true);
  await day(two).blur();
  await eventually(() => day(two).inputValue(), '09-11-2026');

  await day(two).focus();
  await day(one).fill('2026-11-16');
  await one.syncs();
  await two.syncs();
  await day(two).fill('20-11-2026');
  equal(await day(two).inputValue(), '20-11-2026');
  await day(two).blur();
  await two.syncs();
  await one.syncs();
  await two.syncs();
  const [doc] = Object.values(await two.documents());
  const [{ waar, onze, andere }] = Object.values(doc.verschillen);
  deepEqual([waar, ...[onze.waarde, andere.waarde].sort()], ['/datum', '2026-11-16', '2026-11-20']);
  deepEqual([...one.complaints, ...two.complaints], []);
});

test('what a colleague has taken back before one types is no second version', { timeout: 120_000 }, async (t) => {
  const [one, two] = await team(t);
  await one.create('26-1');
  await one.box('Doorbraak').fill('een huis');
  await one.syncs();
  await two.syncs();
  await two.open('26-1');
  await two.reads('Doorbraak', 'een huis');
  await two.box('Doorbraak').focus();
  for (const text of ['een flat', 'een huis']) {
    await one.box('Doorbraak').fill(text);
    await one.syncs();
    await two.syncs();
    equal(await two.box('Doorbraak').inputValue(), 'een huis');
  }
  await two.box('Doorbraak').press('End');
  await two.box('Doorbraak').pressSequentially(' erbij');
  await two.box('Doorbraak').blur();
  await two.syncs();
  const [doc] = Object.values(await two.documents());
  deepEqual([doc.doorbraak.tekst, doc.verschillen], ['een huis erbij', undefined]);
  deepEqual([...one.complaints, ...two.complaints], []);
});
