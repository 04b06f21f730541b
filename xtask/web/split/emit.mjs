// Writes one part of a split module. The module that starts exports its memory, its table of functions and
// its globals. A part imports those; a function of another part it imports by its place in that table, as a
// number: how far that is from the place of the import before it. So src/embed/parts.js needs no list of what
// a part wants, and the numbers are short.

import { Writer } from './bytes.mjs';
import { walk } from './code.mjs';
import { KINDS, writeExports } from './module.mjs';
import { START } from './owners.mjs';

const HEADER = [0, 97, 115, 109, 1, 0, 0, 0];
/** Table entries that lie this far apart go in one list, what is between them filled up where it may be. */
const GAP = 4;
/** How many of a part's imports come first, as they are used most. */
const OFTEN = 100;

/** What the module that starts exports a thing under, for the other parts; the table of functions is `$t`. */
const exportName = (plan, kind, index) => (kind === 'table' && index === plan.table ? '$t' : `$${kind[0]}${index}`);

/**
 * @param {import('./plan.mjs').Plan} plan
 * @param {string} name
 * @returns {Uint8Array}
 */
export function emit(plan, name) {
  const part = new Part(plan, name);
  const out = new Writer().bytes(HEADER);
  const has = (list) => list.length > 0;
  const section = (id, list, write) => has(list) && out.section(id, (to) => to.list(list, (item) => write(item, to)));
  section(1, part.types.list, (type, to) => to.bytes(plan.module.types[type]));
  section(2, part.imports(), writeImport(part));
  section(3, part.own, (index, to) => to.u32(part.types.of(plan.typeOf(index))));
  if (name === START) {
    out.section(4, (to) => to.list(plan.module.tables.map(plan.grown), (bytes) => to.bytes(bytes)));
    section(5, plan.module.memories, (bytes, to) => to.bytes(bytes));
    section(6, plan.module.globals, ({ bytes }, to) => to.bytes(bytes));
  }
  if (part.exports().length) out.section(7, (to) => writeExports(part.exports(), to));
  if (name === START && plan.module.start !== undefined) out.section(8, (to) => to.u32(part.functions.of(plan.module.start)));
  section(9, part.elements(), (run, to) => writeElement(part, run, to));
  section(10, part.own, (index, to) => to.sized((body) => writeBody(part, index, body)));
  section(11, plan.data.filter(({ owner }) => owner === name), ({ address, bytes }, to) => {
    to.u32(0).byte(0x41).s33(address | 0).byte(0x0b).u32(bytes.length).bytes(bytes);
  });
  return out.result();
}

/** The old and the new numbers of what a part has of one kind. */
class Numbers {
  constructor(list) {
    this.list = list;
    this.map = new Map(list.map((old, index) => [old, index]));
  }

  of(old) {
    const found = this.map.get(old);
    if (found === undefined) throw new Error(`A part refers to ${old}, which it doesn't have.`);
    return found;
  }
}

class Part {
  constructor(plan, name) {
    const { module } = plan;
    Object.assign(this, { plan, name });
    const uses = this.#count(plan.functionsOf(name));
    const often = (kind) => (one, other) => (uses[kind].get(other) ?? 0) - (uses[kind].get(one) ?? 0) || one - other;
    const first = name === START;
    const all = (kind, count) => (first ? Array.from({ length: count }, (_, index) => index) : [...uses[kind].keys()].sort(often(kind)));
    this.own = plan.functionsOf(name);
    const mine = new Set(this.own);
    this.foreign = first ? module.imports.filter(({ kind }) => kind === 'function').map((_, index) => index)
      : bySlot([...uses.function.keys()].filter((index) => !mine.has(index)).sort(often('function')), plan.slotOf);
    this.functions = new Numbers([...this.foreign, ...this.own]);
    for (const index of this.functions.list) uses.type.set(plan.typeOf(index), (uses.type.get(plan.typeOf(index)) ?? 0) + 1);
    this.types = new Numbers([...uses.type.keys()].sort(often('type')));
    this.globals = new Numbers(all('global', module.imported.global + module.globals.length));
    uses.table.set(plan.table, 1);
    this.tables = new Numbers(all('table', module.imported.table + module.tables.length));
  }

  /** How often each thing is referred to, by its kind. */
  #count(own) {
    const uses = { function: new Map(), type: new Map(), global: new Map(), table: new Map() };
    for (const index of own) {
      const { from, to } = this.plan.body(index);
      walk(this.plan.module.bytes, from, to, (kind, target) => uses[kind].set(target, (uses[kind].get(target) ?? 0) + 1));
    }
    return uses;
  }

  imports() {
    const { module, slotOf } = this.plan;
    if (this.name === START) return module.imports;
    const other = (kind) => (index) => ({ kind, index, name: exportName(this.plan, kind, index) });
    return [
      ...this.foreign.map((index, at) => ({ kind: 'function', index, name: String(slotOf.get(index) - (slotOf.get(this.foreign[at - 1]) ?? 0)) })),
      ...this.tables.list.map(other('table')),
      other('memory')(0),
      ...this.globals.list.map(other('global')),
    ];
  }

  exports() {
    const { module, entries } = this.plan;
    const mine = module.exports.filter((item) => (item.kind === 'function' && entries.get(item.name) ? entries.get(item.name) : START) === this.name);
    const moved = mine.map((item) => ({ ...item, index: item.kind === 'function' ? this.functions.of(item.index) : item.index }));
    if (this.name !== START) return moved;
    const shared = (kind, count) => Array.from({ length: count }, (_, index) => ({ name: exportName(this.plan, kind, index), kind, index }));
    return [...moved, ...shared('table', this.tables.list.length), ...shared('memory', 1), ...shared('global', this.globals.list.length)];
  }

  /** The part's entries in the table, in runs. Only the start may fill up a gap: what is there comes later. */
  elements() {
    const runs = [];
    for (const [slot, index] of this.plan.slots) {
      if (this.plan.owners[index] !== this.name) continue;
      const last = runs.at(-1);
      const gap = last ? slot - last.offset - last.functions.length : Infinity;
      if (gap > (this.name === START ? GAP : 0)) runs.push({ offset: slot, functions: [index] });
      else last.functions.push(...Array(gap).fill(index), index);
    }
    return runs;
  }
}

/** Functions in the order of their places in the table, first those that are used most: their numbers take one byte. */
function bySlot(often, slotOf) {
  const order = (list) => list.sort((one, other) => slotOf.get(one) - slotOf.get(other));
  return [...order(often.slice(0, OFTEN)), ...order(often.slice(OFTEN))];
}

function writeImport(part) {
  const { module, grown } = part.plan;
  return (item, to) => {
    to.string(item.module ?? '').string(item.name).byte(KINDS.indexOf(item.kind));
    if (item.kind === 'function') to.u32(part.types.of(item.module === undefined ? part.plan.typeOf(item.index) : item.index));
    else if (item.module !== undefined) to.bytes(item.type);
    else if (item.kind === 'table') to.bytes(grown(module.tables[item.index], item.index));
    else if (item.kind === 'memory') to.bytes(module.memories[0]);
    else to.bytes(module.globals[item.index].type);
  };
}

function writeElement(part, { offset, functions }, to) {
  const table = part.tables.of(part.plan.table);
  if (table === 0) to.u32(0);
  else to.u32(2).u32(table);
  to.byte(0x41).s33(offset).byte(0x0b);
  if (table !== 0) to.byte(0);
  to.list(functions, (index) => to.u32(part.functions.of(index)));
}

/** A function's body with its references renumbered. */
function writeBody(part, index, to) {
  const { bytes } = part.plan.module;
  const body = part.plan.body(index);
  const numbers = { function: part.functions, type: part.types, global: part.globals, table: part.tables };
  let done = body.from;
  walk(bytes, body.from, body.to, (kind, old, from, end, signed) => {
    to.bytes(bytes.subarray(done, from));
    const fresh = numbers[kind].of(old);
    if (signed) to.s33(fresh);
    else to.u32(fresh);
    done = end;
  });
  to.bytes(bytes.subarray(done, body.to));
}
