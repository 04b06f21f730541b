// The registry of our backends that run on this machine: each stores how to use it, and removes
// only its own entry.

import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { target } from '../web/paths.mjs';

const FOLDER = resolve(target, 'backend/running');
const fileOf = (pid) => join(FOLDER, `${pid}.json`);

/** Stores the facts of a backend that this process runs, including its passwords. */
export function announce(facts) {
  mkdirSync(FOLDER, { recursive: true, mode: 0o700 });
  const text = JSON.stringify({ ...facts, pid: process.pid, started: Date.now() }, null, 2);
  writeFileSync(fileOf(process.pid), `${text}\n`, { mode: 0o600 });
}

/** Removes the entry of this process. */
export function withdraw() {
  rmSync(fileOf(process.pid), { force: true });
}

/** The running backends, the latest first. Removes the entries of killed ones. */
export function running() {
  const found = [];
  for (const name of names()) {
    const facts = read(join(FOLDER, name));
    if (facts && isAlive(facts.pid)) found.push(facts);
    else rmSync(join(FOLDER, name), { force: true });
  }
  return found.sort((one, other) => other.started - one.started);
}

function names() {
  try {
    return readdirSync(FOLDER).filter((name) => /^\d+\.json$/.test(name));
  } catch {
    return [];
  }
}

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // The process runs, under another user.
    return error.code === 'EPERM';
  }
}
