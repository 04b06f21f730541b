// Builds the peers: the cost table in React, Solid and plain JavaScript, as their developers would
// ship it. Installs what they need at first use; the app itself needs none of it.

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import { root, target } from '../paths.mjs';

const benches = resolve(root, 'benches');

/** The peers: their folder under benches/, the script to start from, and the name in the tables. */
export const PEERS = [
  { id: 'react', name: 'React 19', entry: 'app.jsx' },
  { id: 'solid', name: 'Solid', entry: 'app.jsx' },
  { id: 'plain', name: 'plain JavaScript', entry: 'app.js' },
];

/** Builds one peer. Returns the folder to serve. */
export async function buildPeer({ id, entry }) {
  const folder = resolve(benches, id);
  await install(folder);
  const out = resolve(target, 'bench/peers', id);
  await mkdir(out, { recursive: true });
  await build({
    entryPoints: [resolve(folder, entry)],
    outfile: resolve(out, 'app.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    // What the shared table imports is each peer's own.
    nodePaths: [resolve(folder, 'node_modules')],
    conditions: ['browser', 'module', 'import'],
    plugins: id === 'solid' ? [solid(folder)] : [],
    logLevel: 'error',
  });
  for (const file of ['index.html', 'table.css']) await copyFile(resolve(benches, 'table', file), resolve(out, file));
  return out;
}

/** Installs what the lock file names, once for each lock file. */
async function install(folder) {
  const installed = resolve(folder, 'node_modules/.package-lock.json');
  const time = async (file) => (await stat(file)).mtimeMs;
  if (existsSync(installed) && (await time(installed)) >= (await time(resolve(folder, 'package-lock.json')))) return;
  console.error(`Installing ${folder}`);
  execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Solid's own compiler, for its JSX. */
function solid(folder) {
  const { transformAsync } = createRequire(resolve(folder, 'package.json'))('@babel/core');
  return {
    name: 'solid',
    setup(build) {
      build.onLoad({ filter: /\.jsx$/ }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const { code } = await transformAsync(source, { filename: path, cwd: folder, presets: ['solid'], babelrc: false, configFile: false });
        return { contents: code, loader: 'js' };
      });
    },
  };
}
