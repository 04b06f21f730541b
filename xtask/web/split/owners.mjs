// Decides which part of the app has each function and each piece of data.
//
// A part begins with one or more exported functions, and has what can be reached from there. What several parts
// reach, and what the rest of the module reaches, goes where all of them find it: see `home`.

/** @typedef {{ name: string, entries: string[], needs: string[] }} Part  as in parts.mjs */

export const START = 'start';

/**
 * Which parts reach each node, as bits: the first is for the module that starts, the others are in the
 * order of `parts`.
 * @param {(node: number) => Iterable<number>} next  what a node refers to
 * @param {[number, number][]} seeds  nodes with the bits that they begin with
 * @returns {Uint32Array}
 */
export function reach(count, next, seeds) {
  const bits = new Uint32Array(count);
  const work = [];
  const mark = (node, more) => {
    if ((bits[node] | more) === bits[node]) return;
    bits[node] |= more;
    work.push(node);
  };
  for (const [node, more] of seeds) mark(node, more);
  while (work.length) {
    const node = work.pop();
    for (const other of next(node)) mark(other, bits[node]);
  }
  return bits;
}

/** The seeds that a module's exports give: the entries of each part, and all else for the start. */
export function exported(module, parts) {
  const bit = new Map(parts.flatMap(({ entries }, index) => entries.map((entry) => [entry, 2 << index])));
  for (const entry of bit.keys()) {
    if (!module.exports.some(({ name }) => name === entry)) throw new Error(`The module has no "${entry}", where a part begins.`);
  }
  const seeds = module.exports.filter(({ kind }) => kind === 'function').map(({ name, index }) => [index, bit.get(name) ?? 1]);
  if (module.start !== undefined) seeds.push([module.start, 1]);
  for (let index = 0; index < module.imported.function; index += 1) seeds.push([index, 1]);
  return seeds;
}

/**
 * Gives the name of the part where a node belongs, by the parts that reach it: the one that all of them
 * need, and of those the one that is needed last.
 * @param {Part[]} parts  each after those that it needs
 */
export function home(parts) {
  const all = new Map(parts.map((part) => [part.name, part]));
  const closure = (name) => new Set([name, ...all.get(name).needs.flatMap((need) => [...closure(need)])]);
  const closures = parts.map(({ name }) => closure(name));
  const kept = new Map();
  const find = (bits) => {
    if (bits & 1) return START;
    const reaching = closures.filter((_, index) => bits & (2 << index));
    const common = parts.map(({ name }) => name).filter((name) => reaching.every((its) => its.has(name)));
    const last = common.at(-1);
    // What goes there may refer to what all of these have.
    if (common.some((name) => !closure(last).has(name))) throw new Error(`No part needs all of: ${common.join(', ')}.`);
    return last ?? START;
  };
  return (bits) => {
    if (!kept.has(bits)) kept.set(bits, bits ? find(bits) : START);
    return kept.get(bits);
  };
}
