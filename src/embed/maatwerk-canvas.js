/**
 * Defines `<maatwerk-canvas>`. The element exists as soon as this file has run; wasm, its glue and
 * the style sheet load when the first element nears the view, once for all elements on the page.
 *
 * Wasm exports `mount(container, config)`, which gives the handle that src/embed/mounted.rs
 * describes. `config` holds
 *   attributes        every attribute that is set, and `user` and `price-list`, as [name, text] pairs
 *   kept(namespace, user), shown  documents that the browser keeps nowhere; the id that was open
 *   place             where to begin, if that isn't what the attributes say: `{namespace, documentId, view}`
 *   lock(name, 'try' | 'wait' | 'steal', lost) -> Promise<'granted' | 'taken' | 'unsupported'>
 *   unlock(name)
 *   token()           -> Promise of a token, or of undefined
 *   key(namespace, kid)  -> Promise of the 32 bytes that open the namespace's slot `kid`, or of undefined
 *   part(name)        -> Promise that is kept when a part of the module is there (parts.js)
 *   tell(name, detail)  something has happened: `shown`, `leave` just before what is open goes, or an
 *                     event by its name without `maatwerk-`; `place` says what shows, as `go` takes it
 *   panicked(place, text)  called by the panic hook, just before the module dies: once with a place,
 *                     then with each document that is kept nowhere
 */
/* global VERSION */
import { ATTRIBUTES, PLACE } from './element/changes.js';
import { failure } from './element/failure.js';
import { updateLink } from './element/notice.js';
import { partsOf } from './element/parts.js';
import { complete } from './element/place.js';
import { styles } from './module.js';

/** What a page may have set before this class was there. */
const PROPERTIES = ['user', 'getToken', 'getKey', 'priceList', 'value'];

/** The attributes that have two values: the default, and another one. */
const KNOWN = { view: ['overzicht', 'canvas'], storage: ['local', 'none'], theme: ['inherit', 'default'] };

/** A server that renders has no elements: there this file only has to load. */
const Base = globalThis.HTMLElement ?? class {};

class MaatwerkCanvas extends Base {
  static formAssociated = true;
  static observedAttributes = ATTRIBUTES;
  /** Which release this is. */
  static version = VERSION;

  #root = this.attachShadow({ mode: 'open' });
  #internals = this.attachInternals();
  #parts = partsOf(this, this.#root);
  #getToken;
  #getKey;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [styles()];
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
    this.#parts.changes.tell();
    const text = this.#parts.form.text();
    return text ? JSON.parse(text) : null;
  }

  set value(document) {
    this.#parts.form.take(document);
  }

  /** Who works here, by the host page's own administration: `{id, naam}`. */
  get user() {
    const user = this.#parts.changes.given('user');
    return user ? JSON.parse(user) : null;
  }

  set user(user) {
    const { id, naam = '' } = user ?? {};
    if (user && !(typeof id === 'string' && id && typeof naam === 'string')) throw failure('invalid-user');
    const other = id !== this.user?.id;
    this.#parts.changes.give('user', user ? JSON.stringify({ id, naam }) : null);
    if (other) this.#elsewhere();
  }

  get getToken() {
    return this.#getToken ?? null;
  }

  set getToken(source) {
    if (source && typeof source !== 'function') throw failure('invalid-token-source');
    this.#getToken = source ?? undefined;
  }

  /** Gives the key of what is stored: `({namespace, purpose, kid}) => Promise<Uint8Array(32)>`. Never stored. */
  get getKey() {
    return this.#getKey ?? null;
  }

  set getKey(source) {
    if (source && typeof source !== 'function') throw failure('invalid-key-source');
    this.#getKey = source ?? undefined;
    this.#parts.changes.give('gives-key', source ? '' : null);
  }

  /** The host page's own prices, as CSV; also taken as a list of objects whose keys are its columns. */
  get priceList() {
    return this.#parts.changes.given('price-list');
  }

  set priceList(list) {
    const text = Array.isArray(list) ? csvOf(list) : (list ?? null);
    if (text !== null && typeof text !== 'string') throw failure('invalid-price-list');
    this.#parts.changes.give('price-list', text);
  }

  /** The totals as decimal strings; null where no document is open. */
  get totals() {
    this.#parts.changes.tell();
    return this.#parts.run.call((handle) => handle.totals()) ?? null;
  }

  /** Whether edits are not in the archive yet. */
  get dirty() {
    this.#parts.changes.tell();
    return this.#parts.run.call((handle) => handle.dirty()) ?? false;
  }

  /** Kept, with the element, when it shows its document or its overview. */
  get ready() {
    return this.#parts.run.ready;
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

  get disabled() {
    return this.hasAttribute('disabled');
  }

  set disabled(disabled) {
    this.toggleAttribute('disabled', Boolean(disabled));
  }

  get type() {
    return this.localName;
  }

  save() {
    return this.#parts.run.ask((handle) => handle.save());
  }

  sync() {
    return this.#parts.run.ask((handle) => handle.sync());
  }

  /** Locks what is sealed, on every page of this device; kept when all is saved. */
  lock() {
    return this.#parts.run.ask((handle) => handle.lock());
  }

  exportJson() {
    return this.#parts.run.ask((handle) => handle.export_json());
  }

  async print() {
    await this.#parts.run.ask(() => this.#parts.run.loadPaper());
    window.print();
  }

  /** Goes to a place, `{namespace, documentId, view}`; gives the place that shows then. */
  async go(place) {
    return this.#parts.run.go(complete(place));
  }

  /** Puts the focus in a block, by the name in its `data-block`; whether there is one. */
  async focusBlock(name) {
    await this.#parts.run.ask(() => {});
    const blocks = [...this.#root.querySelectorAll('[data-block]')];
    const block = blocks.find(({ dataset }) => dataset.block === name);
    const field = block?.querySelector('input, textarea, button');
    field?.focus();
    block?.scrollIntoView({ block: 'nearest' });
    return Boolean(field);
  }

  connectedCallback() {
    this.#parts.run.connect();
  }

  disconnectedCallback() {
    this.#parts.run.disconnect();
  }

  attributeChangedCallback(name, before, value) {
    if (before === value) return;
    if (PLACE.includes(name)) this.#elsewhere();
    const [usual, other] = KNOWN[name] ?? [];
    if (value && usual && ![usual, other].includes(value)) {
      console.warn(`maatwerk-canvas: ${name} is ${usual} or ${other}; what it is set to counts as ${usual}`);
    }
    updateLink(this, this.#root);
    this.#parts.changes.add(name, name === 'readonly' ? this.#parts.form.readonly() : value);
  }

  formAssociatedCallback(form) {
    this.#parts.form.associate(form);
  }

  formDisabledCallback(disabled) {
    this.#parts.form.disable(disabled);
  }

  formResetCallback() {
    this.#parts.form.reset();
  }

  /** What was open is not what is wanted; a running wasm says so itself. */
  #elsewhere() {
    const { form, recovery, run } = this.#parts;
    if (!run.isRunning) recovery.shown = recovery.place = form.initial = null;
  }
}

/** Objects as CSV, each value in quotes. */
function csvOf(rows) {
  const columns = Object.keys(rows[0] ?? {});
  const line = (values) => values.map((value) => `"${String(value ?? '').replaceAll('"', '""')}"`).join(';');
  return [line(columns), ...rows.map((row) => line(columns.map((column) => row[column])))].join('\n');
}

const known = globalThis.customElements?.get('maatwerk-canvas');
// Two copies of the module on one page: the first one serves.
if (!known) globalThis.customElements?.define('maatwerk-canvas', MaatwerkCanvas);
else if (known.version !== VERSION) console.warn(`maatwerk-canvas ${known.version} serves this page, not ${VERSION}`);
