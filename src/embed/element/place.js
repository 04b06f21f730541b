/** Places: what an element shows, as `go` takes it and `maatwerk-place` tells it. */
import { failure } from './failure.js';

const VIEWS = ['overzicht', 'canvas', 'analyse', 'lezen', 'samen', 'rond'];
const isName = (value) => value === undefined || value === null || typeof value === 'string';

/** A place with all that was left out: the element's own namespace, no document, and what fits that. */
export function complete(place) {
  const { namespace, documentId, view = documentId ? 'canvas' : 'overzicht' } = place ?? {};
  if (!place || !isName(namespace) || !isName(documentId) || !VIEWS.includes(view)) throw failure('invalid-place');
  return { namespace: namespace || null, documentId: documentId || null, view };
}
