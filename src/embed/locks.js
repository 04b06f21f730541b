/**
 * Web Locks, held by JavaScript on behalf of wasm: a module that has died cannot keep one, and the
 * browser gives them back when the page goes. One lock per name and page, shared by its holders.
 *
 * @typedef {'try' | 'wait' | 'steal'} Mode   at once or not at all; in the queue; from whoever has it
 * @typedef {'granted' | 'taken' | 'unsupported'} Outcome
 * @typedef {{ holders: Map<unknown, () => void>, granted: boolean, mode: Mode, outcome: Promise<Outcome>,
 *             over?: Promise<void>, free: () => void, queue: AbortController }} Held
 */

/** @type {Map<string, Held>} */
const held = new Map();
/** Locks that have been let go of here and that the browser has yet to give back: when it has. */
const going = new Map();

/**
 * Asks for the lock `name`. `lost` is called when another page takes it away.
 * @param {unknown} holder  whoever keeps it, in the element the number of a module; the lock goes when its
 *   last holder lets go
 * @param {string} name
 * @param {Mode} mode
 * @param {() => void} lost
 * @returns {Promise<Outcome>}
 */
export function lock(holder, name, mode, lost = () => {}) {
  if (!navigator.locks) return Promise.resolve('unsupported');
  const current = held.get(name);
  const tries = current?.mode === 'try';
  if (current && !current.granted && !tries && mode === 'try') return Promise.resolve('taken');
  // Also in what is being tried at this moment: it is the page that gets it.
  if (current && (current.granted || mode === 'wait' || (tries && mode === 'try'))) {
    current.holders.set(holder, lost);
    return current.outcome;
  }
  // Whoever on this page was queueing shares in what is taken now.
  const entry = /** @type {Held} */ ({
    holders: new Map(current?.holders).set(holder, lost),
    granted: false,
    mode,
    free: () => {},
    queue: new AbortController(),
  });
  held.set(name, entry);
  current?.queue.abort();
  entry.outcome = request(name, mode, entry);
  return entry.outcome;
}

/** @returns {Promise<Outcome>} */
async function request(name, mode, entry) {
  // Else this page would find its own lock taken.
  await going.get(name);
  if (held.get(name) !== entry) return 'taken';
  const options = { try: { ifAvailable: true }, wait: { signal: entry.queue.signal }, steal: { steal: true } }[mode];
  const forget = () => held.get(name) === entry && held.delete(name);
  return new Promise((resolve) => {
    const hold = (granted) => {
      if (!granted || held.get(name) !== entry) {
        forget();
        return resolve('taken');
      }
      entry.granted = true;
      resolve('granted');
      return new Promise((free) => (entry.free = free));
    };
    entry.over = navigator.locks.request(`maatwerk-canvas/${name}`, options, hold).catch((error) => {
      const stolen = forget() && entry.granted;
      if (stolen) for (const lost of entry.holders.values()) lost();
      resolve(error.name === 'SecurityError' ? 'unsupported' : 'taken');
    });
  });
}

/**
 * Lets go of `name`, or of everything that `holder` holds or has asked for.
 * @param {unknown} holder
 * @param {string} [name]
 */
export function unlock(holder, name) {
  for (const [key, entry] of held) {
    if (name !== undefined && key !== name) continue;
    if (!entry.holders.delete(holder) || entry.holders.size) continue;
    held.delete(key);
    if (entry.over) going.set(key, entry.over);
    entry.free();
    entry.queue.abort();
  }
}
