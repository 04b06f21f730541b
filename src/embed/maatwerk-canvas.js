/**
 * Defines `<maatwerk-canvas>`. The element exists as soon as this file has run; wasm, its glue and
 * the style sheet load when the first element nears the view, once for all elements on the page.
 *
 * Wasm exports `mount(container, host, config)`, which gives a handle with `destroy()`, `flush()` and
 * `set_attribute(name, value | null)`. `config` holds every attribute in camel case and
 *   lock(name, 'try' | 'wait' | 'steal', lost) -> Promise<'granted' | 'taken' | 'unsupported'>
 *   unlock(name)
 *   panicked(place)   called by the panic hook, just before the module dies
 */
/* global CHUNK */
import { lock, unlock } from './locks.js';

const CHUNK_URL = new URL(CHUNK, import.meta.url).href;
const FAMILY = new URL('maatwerk-canvas-', import.meta.url).href;
const ATTRIBUTES = [
  'document-id', 'sync-url', 'storage', 'namespace', 'view', 'readonly', 'theme', 'heading-level', 'lang', 'app-url',
];

/** The few lines that must show when wasm cannot; everything else is in src/texts. */
const TEXT = {
  loading: 'Het maatwerkcanvas wordt geladen…',
  load: 'Het maatwerkcanvas kon niet worden geladen.',
  'csp-wasm': 'Het maatwerkcanvas mag op deze pagina niet starten.',
  panic: 'Er ging iets mis in het maatwerkcanvas. Wat u hebt ingevuld, is tot de laatste opgeslagen wijziging bewaard.',
  again: 'Probeer opnieuw',
  panicAgain: 'Herstellen',
  open: 'Open het maatwerkcanvas in een eigen venster',
};

const sheet = new CSSStyleSheet();
const mounted = new Set();

/** The wasm module that all elements share, and how many have gone before it. */
let ready;
let restarts = 0;

/** Imports the chunk. After a crash or a failed load a query makes it a fresh module. */
function load() {
  return (ready ??= (async () => {
    const chunk = await import(restarts ? `${CHUNK_URL}?r=${restarts}` : CHUNK_URL);
    sheet.replaceSync(chunk.css);
    await chunk.start();
    return chunk;
  })());
}

/** The next start imports a fresh module. */
function forgetModule() {
  ready = undefined;
  restarts += 1;
}

/** Stops every element that runs on the current module; the class fills it in. */
let stopAll;

/** Module number `number` is dead: every element on it offers to start again. */
function died(number) {
  if (number !== restarts) return;
  forgetModule();
  stopAll('panic');
}

/** A trap without a panic (out of memory, stack overflow) reaches the page as an error of our files. */
function onTrap(event) {
  const error = event.error ?? event.reason;
  const ours = error instanceof WebAssembly.RuntimeError && String(error.stack).includes(FAMILY);
  if (ours && !reported) died(restarts);
}

/** The panic hook has spoken in this turn: the trap that follows it is no second death. */
let reported = false;

function onPanic(number, place) {
  reported = true;
  setTimeout(() => (reported = false));
  console.error(`maatwerk-canvas stopped at ${place}`);
  // Not from inside the dying call: wasm is still on the stack.
  queueMicrotask(() => died(number));
}

class MaatwerkCanvas extends HTMLElement {
  static observedAttributes = ATTRIBUTES;

  static #near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        MaatwerkCanvas.#near.unobserve(target);
        target.#start();
      }
    },
    { rootMargin: '600px' },
  );

  static {
    stopAll = (code) => {
      for (const element of [...mounted]) element.#stop(code);
    };
  }

  #root = this.attachShadow({ mode: 'open' });
  /** Tells a start that is under way that it has been overtaken. */
  #turn = 0;
  #active = false;
  #handle;
  #holder;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
  }

  connectedCallback() {
    if (this.#active) return;
    this.#active = true;
    this.#show(this.#paragraph(TEXT.loading));
    MaatwerkCanvas.#near.observe(this);
  }

  disconnectedCallback() {
    // A move in the DOM disconnects and connects at once: it keeps its state.
    queueMicrotask(() => this.isConnected || this.#stop());
  }

  attributeChangedCallback(name, before, value) {
    if (before !== value) this.#guard(() => this.#handle?.set_attribute(name, value));
  }

  async #start() {
    const turn = ++this.#turn;
    const number = restarts;
    try {
      const chunk = await load();
      if (turn !== this.#turn) return;
      const container = document.createElement('div');
      container.className = 'mwc';
      this.#show(container);
      this.#holder = {};
      this.#handle = chunk.mount(container, this, this.#config(this.#holder));
      if (!mounted.size) listen(addEventListener);
      mounted.add(this);
    } catch (error) {
      if (turn !== this.#turn) return;
      const code = codeOf(error);
      if (code === 'panic') died(number);
      else if (number === restarts) forgetModule();
      this.#stop(code);
    }
  }

  /** Ends this instance; with a code, it shows what went wrong and how to go on. */
  #stop(code) {
    this.#turn += 1;
    this.#active = code !== undefined;
    MaatwerkCanvas.#near.unobserve(this);
    if (mounted.delete(this) && !mounted.size) listen(removeEventListener);
    const [handle, holder] = [this.#handle, this.#holder];
    this.#handle = this.#holder = undefined;
    if (code === undefined) {
      this.#guard(() => giveBack(handle?.destroy(), holder));
      this.#root.replaceChildren();
    } else {
      unlock(holder);
      this.#explain(code);
    }
  }

  #config(holder) {
    const number = restarts;
    const config = {
      lock: (name, mode, lost) => lock(holder, name, mode, lost),
      unlock: (name) => unlock(holder, name),
      panicked: (place) => onPanic(number, place),
    };
    for (const name of ATTRIBUTES) {
      config[name.replace(/-./g, (dash) => dash[1].toUpperCase())] = this.getAttribute(name);
    }
    return config;
  }

  /** A call into wasm that traps must not break the host page's own script. */
  #guard(call) {
    try {
      call();
    } catch (error) {
      if (codeOf(error) !== 'panic') throw error;
      died(restarts);
    }
  }

  #explain(code) {
    const link = Object.assign(document.createElement('a'), {
      href: this.#appUrl(), target: '_blank', rel: 'noopener', textContent: TEXT.open, className: 'utrecht-link',
    });
    const button = Object.assign(document.createElement('button'), {
      type: 'button', textContent: code === 'panic' ? TEXT.panicAgain : TEXT.again,
      className: 'utrecht-button utrecht-button--primary-action',
    });
    button.addEventListener('click', () => this.#start());
    const box = document.createElement('div');
    box.className = 'mwc mwc-stopped';
    box.setAttribute('role', 'alert');
    box.append(this.#paragraph(TEXT[code]), button, ' ', link);
    this.#show(box);
    this.dispatchEvent(new CustomEvent('maatwerk-error', { bubbles: true, composed: true, detail: { code } }));
  }

  /** The stand-alone app: where `app-url` says, else beside this module. */
  #appUrl() {
    const fallback = new URL('./', import.meta.url).href;
    try {
      const url = new URL(this.getAttribute('app-url') || fallback, document.baseURI);
      return /^https?:$/.test(url.protocol) ? url.href : fallback;
    } catch {
      return fallback;
    }
  }

  #paragraph(text) {
    return Object.assign(document.createElement('p'), { className: 'utrecht-paragraph', textContent: text });
  }

  #show(node) {
    this.#root.replaceChildren(node);
  }
}

/** Saving may go on for a moment after the view is gone; only then does the lock go. */
async function giveBack(saving, holder) {
  try {
    await Promise.race([saving, new Promise((late) => setTimeout(late, 5000))]);
  } finally {
    unlock(holder);
  }
}

function listen(change) {
  change.call(window, 'error', onTrap);
  change.call(window, 'unhandledrejection', onTrap);
}

function codeOf(error) {
  if (error instanceof WebAssembly.RuntimeError) return 'panic';
  return error instanceof WebAssembly.CompileError ? 'csp-wasm' : 'load';
}

// Two copies of the module on one page: the first one serves.
if (!customElements.get('maatwerk-canvas')) customElements.define('maatwerk-canvas', MaatwerkCanvas);
