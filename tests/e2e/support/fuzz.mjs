// Runs in the page of the element's fuzz test: seeded sequences of actions of a host page and a
// user on three elements. The page loads it as it is.

import { FIELDS, WAYS, randomly, textFor } from './fuzz_fields.mjs';

const KINDS = ['doorbraak', 'perspectief', 'legitimiteit'];
const DOCUMENTS = ['d1', 'd2', 'd3'];
const USERS = [null, { id: 'u1', naam: 'Een' }, { id: 'u2', naam: 'Twee' }];
/** Buttons that open another view or add something; none that removes, undoes or prints. */
const PRESSED = /^(Overzicht|Nieuw canvas|Cijfers geven|Regel toevoegen|Analyse|Terug|Sluiten|Nog te doen|moeder|vader)/i;
const PANIC = /stopped at|unreachable|RuntimeError/;
const channel = new MessageChannel();
/** Waits for the next task, without the browser's minimum delay of timers. */
const task = () =>
  new Promise((on) => {
    channel.port1.onmessage = on;
    channel.port2.postMessage(0);
  });
const pause = (ms) => new Promise((on) => setTimeout(on, ms));

/** The errors in this page, in order. */
const wrong = [];
addEventListener('error', ({ message }) => wrong.push(`error: ${message}`));
addEventListener('unhandledrejection', ({ reason }) => wrong.push(`rejected: ${reason?.code ?? reason}`));
const said = console.error;
console.error = (...parts) => {
  wrong.push(`console: ${parts.join(' ')}`);
  said(...parts);
};
addEventListener('maatwerk-error', ({ detail }) => detail.code === 'panic' && wrong.push('panic'));

/** One sequence of actions. */
class Sequence {
  constructor(seed) {
    this.random = randomly(seed);
    this.seed = seed;
    this.log = [];
    this.count = 0;
    /** The texts that must be found in the end, with the place where each was typed. */
    this.typed = new Map();
    /** The documents that the page has set: a text, and the places of which one must have it. */
    this.given = [];
    /** Whether the browser was slow to open a database: elements try again by themselves. */
    this.isLate = false;
    this.places = ['een', 'twee'].map((id) => Object.assign(document.createElement('div'), { id }));
    document.body.append(...this.places);
    this.elements = [0, 1, 2].map((at) => this.fresh(at));
  }

  below(count) {
    return Math.floor(this.random() * count);
  }

  one(list) {
    return list[this.below(list.length)];
  }

  note(...parts) {
    this.log.push(parts.join(' '));
  }

  /** Creates an element that isn't in the page yet. */
  fresh(at) {
    const element = document.createElement('maatwerk-canvas');
    const options = ['document-id', 'view', 'namespace', 'storage'];
    for (const name of options) if (this.random() < 0.5) this.set(element, at, name);
    element.at = at;
    // A document that can't be accepted is reported by an event if it is too late to throw: another is
    // shown by now. No other page has these namespaces, so none is only followed.
    element.addEventListener('maatwerk-error', ({ detail }) => {
      this.note(at, 'told', detail.code);
      if (detail.code === 'storage') this.isLate = true;
      if (detail.code === 'other-id') this.given = this.given.filter((it) => it !== element.along);
      if (detail.code === 'readonly') wrong.push('readonly, though this page writes');
    });
    if (this.random() < 0.3) this.user(element);
    this.one(this.places).append(element);
    return element;
  }

  set(element, at, name) {
    const values = {
      'document-id': [null, ...DOCUMENTS],
      view: [null, 'overzicht', 'canvas'],
      // A namespace in memory belongs to one element.
      namespace: [null, 'a', `alleen-${at}`],
      storage: [null, 'local', 'none'],
      readonly: [null, null, ''],
      'heading-level': [null, '3'],
      theme: [null, 'default'],
    }[name];
    const value = this.one(values);
    this.note(at, name, value);
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
    // Memory is kept by namespace: no two elements share one.
    if (element.getAttribute('storage') === 'none') element.setAttribute('namespace', `alleen-${at}`);
  }

  /** The place in which an element stores edits now. */
  where(element) {
    const user = element.user?.id;
    const name = `mwc/${element.getAttribute('namespace') || 'standaard'}${user ? `/@${user}` : ''}`;
    return element.getAttribute('storage') === 'none' ? `memory:${element.at}:${name}` : name;
  }

  visible(element, selector) {
    return [...element.shadowRoot.querySelectorAll(selector)].filter((it) => it.checkVisibility?.() ?? true);
  }

  async step() {
    const element = this.one(this.elements);
    const at = element.at;
    const roll = this.random();
    if (roll < 0.34) await this.type(element);
    else if (roll < 0.46) this.focus(element);
    else if (roll < 0.56) this.press(element);
    else if (roll < 0.78) {
      // A framework changes several things in one render.
      for (let count = 1 + this.below(3); count > 0; count -= 1) this.change(element);
    } else if (roll < 0.84) this.give(element);
    else if (roll < 0.9) {
      this.note(at, 'move');
      this.one(this.places)[this.one(['append', 'prepend'])](element);
    } else if (roll < 0.95) {
      this.note(at, 'remove');
      element.remove();
    } else if (!element.isConnected) {
      this.note(at, 'back');
      this.one(this.places).append(element);
    } else this.ask(element);
  }

  change(element) {
    const roll = this.random();
    if (roll < 0.2) {
      this.user(element);
    } else if (roll < 0.25) this.give(element);
    else if (roll < 0.35) this.go(element);
    else this.set(element, element.at, this.one(['document-id', 'document-id', 'namespace', 'namespace', 'storage', 'view', 'readonly', 'heading-level', 'theme']));
  }

  /** The page sends the element to another place in its own namespace. */
  go(element) {
    const documentId = this.one([null, ...DOCUMENTS]);
    const view = this.one(documentId ? ['canvas', 'analyse'] : ['overzicht', 'canvas']);
    this.note(element.at, 'go', documentId, view);
    element.go({ documentId, view }).catch(() => {});
  }

  user(element) {
    const user = this.one(USERS);
    this.note(element.at, 'user', user?.id);
    element.user = user;
  }

  focus(element) {
    const fields = this.visible(element, 'input:not([type=file]), textarea, select, button');
    if (!fields.length) return;
    const field = this.one(fields);
    this.note(element.at, 'focus', field.id || field.textContent);
    field.focus();
  }

  press(element) {
    const buttons = this.visible(element, 'button').filter((it) => PRESSED.test(it.textContent.trim()) || it.dataset.canvas);
    if (!buttons.length) return;
    const button = this.one(buttons);
    this.note(element.at, 'press', button.textContent.trim());
    button.click();
  }

  ask(element) {
    const name = this.one(['save', 'exportJson', 'focusBlock']);
    this.note(element.at, name);
    element[name]('doorbraak').catch(() => {});
  }

  /** Presses the buttons on the way to a field, each if it is there or comes soon. */
  async goTo(element, names) {
    for (const name of names) {
      const find = () => this.visible(element, 'button').find((it) => name.test(it.getAttribute('aria-label') ?? it.textContent.trim()));
      if (!(await holds(find, 150))) continue;
      const button = find();
      this.note(element.at, 'press', String(name));
      button.click();
      // A chance goes with a number only.
      const count = this.visible(element, 'input[id$="-berekening-aantal-dreigend"]')[0];
      if (count && !count.value && this.enter(element, count, '3')) {
        const document = element.value;
        if (document) this.drop(element, document.id, 'bedrag');
      }
    }
  }

  /** Puts a text in a field that has the focus then. Returns whether that can be done. */
  enter(element, field, text) {
    if (!field.isConnected || field.readOnly) return false;
    field.focus();
    if (element.shadowRoot.activeElement !== field) return false;
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, data: text }));
    return true;
  }

  /** What was typed of this kind in a document doesn't have to be found any more. */
  drop(element, id, name) {
    for (const [key, it] of this.typed) if (it.place === this.where(element) && it.id === id && it.name === name) this.typed.delete(key);
  }

  /**
   * Types in a field and stays in it. The page has rendered by then: no user types in the middle of
   * a task.
   */
  async type(element) {
    await task();
    if (this.random() < 0.3) await this.goTo(element, this.one(WAYS));
    const groups = KINDS.map((kind) => [this.visible(element, `[data-block="${kind}"] textarea`), 'text', 'tekst']);
    for (let count = 0; count < 3; count += 1) groups.push([this.visible(element, 'input[data-scenario]'), 'amount', 'bedrag']);
    groups.push(...FIELDS.map(([selector, ...how]) => [this.visible(element, selector), ...how]));
    const [fields, what, name] = this.one(groups.filter(([fields]) => fields.length)) ?? [[]];
    const field = this.one(fields);
    const document = field && element.value;
    if (!document) return;
    this.count += 1;
    const [text, stored] = textFor(what, this);
    if (!this.enter(element, field, text)) return;
    this.note(element.at, 'type', text, 'in', field.id);
    const kind = name === 'tekst' ? field.closest('[data-block]').dataset.block : field.id.replace(/^mwc\d+-/, '');
    const found = `"${name}":"${stored}"`;
    // The edit overwrote the text that was set.
    if (kind === 'doorbraak') this.given = this.given.filter((it) => it.id !== document.id || !it.places.has(this.where(element)));
    // An amount that is typed over what is computed takes the chance with it.
    if (what === 'amount') this.drop(element, document.id, 'kans');
    // A grade and a chance are part of something that may have gone meanwhile.
    if (['grade', 'chance'].includes(what) && !JSON.stringify(element.value).includes(found)) return;
    this.typed.set([this.where(element), document.id, kind].join(' '), { place: this.where(element), id: document.id, name, found });
  }

  /** The page sets a document; the one that it replaces becomes a version. */
  give(element) {
    this.count += 1;
    const from = this.where(element);
    const id = element.value?.id ?? (element.getAttribute('document-id') || this.one(DOCUMENTS));
    const text = `g${this.seed}-${this.count}`;
    try {
      element.value = { formaat: 1, id, doorbraak: { tekst: text } };
    } catch (error) {
      this.note(element.at, 'value refused', error.code);
      if (error.code !== 'other-id') wrong.push(`value: ${error.code ?? error}`);
      return;
    }
    this.note(element.at, 'value', id, text);
    this.given = this.given.filter((it) => it.element !== element || it.id !== id);
    const given = { element, id, found: `"tekst":"${text}"`, places: new Set([from]) };
    this.given.push(given);
    this.forget(from, id);
    // Until it is accepted, it moves along with its element.
    element.along = given;
  }

  forget(place, id) {
    for (const [key, it] of this.typed) if (it.place === place && it.id === id) this.typed.delete(key);
  }

  /** A document that was set and accepted no longer moves along with its element. */
  arrive() {
    for (const element of this.elements) {
      const { along } = element;
      if (!along) continue;
      // An element that hasn't started returns the document that was set; one that waits for the
      // document still shows the one before it.
      const drawn = element.shadowRoot.querySelector('textarea');
      const has = drawn && JSON.stringify(element.value ?? '').includes(along.found);
      if (has || !this.given.includes(along)) element.along = undefined;
    }
  }

  /**
   * Called after a task: the document that was set may be in the element's current place by now.
   */
  follow() {
    for (const element of this.elements) {
      if (!element.along) continue;
      const place = this.where(element);
      element.along.places.add(place);
      this.forget(place, element.along.id);
    }
  }
}

const databases = new Map();

/** The texts of a document in a namespace's archive: its current version and its saved versions. */
async function archived(name, id) {
  const asked = (request) => new Promise((done, failed) => Object.assign(request, { onsuccess: () => done(request.result), onerror: failed }));
  if (!databases.has(name)) {
    // Opened only if it exists, as opening creates it.
    if (!(await indexedDB.databases()).some((it) => it.name === name)) return '';
    databases.set(name, await asked(indexedDB.open(name)));
  }
  const transaction = databases.get(name).transaction(['canvas', 'versie']);
  const text = (bytes) => (bytes ? new TextDecoder().decode(bytes) : '');
  const now = text(await asked(transaction.objectStore('canvas').get(id)));
  const versions = await asked(transaction.objectStore('versie').getAll());
  return [now, ...versions.map(text).filter((it) => it.includes(`"id":"${id}"`))].join('\n');
}

/** Waits until a condition holds, for at most `ms` milliseconds. Returns whether it does. */
async function holds(check, ms = 4000) {
  const end = performance.now() + ms;
  for (let wait = 0; ; wait = Math.min(50, wait + 2)) {
    if (await check()) return true;
    if (performance.now() > end || wrong.length) return false;
    await (wait ? pause(wait) : task());
  }
}

/** Runs one sequence. Returns the errors, or null. */
export async function run(seed, steps = 9) {
  wrong.length = 0;
  const sequence = new Sequence(seed);
  for (let step = 0; step < steps && !wrong.length; step += 1) {
    await sequence.step();
    const roll = sequence.random();
    if (roll < 0.35) await task();
    else if (roll < 0.55) await pause(sequence.below(12));
    else if (roll < 0.75) await null;
    else if (roll < 0.85) await Promise.race(sequence.elements.map((it) => it.save().catch(() => {})));
    sequence.follow();
    sequence.arrive();
  }
  const why = wrong.length ? wrong.join('; ') : await missing(sequence);
  for (const element of sequence.elements) element.remove();
  for (const place of sequence.places) place.remove();
  const locked = why ? null : await leaked();
  const failed = why ?? locked ?? (wrong.length ? wrong.join('; ') : null);
  return failed && { seed, why: failed, log: sequence.log };
}

/** The texts that were typed or set and can't be found anywhere. */
async function missing(sequence) {
  const there = sequence.elements.filter((it) => it.isConnected);
  await Promise.all(there.map((it) => it.save().catch(() => {})));
  if (wrong.length) return wrong.join('; ');
  sequence.follow();
  const claims = [...sequence.typed.values()].map((it) => ({ ...it, places: new Set([it.place]) }));
  claims.push(...sequence.given.filter(({ element }) => element.isConnected));
  for (const { id, found, places } of claims) {
    const stored = [...places].filter((place) => !place.startsWith('memory:'));
    // A text in memory only is gone with its view, or is checked where it is shown.
    if (stored.length < places.size && !(await inMemory(sequence, id, found, places)) && !stored.length) {
      return `${found} of ${id} is not in ${[...places]}`;
    }
    if (stored.length < places.size) continue;
    const found_ = async () => {
      for (const place of stored) if ((await archived(place, id)).includes(found)) return true;
      return false;
    };
    if (!(await holds(found_, sequence.isLate ? 40_000 : 4_000))) return wrong.length ? wrong.join('; ') : `${found} of ${id} is not in ${stored}`;
  }
  return null;
}

/** Returns to a namespace that is kept only in memory, and looks for the texts there. */
async function inMemory(sequence, id, found, places) {
  for (const place of places) {
    if (!place.startsWith('memory:')) continue;
    const [, at, name] = place.split(':');
    const element = sequence.elements[at];
    const [, namespace, user] = name.split('/');
    if (!element.isConnected) sequence.places[0].append(element);
    element.setAttribute('storage', 'none');
    element.setAttribute('namespace', namespace);
    element.user = user ? USERS.find((it) => it?.id === user.slice(1)) : null;
    // By way of another document, as a view that has gone to the list isn't replaced by an earlier
    // request.
    for (const shown of ['elders', id]) {
      element.setAttribute('document-id', shown);
      await element.save();
    }
    if (await holds(() => JSON.stringify(element.value ?? '').includes(found), 1000)) return true;
  }
  return false;
}

/** The locks that no element on the page can still be using. */
async function leaked() {
  let names = [];
  const none = async () => {
    const { held, pending } = await navigator.locks.query();
    names = [...held, ...pending].map(({ name }) => name);
    return !names.length;
  };
  const given = await holds(none, 8000);
  if (wrong.length) return wrong.join('; ');
  return given ? null : `locks left: ${names}`;
}
