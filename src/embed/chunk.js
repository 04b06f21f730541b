/**
 * What the shim imports when the first element nears the view: the style sheet's text,
 * wasm-bindgen's glue and what fits an element into its page, in one request. `built-glue`,
 * `built-style` and `WASM` are filled in by xtask/web/finish.mjs.
 */
/* global WASM */
import init, { mount } from 'built-glue';
import css from 'built-style';
import { dress } from './dress.js';

export { css, dress, mount };

/** Compiles and starts a wasm module of its own for this import of the chunk. */
export const start = () => init({ module_or_path: new URL(WASM, import.meta.url) });
