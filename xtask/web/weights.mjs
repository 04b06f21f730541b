// What is in the parts of the module, by the names that functions have before they are left out: by the
// crate that wrote the code, and by the cause that made the compiler write it. Before compression.

import { readFile } from 'node:fs/promises';
import { WEIGHTS } from './wasm.mjs';

/** Causes by what a function's name has in it; a function can have several. */
const CAUSES = {
  'building views (Render::build)': /\bRender\b.*(build|rebuild)|::build\b/,
  'readers and writers (serde)': /\bserde|Deserialize|Serialize|::visit_/,
  'BTreeMap and BTreeSet': /::btree::/,
  'drop glue': /drop_in_place|drop_glue/,
  'sorting': /::sort(ed)?::|::slice::sort/,
  'closures called by pointer': /FnOnce|FnMut|call_once|\{\{closure\}\}/,
  'memos and signals': /reactive_graph::(computed|signal|effect)/,
};
const SHOWN = 14;

/** Prints two tables. */
export async function inside() {
  const text = await readFile(WEIGHTS, 'utf8').catch(() => undefined);
  if (!text) throw new Error('Nothing is known of what is in the module: build in release first.');
  const all = JSON.parse(text);
  const parts = [...new Set(all.map(({ part }) => part))];
  table('crate', parts, all, ({ name }) => [crateOf(name)]);
  table('cause (overlapping)', parts, all, ({ name }) => Object.keys(CAUSES).filter((cause) => CAUSES[cause].test(name)));
}

/** The crate of a function: of the first path in its name. */
export function crateOf(name) {
  if (name === 'data') return 'data';
  const path = /([a-z_][a-z0-9_]*)(?:\[[0-9a-f]+\])?::/.exec(name);
  return path ? path[1] : 'other';
}

function table(title, parts, all, groupsOf) {
  const rows = new Map();
  for (const item of all) {
    for (const group of groupsOf(item)) {
      const row = rows.get(group) ?? rows.set(group, new Map()).get(group);
      for (const key of [item.part, 'all']) row.set(key, (row.get(key) ?? 0) + item.size);
    }
  }
  const columns = ['all', ...parts];
  const cell = (bytes = 0) => (bytes / 1000).toFixed(1).padStart(9);
  console.log(`\n${title.padEnd(32)}${columns.map((name) => name.slice(0, 8).padStart(9)).join('')}   kB raw`);
  const heaviest = [...rows].sort(([, one], [, other]) => other.get('all') - one.get('all')).slice(0, SHOWN);
  for (const [group, row] of heaviest) console.log(`${group.padEnd(32)}${columns.map((name) => cell(row.get(name))).join('')}`);
}
