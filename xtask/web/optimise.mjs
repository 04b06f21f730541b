// Minimises the wasm module. The result is cached by the hash of its input, so that a build without
// changes in Rust doesn't repeat it.

import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { require, root, scratch } from './paths.mjs';
import { Reader, Writer } from './split/bytes.mjs';
import { parse, writeExports } from './split/module.mjs';

/** The number of the section of exports. */
const EXPORTS = 7;
// Named one by one: `--all-features` makes a module that browsers refuse.
const FLAGS = [
  // Names say what weighs how much; xtask/web/split leaves them out.
  '-g',
  '-Oz',
  // Inlines functions that are called once, up to this size, until nothing gets smaller: 3.4 kB of
  // brotli less.
  '-ocimfs',
  '50',
  '--converge',
  '--enable-bulk-memory',
  '--enable-nontrapping-float-to-int',
  '--enable-sign-ext',
  '--enable-reference-types',
  '--enable-mutable-globals',
  '--enable-multivalue',
];

/** Optimises the module at `input` into `output`, without the exports that are `dropped`. */
export async function optimise(input, output, dropped) {
  const module = reduced(await readFile(input), dropped);
  const kept = resolve(scratch, `opt-${fingerprint(module)}.wasm`);
  if (!existsSync(kept)) {
    await mkdir(scratch, { recursive: true });
    await forgetOlder();
    const wasmOpt = resolve(dirname(require.resolve('binaryen/package.json')), 'bin/wasm-opt');
    const fresh = `${kept}.part`;
    const bare = `${kept}.in`;
    await writeFile(bare, module);
    await promisify(execFile)(process.execPath, [wasmOpt, ...FLAGS, bare, '-o', fresh], { cwd: root });
    await rm(bare);
    await rename(fresh, kept);
  }
  await copyFile(kept, output);
}

function fingerprint(module) {
  const hash = createHash('sha256');
  hash.update(require('binaryen/package.json').version);
  hash.update(FLAGS.join(' '));
  hash.update(module);
  return hash.digest('hex').slice(0, 24);
}

async function forgetOlder() {
  for (const name of await readdir(scratch)) {
    if (name.startsWith('opt-')) await rm(resolve(scratch, name), { force: true });
  }
}

/** A module without some exports, and without what the linker has kept in it: that is no longer true, and wasm-opt warns of it. */
function reduced(bytes, dropped) {
  const reader = new Reader(bytes, 8);
  const out = new Writer().bytes(bytes.subarray(0, 8));
  while (!reader.done) {
    const from = reader.at;
    const id = reader.byte();
    const end = reader.u32() + reader.at;
    const name = id === 0 ? reader.string() : '';
    if (id === EXPORTS) out.section(id, (to) => writeExports(parse(bytes).exports.filter((item) => !dropped.has(item.name)), to));
    else if (name !== 'linking' && !name.startsWith('reloc.')) out.bytes(bytes.subarray(from, end));
    reader.at = end;
  }
  return out.result();
}
