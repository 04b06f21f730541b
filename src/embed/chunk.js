/**
 * What the shim imports when the first element nears the view: the style sheet's text,
 * wasm-bindgen's glue and what fits an element into its page, in one request. `built-glue`,
 * `built-style`, `WASM` and its hash `INTEGRITY`, which parts are `FIRST` and the file `XLSX` are filled in by
 * xtask/web/finish.mjs.
 */
/* global FIRST, INTEGRITY, WASM, XLSX */
import init, { give_text, mount as mountIn } from 'built-glue';
import css from 'built-style';
import { adapt } from './adapt.js';
import { Parts } from './parts.js';

export { css, adapt };

/** A second import has a query, and asks the server rather than a cache that gave the first. */
const again = Boolean(new URL(import.meta.url).search);
const parts = new Parts(again, give_text);
let started;

/** Takes over the responses that the shim has asked for already, by file. */
export const take = (responses) => parts.take(responses);

/**
 * Compiles and starts a wasm module of its own for this import of the chunk, with the parts for what is
 * shown first: `overview` or `canvas`. Only the module that this chunk was built with: an older one, an
 * altered one or a page in its place is refused.
 */
export async function start(shown = 'overview') {
  const first = FIRST[shown];
  for (const name of first) parts.fetch(name);
  started ??= init({
    module_or_path: parts.early(WASM) ?? fetch(new URL(WASM, import.meta.url), { cache: again ? 'reload' : 'default', integrity: INTEGRITY }),
  });
  const exports = await started;
  parts.join(exports);
  await Promise.all(first.map((name) => parts.load(name)));
  return exports;
}

/** Mounts the app; src/embed/mounted.rs describes what comes back. */
export const mount = (container, config) => mountIn(container, { ...config, part: load });

/** Loads a part of the module, or the script that writes workbooks, for what needs it. */
export const load = (name) => (name === 'xlsx' ? import(String(new URL(XLSX, import.meta.url))) : parts.load(name));

/** Loads what hasn't been needed yet, when the browser has nothing else to do. */
export const loadRest = () => parts.loadRest();
