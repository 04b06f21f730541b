// Splits a finished module into the one that starts and parts that are loaded when they are first needed.
//
// Who needs what is read from the module as it was linked, with its relocations. Cut is the module after
// wasm-bindgen and wasm-opt: these leave addresses and places in the table of functions as they are, and only
// those two can be referred to without a trace. All else is renumbered; nothing is moved in memory or table.

import { shorten } from '../glue.mjs';
import { emit } from './emit.mjs';
import { parse } from './module.mjs';
import { START } from './owners.mjs';
import { Plan } from './plan.mjs';

/**
 * @param {Uint8Array} linked  as cargo has made it, with relocations
 * @param {Uint8Array} finished  the same after wasm-bindgen and wasm-opt, with names
 * @param {import('./owners.mjs').Part[]} parts
 * @param {Set<string>} dropped  what `linked` exports and nobody uses
 * @returns {{ files: Map<string, Uint8Array>, names: ReturnType<typeof shorten>, weights: { part: string, name: string, size: number }[] }}
 */
export function split(linked, finished, parts, dropped) {
  const [before, module] = [parse(linked), parse(finished)];
  before.exports = before.exports.filter(({ name }) => !dropped.has(name));
  const names = shorten(module);
  const plan = new Plan(before, module, parts);
  const files = new Map([START, ...parts.map(({ name }) => name)].map((name) => [name, emit(plan, name)]));
  return { files, names, weights: weigh(plan) };
}

/** What each function and the data of each part weigh, in bytes before compression. */
function weigh(plan) {
  const { module, owners } = plan;
  const imported = module.imported.function;
  const functions = module.functions.map(({ from, to }, at) => (
    { part: owners[imported + at], name: module.names.get(imported + at) ?? '', size: to - from }
  ));
  return [...functions.filter(({ part }) => part), ...plan.data.map(({ owner, bytes }) => ({ part: owner, name: 'data', size: bytes.length }))];
}
