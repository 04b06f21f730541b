/** The stand-alone page: the same element that hosts embed, kept for use without a network. */
import { followAddress } from './address.js';
import './maatwerk-canvas.js';

followAddress(document.querySelector('maatwerk-canvas'));

// Only this page registers a worker: in someone else's page it would be a guest that stays.
if ('serviceWorker' in navigator && window.isSecureContext) {
  const register = () => {
    navigator.serviceWorker.register('./sw.js', { updateViaCache: 'none' }).catch((error) => {
      console.warn('The app will not start without a network:', error.message);
    });
  };
  // It fetches every part: not before what is in sight.
  document.querySelector('maatwerk-canvas').ready.then(register, register);
  let failures = 0;
  addEventListener('maatwerk-error', ({ detail }) => {
    // The first time there is a button to try again; when that fails too, the page itself is too old.
    if (detail.code === 'load' && ++failures > 1) renew();
  });
}

/** Starts anew with what the server has, where it can be reached: nothing has been typed here yet. */
async function renew() {
  const answer = await fetch('./sw.js', { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
  if (!answer?.ok) return;
  await navigator.serviceWorker.getRegistration().then((worker) => worker?.unregister());
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith('maatwerkcanvas-app-')).map((name) => caches.delete(name)));
  location.reload();
}
