/** One run of wasm in an element: from when the element nears the view until it goes, or wasm dies. */
import { lock, unlock } from '../locks.js';
import { codeOf, died, forgetModule, isTrap, load, moduleNumber, onPanic, register, unregister } from '../module.js';
import { asError, failure } from './failure.js';
import { loading, stopped } from './notice.js';

/** How far out of sight an element starts, in pixels. */
const NEAR = 600;

export class Lifecycle {
  static #observer;
  /** The lifecycle of each element. */
  static #ofHost = new WeakMap();

  /** Sees which elements near the view; made with the first of them. */
  static get #near() {
    return (Lifecycle.#observer ??= new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) if (isIntersecting) Lifecycle.#ofHost.get(target)?.#wake();
      },
      { rootMargin: `${NEAR}px` },
    ));
  }

  #parts;
  /** Tells a start that is under way that it has been overtaken. */
  #turn = 0;
  #active = false;
  #waits = false;
  /** What wasm gives for a mounted element; src/embed/mounted.rs describes it. */
  #handle;
  #adapt;
  /** The chunk that this run is of. */
  #chunk;
  #ready = deferred();
  /** Fails with the code when this run of the element ends by itself. */
  #end = deferred();

  /** @param {import('./parts.js').Parts} parts */
  constructor(parts) {
    this.#parts = parts;
    Lifecycle.#ofHost.set(parts.host, this);
  }

  /** Kept, with the element, when it shows its document or its overview. */
  get ready() {
    return this.#ready.promise;
  }

  get isRunning() {
    return Boolean(this.#handle);
  }

  /** The element is in a page. */
  connect() {
    if (this.#active) return;
    const { host, root } = this.#parts;
    this.#active = this.#waits = true;
    root.replaceChildren(loading());
    // Once the page's script has run: it may set more, or take the element out again.
    queueMicrotask(() => {
      if (!this.#waits) return;
      // One that is near already needn't wait for the frame after which an observer tells.
      if (isNear(host)) this.#wake();
      else Lifecycle.#near.observe(host);
    });
  }

  /** The element has been taken out of its page. A move in the DOM disconnects and connects at once: it keeps its state. */
  disconnect() {
    queueMicrotask(() => this.#parts.host.isConnected || this.#stop());
  }

  /**
   * Calls wasm, if it runs. A call that traps gives undefined: it must not break the host page's own
   * script. What wasm throws, a code as text, is thrown on.
   */
  call(question) {
    return this.#handle && guard(() => question(this.#handle));
  }

  /** Asks wasm, as soon as it is there, and fails with a code. */
  async ask(question) {
    // What was waiting to be saved is saved when the element goes.
    if (!this.#parts.host.isConnected) throw failure('removed');
    this.#wake();
    await this.ready;
    const ask = async () => {
      this.#parts.changes.tell();
      await guard(() => this.#handle.idle());
      return guard(() => question(this.#handle));
    };
    try {
      return await Promise.race([ask(), this.#end.promise]);
    } catch (thrown) {
      throw asError(thrown);
    }
  }

  /** Goes to a place, at once: it waits for nothing that is being opened. Gives the place that shows then. */
  async go(place) {
    const { changes, host, recovery } = this.#parts;
    if (!host.isConnected) throw failure('removed');
    changes.tell();
    if (this.#handle) this.call((handle) => handle.go(place));
    else recovery.place = place;
    return this.ask((handle) => handle.place());
  }

  /** Fits the element into its page once more. */
  adaptAgain() {
    this.#adapt?.again();
  }

  /** Tells the host page of something, by the event's name without what all names begin with. */
  fire(name, detail) {
    this.#parts.host.dispatchEvent(new CustomEvent(`maatwerk-${name}`, { bubbles: true, composed: true, detail }));
  }

  /** Loads what the browser must have at once when it prints. */
  async loadPaper() {
    await this.#chunk.load('paper');
  }

  /** What is shown first: a document, a new one, or the overview. As `Page::asked_for` in src/ui/page.rs has it. */
  #shown() {
    const { host, recovery } = this.#parts;
    if (recovery.place) return recovery.place.view === 'overzicht' ? 'overview' : 'canvas';
    const canvas = recovery.shown || host.getAttribute('document-id') || host.getAttribute('view') === 'canvas';
    return canvas ? 'canvas' : 'overview';
  }

  /** Starts now, rather than when the element nears the view. */
  #wake() {
    if (!this.#waits) return;
    this.#waits = false;
    Lifecycle.#near.unobserve(this.#parts.host);
    this.#start();
  }

  async #start() {
    const { form, host, recovery, root } = this.#parts;
    const turn = ++this.#turn;
    const number = moduleNumber();
    try {
      const chunk = await load(this.#shown());
      if (turn !== this.#turn) return;
      const container = document.createElement('div');
      container.className = 'mwc';
      // Whatever the page speaks.
      container.lang = 'nl';
      root.replaceChildren(container);
      this.#end = deferred();
      recovery.moveTo();
      this.#chunk = chunk;
      this.#handle = chunk.mount(container, this.#config(turn, number));
      this.#adapt = chunk.adapt(host, container);
      register(host, { stop: (code) => this.#stop(code), keep: (text) => recovery.keepFromPanic(text) });
      form.handOver();
    } catch (error) {
      if (turn !== this.#turn) return;
      const code = codeOf(error);
      if (code === 'panic') died(number);
      else forgetModule(number);
      this.#stop(code);
    }
  }

  /** Ends this run; with a code, it shows what went wrong and how to go on. */
  #stop(code) {
    const { changes, host, recovery, root } = this.#parts;
    if (code === undefined) {
      changes.tell();
      this.#keep();
    }
    changes.clear();
    this.#turn += 1;
    this.#active = code !== undefined;
    this.#waits = false;
    Lifecycle.#near.unobserve(host);
    unregister(host);
    recovery.stop();
    this.#adapt?.stop();
    this.#end.fail(failure(code ?? 'removed'));
    if (code) this.#ready.fail(failure(code));
    // Who waits for an element that was taken out while it loaded, waits for it to come back.
    if (code || this.#ready.kept) this.#ready = deferred();
    const handle = this.#handle;
    this.#handle = this.#adapt = undefined;
    // What has died can't be ended.
    if (code !== 'panic') guard(() => handle?.destroy());
    if (code === undefined) {
      root.replaceChildren();
    } else {
      root.replaceChildren(stopped(host, code, () => this.#start()));
      this.fire('error', { documentId: recovery.shown, code });
    }
  }

  /** What wasm gets; src/embed/maatwerk-canvas.js describes it. */
  #config(turn, number) {
    const { changes, form, host, recovery } = this.#parts;
    return {
      attributes: changes.all(),
      kept: (namespace, user) => recovery.documents(namespace, user),
      shown: recovery.shown,
      place: recovery.place,
      ...locksOf(number),
      token: async () => host.getToken?.(),
      key: async (namespace, kid, purpose = 'storage') => host.getKey?.({ namespace, purpose, kid }),
      tell: (name, detail) => {
        if (name === 'leave') {
          this.#keep();
          recovery.place = null;
          return;
        }
        if (name === 'place') recovery.arrive(detail);
        if (name === 'shown') {
          recovery.shown = detail.documentId;
          form.shows(detail.documentId);
        }
        // Not from inside wasm: a listener may ask it something.
        queueMicrotask(() => turn === this.#turn && this.#onEvent(name, detail));
      },
      panicked: (place, text) => onPanic(number, place, text),
    };
  }

  #onEvent(name, detail) {
    const { form, host, recovery } = this.#parts;
    if (name === 'shown') {
      form.opened();
      return;
    }
    if (name === 'ready') {
      this.#chunk?.loadRest();
      this.#ready.kept = true;
      this.#ready.keep(host);
    }
    if (name === 'change') recovery.keepSoon(() => this.#text());
    this.fire(name, detail);
  }

  #keep() {
    this.#parts.recovery.keep(() => this.#text());
  }

  #text() {
    return this.#handle && this.#parts.form.text();
  }
}

/** A promise with the two ends that it is kept or broken by. */
function deferred() {
  const it = {};
  it.promise = new Promise((keep, fail) => Object.assign(it, { keep, fail }));
  // Nobody has to listen.
  it.promise.catch(() => {});
  return it;
}

/** Makes a call into wasm. One that traps ends the run of every element on the page, and gives undefined. */
function guard(call) {
  try {
    return call();
  } catch (error) {
    if (!isTrap(error)) throw error;
    died(moduleNumber());
  }
}

/** The locks of a module; wasm keeps these functions for longer than the element is there. */
const locksOf = (number) => ({
  lock: (name, mode, lost) => lock(number, name, mode, lost),
  unlock: (name) => unlock(number, name),
});

/** Whether an element is in view, or not far out of it. One that isn't shown has no box, and isn't. */
function isNear(host) {
  const [box] = host.getClientRects();
  if (!box) return false;
  const { innerHeight, innerWidth } = globalThis;
  return box.bottom > -NEAR && box.top < innerHeight + NEAR && box.right > -NEAR && box.left < innerWidth + NEAR;
}
