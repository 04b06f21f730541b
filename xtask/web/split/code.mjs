// Walks through the instructions of a function, to find and to renumber what they refer to.

import { Reader } from './bytes.mjs';

/** Instructions with nothing behind them, one number, or one byte. */
const BARE = new Set([0x00, 0x01, 0x05, 0x0b, 0x0f, 0x1a, 0x1b, 0xd1]);
const MEMORY = (code) => code >= 0x28 && code <= 0x3e;
const NUMERIC = (code) => code >= 0x45 && code <= 0xc4;

/**
 * Calls `see(kind, index, from, to)` for each reference in a body: the kind is `function`, `type`, `table`
 * or `global`, and from and to are where its number is. A type of a block counts too; its number is signed.
 */
export function walk(bytes, from, to, see) {
  const reader = new Reader(bytes, from, to);
  reader.list(() => {
    reader.u32();
    reader.byte();
  });
  while (!reader.done) step(reader, see);
}

function step(reader, see) {
  const index = (kind, signed = false) => {
    const from = reader.at;
    const value = signed ? reader.s33() : reader.u32();
    if (value >= 0) see(kind, value, from, reader.at, signed);
  };
  const code = reader.byte();
  if (BARE.has(code) || NUMERIC(code)) return;
  if (MEMORY(code)) return skipAddress(reader);
  const known = {
    0x02: () => index('type', true), 0x03: () => index('type', true), 0x04: () => index('type', true),
    0x0c: () => reader.u32(), 0x0d: () => reader.u32(),
    0x0e: () => reader.list(() => reader.u32()) && reader.u32(),
    0x10: () => index('function'), 0x12: () => index('function'), 0xd2: () => index('function'),
    0x11: () => { index('type'); index('table'); },
    0x13: () => { index('type'); index('table'); },
    0x1c: () => reader.list(() => reader.byte()),
    0x20: () => reader.u32(), 0x21: () => reader.u32(), 0x22: () => reader.u32(),
    0x23: () => index('global'), 0x24: () => index('global'),
    0x25: () => index('table'), 0x26: () => index('table'),
    0x3f: () => reader.byte(), 0x40: () => reader.byte(),
    0x41: () => reader.skipNumber(), 0x42: () => reader.skipNumber(),
    0x43: () => reader.skip(4), 0x44: () => reader.skip(8),
    0xd0: () => reader.skipNumber(),
    0xfc: () => longStep(reader, index),
  }[code];
  if (!known) throw new Error(`The module has the instruction 0x${code.toString(16)} at byte ${reader.at}, which can't be split.`);
  known();
}

/** Instructions of two numbers: saturating conversions, and what works on much memory at once. */
function longStep(reader, index) {
  const code = reader.u32();
  if (code <= 7) return;
  const known = {
    0x0a: () => reader.skip(2), 0x0b: () => reader.skip(1),
    0x0e: () => { index('table'); index('table'); },
    0x0f: () => index('table'), 0x10: () => index('table'), 0x11: () => index('table'),
  }[code];
  if (!known) throw new Error(`The module has the instruction 0xfc ${code}, which can't be split.`);
  known();
}

function skipAddress(reader) {
  const flags = reader.u32();
  if (flags & 0x40) reader.u32();
  reader.skipNumber();
}
