// What refers to what in a module as the linker made it, by the relocations that it has kept: a function
// to functions that it calls or takes the address of, and to data; data to functions and data.

import { Reader } from './bytes.mjs';
import { walk } from './code.mjs';

const FUNCTION = 0;
const DATA = 1;
const SECTION = 3;
const UNDEFINED = 0x10;
const NAMED = 0x40;

/** Relocations by what they point to, and whether a number to add follows. */
const TO_FUNCTION = new Set([0, 26]);
const TO_ENTRY = new Set([1, 2, 12, 18, 19, 24]);
const TO_DATA = new Set([3, 4, 5, 11, 14, 15, 16, 17, 21, 23, 25]);
const WITH_ADDEND = new Set([...TO_DATA, 8, 9, 22]);

/**
 * The graph of a linked module. A node is a function by its index, or a piece of data by its index behind
 * those. `entries` are the functions whose address is taken by a node; calls are in `edges` too.
 * @param {import('./module.mjs').Module} module
 */
export function links(module) {
  const symbols = readSymbols(module);
  const pieces = piecesOf(module, symbols);
  const count = module.imported.function + module.functions.length;
  const edges = Array.from({ length: count + pieces.list.length }, () => new Set());
  const pointedTo = (entry) => {
    const symbol = symbols[entry.symbol];
    if (TO_DATA.has(entry.type)) return symbol.piece === undefined ? undefined : count + symbol.piece;
    return TO_FUNCTION.has(entry.type) || TO_ENTRY.has(entry.type) ? symbol.index : undefined;
  };
  const taken = new Set();
  const add = (from, entry) => {
    const to = pointedTo(entry);
    if (to === undefined) return;
    edges[from].add(to);
    if (TO_ENTRY.has(entry.type)) taken.add(to);
  };
  const rootless = [];
  for (const [from, entry] of byFunction(module)) add(from, entry);
  for (const entry of relocations(module, 'reloc.DATA')) {
    const piece = pieces.at(module.dataAt + entry.offset);
    if (piece === undefined) rootless.push(pointedTo(entry));
    else add(count + piece, entry);
  }
  addCalls(module, edges);
  return { count, edges, taken, pieces: pieces.list, rootless: rootless.filter((node) => node !== undefined) };
}

/** What the linker makes itself calls without a relocation. */
function addCalls(module, edges) {
  module.functions.forEach(({ from, to }, index) => {
    const its = edges[module.imported.function + index];
    walk(module.bytes, from, to, (kind, target) => kind === 'function' && its.add(target));
  });
}

function section(module, name) {
  const found = module.custom.get(name);
  if (!found) throw new Error(`The module has no "${name}": link it with --emit-relocs.`);
  return new Reader(module.bytes, found.from, found.from + found.bytes.length);
}

function readSymbols(module) {
  const reader = section(module, 'linking');
  reader.u32();
  while (!reader.done) {
    const kind = reader.byte();
    const size = reader.u32();
    if (kind === 8) return reader.list(() => readSymbol(reader));
    reader.skip(size);
  }
  throw new Error('The module has no table of symbols.');
}

function readSymbol(reader) {
  const kind = reader.byte();
  const flags = reader.u32();
  const defined = !(flags & UNDEFINED);
  if (kind === SECTION) return { kind, index: reader.u32() };
  if (kind === DATA) {
    const symbol = { kind, name: reader.string() };
    return defined ? { ...symbol, segment: reader.u32(), offset: reader.u32(), size: reader.u32() } : symbol;
  }
  const index = reader.u32();
  const name = defined || flags & NAMED ? reader.string() : undefined;
  return { kind, index: kind === FUNCTION ? index : undefined, name };
}

/** The data as pieces in order, none across another: symbols that overlap are one piece. */
function piecesOf(module, symbols) {
  const defined = symbols.filter(({ kind, segment, size }) => kind === DATA && segment !== undefined && size > 0);
  const place = (symbol) => module.data[symbol.segment].from + symbol.offset;
  const list = [];
  for (const symbol of defined.sort((one, other) => place(one) - place(other))) {
    const from = place(symbol);
    const last = list.at(-1);
    if (last && from < last.to) last.to = Math.max(last.to, from + symbol.size);
    else list.push({ from, to: from + symbol.size, address: module.data[symbol.segment].offset + symbol.offset, name: symbol.name });
    symbol.piece = list.length - 1;
  }
  for (const symbol of symbols) if (symbol.size === 0) symbol.piece = indexAt(list, place(symbol));
  return { list, at: (position) => indexAt(list, position) };
}

/** The last item that contains a position. */
function indexAt(list, position) {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle].from <= position) low = middle + 1;
    else high = middle;
  }
  return low > 0 && position < list[low - 1].to ? low - 1 : undefined;
}

function* relocations(module, name) {
  const reader = section(module, name);
  reader.u32();
  const count = reader.u32();
  for (let index = 0; index < count; index += 1) {
    const entry = { type: reader.byte(), offset: reader.u32(), symbol: reader.u32() };
    if (WITH_ADDEND.has(entry.type)) reader.skipNumber();
    yield entry;
  }
}

/** The relocations in the code, each with the function that it is in. */
function* byFunction(module) {
  let at = 0;
  for (const entry of relocations(module, 'reloc.CODE')) {
    // Offsets count from where the section's contents begin, the number of functions included.
    const position = module.codeAt + entry.offset;
    while (at < module.functions.length && position >= module.functions[at].to) at += 1;
    if (at === module.functions.length) return;
    if (position >= module.functions[at].from) yield [module.imported.function + at, entry];
  }
}
