// Cuts the data of a module by which part each piece belongs to. Nothing moves in memory.

import { START } from './owners.mjs';

/** A shorter run of a part's data stays in the module that starts: to say where it goes costs as much. */
const SHORTEST = 16;

/**
 * @param {import('./module.mjs').Module['data']} segments
 * @param {{ address: number, size: number, owner: string }[]} pieces  in order
 * @returns {{ owner: string, address: number, bytes: Uint8Array }[]}
 */
export function cut(segments, pieces) {
  const late = runs(pieces);
  return segments.flatMap((segment) => cutSegment(segment, late)).filter(({ bytes }) => bytes.some((byte) => byte));
}

/** Neighbouring pieces of one part, with the gap between them, that are worth a segment of their own. */
function runs(pieces) {
  const found = [];
  let last;
  for (const { address, size, owner } of pieces) {
    if (last?.owner === owner) last.end = address + size;
    else found.push((last = { owner, begin: address, end: address + size }));
  }
  return found.filter(({ owner, begin, end }) => owner !== START && end - begin >= SHORTEST);
}

function cutSegment({ offset, bytes }, late) {
  const found = [];
  const end = offset + bytes.length;
  let at = offset;
  const add = (owner, until) => {
    if (until > at) found.push({ owner, address: at, bytes: bytes.subarray(at - offset, until - offset) });
    at = Math.max(at, until);
  };
  for (const run of late) {
    const [begin, stop] = [Math.max(run.begin, offset), Math.min(run.end, end)];
    if (begin >= stop) continue;
    add(START, begin);
    add(run.owner, stop);
  }
  add(START, end);
  return found;
}
