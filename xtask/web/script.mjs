// Bundles and minifies one of our own scripts; reads the release's version.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { root } from './paths.mjs';

/** The oldest browsers that we support. */
export const browsers = ['safari16.4', 'chrome111', 'firefox115'];

/** The crate's version, which is also the element's. */
export async function version() {
  const manifest = await readFile(resolve(root, 'Cargo.toml'), 'utf8');
  return /^version = "(.+)"$/m.exec(manifest)[1];
}

/** Bundles and minifies the script at `source` into the file `output`. */
export async function script(source, output, define) {
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints: [source],
    outfile: output,
    bundle: true,
    external: ['./maatwerk-canvas.js'],
    define,
    minify: true,
    format: 'esm',
    target: browsers,
    logLevel: 'warning',
  });
}
