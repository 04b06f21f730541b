// The parts that the wasm module is split into. The enum `Part` in src/session/parts.rs says what is in each
// part that has an entry.
//
// `needs` names the parts that are loaded before a part. Code that several parts use goes to the last part in
// this list that all of them need, or to the module that starts if there is none. `shared` and `sheets` have no
// entry function and no variant in `Part`: they only hold code that several later parts use, `sheets` for those
// of a canvas. If several parts all need A and B, the later of the two must itself need the other: code that
// goes there may call what is in the other.

const part = (name, needs = []) => ({ name, needs, entry: `part_${name}` });

/** @type {import('./owners.mjs').Part[]} */
export const PARTS = [
  part('overview'),
  part('canvas'),
  { name: 'shared', needs: [] },
  part('files', ['shared']),
  part('engine', ['shared']),
  part('sync', ['shared']),
  { name: 'sheets', needs: ['canvas', 'shared'] },
  part('paper', ['sheets']),
  part('grades', ['sheets']),
  // They show what is printed, and the family gives its grades there.
  part('views', ['paper', 'grades']),
  // What has changed since a decision shows as in earlier versions.
  part('method', ['paper']),
  part('calculation', ['sheets']),
  part('lock'),
  // Its sheet is printed as all else is.
  part('secure', ['paper', 'lock']),
  part('analysis', ['sheets']),
];

/** What is loaded before the first key can be typed: on the overview, and on a canvas that is opened at once. */
export const FIRST = { overview: ['overview'], canvas: ['canvas'] };
