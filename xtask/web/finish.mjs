// Runs after trunk's build: turns the wasm module and its glue into the files that the page loads.
//
//   index.html -> page.js -> maatwerk-canvas.js -> maatwerk-canvas-<hash>.js -> maatwerk-canvas-<hash>.wasm
//                            the shim: defines     one chunk: the style sheet    the app's start
//                            the element           and wasm-bindgen's glue    -> maatwerk-canvas-<part>-<hash>.wasm
//                                                                                its parts, when needed, and
//                                                                                what texts they work with
//
// The shim keeps its name, as host pages refer to it; everything that it loads has its hash in its
// name.

import { execFileSync } from 'node:child_process';
import { readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { packagesOf, thirdParty } from './licences.mjs';
import { folderNamedIn, needTools, root, scratch } from './paths.mjs';
import { writePrecache } from './precache.mjs';
import { browsers, script, version } from './script.mjs';
import { FIRST } from './split/parts.mjs';
import { addTexts } from './texts.mjs';
import { early, finishWasm, hashedName, integrity } from './wasm.mjs';

needTools();
const { build } = await import('esbuild');

const staging = process.env.TRUNK_STAGING_DIR;
if (!staging) throw new Error('Call this through trunk: it sets TRUNK_STAGING_DIR.');
const release = process.env.TRUNK_PROFILE === 'release';

const built = await readdir(staging);
const glue = only(built, /^maatwerkcanvas-[0-9a-f]+\.js$/);
const raw = only(built, /^maatwerkcanvas-[0-9a-f]+_bg\.wasm$/);

const { wasm, parts } = await finishWasm(staging, raw, glue, release);
await addTexts(staging, parts);
const start = { file: `./${wasm}`, integrity: integrity(await readFile(resolve(staging, wasm))) };
const xlsx = await bundleWorkbook();
const chunk = await bundleChunk();
await rm(resolve(staging, glue));
await rm(resolve(staging, 'snippets'), { recursive: true, force: true });
await bundleScript('src/embed/maatwerk-canvas.js', 'maatwerk-canvas.js', {
  CHUNK: JSON.stringify(`./${chunk}`),
  EARLY: JSON.stringify(await early(staging)),
  VERSION: JSON.stringify(await version()),
  APP: JSON.stringify('./'),
});
await bundleScript('src/embed/page.js', 'page.js', {});
await writeFile(resolve(staging, 'THIRD-PARTY.txt'), await thirdParty());
await nameFilesInPage();
if (release) await refuseOurPaths();
await writePrecache(staging);

/** Fails if a file of the build tells where it was built; only says so where cargo can't leave it out. */
async function refuseOurPaths() {
  for (const entry of await readdir(staging, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const found = folderNamedIn(await readFile(resolve(entry.parentPath ?? entry.path, entry.name)));
    if (!found) continue;
    const told = `${entry.name} holds a path of this machine (${found}).`;
    const [, minor] = /^cargo 1\.(\d+)/.exec(execFileSync('cargo', ['--version'], { encoding: 'utf8' })) ?? [];
    if (Number(minor) >= 94) throw new Error(`${told} xtask/web/remap.mjs should have kept it out.`);
    console.warn(`${told} Cargo 1.94 and newer leave it out.`);
  }
}

function only(names, pattern) {
  const found = names.filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`Expected one file like ${pattern}, found: ${found.join(', ') || 'none'}`);
  return found[0];
}

async function bundleChunk() {
  // Our own hash: esbuild's differs between directories, while the same source must give the same
  // files.
  await build({
    absWorkingDir: root,
    entryPoints: ['src/embed/chunk.js'],
    alias: { 'built-glue': resolve(staging, glue), 'built-style': resolve(scratch, 'canvas.css') },
    define: {
      WASM: JSON.stringify(start.file),
      INTEGRITY: JSON.stringify(start.integrity),
      PARTS: JSON.stringify(parts),
      FIRST: JSON.stringify(FIRST),
      XLSX: JSON.stringify(`./${xlsx}`),
    },
    loader: { '.css': 'text' },
    outfile: resolve(staging, 'chunk.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    target: browsers,
    logLevel: 'warning',
  });
  const output = resolve(staging, 'chunk.js');
  const name = hashedName('maatwerk-canvas.js', await readFile(output));
  await rename(output, resolve(staging, name));
  return name;
}

/** The script that writes workbooks, in a file of its own, and which packages are in it. */
async function bundleWorkbook() {
  const output = resolve(staging, 'xlsx.js');
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: ['src/embed/xlsx.js'],
    outfile: output,
    bundle: true,
    metafile: true,
    minify: true,
    format: 'esm',
    target: browsers,
    logLevel: 'warning',
  });
  await writeFile(resolve(scratch, 'script-packages.json'), JSON.stringify(packagesOf(Object.keys(metafile.inputs))));
  const name = hashedName('maatwerk-canvas-xlsx.js', await readFile(output));
  await rename(output, resolve(staging, name));
  return name;
}

async function bundleScript(source, name, define) {
  await script(source, resolve(staging, name), define);
}

/**
 * Adds preloads to the stand-alone page, so that it fetches the whole chain at once instead of link
 * by link. Not of a part: its address says which one is needed first.
 */
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
