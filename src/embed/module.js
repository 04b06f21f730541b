/**
 * The wasm module that all elements on the page share: loaded once, and after a crash or a failed
 * load once more, afresh. What runs on it registers how it is stopped.
 */
/* global CHUNK, EARLY */
import { unlock } from './locks.js';

/** Where this file is. By a name of its own: a bundler takes `new URL(…, import.meta.url)` for its own. */
export const HERE = import.meta.url;
const CHUNK_URL = new URL(CHUNK, HERE).href;
const FAMILY = new URL('maatwerk-canvas-', HERE).href;

/** @type {Map<object, { stop: (code: string) => void, keep: (text: string) => void }>} */
const running = new Map();

let sheet;
let ready;
/** How many modules have gone before this one. */
let restarts = 0;
/** The panic hook has spoken in this turn: the trap that follows it is no second death. */
let reported = false;

/** The style sheet of all elements, empty until the chunk has come. Made late: a server has none. */
export const styles = () => (sheet ??= new CSSStyleSheet());

/** Which module a start runs on, to tell later whether that one has died since. */
export const moduleNumber = () => restarts;

/**
 * Imports the chunk, and starts its module with what is `shown` first, the overview or a canvas. After a
 * crash or a failed load a query makes it a fresh module.
 */
export async function load(shown) {
  ready ??= (async () => {
    const url = restarts ? `${CHUNK_URL}?r=${restarts}` : CHUNK_URL;
    const early = restarts ? new Map() : fetchEarly(shown);
    const chunk = await import(/* webpackIgnore: true */ /* @vite-ignore */ url);
    styles().replaceSync(chunk.css);
    chunk.take(early);
    return chunk;
  })();
  const chunk = await ready;
  await chunk.start(shown);
  return chunk;
}

/**
 * Begins to fetch the wasm that the chunk will ask for, beside the chunk. `EARLY` names the files of its build
 * with their hashes. Returns the responses by file.
 * @returns {Map<string, Promise<Response>>}
 */
function fetchEarly(shown) {
  wakeDatabase();
  const early = new Map();
  for (const [file, integrity] of EARLY[shown]) {
    const response = fetch(new URL(file, HERE), { integrity });
    // Whoever takes it hears of a failure; nobody may, if the chunk fails.
    response.catch(() => {});
    early.set(file, response);
  }
  return early;
}

/** Has the browser begin with its database, which takes a while: asking for names makes nothing. */
async function wakeDatabase() {
  try {
    await indexedDB.databases();
  } catch {
    // Denied, or absent: the app finds that out by itself, and says so.
  }
}

/** The next start imports a fresh module, unless one has been imported since `number`. */
export function forgetModule(number) {
  if (number !== restarts) return false;
  ready = undefined;
  restarts += 1;
  return true;
}

/** Module number `number` is dead: it keeps no lock, and every element on it offers to start again. */
export function died(number) {
  unlock(number);
  if (forgetModule(number)) for (const { stop } of [...running.values()]) stop('panic');
}

export const isTrap = (error) => error instanceof (globalThis.WebAssembly?.RuntimeError ?? Function);

/** What the panic hook calls: once with a place, then with each document that is kept nowhere. */
export function onPanic(number, place, text) {
  if (text) {
    for (const { keep } of running.values()) keep(text);
    return;
  }
  reported = true;
  setTimeout(() => (reported = false));
  console.error(`maatwerk-canvas stopped at ${place}`);
  // Not from inside the dying call: wasm is still on the stack.
  queueMicrotask(() => died(number));
}

/** An element runs on the module from now on. */
export function register(element, ends) {
  if (!running.size) listen(addEventListener);
  running.set(element, ends);
}

/** It no longer does. */
export function unregister(element) {
  if (running.delete(element) && !running.size) listen(removeEventListener);
}

function listen(change) {
  change.call(window, 'error', onTrap);
  change.call(window, 'unhandledrejection', onTrap);
}

/** A trap without a panic (out of memory, stack overflow) reaches the page as an error of our files. */
function onTrap(event) {
  const error = event.error ?? event.reason;
  const ours = isTrap(error) && String(error.stack).includes(FAMILY);
  if (ours && !reported) died(restarts);
}

/** Why a start failed, as a code. */
export function codeOf(error) {
  if (isTrap(error)) return 'panic';
  try {
    // The smallest module there is: a page that may not start wasm refuses it too, WebKit only to start it.
    new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
    return 'load';
  } catch {
    return 'csp-wasm';
  }
}
