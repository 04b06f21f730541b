/** Errors as the host page gets them: with a code, and never with what a document says. */

/** An error with a code; wasm gives it as `code` or `code:place`. */
export function failure(answer) {
  const [code, place] = String(answer).split(/:(.*)/s);
  return Object.assign(new Error(`maatwerk-canvas: ${code}${place ? ` at ${place}` : ''}`), { code });
}

/** What has been thrown, as an error: wasm throws its codes as text. */
export const asError = (thrown) => (typeof thrown === 'string' ? failure(thrown) : thrown);
