// A browser on the app's origin, under its policy, uses a real sync server on another origin.

import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { headersFor, noBackend, startSyncBackend } from './support/backend.mjs';
import { openBrowser } from './support/browser.mjs';
import { serve } from './support/server.mjs';

const PAGES = { '/leeg': '<!doctype html><html lang="nl"><title>Leeg</title><body></body></html>' };

/** Sends a request from the page, as the app does; gives what a script on it can see. */
function ask(page, base, auth, method, path, headers = {}, data = undefined) {
  return page.evaluate(
    async ([url, method, headers, body]) => {
      const response = await fetch(url, { method, headers, body, credentials: 'omit' });
      return { status: response.status, json: await response.json() };
    },
    [base + path, method, { Authorization: `Basic ${btoa(auth)}`, 'Content-Type': 'application/json', ...headers }, data && JSON.stringify({ data })],
  );
}

test('all four requests work across origins, and refusals can be read', { skip: await noBackend(), timeout: 120_000 }, async (t) => {
  const backend = await startSyncBackend(t);
  const server = await serve({ headers: await headersFor(backend), pages: PAGES });
  t.after(() => server.close());
  const browser = await openBrowser();
  t.after(() => browser.close());
  await browser.page.goto(`${server.url}leeg`);
  const as = (auth) => (...request) => ask(browser.page, backend.base, auth, ...request);
  const [bo, stranger] = [as(backend.auth), as('bo:verkeerd')];

  const data = { fmt: 1, rev: '0123456789abcdef', revs: [], doc: { formaat: 1, id: 'proef' } };
  const made = await bo('PUT', '/records/proef', { 'If-None-Match': '*' }, data);
  equal(made.status, 201);
  const again = await bo('PUT', '/records/proef', { 'If-None-Match': '*' }, data);
  equal(again.status, 412);
  equal(again.json.details.existing.rev, data.rev);
  const version = made.json.data.last_modified;
  equal((await bo('GET', '/records/proef')).json.data.rev, data.rev);
  deepEqual((await bo('GET', `/records?_since=${version}&_sort=last_modified&_limit=100`)).json.data, []);
  deepEqual(await backend.documents(), { proef: data.doc });
  equal((await bo('DELETE', '/records/proef', { 'If-Match': `"${version}"` })).status, 200);
  equal((await bo('DELETE', '/records/proef', { 'If-Match': `"${version}"` })).status, 404);
  equal((await stranger('GET', '/records')).status, 401);
  const unexpected = browser.complaints.filter((text) => !/the server responded with a status of (401|404|412)/.test(text));
  deepEqual(unexpected, [], 'no policy is violated, no pop-up asks for a password');
});
