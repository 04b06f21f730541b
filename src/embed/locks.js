/**
 * Web Locks, held by JavaScript on behalf of wasm: a module that has died cannot keep one, and the
 * browser gives them back when the page goes. One lock per name and page, shared by its holders.
 *
 * @typedef {'try' | 'wait' | 'steal'} Mode   at once or not at all; in the queue; from whoever has it
 * @typedef {'granted' | 'taken' | 'unsupported'} Outcome
 * @typedef {{ holders: Map<object, () => void>, granted: boolean, outcome: Promise<Outcome>,
 *             free: () => void, queue: AbortController }} Held
 */

/** @type {Map<string, Held>} */
const held = new Map();

/**
 * Asks for the lock `name`. `lost` is called when another page takes it away.
 * @param {object} holder  whoever keeps it; the lock goes when its last holder lets go
 * @param {string} name
 * @param {Mode} mode
 * @param {() => void} lost
 * @returns {Promise<Outcome>}
 */
export function lock(holder, name, mode, lost = () => {}) {
  if (!navigator.locks) return Promise.resolve('unsupported');
  const current = held.get(name);
  if (current && !current.granted && mode === 'try') return Promise.resolve('taken');
  if (current && (current.granted || mode === 'wait')) {
    current.holders.set(holder, lost);
    return current.outcome;
  }
  // Whoever on this page was queueing shares in what is taken now.
  const entry = /** @type {Held} */ ({
    holders: new Map(current?.holders).set(holder, lost),
    granted: false,
    free: () => {},
    queue: new AbortController(),
  });
  held.set(name, entry);
  current?.queue.abort();
  entry.outcome = request(name, mode, entry);
  return entry.outcome;
}

/** @returns {Promise<Outcome>} */
function request(name, mode, entry) {
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
    navigator.locks.request(`maatwerk-canvas/${name}`, options, hold).catch((error) => {
      const stolen = forget() && entry.granted;
      if (stolen) for (const lost of entry.holders.values()) lost();
      resolve(error.name === 'SecurityError' ? 'unsupported' : 'taken');
    });
  });
}

/**
 * Lets go of `name`, or of everything that `holder` holds.
 * @param {object} holder
 * @param {string} [name]
 */
export function unlock(holder, name) {
  for (const [key, entry] of held) {
    if (name !== undefined && key !== name) continue;
    if (!entry.holders.delete(holder) || entry.holders.size) continue;
    held.delete(key);
    entry.free();
    entry.queue.abort();
  }
}
