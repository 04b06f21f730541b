// The files that the wasm module is split into. The enum `Part` in src/session/parts.rs says what is in each of
// its parts.
//
// A file holds one or more parts of `Part`: each file is compressed by itself, and small ones badly. Together are
// those that the same people open: what goes to and comes from elsewhere; what shows a canvas in another way; what
// is about money; what locks the device.
//
// `needs` names the files that are loaded before a file. Code that several files use goes to the last one in this
// list that all of them need, or to the module that starts if there is none: `shared` only holds such code. If
// several files all need A and B, the later of the two must itself need the other: code that goes there may call
// what is in the other.

const part = (name, needs = [], holds = [name]) => ({ name, needs, holds, entries: holds.map(entryOf) });

/** The exported function that a part of `Part` begins with. */
export function entryOf(name) {
  return `part_${name}`;
}

/** @type {(import('./owners.mjs').Part & { holds: string[] })[]} */
export const PARTS = [
  part('overview'),
  part('canvas'),
  part('shared', [], []),
  part('lock', ['shared'], ['lock', 'secure']),
  part('team', ['lock']),
  part('week', ['overview', 'shared']),
  part('results', ['week']),
  part('files', ['shared'], ['files', 'sync', 'engine']),
  part('findings', ['canvas', 'shared']),
  part('sheets', ['findings'], ['paper', 'grades', 'views', 'method']),
  part('calculation', ['sheets'], ['calculation', 'analysis']),
];

/**
 * Texts that parts work with, each a file of its own, by the name of the part in `Part` that it comes with. A part
 * that is in no file above is nothing but its text, and is loaded when it is asked for.
 */
export const TEXTS = [
  { part: 'examples', needs: ['files'], name: 'maatwerk-canvas-examples.json' },
  { part: 'calculation', name: 'maatwerk-canvas-prices.txt' },
];

/** What is loaded before the first key can be typed: on the overview, and on a canvas that is opened at once. */
export const FIRST = { overview: ['overview'], canvas: ['canvas'] };
