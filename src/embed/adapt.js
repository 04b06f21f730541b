/**
 * Fits a mounted element into its page: colours that can be read, whatever the theme says, and
 * headings at the level that the host page gives.
 */
import { ensureContrast } from './contrast.js';

/**
 * @param {HTMLElement} host
 * @param {HTMLElement} container  the app's outermost element, in the shadow root
 * @returns {{ again: () => void, stop: () => void }}
 */
export function adapt(host, container) {
  const level = () => {
    const shift = (Number.parseInt(host.getAttribute('heading-level'), 10) || 2) - 2;
    for (const heading of container.querySelectorAll('h2, h3, h4')) {
      if (heading.closest('.print')) continue;
      const wanted = String(Math.min(6, Math.max(1, Number(heading.localName[1]) + shift)));
      if (!shift) heading.removeAttribute('aria-level');
      else if (heading.getAttribute('aria-level') !== wanted) heading.setAttribute('aria-level', wanted);
    }
  };
  const observer = new MutationObserver(level);
  const again = () => {
    observer.disconnect();
    level();
    // Most pages have their headings where ours are: those don't pay for the watching.
    if (host.hasAttribute('heading-level')) observer.observe(container, { childList: true, subtree: true });
    ensureContrast(container, host);
  };
  again();
  return { again, stop: () => observer.disconnect() };
}
