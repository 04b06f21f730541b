// Decides what goes into which part of a module, and which places of the table of functions join them.

import { Writer, Reader } from './bytes.mjs';
import { walk } from './code.mjs';
import { cut } from './data.mjs';
import { links } from './links.mjs';
import { exported, home, reach, START } from './owners.mjs';

/** How many bytes of a function's body, in which are its locals, say what it is like. */
const HEAD = 4;

export class Plan {
  /**
   * @param {import('./module.mjs').Module} linked  as the linker made it, with relocations
   * @param {import('./module.mjs').Module} module  the same, finished
   * @param {import('./owners.mjs').Part[]} parts
   */
  constructor(linked, module, parts) {
    const graph = links(linked);
    const seeds = [...exported(linked, parts), ...graph.rootless.map((node) => [node, 1])];
    const bits = reach(graph.edges.length, (node) => graph.edges[node], seeds);
    const place = home(parts);
    this.module = module;
    this.entries = new Map(parts.flatMap(({ entries, name }) => entries.map((entry) => [entry, name])));
    this.table = linked.elements[0]?.table ?? 0;
    this.slots = slotsOf(module);
    this.calls = module.functions.map(({ from, to }) => callsIn(module, from, to));
    const known = new Map([...slotsOf(linked)].map(([slot, index]) => [slot, bits[index]]));
    this.owners = this.#owners(known, parts, place);
    this.data = cut(module.data, graph.pieces.map(({ address, from, to }, index) => ({
      address, size: to - from, owner: place(bits[graph.count + index]),
    })));
    this.#openSlots([START, ...parts.map(({ name }) => name)]);
  }

  /** The type of a function, by number. */
  typeOf(index) {
    const imported = this.module.imported.function;
    if (index >= imported) return this.module.functions[index - imported].type;
    return this.module.imports.filter(({ kind }) => kind === 'function')[index].index;
  }

  body(index) {
    return this.module.functions[index - this.module.imported.function];
  }

  /** The functions of a part in the order in which it has them: alike beside alike, as brotli likes it. */
  functionsOf(name) {
    const imported = this.module.imported.function;
    const own = this.module.functions.map((_, at) => imported + at).filter((index) => this.owners[index] === name);
    const size = (index) => this.body(index).to - this.body(index).from;
    const head = ({ from }) => this.module.bytes.subarray(from, from + HEAD);
    return own.sort((one, other) => (
      this.typeOf(one) - this.typeOf(other) || Buffer.compare(head(this.body(one)), head(this.body(other))) || size(one) - size(other) || one - other
    ));
  }

  /** The type of a table, with room for the places that have been added. */
  grown = (bytes, table) => {
    if (table !== this.table) return bytes;
    return new Writer().byte(bytes[0]).byte(0).u32(this.size).result();
  };

  /** Whose each function is, `undefined` for one that nothing reaches: by who reaches it: by calls, and by its places in the table, as those were in the linked module. */
  #owners(known, parts, place) {
    const { module, slots } = this;
    const imported = module.imported.function;
    // What is in the table and was not, wasm-bindgen has put there. What nothing reached, is left out.
    const taken = [...slots].map(([slot, index]) => [index, known.get(slot) ?? 1]);
    const next = (index) => (index < imported ? [] : this.calls[index - imported]);
    const bits = reach(imported + module.functions.length, next, [...exported(module, parts), ...taken]);
    return [...bits].map((its, index) => (index < imported ? START : its ? place(its) : undefined));
  }

  /** Gives a place in the table to each function that another part calls. */
  #openSlots(names) {
    const { module, owners } = this;
    this.size = Math.max(entriesOf(module.tables[this.table]), ...[...this.slots.keys()].map((slot) => slot + 1));
    this.slotOf = new Map([...this.slots].map(([slot, index]) => [index, slot]).reverse());
    const wanted = new Set();
    this.calls.forEach((calls, at) => {
      const caller = owners[module.imported.function + at];
      for (const callee of calls) if (caller && owners[callee] !== caller) wanted.add(callee);
    });
    // One part's beside one another, as the part has them: one list of entries.
    const imported = [...wanted].filter((index) => index < module.imported.function);
    const own = names.flatMap((name) => this.functionsOf(name)).filter((index) => wanted.has(index));
    for (const index of [...imported, ...own]) {
      if (this.slotOf.has(index)) continue;
      this.slotOf.set(index, this.size);
      this.slots.set(this.size, index);
      this.size += 1;
    }
  }
}

function callsIn(module, from, to) {
  const found = new Set();
  walk(module.bytes, from, to, (kind, target) => kind === 'function' && found.add(target));
  return found;
}

/** How many entries a table has, by its type. */
function entriesOf(table) {
  return new Reader(table, 2).u32();
}

/** The functions in the table, by their places. */
function slotsOf(module) {
  const all = module.elements.flatMap(({ offset, functions }) => functions.map((index, at) => [offset + at, index]));
  return new Map(all.sort(([one], [other]) => one - other));
}
