// Weighs everything that a first visit loads, as a server with brotli would send it.

import { readFile, readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { root } from './paths.mjs';

/** All that a first visit loads, and what a host page pays before wasm is asked for. Bytes, brotli. */
const BUDGET = 190_000;
/** Where we are: the app has outgrown its budget, and must not grow further until it fits. */
const CEILING = 575_000;
const SHIM_BUDGET = 6_000;
/** In dist, but not part of a first visit. */
const LATER = /^(THIRD-PARTY\.txt|icon-512\.png|icon-192\.png|sw\.js)$/;
/** What `cargo xtask dist` adds. */
const RELEASE = /^(LICENSE|README\.md|SHA256SUMS|package\.json)$|\.(br|gz)$/;

const dist = resolve(root, 'dist');
const found = (await readdir(dist, { withFileTypes: true })).filter((it) => it.isFile()).map(({ name }) => name);
const names = found.filter((name) => !LATER.test(name) && !RELEASE.test(name)).sort();
const rows = await Promise.all(names.map(async (name) => weigh(name, await readFile(resolve(dist, name)))));

function weigh(name, bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  // Pictures are compressed already: a server sends them as they are.
  const sent = name.endsWith('.png') ? bytes.length : brotliCompressSync(bytes, { params }).length;
  return { name, raw: bytes.length, sent };
}

const total = { name: 'together', raw: sum('raw'), sent: sum('sent') };
const number = (value) => value.toLocaleString('en-GB').padStart(10);
console.log(`${'file'.padEnd(34)}${'raw'.padStart(10)}${'brotli'.padStart(10)}`);
for (const { name, raw, sent } of [...rows, total]) console.log(`${name.padEnd(34)}${number(raw)}${number(sent)}`);
console.log(`${'budget'.padEnd(44)}${number(BUDGET)}`);
console.log(`${'ceiling, until it fits'.padEnd(44)}${number(CEILING)}`);

function sum(key) {
  return rows.reduce((all, row) => all + row[key], 0);
}

const shim = rows.find(({ name }) => name === 'maatwerk-canvas.js');
const complaints = [];
if (!rows.some(({ name }) => name.endsWith('.wasm'))) complaints.push('There is no wasm module in dist: build first.');
if (!shim) complaints.push('There is no maatwerk-canvas.js in dist.');
if (shim?.sent > SHIM_BUDGET) complaints.push(`The shim is ${shim.sent} bytes; ${SHIM_BUDGET} are allowed.`);
if (total.sent > CEILING) complaints.push(`A first visit loads ${total.sent} bytes; ${CEILING} are allowed.`);
else if (total.sent > BUDGET) console.warn(`\nOver budget: a first visit loads ${total.sent} bytes instead of ${BUDGET}.`);
if (complaints.length) {
  console.error(complaints.join('\n'));
  process.exitCode = 1;
}
