/** The parts of one element, which know each other by this object. */
import { Changes } from './changes.js';
import { FormValue } from './form.js';
import { Lifecycle } from './lifecycle.js';
import { Recovery } from './recovery.js';

/**
 * @typedef {{ host: HTMLElement, root: ShadowRoot, changes: Changes, form: FormValue, recovery: Recovery,
 *             run: Lifecycle }} Parts
 */

/**
 * @param {HTMLElement} host
 * @param {ShadowRoot} root
 * @returns {Parts}
 */
export function partsOf(host, root) {
  const parts = { host, root };
  return Object.assign(parts, {
    changes: new Changes(parts),
    form: new FormValue(parts),
    recovery: new Recovery(host),
    run: new Lifecycle(parts),
  });
}
