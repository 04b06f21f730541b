// The app and its peers, each with the same lines in its storage, and a browser profile in which
// nothing else is.

import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from '../../../tests/e2e/support/browser.mjs';
import { App } from '../../../tests/e2e/support/app.mjs';
import { tellName } from '../../../tests/e2e/support/canvas.mjs';
import { portal } from '../../../tests/e2e/support/element.mjs';
import { exportOf } from '../../../tests/e2e/support/filled.mjs';
import { serve } from '../../../tests/e2e/support/server.mjs';
import { PEERS, buildPeer } from './peers.mjs';

// Frames are shown as soon as they are ready: the benchmark measures work, not the wait for the
// screen.
const ARGS = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];
/** What a browser keeps of scripts that it has seen: a first visit has none of it. */
const SEEN = ['Cache', 'Code Cache', 'GPUCache', 'Service Worker'];

const EMPTY = '<!doctype html><html lang="nl"><title>Leeg</title><body></body></html>';
const CANVAS = portal('<maatwerk-canvas document-id="proef"></maatwerk-canvas>');

/** A canvas with this many lines. */
export const canvasOf = (lines) => exportOf({ lines }).canvassen[0];

/** The same lines as a peer keeps them. */
function linesOf(lines) {
  const { regels } = canvasOf(lines).kosten;
  const amounts = ({ huidig, dreigend, maatwerk }) => ({ huidig: huidig.bedrag, dreigend: dreigend.bedrag, maatwerk: maatwerk.bedrag });
  return Object.entries(regels).map(([id, line]) => ({ id, omschrijving: line.omschrijving, ...amounts(line) }));
}

/** Opens a browser as every benchmark does; `profile` is copied, not used. */
export async function openCopy(profile) {
  const folder = await mkdtemp(join(tmpdir(), 'maatwerk-bench-'));
  if (profile) await cp(profile, folder, { recursive: true });
  const browser = await openBrowser({ profile: folder, args: ARGS });
  return {
    ...browser,
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/**
 * Serves the app and the peers, and fills a profile for each with each number of lines.
 * @param {number[]} counts  numbers of lines
 * @param {{after: (end: () => Promise<void>) => void}} run
 */
export async function contestants(counts, run, only = ['app', ...PEERS.map(({ id }) => id)]) {
  const all = [];
  for (const id of only) {
    const peer = PEERS.find((it) => it.id === id);
    const options = peer ? { folder: await buildPeer(peer), pages: { '/leeg': EMPTY } } : { pages: { '/leeg': EMPTY, '/canvas': CANVAS } };
    const server = await serve({ brotli: true, ...options });
    run.after(() => server.close());
    const it = { id, name: peer?.name ?? 'the app', url: peer ? server.url : `${server.url}canvas`, empty: `${server.url}leeg`, app: !peer, profiles: new Map() };
    for (const lines of counts) it.profiles.set(lines, await filled(it, lines, run));
    all.push(it);
  }
  return all;
}

async function filled(contestant, lines, run) {
  const profile = await mkdtemp(join(tmpdir(), 'maatwerk-bench-'));
  run.after(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  const browser = await openBrowser({ profile, args: ARGS });
  try {
    if (contestant.app) await fillApp(browser.page, contestant, lines);
    else await fillPeer(browser.page, contestant, lines);
  } finally {
    await browser.close();
  }
  for (const name of SEEN) await rm(join(profile, 'Default', name), { recursive: true, force: true });
  return profile;
}

async function fillPeer(page, { empty }, lines) {
  await page.goto(empty);
  await page.evaluate((text) => localStorage.setItem('kosten', text), JSON.stringify(linesOf(lines)));
}

async function fillApp(page, { url }, lines) {
  page.setDefaultTimeout(120_000);
  await page.goto(url);
  await tellName(new App(page));
  await page.evaluate(async (document) => {
    const element = window.document.querySelector('maatwerk-canvas');
    await element.ready;
    element.value = document;
    await element.save();
  }, canvasOf(lines));
}

/** Runs work with things to end after it, the last one first. */
export async function withEnds(work) {
  const ends = [];
  try {
    return await work({ after: (end) => ends.unshift(end) });
  } finally {
    for (const end of ends) await end();
  }
}
