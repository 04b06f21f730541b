// What the loader writes are real canvases, of the size that was asked for.

import { deepEqual, equal, notDeepEqual, ok } from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import { canvasId, fill, filledCanvas } from '../../xtask/backend/fill.mjs';
import { Client } from '../../xtask/conform/client.mjs';
import { faults } from '../e2e/support/schema.mjs';
import { startModel } from './support/model.mjs';

test('canvases are valid, of the size that was asked for, and the same each time', async () => {
  for (const [number, bytes] of [[1, 10_000], [999, 10_000], [7, 50_000]]) {
    const canvas = filledCanvas(number, bytes);
    deepEqual(await faults(canvas), []);
    equal(Buffer.byteLength(JSON.stringify(canvas)), bytes);
    deepEqual(filledCanvas(number, bytes), canvas);
  }
  notDeepEqual(filledCanvas(1).acties, filledCanvas(2).acties);
});

test('a collection is filled once', async (t) => {
  const model = await startModel();
  t.after(model.close);
  const client = new Client(model.base, model.auth);
  let told = 0;
  equal(await fill(client, { count: 120, progress: (done) => (told = done) }), 120);
  equal(told, 120);
  const { records } = await client.all(0);
  deepEqual(records.map(({ id }) => id).sort(), Array.from({ length: 120 }, (_, at) => canvasId(at + 1)));
  ok(records.every(({ id, doc }) => doc.id === id));
  equal(await fill(client, { count: 120 }), 0, 'the second time all is there');
});
