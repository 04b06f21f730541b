/** What the host page sets, told to wasm in the order in which it was set. */

/** The attributes that mean something. */
export const ATTRIBUTES = [
  'document-id', 'sync-url', 'storage', 'namespace', 'view', 'readonly', 'theme', 'heading-level', 'lang', 'app-url',
];
/** A change of one of these means: what was open before is not what is wanted now. */
export const PLACE = ['document-id', 'storage', 'namespace', 'view'];
/** And of one of these: it is kept elsewhere. */
const MOVES = ['storage', 'namespace', 'user'];

export class Changes {
  #parts;
  /** What has been set since wasm was told last: names, each with its text or null. */
  #changes = [];
  #telling = false;
  #toTell = false;
  /** The document that was set in this turn of the page's script. */
  #fresh;
  /** Properties as text, by name. */
  #given = {};

  /** @param {import('./parts.js').Parts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** A property as text; null where it isn't set. */
  given(name) {
    return this.#given[name] ?? null;
  }

  /** Everything that is set, as wasm takes it when it starts. */
  all() {
    const { host, form } = this.#parts;
    const attributes = [...ATTRIBUTES.map((name) => [name, host.getAttribute(name)]), ...Object.entries(this.#given)];
    attributes.push(['readonly', form.readonly()]);
    // The stand-alone page says so, which offers its user what a portal decides for theirs.
    if (host.hasAttribute('data-standalone')) attributes.push(['standalone', '']);
    return attributes.filter(([, value]) => value !== null);
  }

  /** Sets a property. */
  give(name, text) {
    if (this.given(name) === text) return;
    this.#given[name] = text;
    this.add(name, text);
  }

  /** Something has been set. Where wasm runs, it is told once the page's own script has run. */
  add(name, text) {
    if (!this.#parts.run.isRunning) return;
    this.#changes.push([name, text]);
    this.#tellSoon();
  }

  /** A document has been set while wasm runs. */
  addDocument(text) {
    this.#fresh = text;
    this.#tellSoon();
  }

  #tellSoon() {
    if (this.#toTell) return;
    this.#toTell = true;
    queueMicrotask(() => {
      this.#toTell = false;
      this.tell();
      this.#fresh = undefined;
    });
  }

  /**
   * Tells wasm what has been set, in the order given. One call at a time: a listener of the page's
   * that sets something while wasm is at work has its turn right after.
   */
  tell() {
    const { recovery, run } = this.#parts;
    if (this.#telling || !this.#changes.length) return;
    this.#telling = true;
    while (run.isRunning && this.#changes.length) {
      const changes = this.#changes.splice(0);
      run.call((handle) => handle.change(changes));
      if (changes.some(([name]) => MOVES.includes(name))) this.#moveFresh();
    }
    recovery.moveTo();
    this.#telling = false;
    run.adaptAgain();
  }

  /** A document that was set together with the namespace goes there, whichever came first. */
  #moveFresh() {
    const { form, run } = this.#parts;
    if (!this.#fresh || !run.isRunning) return;
    try {
      form.set(this.#fresh);
      form.initial = this.#fresh;
    } catch {
      // Another document is asked for there; this one stays where it was put.
    }
  }

  /** Forgets what wasm hasn't been told: it runs no longer, and the next run reads everything. */
  clear() {
    this.#changes = [];
  }
}
