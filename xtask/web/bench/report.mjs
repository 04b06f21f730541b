// Collects the results of the benchmarks, and keeps what is told of them in docs/speed.md and README.md.

import { readFile, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { root, target } from '../paths.mjs';
import { page, short } from './page.mjs';

const FOLDER = resolve(target, 'bench');
/** Between these, the README has the results in short. */
const MARKS = ['<!-- speed, by cargo xtask bench --write -->', '<!-- end of speed -->'];

/** What was measured, by part; null for a part that wasn't. */
export async function results() {
  const [first, typing, app, start] = await Promise.all(['first', 'typing', 'app', 'start'].map(part));
  return { first, typing, app, start, sync: await sync() };
}
results.folder = FOLDER;

async function part(name) {
  const text = await readFile(resolve(FOLDER, `${name}.json`), 'utf8').catch(() => null);
  return text && JSON.parse(text);
}

/** The tables of the benchmarks of sync, from their logs: a heading and rows of a name and milliseconds. */
async function sync() {
  const tables = [];
  for (const name of ['bench-sync', 'bench-sync-app']) {
    const log = resolve(target, `xtask-logs/${name}.log`);
    const lines = (await readFile(log, 'utf8').catch(() => '')).split('\n');
    const at = lines.findIndex((line) => line.includes(', in ms'));
    if (at < 0) continue;
    const rows = lines.slice(at + 1).map((line) => line.match(/^ {2}(.*?) +([\d.]+)$/)).filter(Boolean);
    tables.push({ heading: lines[at], date: (await stat(log)).mtime.toISOString().slice(0, 10), rows: rows.map(([, what, ms]) => [what, ms]) });
  }
  return tables.length ? tables : null;
}

export const print = (text) => process.stdout.write(`\n${text}`);

/** Writes docs/speed.md, and its short form in the README. */
export async function write(all) {
  await writeFile(resolve(root, 'docs/speed.md'), page(all));
  const path = resolve(root, 'README.md');
  const text = await readFile(path, 'utf8');
  const [from, to] = MARKS.map((mark) => text.indexOf(mark));
  if (from < 0 || to < from) throw new Error(`README.md has no place for the results, between ${MARKS.join(' and ')}.`);
  await writeFile(path, `${text.slice(0, from)}${MARKS[0]}\n${short(all)}${text.slice(to)}`);
}
