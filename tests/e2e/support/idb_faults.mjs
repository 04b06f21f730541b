// Intercepts the app's archive transactions, to hold their commits or make them fail.

/**
 * Holds or fails the page's writing transactions: `window.commits` is 'go', 'hold' or the name of
 * an error. A transaction is held by repeated requests, so that it really can't commit; `window.held`
 * counts those that write and were held.
 */
export function idbFaults() {
  window.commits ??= 'go';
  window.held = 0;
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    const transaction = begin.call(this, names, mode, options);
    if (mode !== 'readwrite') return transaction;
    window.durability = options?.durability;
    const store = transaction.objectStore('canvas');
    let written = false;
    let held = false;
    transaction.objectStore = (name) => {
      const found = IDBTransaction.prototype.objectStore.call(transaction, name);
      found.put = (...given) => ((written = true), IDBObjectStore.prototype.put.apply(found, given));
      return found;
    };
    const again = () => {
      if (window.commits === 'go') return;
      // A full disk is only reported after the values were passed on.
      if (window.commits === 'hold' && written && !held) {
        held = true;
        window.held += 1;
      }
      if (window.commits === 'hold' || !written) {
        store.get('').onsuccess = again;
        return;
      }
      const error = new DOMException('', window.commits);
      Object.defineProperty(transaction, 'error', { get: () => error });
      transaction.abort();
    };
    store.get('').onsuccess = again;
    return transaction;
  };
}
