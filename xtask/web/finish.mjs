// After trunk has built: turns the wasm module and its glue into what the page loads.
//
//   index.html -> page.js -> maatwerk-canvas.js -> maatwerk-canvas-<hash>.js -> maatwerk-canvas-<hash>.wasm
//                            the shim: defines     one chunk: the style sheet    the app
//                            the element           and wasm-bindgen's glue
//
// The shim keeps its name, as host pages refer to it; everything that it loads is named by its content.

import { createHash } from 'node:crypto';
import { copyFile, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { optimise } from './optimise.mjs';
import { needTools, root, scratch } from './paths.mjs';
import { browsers, script, version } from './script.mjs';

needTools();
const { build } = await import('esbuild');

const staging = process.env.TRUNK_STAGING_DIR;
if (!staging) throw new Error('Call this through trunk: it sets TRUNK_STAGING_DIR.');
const release = process.env.TRUNK_PROFILE === 'release';

const built = await readdir(staging);
const glue = only(built, /^maatwerkcanvas-[0-9a-f]+\.js$/);
const raw = only(built, /^maatwerkcanvas-[0-9a-f]+_bg\.wasm$/);

const wasm = await finishWasm();
const chunk = await bundleChunk();
await rm(resolve(staging, glue));
await rm(resolve(staging, 'snippets'), { recursive: true, force: true });
await bundleScript('src/embed/maatwerk-canvas.js', 'maatwerk-canvas.js', {
  CHUNK: JSON.stringify(`./${chunk}`),
  VERSION: JSON.stringify(await version()),
  APP: JSON.stringify('./'),
});
await bundleScript('src/embed/page.js', 'page.js', {});
await copyFile(resolve(scratch, 'THIRD-PARTY.txt'), resolve(staging, 'THIRD-PARTY.txt'));
await nameFilesInPage();
await writePrecache();

function only(names, pattern) {
  const found = names.filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`Expected one file like ${pattern}, found: ${found.join(', ') || 'none'}`);
  return found[0];
}

async function finishWasm() {
  const input = resolve(staging, raw);
  const output = resolve(staging, 'maatwerk-canvas.wasm');
  if (release) {
    await optimise(input, output);
    await rm(input);
  } else {
    await rename(input, output);
  }
  const name = `maatwerk-canvas-${await contentHash(output)}.wasm`;
  await rename(output, resolve(staging, name));
  return name;
}

async function contentHash(path) {
  return createHash('sha256').update(await readFile(path)).digest('hex').slice(0, 10);
}

async function bundleChunk() {
  // Our own hash: esbuild's differs between directories, and the same source should give the same files.
  await build({
    absWorkingDir: root,
    entryPoints: ['src/embed/chunk.js'],
    alias: { 'built-glue': resolve(staging, glue), 'built-style': resolve(scratch, 'canvas.css') },
    define: { WASM: JSON.stringify(`./${wasm}`) },
    loader: { '.css': 'text' },
    outfile: resolve(staging, 'chunk.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: browsers,
    logLevel: 'warning',
  });
  const output = resolve(staging, 'chunk.js');
  const name = `maatwerk-canvas-${await contentHash(output)}.js`;
  await rename(output, resolve(staging, name));
  return name;
}

async function bundleScript(source, name, define) {
  await script(source, resolve(staging, name), define);
}

/** Lets the stand-alone page fetch the whole chain at once instead of link by link. */
async function nameFilesInPage() {
  const path = resolve(staging, 'index.html');
  const html = await readFile(path, 'utf8');
  const links = [
    '<link rel="modulepreload" href="maatwerk-canvas.js" />',
    `<link rel="modulepreload" href="${chunk}" />`,
    `<link rel="preload" href="${wasm}" as="fetch" type="application/wasm" crossorigin />`,
  ];
  const finished = html.replace(/<!-- preload:.*?-->/s, links.join('\n    '));
  if (finished === html) throw new Error('index.html has lost its "<!-- preload: … -->" mark.');
  await writeFile(path, finished);
}

/** Tells the service worker what makes up this build. */
async function writePrecache() {
  const skip = /^(sw\.js|THIRD-PARTY\.txt|index\.html)$/;
  const files = (await readdir(staging)).filter((name) => !skip.test(name)).sort();
  const hash = createHash('sha256');
  for (const name of ['index.html', ...files]) hash.update(name).update(await readFile(resolve(staging, name)));
  const precache = { build: hash.digest('hex').slice(0, 12), files: ['./', ...files.map((name) => `./${name}`)] };
  const worker = resolve(staging, 'sw.js');
  await writeFile(worker, `const PRECACHE = ${JSON.stringify(precache)};\n${await readFile(worker, 'utf8')}`);
}
