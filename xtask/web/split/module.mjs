// Reads a WebAssembly module into lists of what is in it, as far as splitting needs.

import { Reader } from './bytes.mjs';

export const KINDS = ['function', 'table', 'memory', 'global'];
const SECTION = { custom: 0, types: 1, imports: 2, functions: 3, tables: 4, memories: 5, globals: 6, exports: 7, start: 8, elements: 9, code: 10, data: 11, count: 12 };

/**
 * @typedef {object} Module
 * @property {Uint8Array} bytes
 * @property {Uint8Array[]} types  each with its bytes
 * @property {{ module: string, name: string, kind: string, type: Uint8Array, index?: number }[]} imports
 * @property {Record<string, number>} imported  how many of each kind are imported
 * @property {{ type: number, from: number, to: number }[]} functions  the defined ones, each with where its body is
 * @property {Uint8Array[]} tables @property {Uint8Array[]} memories
 * @property {{ type: Uint8Array, bytes: Uint8Array }[]} globals
 * @property {{ name: string, kind: string, index: number }[]} exports
 * @property {{ table: number, offset: number, functions: number[] }[]} elements
 * @property {{ offset: number, from: number, bytes: Uint8Array }[]} data
 * @property {Map<string, { from: number, bytes: Uint8Array }>} custom
 * @property {number} [start]
 * @property {Map<number, string>} names  of functions
 * @property {number} codeAt @property {number} dataAt  where the contents of these sections begin
 */

/** @returns {Module} */
export function parse(bytes) {
  const module = {
    bytes, types: [], imports: [], functions: [], tables: [], memories: [], globals: [], exports: [], elements: [],
    data: [], custom: new Map(), imported: { function: 0, table: 0, memory: 0, global: 0 }, names: new Map(),
  };
  const reader = new Reader(bytes, 8);
  while (!reader.done) {
    const id = reader.byte();
    const size = reader.u32();
    readSection(module, id, new Reader(bytes, reader.at, reader.at + size));
    reader.skip(size);
  }
  readNames(module);
  return module;
}

function readSection(module, id, reader) {
  const readers = {
    [SECTION.custom]: () => {
      const name = reader.string();
      module.custom.set(name, { from: reader.at, bytes: reader.bytes.subarray(reader.at, reader.end) });
    },
    [SECTION.types]: () => (module.types = reader.list(() => span(reader, skipType))),
    [SECTION.imports]: () => (module.imports = reader.list(() => readImport(module, reader))),
    [SECTION.functions]: () => (module.functions = reader.list(() => ({ type: reader.u32() }))),
    [SECTION.tables]: () => (module.tables = reader.list(() => span(reader, skipTable))),
    [SECTION.memories]: () => (module.memories = reader.list(() => span(reader, skipLimits))),
    [SECTION.globals]: () => (module.globals = reader.list(() => readGlobal(reader))),
    [SECTION.exports]: () => (module.exports = reader.list(() => ({ name: reader.string(), kind: KINDS[reader.byte()], index: reader.u32() }))),
    [SECTION.start]: () => (module.start = reader.u32()),
    [SECTION.elements]: () => (module.elements = reader.list(() => readElement(reader))),
    [SECTION.code]: () => readCode(module, reader),
    [SECTION.data]: () => readData(module, reader),
    [SECTION.count]: () => {},
  };
  if (!readers[id]) throw new Error(`The module has a section ${id}, which can't be split.`);
  readers[id]();
}

function span(reader, skip) {
  const from = reader.at;
  skip(reader);
  return reader.bytes.subarray(from, reader.at);
}

function skipType(reader) {
  const form = reader.byte();
  if (form !== 0x60) throw new Error(`The module has a type of the form ${form}, which can't be split.`);
  reader.skip(reader.u32());
  reader.skip(reader.u32());
}

function skipLimits(reader) {
  const flags = reader.byte();
  reader.u32();
  if (flags & 1) reader.u32();
}

function skipTable(reader) {
  reader.byte();
  skipLimits(reader);
}

function readImport(module, reader) {
  const found = { module: reader.string(), name: reader.string(), kind: KINDS[reader.byte()] };
  if (!found.kind) throw new Error(`The module imports ${found.name}, of a kind that can't be split.`);
  module.imported[found.kind] += 1;
  found.type = span(reader, () => {
    if (found.kind === 'function') found.index = reader.u32();
    else if (found.kind === 'table') skipTable(reader);
    else if (found.kind === 'memory') skipLimits(reader);
    else reader.skip(2);
  });
  return found;
}

function readGlobal(reader) {
  const from = reader.at;
  const type = reader.take(2);
  skipConstant(reader);
  return { type, bytes: reader.bytes.subarray(from, reader.at) };
}

/** Passes over a constant expression; its value if it is a number of 32 bits. */
function skipConstant(reader) {
  const code = reader.byte();
  let value;
  if (code === 0x41) value = reader.s33();
  else if (code === 0x42 || code === 0x23 || code === 0xd2 || code === 0xd0) reader.skipNumber();
  else if (code === 0x43) reader.skip(4);
  else if (code === 0x44) reader.skip(8);
  else throw new Error(`The module has a constant by instruction ${code}, which can't be split.`);
  if (reader.byte() !== 0x0b) throw new Error('The module has a constant of several instructions, which can’t be split.');
  return value;
}

/** Writes the contents of a section of exports. */
export function writeExports(exports, to) {
  to.list(exports, ({ name, kind, index }) => to.string(name).byte(KINDS.indexOf(kind)).u32(index));
}

function readElement(reader) {
  const flags = reader.u32();
  if (flags !== 0 && flags !== 2) throw new Error(`The module has table entries of the form ${flags}, which can't be split.`);
  const table = flags === 2 ? reader.u32() : 0;
  const offset = skipConstant(reader);
  if (flags === 2) reader.byte();
  return { table, offset, functions: reader.list(() => reader.u32()) };
}

function readCode(module, reader) {
  module.codeAt = reader.at;
  reader.list((index) => {
    const size = reader.u32();
    Object.assign(module.functions[index], { from: reader.at, to: reader.at + size });
    reader.skip(size);
  });
}

function readData(module, reader) {
  module.dataAt = reader.at;
  module.data = reader.list(() => {
    if (reader.u32() !== 0) throw new Error('The module has data that waits to be asked for, which can’t be split.');
    const offset = skipConstant(reader);
    const size = reader.u32();
    return { offset, from: reader.at, bytes: reader.take(size) };
  });
}

function readNames(module) {
  const section = module.custom.get('name');
  if (!section) return;
  const reader = new Reader(module.bytes, section.from, section.from + section.bytes.length);
  while (!reader.done) {
    const kind = reader.byte();
    const size = reader.u32();
    const inner = new Reader(module.bytes, reader.at, reader.at + size);
    if (kind === 1) inner.list(() => module.names.set(inner.u32(), inner.string()));
    reader.skip(size);
  }
}
