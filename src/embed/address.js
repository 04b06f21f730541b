/**
 * The address of the stand-alone page: what its element shows, with a step in the history for each place.
 *
 *   (nothing)                the own overview        #voorbeelden                the worked examples
 *   #canvas                  a new canvas
 *   #canvas/<id>             a canvas                #voorbeelden/<id>           an example
 *   #canvas/<id>/analyse     its analysis            #voorbeelden/<id>/analyse   its analysis
 *   #canvas/<id>/lezen       all of it, to read      #canvas/<id>/samen          box by box, with the family
 *   #canvas/<id>/rond        what is around the plan
 *
 * An id is random and a hash is sent to no server, so an address tells nothing of a family.
 */

/** The namespace of the worked examples, as src/texts/examples.rs has it. */
const EXAMPLES = 'voorbeelden';
const ADDRESS = /^#(canvas|voorbeelden)(?:\/([^/]+)(?:\/(analyse|lezen|samen|rond))?)?$/;

/** Keeps the address and the element at the same place, from where the address is now. */
export function followAddress(element) {
  /** The address of the place that shows, or is asked for. */
  let current = location.hash;
  /** How often the address has been followed; an older answer comes too late. */
  let turn = 0;
  let following = false;

  const write = (place, change) => {
    const hash = hashOf(place);
    if (hash === current) return;
    current = hash;
    history[change](null, '', hash || location.pathname + location.search);
  };
  const follow = async () => {
    const mine = ++turn;
    following = true;
    const place = await element.go(placeOf(current)).catch(() => null);
    if (mine !== turn) return;
    following = false;
    // What isn't there is corrected, and is no step.
    if (place) write(place, 'replaceState');
  };
  const step = () => {
    // Some steps are told by both events.
    if (location.hash === current) return;
    current = location.hash;
    follow();
  };

  element.addEventListener('maatwerk-place', ({ detail }) => {
    // A new canvas has a name as soon as there is something in it. Whoever reads on stays in one view: Back
    // leaves that.
    const stays = isNew(current) ? detail.view === 'canvas' : detail.view === 'lezen' && current.endsWith('/lezen');
    if (!following) write(detail, stays ? 'replaceState' : 'pushState');
  });
  addEventListener('popstate', step);
  addEventListener('hashchange', step);
  // The element knows where someone was; the browser would look before it has drawn that.
  history.scrollRestoration = 'manual';
  if (current) follow();
}

const isNew = (hash) => hash === '#canvas';

/** The place that an address names; an address that isn't ours becomes an id that no canvas has. */
function placeOf(hash) {
  if (!hash) return { view: 'overzicht' };
  const [, first, documentId, view = 'canvas'] = ADDRESS.exec(hash) ?? [undefined, 'canvas', hash];
  const namespace = first === EXAMPLES ? EXAMPLES : undefined;
  if (!documentId) return { namespace, view: namespace ? 'overzicht' : 'canvas' };
  return { namespace, documentId, view };
}

function hashOf({ namespace, documentId, view }) {
  const examples = namespace === EXAMPLES;
  if (view === 'overzicht') return examples ? `#${EXAMPLES}` : '';
  const canvas = documentId ? `${examples ? EXAMPLES : 'canvas'}/${documentId}` : 'canvas';
  return `#${canvas}${documentId && view !== 'canvas' ? `/${view}` : ''}`;
}
