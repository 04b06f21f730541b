/**
 * Fits a mounted element into its page: colours that can be read, whatever the theme says, and
 * headings at the level that the host page gives.
 */
import { ensureContrast } from './contrast.js';

const HEADINGS = 'h2, h3, h4, h5, h6';

/**
 * @param {Element} heading
 * @param {number} shift  how much deeper than its own level it stands in the host page's outline
 */
function setLevel(heading, shift) {
  const wanted = String(Math.min(6, Math.max(1, Number(heading.localName[1]) + shift)));
  if (!shift) heading.removeAttribute('aria-level');
  else if (heading.getAttribute('aria-level') !== wanted) heading.setAttribute('aria-level', wanted);
}

/**
 * @param {HTMLElement} host
 * @param {HTMLElement} container  the app's outermost element, in the shadow root
 * @returns {{ again: () => void, stop: () => void }}
 */
export function adapt(host, container) {
  const levelIn = (part) => {
    const shift = (Number.parseInt(host.getAttribute('heading-level'), 10) || 2) - 2;
    for (const heading of part.querySelectorAll(HEADINGS)) setLevel(heading, shift);
    if (part.matches(HEADINGS)) setLevel(part, shift);
  };
  const level = () => levelIn(container);
  // Only what is new: a long list is not looked through at each key.
  const observer = new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const added of addedNodes) if (added.nodeType === Node.ELEMENT_NODE) levelIn(added);
    }
  });
  const again = () => {
    observer.disconnect();
    level();
    // Most pages have their headings where ours are: those don't pay for the watching.
    if (host.hasAttribute('heading-level')) observer.observe(container, { childList: true, subtree: true });
    ensureContrast(container, host);
  };
  again();
  // A page may have a dark theme that follows the device.
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', again);
  const stop = () => {
    observer.disconnect();
    dark.removeEventListener('change', again);
  };
  return { again, stop };
}
