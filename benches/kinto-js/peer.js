// kinto.js as an app would use it: its own store in IndexedDB, its own sync.

import Kinto from 'kinto';

/** A collection on a server, from its full address; `store` names the database. */
function open(base, auth, store) {
  const [, remote, bucket, collection] = base.match(/^(.*\/v1)\/buckets\/([^/]+)\/collections\/([^/]+)$/);
  const headers = { Authorization: `Basic ${btoa(auth)}` };
  const kinto = new Kinto({ remote, bucket, headers, dbPrefix: store });
  // The canvases bring their ids.
  return kinto.collection(collection, { idSchema: { generate: () => crypto.randomUUID(), validate: () => true } });
}

/** Pulls all that a server has into an empty store; gives the milliseconds and how many came. */
export async function pull({ base, auth }) {
  const records = open(base, auth, 'peer-pull/');
  const start = performance.now();
  await records.sync();
  const ms = performance.now() - start;
  return { ms, count: (await records.list()).data.length };
}

/** Pushes these records from a store that has them; gives the milliseconds and how many went. */
export async function push({ base, auth, records }) {
  const ours = open(base, auth, 'peer-push/');
  await ours.execute((transaction) => records.forEach((record) => transaction.create({ ...record, _status: 'created' })), { preloadIds: records.map(({ id }) => id) });
  const start = performance.now();
  const { published, errors } = await ours.sync();
  const ms = performance.now() - start;
  if (errors.length || published.length !== records.length) throw new Error(JSON.stringify(errors[0] ?? published.length).slice(0, 300));
  return { ms, count: published.length };
}

globalThis.peer = { pull, push };
