// A real sync server for a test in the browser. Two browsers on one:
//
//   const skip = await noBackend({ postgres: true });
//   test('…', { skip, timeout: 180_000 }, async (t) => {
//     const backend = await startSyncBackend(t, { postgres: true });
//     const server = await serve({ headers: await headersFor(backend), pages: PAGES });
//     …
//     backend.base                 what the app gets as its address (attribute `sync-url`)
//     backend.people               [{name: 'bo', password: …}, {name: 'an', …}], colleagues in one team
//     backend.client(0)            a client of our own as Bo: list, put, delete, get, all (xtask/conform/client.mjs)
//     await backend.documents()    {id: doc} as they are on the server, without tombstones
//     await backend.stopServer()   the server is down: connections are refused
//     await backend.startServer()  it is up again, on the same port (in memory: empty)
//     await backend.dump(file)     and, later, `restore(file)`: PostgreSQL only; down for a moment, then older
//     await backend.postgres.query('SELECT …')
//   });
//
// In memory it starts in some 3 s, on PostgreSQL in some 10 s: start one for a file, not for each test, and give each
// test documents of its own. `cargo xtask test sync` or `cargo xtask backend` installs what is needed; where that
// cannot be, `noBackend` says why and the test is skipped.

import { backendMissing, startBackend } from '../../../xtask/backend/backend.mjs';
import { Client } from '../../../xtask/conform/client.mjs';
import { headersOfTrunk } from './server.mjs';

/** Why no backend can run here, as a value for node:test's `skip`: a reason, or false. */
export async function noBackend(options) {
  return (await backendMissing(options)) ?? false;
}

/**
 * Starts a backend that ends with the test.
 * @param {import('node:test').TestContext} test
 * @param {Parameters<typeof startBackend>[0]} [options]
 */
export async function startSyncBackend(test, options) {
  const backend = await startBackend(options);
  test.after(() => backend.close());
  const people = backend.users.map((user) => ({ name: user.split(':')[0], password: user.split(':')[1] }));
  return Object.assign(backend, {
    people,
    client: (person = 0) => new Client(backend.base, backend.users[person]),
    /** Every canvas on the server, by its id. */
    async documents() {
      const { records } = await this.client().all(0);
      return Object.fromEntries(records.filter(({ deleted }) => !deleted).map(({ id, doc }) => [id, doc]));
    },
  });
}

/**
 * The app's headers, with these backends allowed: `serve({ headers: await headersFor(backend) })`.
 */
export async function headersFor(...backends) {
  const name = 'Content-Security-Policy';
  const policy = (await headersOfTrunk())[name];
  const origins = backends.map(({ base }) => new URL(base).origin);
  return { [name]: policy.replace(/connect-src [^;]*/, `$& ${origins.join(' ')}`) };
}
