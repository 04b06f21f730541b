// Measures what is loaded before the first key can be typed, and each part of the module, compressed with
// brotli; fails where one weighs more than it may.
//
//   node xtask/web/size.mjs            the files
//   node xtask/web/size.mjs --inside   what is in the parts as well, by crate and by cause

import { readFile, readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { root } from './paths.mjs';
import { FIRST, PARTS } from './split/parts.mjs';
import { isText } from './texts.mjs';
import { inside } from './weights.mjs';

/** What may be loaded before the first key can be typed, in bytes of brotli. */
const BARS = { overview: 410_000, canvas: 450_000 };
/**
 * What all parts of the module together may weigh. The aim is 700 kB. The module had that until it could seal a device
 * (62 kB) and had what is around the plan, the weeks and the team (50 kB), teams that are encrypted (50 kB), tables with
 * their agenda, the archive and all of the method in the examples (30 kB), results with the report for the council (102 kB),
 * and unlocking by a passkey and beginning anew (13 kB, all in the part that locks). The examples and the price list (15 kB)
 * are files of their own since.
 */
const ALL = 1_016_000;
const SHIM = 6_000;
/** The most that each part may weigh; `start` is the module that all of them need. A part that gets lighter gets a lower one. */
const CEILINGS = {
  start: 334_000, overview: 37_900, canvas: 84_900, shared: 43_200, findings: 17_200, lock: 73_300, team: 28_500, week: 9_700,
  files: 86_000, sheets: 138_600, results: 108_700, calculation: 52_200,
};
/** Files in dist that nobody waits for. */
const LATER = /^(maatwerk-canvas-xlsx-[0-9a-f]{10}\.js|THIRD-PARTY\.txt|icon-512\.png|icon-192\.png|sw\.js)$/;
/** Files that `cargo xtask dist` adds. */
const RELEASE = /^(LICENSE|README\.md|SHA256SUMS|package\.json|sbom\.cdx\.json)$|\.(br|gz)$/;
const MODULE = /^maatwerk-canvas(?:-([a-z]+))?-[0-9a-f]{10}\.wasm$/;

const dist = resolve(root, process.env.MAATWERK_DIST ?? 'dist');
const found = (await readdir(dist, { withFileTypes: true })).filter((it) => it.isFile()).map(({ name }) => name);
const names = found.filter((name) => !LATER.test(name) && !RELEASE.test(name) && !isText(name)).sort();
const rows = await Promise.all(names.map(async (name) => weigh(name, await readFile(resolve(dist, name)))));
const part = (name) => rows.find((row) => row.part === name);
const page = rows.filter((row) => row.part === undefined);

function weigh(name, bytes) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  // Images are compressed already: a server sends them as they are.
  const sent = name.endsWith('.png') ? bytes.length : brotliCompressSync(bytes, { params }).length;
  const module = MODULE.exec(name);
  return { name, part: module ? (module[1] ?? 'start') : undefined, raw: bytes.length, sent };
}

/** What a part needs before it, and the part. */
function withNeeds(name) {
  const needs = PARTS.find((it) => it.name === name)?.needs ?? [];
  return [...needs.flatMap(withNeeds), name];
}

const sum = (list, key) => list.reduce((all, row) => all + row[key], 0);
const first = (view) => [...page, part('start'), ...[...new Set(FIRST[view].flatMap(withNeeds))].map(part)].filter(Boolean);
const totals = Object.keys(BARS).map((view) => ({ name: `first: ${view}`, raw: sum(first(view), 'raw'), sent: sum(first(view), 'sent'), bar: BARS[view] }));
const modules = rows.filter((row) => row.part);
totals.push({ name: 'all parts of the module', raw: sum(modules, 'raw'), sent: sum(modules, 'sent'), bar: ALL });

const number = (value) => (value === undefined ? '' : value.toLocaleString('en-GB')).padStart(11);
const line = (name, raw, sent, bar) => console.log(`${name.padEnd(44)}${number(raw)}${number(sent)}${number(bar)}`);
console.log(`${'file'.padEnd(44)}${'raw'.padStart(11)}${'brotli'.padStart(11)}${'at most'.padStart(11)}`);
for (const row of rows) line(row.name, row.raw, row.sent, CEILINGS[row.part]);
for (const { name, raw, sent, bar } of totals) line(name, raw, sent, bar);

const complaints = [];
const shim = rows.find(({ name }) => name === 'maatwerk-canvas.js');
for (const name of Object.keys(CEILINGS)) if (!part(name)) complaints.push(`There is no part "${name}" in dist: build in release first.`);
for (const row of rows) {
  if (row.part && !CEILINGS[row.part]) complaints.push(`${row.name} is of no part that has a ceiling.`);
  if (row.sent > CEILINGS[row.part]) complaints.push(`${row.name} is ${row.sent} bytes; ${CEILINGS[row.part]} are allowed.`);
}
if (!shim) complaints.push('There is no maatwerk-canvas.js in dist.');
if (shim?.sent > SHIM) complaints.push(`The shim is ${shim.sent} bytes; ${SHIM} are allowed.`);
for (const { name, sent, bar } of totals) if (sent > bar) complaints.push(`${name}: ${sent} bytes are loaded; ${bar} are allowed.`);
if (process.argv.includes('--inside')) await inside();
if (complaints.length) {
  console.error(complaints.join('\n'));
  process.exitCode = 1;
}
