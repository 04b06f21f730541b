// Checks of access: which user may do what, and from which origin.

import { Client } from '../client.mjs';
import { Unchecked, must, mustAnswer } from '../workbench.mjs';

const METHODS = ['GET', 'PUT', 'DELETE'];
const HEADERS = ['authorization', 'content-type', 'if-match', 'if-none-match'];

export const CHECKS = [
  ['C19', 'nobody gets in without signing in', async (bench) => {
    if (!bench.given.auth) throw new Unchecked('give --auth: without it the whole run was not signed in');
    const record = await bench.record();
    const stranger = new Client(bench.given.base);
    const seen = await refused(bench, stranger, record, [401, 403], 'without signing in');
    const wrong = new Client(bench.given.base, `niemand-${bench.run}:onbekend`);
    seen.push(...await refused(bench, wrong, record, [401, 403], 'with a wrong password'));
    return [...new Set(seen)].join(', ');
  }],

  ['C20', "another team's canvases are not ours, nor ours theirs", async (bench) => {
    const { base, auth, other, otherAuth } = bench.given;
    if (!other && !otherAuth) throw new Unchecked("give --other, another team's collection, and --other-auth, who is in it");
    const record = await bench.record();
    const seen = [];
    if (otherAuth) seen.push(...await refused(bench, new Client(base, otherAuth), record, [403, 404], 'by another team'));
    if (other) seen.push(...await refused(bench, new Client(other, auth), null, [403, 404], "in another team's collection"));
    return [...new Set(seen)].join(', ');
  }],

  ['C21', 'pages of the app may ask', async (bench) => {
    const origin = bench.given.origin ?? new URL(bench.given.base).origin;
    if (origin === new URL(bench.given.base).origin) return `the app is on ${origin} itself: nothing is needed (another: --origin URL)`;
    const record = await bench.record();
    const path = `/records/${record.id}`;
    for (const method of METHODS) await preflight(bench.client, method === 'GET' ? '/records' : path, method, origin);
    const headers = { Origin: origin };
    const answers = [
      await bench.client.request('GET', path, { headers }),
      await bench.client.request('DELETE', path, { headers: { ...headers, 'If-Match': '"1"' } }),
      await new Client(bench.given.base).request('GET', '/records', { headers }),
    ];
    for (const answer of answers) {
      const allowed = answer.headers.get('access-control-allow-origin');
      must(allowed === origin || allowed === '*', `an answer ${answer.status} cannot be read from ${origin} (Access-Control-Allow-Origin: ${allowed})`);
    }
    return `${METHODS.join(', ')} from ${origin}; answers ${answers.map(({ status }) => status).join(', ')} can be read`;
  }],
];

/** Checks that all four requests are refused. Returns their statuses. */
async function refused(bench, client, record, statuses, who) {
  const id = record?.id ?? `conform-${bench.run}-foreign`;
  const answers = {
    listing: await client.list(0, 1),
    GET: await client.get(id),
    PUT: await client.put(id, bench.data(id), record?.last_modified ?? null),
    DELETE: await client.delete(id, record?.last_modified ?? 1),
  };
  for (const [what, answer] of Object.entries(answers)) mustAnswer(answer, statuses, `${what} ${who}`);
  if (record) bench.mustBe((await bench.client.get(id)).json?.data, record, `the record, after what was tried ${who}`);
  return Object.values(answers).map(({ status }) => status);
}

/** The preflight request that a browser sends before a request of another origin. */
async function preflight(client, path, method, origin) {
  const stranger = new Client(client.base);
  const headers = { Origin: origin, 'Access-Control-Request-Method': method, 'Access-Control-Request-Headers': HEADERS.join(',') };
  const answer = mustAnswer(await stranger.request('OPTIONS', path, { headers }), [200, 204], `preflight for ${method} from ${origin}`);
  const listed = (name) => (answer.headers.get(name) ?? '').toLowerCase().split(/,\s*/);
  const allowed = answer.headers.get('access-control-allow-origin');
  must(allowed === origin || allowed === '*', `preflight for ${method}: Access-Control-Allow-Origin is ${allowed}`);
  const methods = listed('access-control-allow-methods');
  must(methods.includes(method.toLowerCase()), `preflight for ${method}: Access-Control-Allow-Methods is ${methods}`);
  const missing = HEADERS.filter((name) => !listed('access-control-allow-headers').includes(name));
  must(missing.length === 0, `preflight for ${method}: Access-Control-Allow-Headers has no ${missing}`);
}
