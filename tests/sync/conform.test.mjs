// The conformance suite passes on a server that is right, and each of its checks finds a server that is not.

import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { test } from 'node:test';
import { conform } from './support/conform.mjs';
import { FLAWS, startModel } from './support/model.mjs';

/** C24 takes its time on a real server; one in memory shows in two seconds what is wrong. */
const SHORT = ['--seconds', '2'];

test('a small server that is right passes all checks', { timeout: 120_000 }, async (t) => {
  const model = await startModel();
  t.after(model.close);
  const { code, text, results } = await conform(model, ...SHORT);
  deepEqual(Object.entries(results).filter(([, result]) => result !== 'pass'), [['C26', 'absent'], ['C27', 'absent']], text);
  equal(Object.keys(results).length, 27);
  equal(code, 0);
});

test('and with batches, which are optional, the checks of those too', { timeout: 120_000 }, async (t) => {
  const model = await startModel({ batches: true });
  t.after(model.close);
  const { code, text, results } = await conform(model, '--only', 'C26,C27');
  deepEqual(results, { C26: 'pass', C27: 'pass' }, text);
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

/** What a program says of itself, rather than to a person. */
const STACK = /\n\s+at |node:internal|ERR_|Unhandled/;
/** The line that ends every run. */
const SUMMARY = /\n\d+ of 27 pass.*, in \d+ s\. This server does NOT keep to Canvas Sync 1\.\n/;

test('a listing that gives what it was asked to go beyond fails the checks, and the run ends as others do', { timeout: 120_000 }, async (t) => {
  const model = await startModel({ flaw: 'C12' });
  t.after(model.close);
  const { code, text, results } = await conform(model, ...SHORT);
  equal(code, 1);
  match(text, SUMMARY);
  doesNotMatch(text, STACK);
  equal(results.C24, 'FAIL', text);
  equal(results.C01, 'pass', text);
});

for (const drops of [3, 40, 900, 2_000]) {
  test(`a server that breaks off after ${drops} requests: each check that it fails, and a summary`, { timeout: 120_000 }, async (t) => {
    const model = await startModel({ drops });
    t.after(model.close);
    const { code, text, results } = await conform(model, ...SHORT);
    equal(code, 1);
    match(text, SUMMARY);
    doesNotMatch(text, STACK);
    equal(Object.keys(results).length, 27, text);
    match(text, /did not answer, or broke off/);
    match(text, /could not be deleted/);
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
  const nothing = await conform({ ...model, base: 'sync.example' });
  match(nothing.text, /`sync.example` is not an address/);
  const hours = await conform(model, '--seconds', 'lang');
  match(hours.text, /`lang` is not a number of seconds/);
  for (const { text } of [elsewhere, stranger, nothing, hours]) doesNotMatch(text, STACK);
});
