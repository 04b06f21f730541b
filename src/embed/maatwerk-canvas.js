/**
 * Defines `<maatwerk-canvas>`. The element exists as soon as this file has run; wasm, its glue and
 * the style sheet load when the first element nears the view, once for all elements on the page.
 *
 * Wasm exports `mount(container, config)`, which gives the handle that src/embed/mounted.rs
 * describes. `config` holds
 *   attributes        every attribute that is set, and `user` and `price-list`, as [name, text] pairs
 *   kept, shown       documents of an earlier run that the browser keeps nowhere; the id that was open
 *   lock(name, 'try' | 'wait' | 'steal', lost) -> Promise<'granted' | 'taken' | 'unsupported'>
 *   unlock(name)
 *   token()           -> Promise of a token, or of undefined
 *   tell(name, detail)  something has happened: `shown`, or an event by its name without `maatwerk-`
 *   panicked(place, text)  called by the panic hook, just before the module dies: once with a place,
 *                     then with each document that is kept nowhere
 */
/* global APP, CHUNK, VERSION */
import { lock, unlock } from './locks.js';

/** Where this file is. By a name of its own: a bundler takes `new URL(…, import.meta.url)` for its own. */
const HERE = import.meta.url;
const CHUNK_URL = new URL(CHUNK, HERE).href;
const FAMILY = new URL('maatwerk-canvas-', HERE).href;
const ATTRIBUTES = [
  'document-id', 'sync-url', 'storage', 'namespace', 'view', 'readonly', 'theme', 'heading-level', 'lang', 'app-url',
];
/** A change of one of these means: what was open before is not what is wanted now. */
const PLACE = ['document-id', 'storage', 'namespace', 'view'];
const PROPERTIES = ['user', 'getToken', 'priceList', 'value'];
/** Typing pauses this long before a document that the browser keeps nowhere is copied. */
const PAUSE = 300;

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
    const url = restarts ? `${CHUNK_URL}?r=${restarts}` : CHUNK_URL;
    const chunk = await import(/* webpackIgnore: true */ /* @vite-ignore */ url);
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

/** Does something to every element that runs on the current module; the class fills it in. */
let stopAll;
let keepForAll;

/** Module number `number` is dead: every element on it offers to start again. */
function died(number) {
  if (number !== restarts) return;
  forgetModule();
  stopAll('panic');
}

const isTrap = (error) => error instanceof (globalThis.WebAssembly?.RuntimeError ?? Function);

/** A trap without a panic (out of memory, stack overflow) reaches the page as an error of our files. */
function onTrap(event) {
  const error = event.error ?? event.reason;
  const ours = isTrap(error) && String(error.stack).includes(FAMILY);
  if (ours && !reported) died(restarts);
}

/** The panic hook has spoken in this turn: the trap that follows it is no second death. */
let reported = false;

function onPanic(number, place, text) {
  if (text) return keepForAll(text);
  reported = true;
  setTimeout(() => (reported = false));
  console.error(`maatwerk-canvas stopped at ${place}`);
  // Not from inside the dying call: wasm is still on the stack.
  queueMicrotask(() => died(number));
}

/** A promise with the two ends that it is kept or broken by. */
function later() {
  const it = {};
  it.promise = new Promise((keep, fail) => Object.assign(it, { keep, fail }));
  // Nobody has to listen.
  it.promise.catch(() => {});
  return it;
}

/** An error with a code; wasm gives it as `code` or `code:place`. Never what the document says. */
function failure(answer) {
  const [code, place] = String(answer).split(/:(.*)/s);
  return Object.assign(new Error(`maatwerk-canvas: ${code}${place ? ` at ${place}` : ''}`), { code });
}

class MaatwerkCanvas extends HTMLElement {
  static formAssociated = true;
  static observedAttributes = ATTRIBUTES;
  /** Which release this is. */
  static version = VERSION;

  static #near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) target.#wake();
    },
    { rootMargin: '600px' },
  );

  static {
    stopAll = (code) => {
      for (const element of [...mounted]) element.#stop(code);
    };
    keepForAll = (text) => {
      for (const element of mounted) if (JSON.parse(text).id === element.#shown) element.#keep(text);
    };
  }

  #root = this.attachShadow({ mode: 'open' });
  #internals = this.attachInternals();
  /** Tells a start that is under way that it has been overtaken. */
  #turn = 0;
  #active = false;
  #waits = false;
  #handle;
  #holder;
  #dress;
  #ready = later();
  /** Fails with the code when this run of the element ends by itself. */
  #end = later();
  /** What the host page has set, as text. */
  #pending;
  #given = {};
  #getToken;
  #disabled = false;
  /** What was last open; and with `storage="none"` the documents themselves, for a next run. */
  #shown = null;
  #kept = new Map();
  #timer;
  #form;
  #default;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    // What a page has set before this class was there hides our own properties.
    for (const name of PROPERTIES) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      try {
        this[name] = value;
      } catch (error) {
        reportError(error);
      }
    }
  }

  /** The document, as a copy; null where none is open. */
  get value() {
    const text = this.#text();
    return text ? JSON.parse(text) : null;
  }

  set value(document) {
    if (document === null || document === undefined) {
      this.#pending = undefined;
      return;
    }
    const text = JSON.stringify(document);
    if (this.#handle) this.#set(text);
    else {
      // What can be told without wasm; the rest when it is there.
      if (typeof document !== 'object' || !Number.isInteger(document.formaat)) throw failure('invalid-value:formaat');
      if (typeof document.id !== 'string') throw failure('invalid-value:id');
      if ((this.getAttribute('document-id') || document.id) !== document.id) throw failure('other-id');
      this.#pending = text;
    }
    this.#default = text;
  }

  /** Who works here, by the host page's own administration: `{id, naam}`. */
  get user() {
    return this.#given.user ? JSON.parse(this.#given.user) : null;
  }

  set user(user) {
    const { id, naam = '' } = user ?? {};
    if (user && !(typeof id === 'string' && id && typeof naam === 'string')) throw failure('invalid-user');
    if (this.#give('user', user ? JSON.stringify({ id, naam }) : null)) this.#shown = null;
  }

  get getToken() {
    return this.#getToken ?? null;
  }

  set getToken(source) {
    if (source && typeof source !== 'function') throw failure('invalid-token-source');
    this.#getToken = source ?? undefined;
  }

  /** The host page's own prices, as CSV; also taken as a list of objects whose keys are its columns. */
  get priceList() {
    return this.#given['price-list'] ?? null;
  }

  set priceList(list) {
    const text = Array.isArray(list) ? csvOf(list) : (list ?? null);
    if (text !== null && typeof text !== 'string') throw failure('invalid-price-list');
    this.#give('price-list', text);
  }

  /** The totals as decimal strings; null where no document is open. */
  get totals() {
    return this.#guard(() => this.#handle?.totals()) ?? null;
  }

  /** Whether edits are not in the archive yet. */
  get dirty() {
    return this.#guard(() => this.#handle?.dirty()) ?? false;
  }

  /** Kept, with the element, when it shows its document or its overview. */
  get ready() {
    return this.#ready.promise;
  }

  get form() {
    return this.#internals.form;
  }

  get labels() {
    return this.#internals.labels;
  }

  get name() {
    return this.getAttribute('name') ?? '';
  }

  set name(name) {
    this.setAttribute('name', name);
  }

  get type() {
    return this.localName;
  }

  save() {
    return this.#ask((handle) => handle.save());
  }

  sync() {
    return this.#ask((handle) => handle.sync());
  }

  exportJson() {
    return this.#ask((handle) => handle.export_json());
  }

  async print() {
    await this.#ask(() => {});
    window.print();
  }

  /** Puts the focus in a block, by the name in its `data-block`; whether there is one. */
  async focusBlock(name) {
    await this.#ask(() => {});
    const blocks = [...this.#root.querySelectorAll('[data-block]')];
    const block = blocks.find(({ dataset }) => dataset.block === name);
    const field = block?.querySelector('input, textarea, button');
    field?.focus();
    block?.scrollIntoView({ block: 'nearest' });
    return Boolean(field);
  }

  connectedCallback() {
    if (this.#active) return;
    this.#active = this.#waits = true;
    this.#show(this.#paragraph(TEXT.loading));
    MaatwerkCanvas.#near.observe(this);
  }

  disconnectedCallback() {
    // A move in the DOM disconnects and connects at once: it keeps its state.
    queueMicrotask(() => this.isConnected || this.#stop());
  }

  attributeChangedCallback(name, before, value) {
    if (before === value) return;
    if (PLACE.includes(name)) this.#shown = this.#default = null;
    const link = this.#root.querySelector('.mwc-stopped a');
    if (link) link.href = this.#appUrl();
    this.#guard(() => this.#handle?.set_attribute(name, name === 'readonly' ? this.#readonly() : value));
    this.#dress?.again();
  }

  formAssociatedCallback(form) {
    this.#form?.removeEventListener('formdata', this.#fill);
    this.#form = form;
    form?.addEventListener('formdata', this.#fill);
  }

  formDisabledCallback(disabled) {
    this.#disabled = disabled;
    this.#guard(() => this.#handle?.set_attribute('readonly', this.#readonly()));
  }

  /** Back to what the host page has set, or to what was opened; what was there is in the history. */
  formResetCallback() {
    if (this.#handle && this.#default) this.#set(this.#default);
  }

  /**
   * The form's value is asked for, not pushed: a document has too much text to write at every key,
   * and what is pushed a browser may keep for when it restores the page.
   */
  #fill = ({ formData }) => {
    const text = this.name && !this.#disabled && this.#text();
    if (text) formData.append(this.name, text);
  };

  #text() {
    return this.#handle ? this.#guard(() => this.#handle.value()) : (this.#pending ?? this.#kept.get(this.#shown));
  }

  #set(text) {
    try {
      this.#guard(() => this.#handle.set_value(text));
    } catch (code) {
      throw typeof code === 'string' ? failure(code) : code;
    }
  }

  /** Keeps a property for wasm; whether it is another one than it was. */
  #give(name, text) {
    if (this.#given[name] === text) return false;
    this.#given[name] = text;
    this.#guard(() => this.#handle?.set_attribute(name, text));
    return true;
  }

  #readonly() {
    return this.#disabled || this.hasAttribute('readonly') ? '' : null;
  }

  /** Starts now, rather than when the element nears the view. */
  #wake() {
    if (!this.#waits) return;
    this.#waits = false;
    MaatwerkCanvas.#near.unobserve(this);
    this.#start();
  }

  /** Asks wasm, as soon as it is there, and fails with a code. */
  async #ask(question) {
    // What was waiting to be saved is saved when the element goes.
    if (!this.isConnected) throw failure('removed');
    this.#wake();
    await this.ready;
    try {
      return await Promise.race([this.#guard(() => question(this.#handle)), this.#end.promise]);
    } catch (code) {
      throw typeof code === 'string' ? failure(code) : code;
    }
  }

  async #start() {
    const turn = ++this.#turn;
    const number = restarts;
    try {
      const chunk = await load();
      if (turn !== this.#turn) return;
      const container = document.createElement('div');
      container.className = 'mwc';
      // Whatever the page speaks.
      container.lang = 'nl';
      this.#show(container);
      this.#holder = {};
      this.#end = later();
      this.#handle = chunk.mount(container, this.#config(this.#holder, turn));
      this.#dress = chunk.dress(this, container);
      if (!mounted.size) listen(addEventListener);
      mounted.add(this);
      this.#handOver();
    } catch (error) {
      if (turn !== this.#turn) return;
      const code = codeOf(error);
      if (code === 'panic') died(number);
      else if (number === restarts) forgetModule();
      this.#stop(code);
    }
  }

  /** Gives wasm the document that the host page set before it was there. */
  #handOver() {
    const text = this.#pending;
    this.#pending = undefined;
    if (text === undefined) return;
    try {
      this.#set(text);
    } catch (error) {
      this.#fire('error', { documentId: null, code: error.code ?? 'load' });
    }
  }

  /** Ends this instance; with a code, it shows what went wrong and how to go on. */
  #stop(code) {
    if (code === undefined) this.#keep();
    this.#turn += 1;
    this.#active = code !== undefined;
    this.#waits = false;
    MaatwerkCanvas.#near.unobserve(this);
    if (mounted.delete(this) && !mounted.size) listen(removeEventListener);
    clearTimeout(this.#timer);
    this.#dress?.stop();
    this.#end.fail(failure(code ?? 'removed'));
    if (code) this.#ready.fail(failure(code));
    // Who waits for an element that was taken out while it loaded, waits for it to come back.
    if (code || this.#ready.kept) this.#ready = later();
    const [handle, holder] = [this.#handle, this.#holder];
    this.#handle = this.#holder = this.#dress = undefined;
    if (code === undefined) {
      this.#guard(() => giveBack(handle?.destroy(), holder));
      this.#root.replaceChildren();
    } else {
      unlock(holder);
      this.#explain(code);
    }
  }

  #config(holder, turn) {
    const number = restarts;
    const attributes = [...ATTRIBUTES.map((name) => [name, this.getAttribute(name)]), ...Object.entries(this.#given)];
    attributes.push(['readonly', this.#readonly()]);
    return {
      attributes: attributes.filter(([, value]) => value !== null),
      kept: [...this.#kept.values()],
      shown: this.#shown,
      lock: (name, mode, lost) => lock(holder, name, mode, lost),
      unlock: (name) => unlock(holder, name),
      token: async () => this.#getToken?.(),
      tell: (name, detail) => {
        if (name === 'shown') this.#shown = detail.documentId;
        // Not from inside wasm: a listener may ask it something.
        queueMicrotask(() => turn === this.#turn && this.#heard(name, detail));
      },
      panicked: (place, text) => onPanic(number, place, text),
    };
  }

  #heard(name, detail) {
    if (name === 'shown') {
      if (this.#form) this.#default ??= this.#text();
      return;
    }
    if (name === 'ready') {
      this.#ready.kept = true;
      this.#ready.keep(this);
    }
    if (name === 'change' && this.#isKept()) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#keep(), PAUSE);
    }
    this.#fire(name, detail);
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(`maatwerk-${name}`, { bubbles: true, composed: true, detail }));
  }

  #isKept() {
    return this.getAttribute('storage') === 'none';
  }

  /** Copies the open document where the browser keeps none. */
  #keep(text = this.#isKept() && this.#handle && this.#text()) {
    if (text && this.#shown) this.#kept.set(this.#shown, text);
  }

  /** A call into wasm that traps must not break the host page's own script. */
  #guard(call) {
    try {
      return call();
    } catch (error) {
      if (!isTrap(error)) throw error;
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
    box.lang = 'nl';
    box.setAttribute('role', 'alert');
    box.append(this.#paragraph(TEXT[code]), button, ' ', link);
    this.#show(box);
    this.#fire('error', { documentId: this.#shown, code });
  }

  /** The stand-alone app: where `app-url` says, else where a release has it from here. */
  #appUrl() {
    const fallback = new URL(APP, HERE).href;
    try {
      const url = new URL(this.getAttribute('app-url') || fallback, document.baseURI);
      return /^https?:$/.test(url.protocol) ? url.href : fallback;
    } catch {
      return fallback;
    }
  }

  #paragraph(text) {
    return Object.assign(document.createElement('p'), { className: 'utrecht-paragraph', textContent: text, lang: 'nl' });
  }

  #show(node) {
    this.#root.replaceChildren(node);
  }
}

/** Saving may go on for a moment after the view is gone; only then does the lock go. */
async function giveBack(saving, holder) {
  let timer;
  try {
    await Promise.race([saving, new Promise((late) => (timer = setTimeout(late, 5000)))]);
  } finally {
    clearTimeout(timer);
    unlock(holder);
  }
}

/** Objects as CSV, each value in quotes. */
function csvOf(rows) {
  const columns = Object.keys(rows[0] ?? {});
  const line = (values) => values.map((value) => `"${String(value ?? '').replaceAll('"', '""')}"`).join(';');
  return [line(columns), ...rows.map((row) => line(columns.map((column) => row[column])))].join('\n');
}

function listen(change) {
  change.call(window, 'error', onTrap);
  change.call(window, 'unhandledrejection', onTrap);
}

function codeOf(error) {
  if (isTrap(error)) return 'panic';
  try {
    // The smallest module there is: a page that may not start wasm refuses it too, WebKit only to start it.
    new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)));
    return 'load';
  } catch {
    return 'csp-wasm';
  }
}

const known = customElements.get('maatwerk-canvas');
// Two copies of the module on one page: the first one serves.
if (!known) customElements.define('maatwerk-canvas', MaatwerkCanvas);
else if (known.version !== VERSION) console.warn(`maatwerk-canvas ${known.version} serves this page, not ${VERSION}`);
