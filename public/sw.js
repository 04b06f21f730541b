// Keeps the stand-alone app usable without a network: it serves the files of one build, all or none.
// xtask/web/precache.mjs puts `const PRECACHE = { build, files }` in front of this file; `files` has the
// SHA-256 of each, and nothing is kept or given that doesn't match it. So a page shows one build, whatever
// a server answers while half of a release lies on it.
/* global PRECACHE */

const PREFIX = 'maatwerkcanvas-app-';
const NAME = PREFIX + PRECACHE.build;
const HOME = new URL('./', self.location.href).href;
const HASHED = /-[0-9a-f]{10,}\.\w+$/;
const OURS = new Map(Object.entries(PRECACHE.files).map(([file, hash]) => [new URL(file, self.location.href).href, hash]));

self.addEventListener('install', (event) => event.waitUntil(install()));

// No skipWaiting: a page in use keeps the build that it started with.
self.addEventListener('activate', (event) => event.waitUntil(removeOthers()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const url = new URL(request.url);
  // The query only distinguishes a restarted module from a dead one.
  const plain = url.origin + url.pathname;
  if (request.mode === 'navigate' && (plain === HOME || plain === `${HOME}index.html`)) {
    event.respondWith(kept(HOME, request));
    // A browser that is closed or short of time while the worker takes over may skip its `activate`.
    event.waitUntil(removeOthers());
  } else if (OURS.has(plain)) {
    event.respondWith(kept(plain, request));
  }
});

/** Removes what the workers of earlier builds cached; nothing while a later one is coming. */
async function removeOthers() {
  const names = await caches.keys();
  // Asked after the names: a worker of which one is there has begun to install by now.
  if (self.registration.installing || self.registration.waiting) return;
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== NAME).map((name) => caches.delete(name)));
}

/**
 * Fetches all files, and caches them only if all belong to this build; otherwise the previous
 * worker stays.
 */
async function install() {
  const fetched = await Promise.all([...OURS.keys()].map(async (url) => [url, await first(url)]));
  const wrong = fetched.filter(([, response]) => !response).map(([url]) => url);
  if (wrong.length) throw new Error(`Not of this build, or not there: ${wrong.join(', ')}`);
  try {
    const cache = await caches.open(NAME);
    await Promise.all(fetched.map(([url, response]) => cache.put(url, response)));
  } catch (error) {
    await caches.delete(NAME);
    throw error;
  }
}

/** A file with its hash in its name may come from the HTTP cache: the page has loaded it a moment ago. */
async function first(url) {
  return (HASHED.test(url) && (await fresh(url, 'default'))) || fresh(url);
}

/** The file, bypassing the HTTP cache unless told otherwise; undefined if it isn't this build's. */
async function fresh(url, cache = 'reload') {
  const response = await fetch(url, { cache }).catch(() => undefined);
  return response?.ok ? checked(url, response) : undefined;
}

/**
 * The same response with its bytes verified by their hash; undefined if they aren't this build's.
 */
async function checked(url, response) {
  const bytes = await response.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  if (btoa(String.fromCharCode(...digest)) !== OURS.get(url)) return undefined;
  const headers = new Headers(response.headers);
  // The bytes are decompressed by now, and a redirected response may not answer a navigation.
  for (const name of ['content-encoding', 'content-length']) headers.delete(name);
  return new Response(bytes, { headers });
}

/** The cached file, or fetched again if it was lost or has changed on disk. */
async function kept(url, request) {
  // A worker without its cache is out of use: the server serves the page.
  if (!(await caches.has(NAME))) return fetch(request);
  const cache = await caches.open(NAME);
  const found = await cache.match(url);
  const whole = found && (await checked(url, found));
  if (whole) return whole;
  const again = await fresh(url);
  if (!again) return giveUp(request);
  await cache.put(url, again.clone()).catch(() => {});
  return again;
}

/**
 * A file of this build is lost. A server that has none either has another build: this page gets the
 * rest from there, each file naming the next by its content, and the next page gets all of it.
 */
async function giveUp(request) {
  const response = await fetch(request);
  if (response.ok || response.status === 404 || response.status === 410) {
    await Promise.all([caches.delete(NAME), self.registration.unregister()]);
  }
  return response;
}
