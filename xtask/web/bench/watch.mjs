// What runs in the measured pages, the app's and the peers' alike.

/**
 * From before the page's own scripts: tells `tellFirst` when the total is in the DOM and when that was
 * painted, in milliseconds since the navigation started.
 */
export function watchFirst() {
  const watch = (root) =>
    new MutationObserver((_, observer) => {
      const total = root.querySelector('[data-total="maatwerk"]')?.textContent ?? '';
      if (!/[1-9]/.test(total)) return;
      observer.disconnect();
      const dom = performance.now();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        // Runs after the frame that the callback belongs to.
        port1.onmessage = () => window.tellFirst({ dom, frame: performance.now(), total });
        port2.postMessage(null);
      });
    }).observe(root, { childList: true, subtree: true, characterData: true });
  watch(document);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (...given) {
    const root = attach.apply(this, given);
    watch(root);
    return root;
  };
}

/**
 * Records in `window.keys` how long after each key what `selector` finds has changed, and when that was
 * painted.
 */
export function watchKeys(selector) {
  const root = document.querySelector('maatwerk-canvas')?.shadowRoot ?? document;
  const keys = { dom: [], frame: [], longest: 0 };
  let start = 0;
  addEventListener('keydown', () => (start = performance.now()), { capture: true });
  new MutationObserver(() => {
    if (start === 0) return;
    const from = start;
    start = 0;
    keys.dom.push(performance.now() - from);
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => keys.frame.push(performance.now() - from);
      port2.postMessage(null);
    });
  }).observe(root.querySelector(selector), { characterData: true, childList: true, subtree: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) keys.longest = Math.max(keys.longest, duration);
  }).observe({ type: 'longtask' });
  window.keys = keys;
}

/** What a page has loaded so far, in bytes as they were sent, without headers. */
export function bytesLoaded() {
  const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
  return all.map(({ name, encodedBodySize }) => [new URL(name).pathname, encodedBodySize]);
}

/** Has the element show this canvas. */
export async function showCanvas(id) {
  const element = document.querySelector('maatwerk-canvas');
  element.setAttribute('document-id', id);
  while (element.value?.id !== id) await new Promise((on) => setTimeout(on, 20));
}

/** Saves. Gives the milliseconds until the archive has it. */
export async function timeSave() {
  const start = performance.now();
  await document.querySelector('maatwerk-canvas').save();
  return performance.now() - start;
}
