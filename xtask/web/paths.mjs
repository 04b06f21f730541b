// Where things are: the project's root, cargo's target directory, and our own corner of it.

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const target = resolve(root, process.env.CARGO_TARGET_DIR ?? 'target');

/** Intermediate files: the bundled style sheet, optimised modules by the hash of what they were made from. */
export const scratch = resolve(target, 'web');

export const require = createRequire(import.meta.url);

/** Stops with what to do, rather than with a stack trace, when the npm tools are missing. */
export function needTools() {
  for (const tool of ['esbuild', 'binaryen', '@utrecht/button-css']) {
    if (!existsSync(resolve(root, 'node_modules', tool))) {
      console.error(`The npm package "${tool}" is missing. Run: npm ci --ignore-scripts`);
      process.exit(1);
    }
  }
}
