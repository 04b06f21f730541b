// Before trunk builds: bundles the element's style sheet and the licences of what went into it.
// Runs first, so that a missing tool or a mistake in the CSS shows before cargo starts.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { needTools, root, scratch } from './paths.mjs';

needTools();
const { build } = await import('esbuild');

await mkdir(scratch, { recursive: true });
const result = await build({
  absWorkingDir: root,
  entryPoints: ['style/canvas.css'],
  outfile: resolve(scratch, 'canvas.css'),
  bundle: true,
  minify: true,
  // Nesting and the like are lowered for the oldest browsers that we support.
  target: ['safari16.4', 'chrome111', 'firefox115'],
  metafile: true,
  logLevel: 'warning',
});

await writeFile(resolve(scratch, 'THIRD-PARTY.txt'), await notices(Object.keys(result.metafile.inputs)));

/** esbuild drops licence headers, so the notices travel in a file of their own. */
async function notices(inputs) {
  const names = new Set(
    inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean),
  );
  const texts = new Map();
  for (const name of [...names].sort()) {
    const folder = resolve(root, 'node_modules', name);
    const { version, license } = JSON.parse(await readFile(resolve(folder, 'package.json'), 'utf8'));
    const text = await readFile(resolve(folder, 'LICENSE.md'), 'utf8');
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const parts = [...texts].map(([text, packages]) => `${packages.join('\n')}\n\n${text}`);
  return `The style sheet of the maatwerkcanvas contains CSS of these packages.\n\n${parts.join('\n\n')}`;
}
