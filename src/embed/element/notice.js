/** What an element shows while wasm loads, and when it can't run. */
/* global APP */
import { HERE } from '../module.js';

/** The few lines that must show when wasm cannot; everything else is in src/texts. */
const TEXT = {
  loading: 'Het maatwerkcanvas wordt geladen…',
  load: 'Het maatwerkcanvas kon niet worden geladen.',
  'csp-wasm': 'Het maatwerkcanvas mag op deze pagina niet starten.',
  panic: 'Er ging iets mis in het maatwerkcanvas. Wat u hebt ingevuld, is tot de laatste opgeslagen wijziging bewaard.',
  again: 'Probeer opnieuw',
  panicAgain: 'Herstellen',
  open: 'Open het maatwerkcanvas in een eigen venster',
};

/** Shows that wasm is being loaded. */
export const loading = () => paragraph(TEXT.loading);

/**
 * Says why an element has stopped, with a way to go on.
 * @param {HTMLElement} host
 * @param {'load' | 'csp-wasm' | 'panic'} code
 * @param {() => void} again  starts it again
 */
export function stopped(host, code, again) {
  const link = Object.assign(document.createElement('a'), {
    href: appUrl(host), target: '_blank', rel: 'noopener', textContent: TEXT.open, className: 'utrecht-link',
  });
  const button = Object.assign(document.createElement('button'), {
    type: 'button', textContent: code === 'panic' ? TEXT.panicAgain : TEXT.again,
    className: 'utrecht-button utrecht-button--primary-action',
  });
  button.addEventListener('click', again);
  const box = document.createElement('div');
  box.className = 'mwc mwc-stopped';
  box.lang = 'nl';
  box.setAttribute('role', 'alert');
  box.append(paragraph(TEXT[code]), button, ' ', link);
  return box;
}

/** Brings the link of a stopped element up to date with `app-url`. */
export function updateLink(host, root) {
  const link = root.querySelector('.mwc-stopped a');
  if (link) link.href = appUrl(host);
}

/** The stand-alone app: where `app-url` says, else where a release has it from here. */
function appUrl(host) {
  const fallback = new URL(APP, HERE).href;
  try {
    const url = new URL(host.getAttribute('app-url') || fallback, document.baseURI);
    return /^https?:$/.test(url.protocol) ? url.href : fallback;
  } catch {
    return fallback;
  }
}

function paragraph(text) {
  return Object.assign(document.createElement('p'), { className: 'utrecht-paragraph', textContent: text, lang: 'nl' });
}
