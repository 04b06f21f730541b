// Turns the module that trunk has built into the ones that the page loads: minimised and split into parts
// in a release, as it is otherwise.

import { createHash } from 'node:crypto';
import { readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Glue } from './glue.mjs';
import { optimise } from './optimise.mjs';
import { scratch, target } from './paths.mjs';
import { START } from './split/owners.mjs';
import { FIRST, PARTS, entryOf } from './split/parts.mjs';
import { split } from './split/split.mjs';

/** What each function in each part weighs, for `size.mjs`. */
export const WEIGHTS = resolve(scratch, 'weights.json');
/** The module as cargo has made it; its relocations say what needs what. */
const LINKED = resolve(target, 'wasm32-unknown-unknown/release/maatwerkcanvas.wasm');

/**
 * Writes the module's files to a folder, each with a hash of its content in its name, and the glue as they need it.
 * @param {string} folder
 * @param {string} raw  the name of the module there, which goes
 * @param {string} script  the name of its glue there
 * @param {boolean} release
 * @returns {Promise<{ wasm: string, parts: Record<string, object> }>}  the module that starts, and the parts
 */
export async function finishWasm(folder, raw, script, release) {
  const input = resolve(folder, raw);
  if (!release) {
    const wasm = hashedName('maatwerk-canvas', await readFile(input));
    await rename(input, resolve(folder, wasm));
    // What is in one file needs what that comes with.
    const part = (name, file) => [name, { needs: file.holds.includes(file.name) && name !== file.name ? [file.name] : [], entry: entryOf(name) }];
    return { wasm, parts: Object.fromEntries(PARTS.flatMap((file) => file.holds.map((name) => part(name, file)))) };
  }
  const output = resolve(scratch, 'optimised.wasm');
  const glue = new Glue(await readFile(resolve(folder, script), 'utf8'));
  await optimise(input, output, glue.dropped);
  await rm(input);
  const { files, names, weights } = split(await readFile(LINKED), await readFile(output), PARTS, glue.dropped);
  await writeFile(resolve(folder, script), glue.shortened(names.imports, names.exports));
  await writeFile(WEIGHTS, JSON.stringify(weights));
  const write = async (name, bytes) => {
    const file = hashedName(name === START ? 'maatwerk-canvas' : `maatwerk-canvas-${name}`, bytes);
    await writeFile(resolve(folder, file), bytes);
    return file;
  };
  const parts = {};
  for (const { holds, name, needs } of PARTS) {
    const bytes = files.get(name);
    const entry = holds.includes(name) ? entryOf(name) : undefined;
    parts[name] = { file: `./${await write(name, bytes)}`, integrity: integrity(bytes), needs, entry };
    for (const held of holds) if (held !== name) parts[held] = { needs: [name], entry: entryOf(held), of: name };
  }
  return { wasm: await write(START, files.get(START)), parts };
}

/**
 * The wasm files in a folder that are loaded first, with their hashes, by what is shown. A build that isn't split has
 * one.
 * @returns {Promise<Record<string, [file: string, integrity: string][]>>}
 */
export async function early(folder) {
  const files = await readdir(folder);
  const named = async (part) => {
    const file = files.find((name) => new RegExp(`^maatwerk-canvas-${part}[0-9a-f]{10}\\.wasm$`).test(name));
    return file && [`./${file}`, integrity(await readFile(resolve(folder, file)))];
  };
  const shown = async ([name, parts]) => [name, (await Promise.all(['', ...parts.map((part) => `${part}-`)].map(named))).filter(Boolean)];
  return Object.fromEntries(await Promise.all(Object.entries(FIRST).map(shown)));
}

/** The integrity value by which `fetch` verifies a file. */
export function integrity(bytes) {
  return `sha256-${createHash('sha256').update(bytes).digest('base64')}`;
}

/** The name of a file with the hash of its content in it; one without an ending is a module. */
export function hashedName(name, bytes) {
  const { base, dot } = /^(?<base>.*?)(?<dot>\.(?:js|json|txt))?$/.exec(name).groups;
  return `${base}-${createHash('sha256').update(bytes).digest('hex').slice(0, 10)}${dot ?? '.wasm'}`;
}
