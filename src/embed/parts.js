/**
 * The parts of one wasm module. The module starts with what every view needs; each part has what only
 * some views do, and is loaded when one of them is first asked for, or when the browser has nothing else
 * to do. How the parts are cut is in xtask/web/split. A build that isn't split has all of them in the
 * module already.
 */
/* global PARTS */

/**
 * By name: the part's `file` with its hash `integrity`, or the part that it is in the file `of`; which parts
 * it `needs` before it; the `text` that it works with, and the `entry` to call once it is there. Filled in by
 * xtask/web/finish.mjs.
 * @type {Record<string, { file?: string, integrity?: string, of?: string, needs: string[], text?: Text, entry?: string }>}
 * @typedef {{ file: string, integrity: string }} Text
 */
const ALL = PARTS;
/** How long the browser may be busy, in milliseconds, before the rest is loaded all the same. */
const PATIENCE = 10_000;

export class Parts {
  #reload;
  /** Takes the text of a part, by the part's name. */
  #give;
  /** Responses that are on their way, by file; each can be read once. */
  #early = new Map();
  /** The files that could not be fetched: a cache may have given something wrong. */
  #failed = new Set();
  /** The exports of the module that all parts belong to, once it is there. */
  #start;
  #compiled = new Map();
  #loaded = new Map();

  /**
   * @param {boolean} reload  asks the server, rather than a cache that gave something wrong before
   * @param {(name: string, text: string) => void} give  gets the text of a part before the part begins
   */
  constructor(reload, give) {
    this.#reload = reload;
    this.#give = give;
  }

  /** Takes over responses that were asked for already. */
  take(responses) {
    this.#early = responses;
  }

  /** The response for a file that was asked for already, once. */
  early(file) {
    const response = this.#early.get(file);
    this.#early.delete(file);
    return response;
  }

  /** The module has started: parts can be added to it. */
  join(exports) {
    this.#start = exports;
  }

  /** Begins to fetch a part and what it needs; how that ends, `load` says. */
  fetch(name) {
    const { file, needs } = ALL[name];
    if (file) this.#compile(name).catch(() => {});
    for (const need of needs) this.fetch(need);
  }

  /** Adds a part to the module, with what it needs. One that fails can be asked for again. */
  load(name) {
    return keep(this.#loaded, name, () => this.#add(name).catch(tell));
  }

  /** Loads all parts that have code, one by one, when the browser has nothing else to do. */
  async loadRest() {
    for (const name of Object.keys(ALL).filter((it) => ALL[it].file || ALL[it].entry)) {
      await idle();
      // Whoever asks for it hears what is wrong.
      await this.load(name).catch(() => {});
    }
  }

  /** Adds a part, and gives the exports of its file. */
  async #add(name) {
    const { entry, file, needs, of, text } = ALL[name];
    const [module, words] = await Promise.all([file && this.#compile(name), text && this.#read(text), ...needs.map((need) => this.load(need))]);
    if (text) this.#give(name, words);
    const exports = of ? await this.load(of) : module ? (await WebAssembly.instantiate(module, { '': this.#imports() })).exports : this.#start;
    if (entry) exports[entry]();
    return exports;
  }

  #compile(name) {
    return keep(this.#compiled, name, async () => {
      const response = await this.#fetch(ALL[name]);
      const streams = response.headers.get('content-type') === 'application/wasm';
      return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
    });
  }

  /** Reads a text: of what the service worker has, whose page this may not be yet, or else of the server. */
  async #read(text) {
    const kept = this.#failed.has(text.file) ? undefined : await cached(text.file);
    return (kept ?? (await this.#fetch(text))).text();
  }

  async #fetch({ file, integrity }) {
    const cache = this.#reload || this.#failed.delete(file) ? 'reload' : 'default';
    this.#failed.add(file);
    const response = await (this.early(file) ?? fetch(new URL(file, import.meta.url), { cache, integrity }));
    if (!response.ok) throw new Error(`${file}: ${response.status}`);
    return response;
  }

  /**
   * What a part imports: a function by how far it is from the one before in the table, all else as the module
   * exports it. Imports are read once each, in their order.
   */
  #imports() {
    const start = this.#start;
    let place = 0;
    return new Proxy({}, { get: (_, name) => (name[0] === '$' ? start[name] : start.$t.get((place += Number(name)))) });
  }
}

/** A file in a cache of this origin; undefined where there is none, or none may be looked into. */
async function cached(file) {
  try {
    return await globalThis.caches?.match(new URL(file, import.meta.url));
  } catch {
    return undefined;
  }
}

/** A part that doesn't fit its module is a fault of ours; whoever waits hears of that and of all others. */
function tell(error) {
  if (error instanceof WebAssembly.LinkError || error instanceof WebAssembly.CompileError) reportError(error);
  throw error;
}

/** The kept promise of that name, or a new one; one that fails is forgotten. */
function keep(all, name, make) {
  if (!all.has(name)) {
    const made = make();
    all.set(name, made);
    made.catch(() => all.delete(name));
  }
  return all.get(name);
}

/** Waits until the browser has nothing to do, as far as it can tell. */
function idle() {
  return new Promise((done) => {
    if (globalThis.requestIdleCallback) requestIdleCallback(done, { timeout: PATIENCE });
    else setTimeout(done, 200);
  });
}
