// Child processes that never outlive this one, and are ended in an orderly way.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { open, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';

/**
 * The program by which a child gets a signal when its parent dies, however that happens. Linux
 * only.
 */
const GUARD = process.platform === 'linux' && ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));

/**
 * Starts a program whose output goes to a file.
 * @param {string[]} command  the program and its arguments
 * @param {{log: string, as?: {uid: number, gid: number}, env?: Record<string, string>, farewell?: NodeJS.Signals}} options
 *   `as`: the user to run as; `farewell`: the signal by which it ends cleanly
 */
export async function startChild(command, { log, as = {}, env = {}, farewell = 'SIGTERM' }) {
  const [program, ...words] = GUARD ? [GUARD, '--pdeathsig', farewell.slice(3), ...command] : command;
  const file = await open(log, 'a', 0o600);
  const child = spawn(program, words, {
    ...as,
    env: { ...process.env, ...env },
    stdio: ['ignore', file.fd, file.fd],
    // A process group of its own: Ctrl+C in a terminal then reaches only this process, which ends
    // its children in the right order.
    detached: true,
    cwd: '/',
  });
  const ended = once(child, 'exit').catch((error) => [error.message]);
  await file.close();
  const killed = () => child.kill('SIGKILL');
  process.once('exit', killed);
  ended.then(() => process.off('exit', killed));
  return {
    pid: child.pid,
    ended,
    get running() {
      return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
    },
    /** Terminates it, and kills it after ten seconds. */
    async end() {
      if (!this.running) return;
      child.kill(farewell);
      const timer = setTimeout(killed, 10_000);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Runs a program to its end. Returns its output; an error includes the end of its error output. */
export async function runChild(command, { as = {}, env = {} } = {}) {
  const [program, ...words] = command;
  const child = spawn(program, words, { ...as, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], cwd: '/' });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => (said[name] += text));
  const [code] = await once(child, 'close');
  if (code === 0) return said.stdout;
  throw new Error(`${command.join(' ')}\n${`${said.stdout}\n${said.stderr}`.trim().slice(-3000)}`);
}

/** A free port of the loopback interface. */
export async function freePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Waits until `ready` returns true.
 * @param {string} name  what to wait for, for the message
 * @param {{running: boolean}} child  the process; waiting fails if it ends
 */
export async function untilReady(name, child, log, ready) {
  const deadline = performance.now() + 180_000;
  while (!(await ready().catch(() => false))) {
    const late = performance.now() > deadline;
    if (child.running && !late) await new Promise((done) => setTimeout(done, 100));
    else throw new Error(`${name} ${late ? 'does not answer' : 'has stopped'}. The end of ${log}:\n${(await readFile(log, 'utf8')).slice(-3000)}`);
  }
}
