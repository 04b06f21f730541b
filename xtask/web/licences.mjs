// Collects the licences of everything in a release: the crates in the module, and the style sheet's
// CSS.

import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';
import { root, scratch } from './paths.mjs';

const TEXT = /^(licen[cs]e|copying|notice|unlicense)/i;

/** The text of THIRD-PARTY.txt. */
export async function thirdParty() {
  const style = await readFile(resolve(scratch, 'THIRD-PARTY.txt'), 'utf8');
  const line = '='.repeat(80);
  return `${style}\n\n${line}\n\nThe script that writes workbooks contains these packages.\n\n${await scripts()}\n\n${line}\n\nThe WebAssembly module of the maatwerkcanvas contains code of these crates.\n\n${await crates()}\n`;
}

/** The names of the npm packages that these files are of. */
export function packagesOf(inputs) {
  const names = inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  return [...new Set(names.filter(Boolean))].sort();
}

/** The licences of the packages in the script that writes workbooks. */
async function scripts() {
  const names = JSON.parse(await readFile(resolve(scratch, 'script-packages.json'), 'utf8'));
  const parts = await Promise.all(names.map(async (name) => {
    const folder = resolve(root, 'node_modules', name);
    const { version, license } = JSON.parse(await readFile(resolve(folder, 'package.json'), 'utf8'));
    const file = (await readdir(folder)).find((it) => TEXT.test(it));
    return `${name} ${version} (${license})\n\n${await readFile(resolve(folder, file), 'utf8')}`;
  }));
  return parts.join(`\n\n${'-'.repeat(80)}\n\n`);
}

async function crates() {
  const texts = new Map();
  const bare = [];
  for (const { name, version, license, manifest_path: manifest } of await cratesInModule()) {
    const title = `${name} ${version} (${license ?? 'see its licence file'})`;
    const folder = dirname(manifest);
    const files = (await readdir(folder)).filter((file) => TEXT.test(file)).sort();
    if (!files.length) bare.push(title);
    for (const file of files) {
      const text = (await readFile(resolve(folder, file), 'utf8').catch(() => '')).trim();
      if (text) texts.set(text, [...(texts.get(text) ?? []), title]);
    }
  }
  const parts = [...texts].map(([text, titles]) => `${titles.join('\n')}\n\n${text}`);
  if (bare.length) parts.push(`These bring no licence file of their own; the name says which licence they are under.\n\n${bare.join('\n')}`);
  return parts.join(`\n\n${'-'.repeat(80)}\n\n`);
}

/** The packages in the module: normal dependencies for wasm, without build dependencies. */
export async function cratesInModule() {
  const flags = ['metadata', '--format-version', '1', '--locked', '--offline', '--filter-platform', 'wasm32-unknown-unknown'];
  const { stdout } = await promisify(execFile)('cargo', flags, { cwd: root, maxBuffer: 1 << 28 });
  const { packages, resolve: graph } = JSON.parse(stdout);
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const known = new Map(packages.map((it) => [it.id, it]));
  const seen = new Set();
  const todo = [graph.root];
  for (let id = todo.pop(); id !== undefined; id = todo.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) {
      const macro = known.get(pkg).targets.some(({ kind }) => kind.includes('proc-macro'));
      if (!macro && kinds.some(({ kind }) => kind === null)) todo.push(pkg);
    }
  }
  seen.delete(graph.root);
  return [...seen].map((id) => known.get(id)).sort((a, b) => a.name.localeCompare(b.name));
}
