// Paths: the project's root, cargo's target directory, and the scratch directory for web builds.

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const target = resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');

/**
 * The directory of intermediate files: the bundled style sheet, and optimised modules by the hash
 * of their input.
 */
export const scratch = resolve(target, 'web');

export const require = createRequire(import.meta.url);

/** The folders of this machine that a build reads from, none of which may be named in what it makes. */
export function buildFolders() {
  const home = homedir();
  return { cargo: process.env.CARGO_HOME ?? resolve(home, '.cargo'), home, root: resolve(root), target };
}

/** The first of those folders that these bytes name; `undefined` if they name none. */
export function folderNamedIn(bytes, folders = Object.values(buildFolders())) {
  return folders.find((folder) => bytes.includes(`${folder}/`) || bytes.includes(`${folder}\\`));
}

/** Exits with instructions, instead of a stack trace, if the npm tools are missing. */
export function needTools() {
  for (const tool of ['esbuild', 'binaryen', '@utrecht/button-css']) {
    if (!existsSync(resolve(root, 'node_modules', tool))) {
      console.error(`The npm package "${tool}" is missing. Run: npm ci --ignore-scripts`);
      process.exit(1);
    }
  }
}
