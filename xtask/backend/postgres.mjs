// Runs a PostgreSQL cluster of our own on loopback: created, started, dumped, restored, stopped.

import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, runChild, startChild, untilReady } from './children.mjs';

const NAME = 'kinto';
/** Without it, two writes with the same `If-Match` can both succeed. */
const ISOLATION = `ALTER DATABASE ${NAME} SET default_transaction_isolation TO 'repeatable read'`;

/**
 * One cluster in a folder. PostgreSQL refuses to run as root, so it may have to run as another
 * user.
 */
export class Postgres {
  #child;

  /**
   * @param {{postgres: string, as: {uid: number, gid: number} | null}} tools  the programs' folder and user
   * @param {{place: string, password: string, hasty: boolean}} options
   *   `hasty`: data needn't survive a power cut, so it isn't flushed to disk
   */
  constructor({ postgres, as }, { place, password, hasty }) {
    Object.assign(this, { bin: postgres, as: as ?? {}, place, password, hasty });
    this.data = join(place, 'data');
    this.log = join(place, 'postgres.log');
  }

  /** The URL by which Kinto connects to it. */
  get url() {
    return `postgresql://${NAME}:${this.password}@127.0.0.1:${this.port}/${NAME}`;
  }

  /** Creates the cluster if it is missing, and starts it. */
  async start() {
    const fresh = !existsSync(this.data);
    if (fresh) await this.#init();
    this.port = await freePort();
    const settings = { port: this.port, listen_addresses: '127.0.0.1', unix_socket_directories: '', timezone: 'UTC' };
    if (this.hasty) Object.assign(settings, { fsync: 'off', full_page_writes: 'off' });
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    // SIGINT is PostgreSQL's fast shutdown: clients are disconnected, nothing is lost.
    this.#child = await startChild([join(this.bin, 'postgres'), '-D', this.data, ...flags], { log: this.log, as: this.as, farewell: 'SIGINT' });
    const ready = () => runChild([join(this.bin, 'pg_isready'), '-q', '-h', '127.0.0.1', '-p', `${this.port}`]).then(() => true);
    await untilReady('PostgreSQL', this.#child, this.log, ready);
    if (!fresh) return;
    await this.#sql('postgres', `CREATE DATABASE ${NAME}`);
    await this.#sql('postgres', ISOLATION);
  }

  async stop() {
    await this.#child?.end();
  }

  /** Writes the whole database to a file. */
  async dump(file) {
    await writeFile(file, '', { mode: 0o600 });
    await this.#tool('pg_dump', ['--format=custom', `--file=${file}`, `--dbname=${NAME}`]);
  }

  /**
   * Restores the database from a dump; requires that no client is connected. `--create` restores
   * the database's own settings too.
   */
  async restore(file) {
    await this.#tool('pg_restore', ['--clean', '--create', '--exit-on-error', '--dbname=postgres', file]);
  }

  /** The result of a query, as psql prints it without a frame. */
  query(text) {
    return this.#sql(NAME, text);
  }

  #sql(database, text) {
    return this.#tool('psql', ['--no-psqlrc', '--tuples-only', '--no-align', '--set=ON_ERROR_STOP=1', `--dbname=${database}`, `--command=${text}`]);
  }

  async #init() {
    const secret = join(this.place, 'initdb-password');
    await writeFile(secret, `${this.password}\n`, { mode: 0o600 });
    if (this.as.uid !== undefined) await chown(secret, this.as.uid, this.as.gid);
    await mkdir(this.data, { mode: 0o700 });
    if (this.as.uid !== undefined) await chown(this.data, this.as.uid, this.as.gid);
    try {
      const flags = ['-U', NAME, '--auth=scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8', '--locale=C', ...(this.hasty ? ['--no-sync'] : [])];
      await runChild([join(this.bin, 'initdb'), '-D', this.data, ...flags], { as: this.as });
    } catch (error) {
      await rm(this.data, { recursive: true, force: true });
      throw error;
    } finally {
      await rm(secret);
    }
  }

  #tool(name, words) {
    const to = ['-h', '127.0.0.1', '-p', `${this.port}`, '-U', NAME];
    return runChild([join(this.bin, name), ...to, ...words], { env: { PGPASSWORD: this.password } });
  }
}
