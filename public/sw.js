// Keeps the stand-alone app usable without a network: it serves the files of one build, all or none.
// xtask/web/finish.mjs puts `const PRECACHE = { build, files }` in front of this file.
/* global PRECACHE */

const PREFIX = 'maatwerkcanvas-app-';
const NAME = PREFIX + PRECACHE.build;
const HOME = new URL('./', self.location.href).href;
const OURS = new Set(PRECACHE.files.map((file) => new URL(file, self.location.href).href));

self.addEventListener('install', (event) => {
  // Past the HTTP cache, or an old file could land among new ones.
  const requests = PRECACHE.files.map((file) => new Request(file, { cache: 'reload' }));
  event.waitUntil(caches.open(NAME).then((cache) => cache.addAll(requests)));
});

// No skipWaiting: a page that someone is typing in keeps the build that it started with.
self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches.keys().then((names) =>
      Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== NAME).map((name) => caches.delete(name))),
    ),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const url = new URL(request.url);
  // The query only tells a restarted module from a dead one.
  const plain = url.origin + url.pathname;
  if (request.mode === 'navigate' && (plain === HOME || plain === `${HOME}index.html`)) {
    event.respondWith(kept(HOME, request));
  } else if (OURS.has(plain)) {
    event.respondWith(kept(plain, request));
  }
});

async function kept(url, request) {
  const cache = await caches.open(NAME);
  return (await cache.match(url)) ?? fetch(request);
}
