// Paths: the project's root, cargo's target directory, and the scratch directory for web builds.

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
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

/** Exits with instructions, instead of a stack trace, if the npm tools are missing. */
export function needTools() {
  for (const tool of ['esbuild', 'binaryen', '@utrecht/button-css']) {
    if (!existsSync(resolve(root, 'node_modules', tool))) {
      console.error(`The npm package "${tool}" is missing. Run: npm ci --ignore-scripts`);
      process.exit(1);
    }
  }
}
