// A real Kinto, in memory or on a PostgreSQL of its own, with two teams: for trying sync and for its tests.

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

/** What `cargo xtask backend` installs and writes down. */
const TOOLS = resolve(target, 'backend/tools.json');
/** The app as it is served here, on whatever port. */
const ORIGINS = ['http://127.0.0.1:*', 'http://localhost:*'];

/** Where the programs are; `cargo xtask backend` writes it. Null where it has not run yet. */
export async function tools() {
  return existsSync(TOOLS) ? JSON.parse(await readFile(TOOLS, 'utf8')) : null;
}

/** Why there can be no backend here, in words for a person; null when there can. */
export async function backendMissing({ postgres = false } = {}) {
  const found = await tools();
  if (!found?.python || !existsSync(found.python)) return found?.why ?? 'Kinto is not installed: run `cargo xtask test sync` or `cargo xtask backend` once.';
  return postgres && !found.postgres ? found.why || 'PostgreSQL is not installed: run `cargo xtask backend --postgres` once.' : null;
}

/** A running backend. */
export class Backend {
  /** Not for use from outside: `startBackend` makes one. */
  constructor(tools, { postgres, place, keep, port, origins, say }) {
    Object.assign(this, { tools, place, keep, origins, say, kind: postgres ? 'postgres' : 'memory' });
    this.kinto = new Kinto(tools.python, { name: 'kinto', place, port });
  }

  /** Where the first team's canvases are. */
  get base() {
    return baseOf(this.kinto.url, 'team-oost');
  }

  /** Who may use them: `name:password`. */
  get auth() {
    return this.users[0];
  }

  /** `name:password` of everyone in the first team. */
  get users() {
    return this.#usersOf('team-oost');
  }

  /** Another team, whose canvases are nobody else's business. */
  get other() {
    return { base: baseOf(this.kinto.url, 'team-west'), auth: this.#usersOf('team-west')[0] };
  }

  /** All that a person or a test needs to use it. */
  get facts() {
    const { kind, base, auth, users, other } = this;
    return { kind, base, auth, users, other };
  }

  /** Stops the server, as if it had gone down; what is in PostgreSQL stays, what is in memory goes. */
  async stopServer() {
    await this.kinto.stop();
  }

  /** Starts it again on the same port, with the same users. */
  async startServer() {
    await this.kinto.start();
    if (this.kind === 'memory') await this.#memoryTenants();
  }

  /** Writes the whole database to a file. */
  async dump(file) {
    await this.#database().dump(file);
  }

  /** Puts back an older database; the server is away meanwhile, as it would be. */
  async restore(file) {
    const database = this.#database();
    await this.kinto.stop();
    await database.restore(file);
    await this.kinto.start();
  }

  /** Stops everything, and removes its files unless they were to be kept. */
  async close() {
    await this.kinto.stop();
    await this.postgres?.stop();
    if (!this.keep) await rm(this.place, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Starts it for the first time. */
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

  /** The public instance only does records: a second one, on another port and for a moment, does the rest. */
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
 * @param {string} [options.place]  a folder to keep everything in; without it nothing is kept
 * @param {string[]} [options.origins]  whence browsers may ask, `*` matching anything
 * @param {(text: string) => void} [options.say]  is told what happens
 */
export async function startBackend({ postgres = false, port = 0, place, origins = ORIGINS, say = () => {} } = {}) {
  const why = await backendMissing({ postgres });
  if (why) throw new Error(why);
  const keep = place !== undefined;
  // PostgreSQL runs as somebody else when we are root, who must be able to reach it, but not to read our secrets.
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

/** A folder that nobody else has put there for us. */
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
