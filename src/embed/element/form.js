/** The element's value: as the host page sets and reads it, and in a form. */
import { asError, failure } from './failure.js';

export class FormValue {
  #parts;
  #form;
  #disabled = false;
  /** The document that the host page has set, as text, until it is in the place of the stored one. */
  #pending;
  /** What a reset of the form goes back to: what the host page has set, or what was opened. */
  initial = null;

  /** @param {import('./parts.js').Parts} parts */
  constructor(parts) {
    this.#parts = parts;
  }

  /** The document as text, if there is one. */
  text() {
    const { recovery, run } = this.#parts;
    if (run.isRunning) return run.call((handle) => handle.value());
    return this.#pending ?? recovery.text();
  }

  /** Takes a document from the host page; throws if it is none, or another than the one that is open. */
  take(document) {
    const { changes, host, recovery, run } = this.#parts;
    if (document === null || document === undefined) {
      this.#pending = undefined;
      return;
    }
    const text = JSON.stringify(document);
    changes.tell();
    if (run.isRunning) {
      this.set(text);
      changes.addDocument(text);
    } else {
      // What can be told without wasm; the rest when it is there.
      if (typeof document !== 'object' || !Number.isInteger(document.formaat)) throw failure('invalid-value:formaat');
      if (typeof document.id !== 'string') throw failure('invalid-value:id');
      if ((host.getAttribute('document-id') || document.id) !== document.id) throw failure('other-id');
      // It is the host page's, so it goes where the attributes say.
      if (recovery.place?.documentId !== document.id) recovery.place = null;
      this.#pending = text;
    }
    this.initial = text;
  }

  /** Gives wasm a document; throws if it refuses. */
  set(text) {
    // Until it has come in, this side has it too: the element may go, or wasm die, before that.
    this.#pending = text;
    try {
      if (this.#parts.run.call((handle) => handle.set_value(text))) this.#pending = undefined;
    } catch (thrown) {
      this.#pending = undefined;
      throw asError(thrown);
    }
  }

  /** Gives wasm, which has just started, the document that the host page set before that. */
  handOver() {
    if (this.#pending === undefined) return;
    try {
      this.set(this.#pending);
    } catch (error) {
      this.#parts.run.fire('error', { documentId: null, code: error.code ?? 'load' });
    }
  }

  /** A document shows, or another is about to (`id` is null). */
  shows(id) {
    if (id) this.#pending = undefined;
    else this.initial = null;
  }

  /** A document has opened: that is what a reset goes back to, unless the host page has set one. */
  opened() {
    if (this.#form) this.initial ??= this.text();
  }

  /** The value of the attribute `readonly` as wasm gets it: a disabled element can't be edited either. */
  readonly() {
    return this.#disabled || this.#parts.host.hasAttribute('readonly') ? '' : null;
  }

  associate(form) {
    this.#form?.removeEventListener('formdata', this.#fill);
    this.#form = form;
    form?.addEventListener('formdata', this.#fill);
  }

  disable(disabled) {
    this.#disabled = disabled;
    this.#parts.changes.add('readonly', this.readonly());
  }

  /** Goes back to what the host page has set, or to what was opened; what was there is in the history. */
  reset() {
    const { changes, run } = this.#parts;
    changes.tell();
    if (run.isRunning && this.initial) this.set(this.initial);
  }

  /**
   * The form's value is asked for, not pushed: a document has too much text to write at every key,
   * and what is pushed a browser may keep for when it restores the page.
   */
  #fill = ({ formData }) => {
    const { name } = this.#parts.host;
    const text = name && !this.#disabled && this.text();
    if (text) formData.append(name, text);
  };
}
