// Runs a real Kinto with two teams, in memory or on a PostgreSQL of its own, for trying sync and
// for its tests.

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { target } from '../web/paths.mjs';
import { freePort } from './children.mjs';
import { Kinto } from './kinto.mjs';
import { Postgres } from './postgres.mjs';
import { ADMIN, TEAMS, baseOf, makeAdmin, makeTenants, newPasswords } from './tenants.mjs';

/** The file in which `cargo xtask backend` stores the paths of installed programs. */
const TOOLS = resolve(target, 'backend/tools.json');
/** The origins of the locally served app, on any port. */
const ORIGINS = ['http://127.0.0.1:*', 'http://localhost:*'];

/**
 * The paths of the installed programs, as `cargo xtask backend` stored them; null if it hasn't run
 * yet.
 */
export async function tools() {
  return existsSync(TOOLS) ? JSON.parse(await readFile(TOOLS, 'utf8')) : null;
}

/** Why no backend can run here, as a message; null if one can. */
export async function backendMissing({ postgres = false } = {}) {
  const found = await tools();
  if (!found?.python || !existsSync(found.python)) return found?.why ?? 'Kinto is not installed: run `cargo xtask test sync` or `cargo xtask backend` once.';
  return postgres && !found.postgres ? found.why || 'PostgreSQL is not installed: run `cargo xtask backend --postgres` once.' : null;
}

/** A running backend. */
export class Backend {
  /** Not called directly: `startBackend` creates one. */
  constructor(tools, { postgres, place, keep, port, origins, say }) {
    Object.assign(this, { tools, place, keep, origins, say, kind: postgres ? 'postgres' : 'memory' });
    this.kinto = new Kinto(tools.python, { name: 'kinto', place, port });
  }

  /** The address of the first team's collection. */
  get base() {
    return baseOf(this.kinto.url, 'team-oost');
  }

  /** The first user of that team, as `name:password`. */
  get auth() {
    return this.users[0];
  }

  /** The users of the first team, each as `name:password`. */
  get users() {
    return this.#usersOf('team-oost');
  }

  /** The other team, which the first one can't access. */
  get other() {
    return { base: baseOf(this.kinto.url, 'team-west'), auth: this.#usersOf('team-west')[0] };
  }

  /** Everything that a user or a test needs to use the backend. */
  get facts() {
    const { kind, base, auth, users, other } = this;
    return { kind, base, auth, users, other };
  }

  /** Stops the server, as in an outage; data survives on PostgreSQL, but not in memory. */
  async stopServer() {
    await this.kinto.stop();
  }

  /** Starts the server again on the same port, with the same users. */
  async startServer() {
    await this.kinto.start();
    if (this.kind === 'memory') await this.#memoryTenants();
  }

  /** Writes the whole database to a file. */
  async dump(file) {
    await this.#database().dump(file);
  }

  /** Restores an older database; the server is down in the meantime. */
  async restore(file) {
    const database = this.#database();
    await this.kinto.stop();
    await database.restore(file);
    await this.kinto.start();
  }

  /** Stops everything, and removes its files unless they are to be kept. */
  async close() {
    await this.kinto.stop();
    await this.postgres?.stop();
    if (!this.keep) await rm(this.place, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Starts the server for the first time. */
  async open() {
    const secrets = join(this.place, 'secrets.json');
    const known = existsSync(secrets) ? JSON.parse(await readFile(secrets, 'utf8')) : null;
    this.secrets = known ?? { hmac: randomBytes(32).toString('hex'), database: randomBytes(16).toString('hex'), passwords: newPasswords() };
    if (!known) await writeFile(secrets, JSON.stringify(this.secrets), { mode: 0o600 });
    if (this.kind === 'memory') await this.#openMemory();
    else await this.#openPostgres();
  }

  async #openMemory() {
    this.say('Starting Kinto in memory');
    await this.kinto.configure('memory.ini', this.#lines());
    await this.startServer();
  }

  async #openPostgres() {
    const { postgres, as } = this.tools;
    this.postgres = new Postgres({ postgres, as }, { place: this.place, password: this.secrets.database, hasty: !this.keep });
    this.say('Starting PostgreSQL');
    await this.postgres.start();
    const stores = { 'kinto.storage_url': this.postgres.url, 'kinto.permission_url': this.postgres.url };
    const lines = { ...this.#lines(), ...stores, 'kinto.http_scheme': 'http' };
    await this.kinto.configure('postgres.ini', lines);
    const made = join(this.place, 'tenants-made');
    if (!existsSync(made)) {
      await this.#postgresTenants(lines);
      await writeFile(made, '');
    }
    this.say('Starting Kinto');
    await this.kinto.start();
  }

  /**
   * Creates the tenants by a second instance on another port, for a moment: the public one only
   * serves records.
   */
  async #postgresTenants(lines) {
    this.say('Making the tables, the users and the teams');
    const admin = new Kinto(this.tools.python, { name: 'admin', place: this.place, port: await freePort() });
    await admin.configure('postgres.ini', lines, { recordsOnly: false });
    await admin.migrate();
    await admin.createUser(ADMIN, this.secrets.passwords[ADMIN]);
    await admin.start();
    try {
      await makeTenants(admin.url, this.secrets.passwords);
    } finally {
      await admin.stop();
    }
  }

  async #memoryTenants() {
    await makeAdmin(this.kinto.url, this.secrets.passwords[ADMIN]);
    await makeTenants(this.kinto.url, this.secrets.passwords);
  }

  #lines() {
    return { 'kinto.userid_hmac_secret': this.secrets.hmac, 'kinto.cors_origins': this.origins.join(' ') };
  }

  #usersOf(team) {
    return TEAMS[team].map((name) => `${name}:${this.secrets.passwords[name]}`);
  }

  #database() {
    if (!this.postgres) throw new Error('A backend in memory has no database.');
    return this.postgres;
  }
}

/**
 * Starts a backend.
 * @param {object} [options]
 * @param {boolean} [options.postgres]  on PostgreSQL instead of in memory
 * @param {number} [options.port]  0, the default, is any free port
 * @param {string} [options.place]  the folder that keeps all data; without it nothing is kept
 * @param {string[]} [options.origins]  the origins that browsers may use, `*` matching anything
 * @param {(text: string) => void} [options.say]  called with messages on the progress
 */
export async function startBackend({ postgres = false, port = 0, place, origins = ORIGINS, say = () => {} } = {}) {
  const why = await backendMissing({ postgres });
  if (why) throw new Error(why);
  const keep = place !== undefined;
  // If we are root, PostgreSQL runs as another user, who must be able to reach the folder but not
  // to read our secrets.
  const folder = keep ? await ours(place) : await temporary();
  const options = { postgres, place: folder, keep, origins, say, port: port || (await freePort()) };
  const backend = new Backend(await tools(), options);
  try {
    await backend.open();
    return backend;
  } catch (error) {
    await backend.close();
    throw error;
  }
}

/** Creates a folder, or checks that an existing one belongs to the current user. */
async function ours(place) {
  await mkdir(place, { recursive: true, mode: 0o711 });
  const { uid } = await stat(place);
  if (process.getuid && uid !== process.getuid()) throw new Error(`${place} is somebody else's: remove it.`);
  return place;
}

async function temporary() {
  const folder = await mkdtemp(join(tmpdir(), 'maatwerk-backend-'));
  await chmod(folder, 0o711);
  return folder;
}
