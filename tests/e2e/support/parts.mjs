// The parts of the app's module: which the build has, and which a page has loaded.

import { readdir } from 'node:fs/promises';
import { eventually } from './canvas.mjs';
import { dist } from './server.mjs';

/** The module's files in the build; one where it isn't split. */
export const modules = (await readdir(dist)).filter((name) => name.endsWith('.wasm')).sort();

/** The module's files that the page has fetched, each as often as it was. */
export const fetched = (page) => page.evaluate(() => performance.getEntriesByType('resource')
  .filter(({ name }) => name.endsWith('.wasm')).map(({ name }) => name.split('/').pop()).sort());

/** The same once each: what is preloaded is listed twice by some browsers. */
export const loaded = async (page) => [...new Set(await fetched(page))];

/** Waits until the page has loaded all of the app; it does so when it is idle, which takes a while on a busy machine. */
export const loadedAhead = (page) => eventually(() => loaded(page), modules, { within: 60_000 });
