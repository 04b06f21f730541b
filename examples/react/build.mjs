// Builds the example into examples/react/dist, or the folder given: `node examples/react/build.mjs`.

import { cp, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('./', import.meta.url));
const to = resolve(process.argv[2] ?? join(here, 'dist'));
await mkdir(to, { recursive: true });
await build({
  entryPoints: [join(here, 'main.tsx')],
  outfile: join(to, 'main.js'),
  bundle: true,
  minify: true,
  format: 'esm',
  jsx: 'automatic',
  // React's build for production; the other one is larger and speaks to the console.
  define: { 'process.env.NODE_ENV': '"production"' },
  logLevel: 'warning',
});
await cp(join(here, 'index.html'), join(to, 'index.html'));
