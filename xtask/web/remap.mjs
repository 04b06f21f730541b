// Runs before trunk's build, and before any other for wasm: writes .cargo/remap.toml, which .cargo/config.toml
// includes. By it the compiler writes the same paths on every machine, so that a module tells nothing of who built
// it where, and the same source gives the same module. Written only if it changes, as a new flag has everything
// built again. A cargo before 1.94 doesn't include it: finish.mjs then says so.

import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { buildFolders, root } from './paths.mjs';

const WASM = 'wasm32-unknown-unknown';
const file = resolve(root, '.cargo/remap.toml');

const { cargo } = buildFolders();
const sysroot = execFileSync('rustc', ['--print', 'sysroot'], { cwd: root, encoding: 'utf8' }).trim();
// Of two that fit, the compiler takes the later.
const flags = Object.entries({ [cargo]: '/cargo', [sysroot]: '/rust', [resolve(root)]: '/maatwerkcanvas' })
  .map(([from, to]) => `  ${JSON.stringify(`--remap-path-prefix=${from}=${to}`)},\n`);
const text = `# Written by xtask/web/remap.mjs for this machine.\n[target.${WASM}]\nrustflags = [\n${flags.join('')}]\n`;
const before = await readFile(file, 'utf8').catch(() => '');
if (before !== text) await writeFile(file, text);
