// A panic: every element reports it, and continues on a fresh module. Run again on a development
// build, as only that can be made to panic.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { Canvas } from './support/host.mjs';
import { heard, startHost } from './support/element.mjs';

const TWO = `<maatwerk-canvas id="een" document-id="een"></maatwerk-canvas>
  <maatwerk-canvas id="twee" namespace="ander" storage="none"></maatwerk-canvas>`;

/** The running module's exports. */
const EXPORTS = `(async () => {
  const url = performance.getEntriesByType('resource').findLast(({ name }) => /maatwerk-canvas-[^/]+\\.js(\\?.*)?$/.test(name)).name;
  return (await import(url)).start();
})()`;

async function openTwo(t) {
  const host = await startHost(t, TWO);
  const { page } = host;
  await page.waitForFunction(() => customElements.get('maatwerk-canvas'));
  await page.evaluate(async () => {
    for (const it of [een, twee]) {
      it.scrollIntoView();
      await it.ready;
    }
  });
  return { ...host, one: new Canvas(page, '#een'), two: new Canvas(page, '#twee') };
}

async function restart(app) {
  await app.element.getByRole('alert').waitFor();
  await app.button('Herstellen').click();
  await app.box('Doorbraak').waitFor();
}

test('a panic: what was typed a moment ago is there after "Herstellen", in every element', async (t) => {
  const { page, one, two, complaints } = await openTwo(t);
  const exports = await page.evaluateHandle(EXPORTS);
  if (!(await exports.evaluate((it) => 'panic_for_a_test' in it))) return t.skip('a release build has no panic to ask for');
  // The second was opened by hand, from the overview, in memory only.
  await two.button('Nieuw canvas').first().click();
  await two.box('Doorbraak').fill('in het geheugen');
  await one.box('Doorbraak').fill('een tel geleden');
  // Before autosave has had its turn.
  await exports.evaluate((it) => setTimeout(() => it.panic_for_a_test()));
  await restart(one);
  equal(await one.box('Doorbraak').inputValue(), 'een tel geleden');
  await restart(two);
  equal(await two.box('Doorbraak').inputValue(), 'in het geheugen');
  deepEqual((await heard(page, 'error')).map(({ code }) => code), ['panic', 'panic']);
  // And both go on.
  await one.box('Doorbraak').fill('verder');
  await page.evaluate(() => Promise.all([een.save(), twee.save()]));
  equal(await page.evaluate(() => een.value.doorbraak.tekst), 'verder');
  const told = complaints.filter((text) => !/unreachable|stopped at src\/embed\/panic\.rs:\d+$|asked for by a test/.test(text));
  deepEqual(told, []);
  ok(!complaints.some((text) => /geheugen|geleden/.test(text)), 'no text of a family in the console');
});

test('a trap without a panic: the same, up to the last save', async (t) => {
  const { page, one, two } = await openTwo(t);
  await one.box('Doorbraak').fill('bewaard');
  await two.button('Nieuw canvas').first().click();
  await two.box('Doorbraak').fill('gekopieerd');
  await page.evaluate(() => Promise.all([een.save(), twee.save()]));
  // The copy of what is kept nowhere is made when typing pauses.
  await page.waitForTimeout(500);
  const exports = await page.evaluateHandle(EXPORTS);
  // An address outside the module's memory.
  await exports.evaluate((it) => setTimeout(() => it.mounted_dirty(0xfffffff0)));
  await restart(one);
  equal(await one.box('Doorbraak').inputValue(), 'bewaard');
  await restart(two);
  equal(await two.box('Doorbraak').inputValue(), 'gekopieerd');
});

test('a call that dies does not break the host page, and what it waits for ends', async (t) => {
  const { page } = await openTwo(t);
  const exports = await page.evaluateHandle(EXPORTS);
  const codes = await exports.evaluate(async (it) => {
    const saving = een.save().then(() => 'saved', ({ code }) => code);
    setTimeout(() => it.mounted_dirty(0xfffffff0));
    await new Promise((on) => setTimeout(on, 100));
    return [await saving, een.value, een.totals, een.dirty];
  });
  ok(['panic', 'saved'].includes(codes[0]), codes[0]);
  deepEqual(codes.slice(1), [null, null, false]);
});
