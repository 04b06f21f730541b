// What runs in the app's page while its start is measured.

/** From before the page's own scripts: how often the browser is called, and what has how many listeners. */
export function watchCalls() {
  const calls = {};
  const listeners = new Map();
  Object.assign((window.watched ??= {}), { calls, listeners });
  const count = (owner, ...names) => {
    for (const name of names) {
      const inner = owner[name];
      owner[name] = function (...given) {
        calls[name] = (calls[name] ?? 0) + 1;
        if (name === 'addEventListener') listeners.set(this, (listeners.get(this) ?? 0) + 1);
        return inner.apply(this, given);
      };
    }
  };
  count(Element.prototype, 'setAttribute', 'removeAttribute');
  count(Node.prototype, 'cloneNode', 'appendChild', 'insertBefore');
  count(Document.prototype, 'createElement', 'createTextNode', 'createComment');
  count(EventTarget.prototype, 'addEventListener');
  count(TextDecoder.prototype, 'decode');
  count(Storage.prototype, 'getItem');
}

/** From before the page's own scripts: when the steps of the start happen, and what is asked of the archive. */
export function watchSteps() {
  const marks = { storage: [] };
  Object.assign((window.watched ??= {}), { marks });
  const around = (owner, name, then) => {
    const inner = owner[name];
    owner[name] = function (...given) {
      const result = inner.apply(this, given);
      then(result, given);
      return result;
    };
  };
  const stored = (what, request, event) => {
    const step = { what, from: performance.now() };
    marks.storage.push(step);
    request.addEventListener(event, () => (step.to = performance.now()));
  };
  around(CustomElementRegistry.prototype, 'define', () => (marks.defined ??= performance.now()));
  for (const name of ['instantiateStreaming', 'instantiate']) {
    around(WebAssembly, name, (result) => result.then(() => (marks.instantiated = performance.now())));
  }
  around(IDBFactory.prototype, 'open', (request) => stored('opened', request, 'success'));
  around(IDBDatabase.prototype, 'transaction', (request, [tables, mode]) => stored(`${mode ?? 'readonly'}: ${[tables].flat().join(' + ')}`, request, 'complete'));
  around(LockManager.prototype, 'request', () => marks.storage.push({ what: 'lock asked', from: performance.now() }));
}

/** In the page once the total is there: what was seen, and what the first cost line consists of. */
export function readStart() {
  const { marks, calls, listeners } = window.watched;
  const find = (ending) => {
    const { startTime, responseEnd } = performance.getEntriesByType('resource').find(({ name }) => ending.test(name));
    return [startTime, responseEnd];
  };
  const line = document.querySelector('maatwerk-canvas').shadowRoot.querySelector('.line');
  const elements = [line, ...line.querySelectorAll('*')];
  const walker = document.createTreeWalker(line);
  let nodes = 1;
  while (walker.nextNode()) nodes += 1;
  const sum = (of) => elements.reduce((all, element) => all + of(element), 0);
  return {
    calls,
    line: { elements: elements.length, nodes, attributes: sum((it) => it.attributes.length), listeners: sum((it) => listeners.get(it) ?? 0) },
    marks: { ...marks, html: performance.getEntriesByType('navigation')[0].responseEnd, shim: find(/canvas\.js$/), chunk: find(/canvas-[^/]+\.js$/), wasm: find(/\.wasm$/) },
  };
}
