// Stands between the app and the archive, to hold its commits or let them fail.

/**
 * Holds or fails the page's writing transactions: `window.commits` is 'go', 'hold' or the name of an error.
 * A transaction is held by asking it something again and again, so that it really cannot commit.
 */
export function meddle() {
  window.commits = 'go';
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (names, mode, options) {
    const transaction = begin.call(this, names, mode, options);
    if (mode !== 'readwrite') return transaction;
    window.durability = options?.durability;
    const store = transaction.objectStore('canvas');
    let written = false;
    store.put = (...given) => ((written = true), IDBObjectStore.prototype.put.apply(store, given));
    transaction.objectStore = (name) => (name === 'canvas' ? store : IDBTransaction.prototype.objectStore.call(transaction, name));
    const again = () => {
      if (window.commits === 'go') return;
      // A full disk shows itself only after the values have been handed over.
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
