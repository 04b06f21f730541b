// Makes a release from trunk's build: the app stays in place, and the element is added next to it.
//
//   index.html …                      the app, to put on a web server
//   embed/<version>/maatwerk-canvas.js  the element; all in this folder never changes
//   embed/v1/maatwerk-canvas.js         an entry that points at the newest of version 1 of the contract
//   package.json                        the same folder as an npm package
//   *.br, *.gz                          each text compressed, for servers that send such files
//   SHA256SUMS, THIRD-PARTY.txt, sbom.cdx.json
//
// `node xtask/web/dist.mjs [--from FOLDER] [--to FOLDER] [--quick]`; `--quick` compresses less, for tests.

import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { extname, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { thirdParty } from './licences.mjs';
import { needTools, root } from './paths.mjs';
import { sbom } from './sbom.mjs';
import { script, version } from './script.mjs';
import { isText } from './texts.mjs';
import { early } from './wasm.mjs';

needTools();
const flag = (name) => process.argv[process.argv.indexOf(`--${name}`) + 1];
const has = (name) => process.argv.includes(`--${name}`);
const from = resolve(root, has('from') ? flag('from') : 'dist');
const to = resolve(root, has('to') ? flag('to') : 'dist');
const quick = has('quick');

const CONTRACT = 'v1';
const TYPES = 'src/embed/types';
const TEXTS = new Set(['.css', '.html', '.js', '.json', '.svg', '.ts', '.txt', '.wasm', '.webmanifest']);

if (from !== to) {
  await rm(to, { recursive: true, force: true });
  await cp(from, to, { recursive: true });
}
await forgetOlder();
const release = await version();
const folder = resolve(to, 'embed', release);
await element();
await entry();
await npm();
await writeFile(resolve(to, 'THIRD-PARTY.txt'), await thirdParty());
await writeFile(resolve(to, 'sbom.cdx.json'), await sbom(release));
for (const name of ['THIRD-PARTY.txt', 'sbom.cdx.json']) await cp(resolve(to, name), resolve(folder, name));
const integrity = await listIntegrity();
await compress();
await checksums();
report();

/** Removes what an earlier run has added; keeps trunk's build. */
async function forgetOlder() {
  for (const name of ['embed', 'package.json', 'LICENSE', 'README.md', 'SHA256SUMS', 'sbom.cdx.json']) {
    await rm(resolve(to, name), { recursive: true, force: true });
  }
  for (const name of await readdir(to)) if (/\.(br|gz)$/.test(name)) await rm(resolve(to, name));
}

/** Writes the element and everything that it loads to a folder of its own. */
async function element() {
  const built = await readdir(to);
  const chunk = only(built, /^maatwerk-canvas-[0-9a-f]{10}\.js$/);
  only(built, /^maatwerk-canvas-[0-9a-f]{10}\.wasm$/);
  const modules = built.filter((name) => /^maatwerk-canvas-([a-z]+-)?[0-9a-f]{10}\.wasm$/.test(name));
  await mkdir(folder, { recursive: true });
  const xlsx = only(built, /^maatwerk-canvas-xlsx-[0-9a-f]{10}\.js$/);
  for (const name of [chunk, xlsx, ...modules, ...built.filter(isText)]) await cp(resolve(to, name), resolve(folder, name));
  await script('src/embed/maatwerk-canvas.js', resolve(folder, 'maatwerk-canvas.js'), {
    CHUNK: JSON.stringify(`./${chunk}`),
    EARLY: JSON.stringify(await early(folder)),
    VERSION: JSON.stringify(release),
    // The app is two folders up.
    APP: JSON.stringify('../../'),
  });
  for (const name of ['maatwerk-canvas.d.ts', 'react.d.ts', 'custom-elements.json']) {
    await cp(resolve(root, TYPES, name), resolve(folder, name));
  }
  await cp(resolve(root, 'api/canvas.schema.json'), resolve(folder, 'canvas.schema.json'));
}

function only(names, pattern) {
  const found = names.filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`Expected one file like ${pattern}, found: ${found.join(', ') || 'none'}. Build first.`);
  return found[0];
}

/** Writes the stable entry, for host pages that want each new release. */
async function entry() {
  const contract = resolve(to, 'embed', CONTRACT);
  await mkdir(contract, { recursive: true });
  await writeFile(resolve(contract, 'maatwerk-canvas.js'), `import '../${release}/maatwerk-canvas.js';\n`);
  await writeFile(resolve(contract, 'maatwerk-canvas.d.ts'), `export * from '../${release}/maatwerk-canvas.js';\n`);
}

/** Makes the folder an npm package. */
async function npm() {
  const at = (name) => `./embed/${release}/${name}`;
  const manifest = {
    name: 'maatwerk-canvas',
    version: release,
    description: 'The maatwerkcanvas as a custom element: a plan on one page, with live costs, benefits and grades, kept in the browser.',
    license: 'EUPL-1.2',
    type: 'module',
    main: at('maatwerk-canvas.js'),
    types: at('maatwerk-canvas.d.ts'),
    customElements: at('custom-elements.json'),
    // Importing it defines the element.
    sideEffects: true,
    exports: {
      '.': { types: at('maatwerk-canvas.d.ts'), default: at('maatwerk-canvas.js') },
      './react': { types: at('react.d.ts') },
      './canvas.schema.json': at('canvas.schema.json'),
      './custom-elements.json': at('custom-elements.json'),
      './package.json': './package.json',
      // To copy next to a bundle, or to serve as it is.
      './files/*': `./embed/${release}/*`,
    },
    files: [`embed/${release}`, '!**/*.br', '!**/*.gz', 'LICENSE', 'README.md', 'THIRD-PARTY.txt'],
    keywords: ['custom-element', 'web-component', 'nl-design-system', 'maatwerk'],
  };
  await writeFile(resolve(to, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  await cp(resolve(root, 'LICENSE'), resolve(to, 'LICENSE'));
  await writeFile(resolve(to, 'README.md'), await readme());
}

/** Writes the readme for embedders, with its links pointing into the package. */
async function readme() {
  const there = { '../api/canvas.schema.json': `embed/${release}/canvas.schema.json` };
  const page = await readFile(resolve(root, 'docs/embedding.md'), 'utf8');
  return page.replace(/\]\((?![a-z]+:|#)([^)]+)\)/g, (link, target) => {
    if (!there[target]) throw new Error(`docs/embedding.md links to ${target}, which is not in the package.`);
    return `](${there[target]})`;
  });
}

/**
 * Writes hashes for `integrity=`, and an import map section that verifies what the script loads.
 */
async function listIntegrity() {
  const hashes = {};
  for (const name of (await readdir(folder)).sort()) {
    if (!/\.(js|wasm)$/.test(name) && !isText(name)) continue;
    const hash = createHash('sha384').update(await readFile(resolve(folder, name))).digest('base64');
    hashes[`./${name}`] = `sha384-${hash}`;
  }
  await writeFile(resolve(folder, 'integrity.json'), `${JSON.stringify({ version: release, integrity: hashes }, null, 2)}\n`);
  return hashes;
}

async function files(at = to) {
  const found = await readdir(at, { withFileTypes: true, recursive: true });
  return found.filter((it) => it.isFile()).map((it) => resolve(it.parentPath ?? it.path, it.name)).sort();
}

async function compress() {
  const params = { [constants.BROTLI_PARAM_QUALITY]: quick ? 4 : 11 };
  for (const path of await files()) {
    if (!TEXTS.has(extname(path))) continue;
    const bytes = await readFile(path);
    const size = { ...params, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes, { params: size }));
    await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: quick ? 1 : 9 }));
  }
}

async function checksums() {
  const lines = [];
  for (const path of await files()) {
    const name = relative(to, path).split(sep).join('/');
    lines.push(`${createHash('sha256').update(await readFile(path)).digest('hex')}  ${name}`);
  }
  await writeFile(resolve(to, 'SHA256SUMS'), `${lines.join('\n')}\n`);
}

function report() {
  console.log(`maatwerk-canvas ${release} is in ${relative(root, to) || '.'}/`);
  console.log('  index.html                          the app, for any web server');
  console.log(`  embed/${release}/maatwerk-canvas.js        the element; this folder never changes`);
  console.log(`  embed/${CONTRACT}/maatwerk-canvas.js           points at the newest`);
  console.log('  package.json                        npm publish from this folder');
  console.log(`  integrity of the element            ${integrity['./maatwerk-canvas.js']}`);
}
