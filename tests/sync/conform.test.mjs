// The conformance suite passes on a server that is right, and each of its checks finds a server that is not.

import { deepEqual, equal, match } from 'node:assert/strict';
import { test } from 'node:test';
import { conform } from './support/conform.mjs';
import { FLAWS, startModel } from './support/model.mjs';

/** C24 takes its time on a real server; one in memory shows in two seconds what is wrong. */
const SHORT = ['--seconds', '2'];

test('a small server that is right passes all checks', { timeout: 120_000 }, async (t) => {
  const model = await startModel();
  t.after(model.close);
  const { code, text, results } = await conform(model, ...SHORT);
  deepEqual(Object.entries(results).filter(([, result]) => result !== 'pass'), [], text);
  equal(Object.keys(results).length, 25);
  equal(code, 0);
});

for (const flaw of FLAWS) {
  test(`${flaw} finds the server that it is for`, async (t) => {
    const model = await startModel({ flaw });
    t.after(model.close);
    const { code, text, results } = await conform(model, '--only', flaw, ...SHORT);
    deepEqual(results, { [flaw]: 'FAIL' }, text);
    equal(code, 1);
  });
}

test('what is no backend, or may not be used, is told in one message', async (t) => {
  const model = await startModel();
  t.after(model.close);
  const elsewhere = await conform({ ...model, base: `${model.base}/nergens` });
  equal(elsewhere.code, 1);
  match(elsewhere.text, /answers 404, not a listing\. Is --base the full address/);
  const stranger = await conform({ ...model, auth: 'bo:verkeerd' });
  equal(stranger.code, 1);
  match(stranger.text, /answers 401, not a listing\. Give --auth/);
});
