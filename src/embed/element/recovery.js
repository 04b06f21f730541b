/**
 * What the next run of an element starts from when this one ends, also when wasm dies: which document
 * was open, in which namespace and view and, with `storage="none"`, the documents themselves.
 */

/** The namespace of an element that names none, as src/ui/setup.rs has it. */
const STANDARD = 'standaard';
/** Typing pauses this long, in milliseconds, before a document that the browser keeps nowhere is copied. */
const PAUSE = 300;

export class Recovery {
  #host;
  /** The id of the document that was last open. */
  shown = null;
  /** Where the next run begins: `{namespace, documentId, view}`; null where the attributes say it. */
  place = null;
  /** Documents that the browser keeps nowhere, by namespace and user, then by id. */
  #kept = new Map();
  /** The namespace and user of this run, if it keeps nothing; see `#owner`. */
  #memory;
  #timer;

  /** @param {HTMLElement} host */
  constructor(host) {
    this.#host = host;
  }

  /** Takes over where the documents are now; called when a run begins and when the host page has changed it. */
  moveTo() {
    this.#memory = this.#owner();
  }

  /** Another place shows, perhaps in another namespace. */
  arrive(place) {
    this.place = place;
    this.moveTo();
  }

  /** Copies the open document, if the browser keeps none. `read` gives its text, or nothing. */
  keep(read) {
    if (!this.#memory || !this.shown) return;
    const text = read();
    if (!text) return;
    if (!this.#kept.has(this.#memory)) this.#kept.set(this.#memory, new Map());
    this.#kept.get(this.#memory).set(this.shown, text);
  }

  /** The same once typing has paused. */
  keepSoon(read) {
    if (!this.#memory) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.keep(read), PAUSE);
  }

  /** Copies what the panic hook gives, if that is the open document. */
  keepFromPanic(text) {
    if (JSON.parse(text).id === this.shown) this.keep(() => text);
  }

  /** Ends a run. */
  stop() {
    clearTimeout(this.#timer);
  }

  /** The texts of the documents that were kept of a namespace. */
  documents(namespace, user) {
    return [...(this.#kept.get(nameOf(namespace, user))?.values() ?? [])];
  }

  /** The text of the document that was last open, if it was kept. */
  text() {
    return this.#kept.get(this.#owner())?.get(this.shown);
  }

  /** Where nothing is stored: whose documents these are, and in which namespace. */
  #owner() {
    if (this.#host.getAttribute('storage') !== 'none') return undefined;
    return nameOf(this.place?.namespace ?? (this.#host.getAttribute('namespace') || STANDARD), this.#host.user?.id);
  }
}

const nameOf = (namespace, user = null) => JSON.stringify([namespace, user]);
