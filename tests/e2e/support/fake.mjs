// A server of Canvas Sync 1 that a test can make misbehave.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { startModel } from '../../sync/support/model.mjs';
import { Client } from '../../../xtask/conform/client.mjs';

/**
 * Starts the server. `fake.mode`, if set, handles each request first: `(request, response, cors) =>
 * handled`.
 * @param {import('node:test').TestContext} test
 */
export async function startFake(test) {
  const model = await startModel();
  const fake = { base: '', mode: null, requests: 0, client: new Client(model.base, model.auth) };
  const server = createServer(async (request, response) => {
    const cors = {
      'Access-Control-Allow-Origin': request.headers.origin ?? '*',
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Allow-Methods': 'GET, PUT, DELETE',
      'Access-Control-Allow-Headers': 'authorization, content-type, if-match, if-none-match',
      'Access-Control-Expose-Headers': 'Retry-After, Backoff',
    };
    if (request.method === 'OPTIONS') return response.writeHead(204, cors).end();
    fake.requests += 1;
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    if (fake.mode?.(request, response, cors, body)) return;
    const answer = await forward(model, request, body);
    response.writeHead(answer.status, { 'Content-Type': 'application/json', ...cors }).end(await answer.text());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  fake.base = `http://127.0.0.1:${server.address().port}/oost`;
  test.after(async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    await model.close();
  });
  return fake;
}

/** Forwards a request of a signed-in user to the model. */
function forward(model, request, body) {
  const headers = { Authorization: `Basic ${Buffer.from(model.auth).toString('base64')}` };
  for (const name of ['if-match', 'if-none-match', 'content-type']) {
    if (request.headers[name]) headers[name] = request.headers[name];
  }
  const url = new URL(request.url, model.base);
  return fetch(url, { method: request.method, headers, body: body.length ? body : undefined });
}
