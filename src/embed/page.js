/** The stand-alone page: the same element that hosts embed, kept for use without a network. */
import './maatwerk-canvas.js';

// Only this page registers a worker: in someone else's page it would be a guest that stays.
if ('serviceWorker' in navigator && window.isSecureContext) {
  addEventListener('load', () => {
    navigator.serviceWorker.register('./sw.js', { updateViaCache: 'none' }).catch((error) => {
      console.warn('The app will not start without a network:', error.message);
    });
  });
}
