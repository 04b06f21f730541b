// Makes the wasm module small. The result is kept by the hash of its input,
// so that a build in which no Rust changed does not wait for it again.

import { createHash } from 'node:crypto';
import { execFile } from 'node:child_process';
import { copyFile, mkdir, readFile, readdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { require, root, scratch } from './paths.mjs';

// Named one by one: `--all-features` makes a module that browsers refuse.
const FLAGS = [
  '-Oz',
  '--enable-bulk-memory',
  '--enable-nontrapping-float-to-int',
  '--enable-sign-ext',
  '--enable-reference-types',
  '--enable-mutable-globals',
  '--enable-multivalue',
];

/** Optimises the module at `input` into `output`. */
export async function optimise(input, output) {
  const kept = resolve(scratch, `opt-${await fingerprint(input)}.wasm`);
  if (!existsSync(kept)) {
    await mkdir(scratch, { recursive: true });
    await forgetOlder();
    const wasmOpt = resolve(dirname(require.resolve('binaryen/package.json')), 'bin/wasm-opt');
    const fresh = `${kept}.part`;
    await promisify(execFile)(process.execPath, [wasmOpt, ...FLAGS, input, '-o', fresh], { cwd: root });
    await rename(fresh, kept);
  }
  await copyFile(kept, output);
}

async function fingerprint(input) {
  const hash = createHash('sha256');
  hash.update(require('binaryen/package.json').version);
  hash.update(FLAGS.join(' '));
  hash.update(await readFile(input));
  return hash.digest('hex').slice(0, 24);
}

async function forgetOlder() {
  for (const name of await readdir(scratch)) {
    if (name.startsWith('opt-')) await rm(resolve(scratch, name), { force: true });
  }
}
