// A stub of the Objecten API that does what was observed of Open Object 4.0.0 (API 2.7.0): its headers, its
// refusals, and that two writes of one object at once end in a 500.

import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';

export const TOKEN = 'geheim';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** @returns {Promise<{ url: string, objects: Map<string, object[]>, requests: string[], faults: object, close: () => Promise<void> }>} */
export async function startObjects() {
  /** Records by uuid, the newest last. */
  const objects = new Map();
  const requests = [];
  /** `afterWrite`: that many writes are done and then answered with 500; `lose`: that many are answered with 500 alone. */
  const faults = { afterWrite: 0, lose: 0 };
  const writing = new Set();
  const server = createServer(async (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const parts = [];
    for await (const part of request) parts.push(part);
    const answer = (status, body) => {
      response.writeHead(status, { 'Content-Type': 'application/json' });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    const invalid = (name, code, reason = code) => answer(400, { code: 'invalid', invalid_params: [{ name, code, reason }] });
    const path = request.url.split('?')[0];
    const [, uuid] = path.match(/^\/api\/v2\/objects(?:\/([^/]+))?$/) ?? [];
    if (!path.startsWith('/api/v2/objects') || path.endsWith('/')) return answer(404);
    if (request.headers.authorization !== `Token ${TOKEN}`) return answer(401, { code: 'not_authenticated' });
    const shown = (id) => {
      const records = objects.get(id);
      const today = new Date().toISOString().slice(0, 10);
      const current = records.findLast(({ startAt }) => startAt <= today) ?? records[0];
      return { url: `http://${request.headers.host}/api/v2/objects/${id}`, uuid: id, record: current };
    };
    if (request.method === 'GET') return objects.has(uuid) ? answer(200, shown(uuid)) : answer(404);
    const crs = request.headers['content-crs'];
    if (crs === undefined) return answer(412, { code: 'precondition_failed' });
    if (crs !== 'EPSG:4326') return answer(406, { code: 'not_acceptable' });
    const text = Buffer.concat(parts).toString('utf8');
    const body = JSON.parse(text);
    if (text.includes('\\u0000')) return answer(500);
    if (!body.record?.startAt) return invalid('record.startAt', 'required');
    if (body.record.typeVersion !== 1) return invalid('record.typeVersion', 'does_not_exist');
    const isNew = request.method === 'POST';
    if (!isNew && body.uuid !== undefined) return invalid('uuid', 'unique');
    const id = isNew ? (body.uuid ?? randomUUID()) : uuid;
    if (!UUID.test(id)) return invalid('uuid', 'invalid');
    if (!isNew && !objects.has(id)) return answer(404);
    if (isNew && objects.has(id)) return invalid('uuid', 'unique');
    if (writing.has(id)) return isNew ? invalid('uuid', 'unique') : answer(500);
    if (faults.lose > 0) {
      faults.lose -= 1;
      return answer(500);
    }
    writing.add(id);
    await new Promise((done) => setTimeout(done, 20));
    const records = objects.get(id) ?? [];
    records.push({ index: records.length + 1, ...body.record });
    objects.set(id, records);
    writing.delete(id);
    if (faults.afterWrite > 0) {
      faults.afterWrite -= 1;
      return answer(500);
    }
    answer(isNew ? 201 : 200, { ...shown(id), record: records.at(-1) });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  return { url: `http://127.0.0.1:${port}/api/v2`, objects, requests, faults, close: () => new Promise((done) => server.close(done)) };
}
