// Splits a finished module into the one that starts and parts that are loaded when they are first needed.
//
// Who needs what is read from the module as it was linked, with its relocations. Cut is the module after
// wasm-bindgen and wasm-opt: these leave addresses and places in the table of functions as they are, and only
// those two can be referred to without a trace. All else is renumbered; nothing is moved in memory or table.

import { emit } from './emit.mjs';
import { parse } from './module.mjs';
import { START } from './owners.mjs';
import { Plan } from './plan.mjs';

/**
 * @param {Uint8Array} linked  as cargo has made it, with relocations
 * @param {Uint8Array} finished  the same after wasm-bindgen and wasm-opt, with names
 * @param {import('./owners.mjs').Part[]} parts
 * @returns {{ files: Map<string, Uint8Array>, weights: { part: string, name: string, size: number }[] }}
 */
export function split(linked, finished, parts) {
  const plan = new Plan(parse(linked), parse(finished), parts);
  const names = [START, ...parts.map(({ name }) => name)];
  return { files: new Map(names.map((name) => [name, emit(plan, name)])), weights: weigh(plan) };
}

/** What each function and the data of each part weigh, in bytes before compression. */
function weigh(plan) {
  const { module, owners } = plan;
  const imported = module.imported.function;
  const functions = module.functions.map(({ from, to }, at) => (
    { part: owners[imported + at], name: module.names.get(imported + at) ?? '', size: to - from }
  ));
  return [...functions, ...plan.data.map(({ owner, bytes }) => ({ part: owner, name: 'data', size: bytes.length }))];
}
