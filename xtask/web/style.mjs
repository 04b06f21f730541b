// Runs before trunk's build: bundles the element's style sheet and the licences of its parts. A
// missing tool or an error in the CSS thus shows before cargo starts.

import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { packagesOf } from './licences.mjs';
import { needTools, root, scratch } from './paths.mjs';
import { DEFINES, strays } from './scale.mjs';
import { classesIn, knownClasses, prune } from './unused.mjs';

needTools();
const { build } = await import('esbuild');

const known = await knownClasses();
await refuse((css) => {
  const unused = classesIn(css).filter((it) => !known(it));
  return unused.length && `has rules for what no view shows: ${[...new Set(unused)].join(', ')}`;
});
await refuse((css, name) => {
  const found = DEFINES.includes(name) ? [] : strays(css);
  return found.length && `has sizes of text or spaces that are not of the scale in style/tokens.css: ${found.join('; ')}`;
});
await mkdir(scratch, { recursive: true });
const result = await build({
  absWorkingDir: root,
  entryPoints: ['style/canvas.css'],
  outfile: resolve(scratch, 'canvas.css'),
  bundle: true,
  minify: true,
  // Newer syntax, such as nesting, is lowered for the oldest browsers that we support.
  target: ['safari16.4', 'chrome111', 'firefox115'],
  metafile: true,
  write: false,
  logLevel: 'warning',
});
await writeFile(resolve(scratch, 'canvas.css'), prune(result.outputFiles[0].text, known));

const packages = packagesOf(Object.keys(result.metafile.inputs));
await writeFile(resolve(scratch, 'THIRD-PARTY.txt'), await notices(packages));
await writeFile(resolve(scratch, 'style-packages.json'), JSON.stringify(packages));

/** Fails where `complain` has something to say of one of our own style sheets; of other packages, rules for what no view shows are left out. */
async function refuse(complain) {
  const complaints = [];
  for (const name of await readdir(resolve(root, 'style'))) {
    const complaint = complain(await readFile(resolve(root, 'style', name), 'utf8'), name);
    if (complaint) complaints.push(`style/${name} ${complaint}`);
  }
  if (complaints.length) throw new Error(complaints.join('\n'));
}

/** Writes the licence notices to a file of their own, as esbuild drops licence headers. */
async function notices(names) {
  const texts = new Map();
  for (const name of names) {
    const folder = resolve(root, 'node_modules', name);
    const { version, license } = JSON.parse(await readFile(resolve(folder, 'package.json'), 'utf8'));
    const text = await readFile(resolve(folder, 'LICENSE.md'), 'utf8');
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const parts = [...texts].map(([text, packages]) => `${packages.join('\n')}\n\n${text}`);
  return `The style sheet of the maatwerkcanvas contains CSS of these packages.\n\n${parts.join('\n\n')}`;
}

