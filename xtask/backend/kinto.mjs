// Runs one Kinto process on a configuration of ours.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild, startChild, untilReady } from './children.mjs';

const TEMPLATES = fileURLToPath(new URL('../kinto/', import.meta.url));
/**
 * Started as a module: the `kinto` script contains the path in which its environment was created,
 * which may have moved since.
 */
const MAIN = 'import sys; from kinto.__main__ import main; sys.exit(main())';

/** A Kinto process that can be stopped and started again on the same port. */
export class Kinto {
  #child;

  /**
   * @param {string} python  the path of the Python in Kinto's environment
   * @param {{name: string, place: string, port: number}} options
   */
  constructor(python, { name, place, port }) {
    Object.assign(this, { python, port });
    this.ini = join(place, `${name}.ini`);
    this.log = join(place, `${name}.log`);
    this.url = `http://127.0.0.1:${port}/v1`;
  }

  /** Writes its configuration: a template with these lines replaced. */
  async configure(template, lines, { recordsOnly = true } = {}) {
    let text = await readFile(join(TEMPLATES, template), 'utf8');
    if (!recordsOnly) text = text.replace(/^# records only[^]*?^# end records only$/m, '');
    for (const [key, value] of Object.entries({ port: this.port, ...lines })) {
      const line = new RegExp(`^${key.replaceAll('.', '\\.')} = .*$`, 'm');
      if (!line.test(text)) throw new Error(`${template} has no line for ${key}.`);
      text = text.replace(line, () => `${key} = ${value}`);
    }
    await writeFile(this.ini, text, { mode: 0o600 });
  }

  /** Creates or migrates the tables. */
  migrate() {
    return runChild([this.python, '-c', MAIN, 'migrate', '--ini', this.ini]);
  }

  /** Creates an admin. */
  createUser(name, password) {
    return runChild([this.python, '-c', MAIN, 'create-user', '--ini', this.ini, '-u', name, '-p', password]);
  }

  async start() {
    const command = [this.python, '-c', MAIN, 'start', '--quiet', '--port', `${this.port}`, '--ini', this.ini];
    this.#child = await startChild(command, { log: this.log });
    const ready = async () => (await fetch(`${this.url}/__heartbeat__`)).ok;
    await untilReady('Kinto', this.#child, this.log, ready);
  }

  async stop() {
    await this.#child?.end();
  }
}
