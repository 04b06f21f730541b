// Two builds on one server, and every state in between while a release is copied.

import { equal } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePrecache } from '../../../xtask/web/precache.mjs';
import { openBrowser } from './browser.mjs';
import { dist, serve } from './server.mjs';
import { App } from './app.mjs';

/** The page that servers of single-page apps send for a path that they don't have. */
export const FALLBACK = '<!doctype html><html lang="nl"><title>Portaal</title><p>Welkom</p></html>';

const hash = (bytes, form) => createHash('sha256').update(bytes).digest(form);
const only = (names, pattern) => names.find((name) => pattern.test(name));

/** The files of a build whose name has a hash of their content. */
export async function namesIn(folder) {
  const names = await readdir(folder);
  return {
    chunk: only(names, /^maatwerk-canvas-[0-9a-f]{10}\.js$/),
    wasm: only(names, /^maatwerk-canvas-[0-9a-f]{10}\.wasm$/),
    // A part of the module; a build for development has none.
    part: only(names, /^maatwerk-canvas-overview-[0-9a-f]{10}\.wasm$/),
  };
}

/** Turns the build at `folder` into another one, with different scripts and a different module. */
async function another(folder) {
  const at = (name) => join(folder, name);
  const { chunk, part, wasm } = await namesIn(folder);
  const renamed = [];
  const hashes = [];
  for (const name of [wasm, part].filter(Boolean)) {
    const before = await readFile(at(name));
    // A custom section, which engines skip: its kind, its size, its name.
    const module = Buffer.concat([before, Buffer.from([0, 3, 2, 98, 98])]);
    const newName = name.replace(/[0-9a-f]{10}/, hash(module, 'hex').slice(0, 10));
    await writeFile(at(newName), module);
    await rm(at(name));
    renamed.push([name, newName]);
    hashes.push([hash(before, 'base64'), hash(module, 'base64')]);
  }
  const swap = async (name, to, ...pairs) => {
    let text = await readFile(at(name), 'utf8');
    for (const [from, into] of pairs) {
      if (!text.includes(from)) throw new Error(`${name} does not name ${from}`);
      text = text.replaceAll(from, into);
    }
    await rm(at(name));
    await writeFile(at(to ?? name), text);
    return text;
  };
  const script = await swap(chunk, 'chunk.js', ...renamed, ...hashes);
  const newChunk = `maatwerk-canvas-${hash(script, 'hex').slice(0, 10)}.js`;
  await rename(at('chunk.js'), at(newChunk));
  await swap('maatwerk-canvas.js', undefined, [chunk, newChunk], ['"0.1.0"', '"0.2.0"'], ...renamed, ...hashes);
  // The page preloads no part.
  await swap('index.html', undefined, [chunk, newChunk], renamed[0]);
  await writePrecache(folder);
}

/**
 * A server with build `a`, a build `b` to deploy, and a browser.
 * @param {import('node:test').TestContext} test
 */
export async function startDeploy(test, { fallback = false } = {}) {
  const base = await mkdtemp(join(tmpdir(), 'maatwerk-deploy-'));
  test.after(() => rm(base, { recursive: true, force: true }));
  const [live, a, b] = ['live', 'a', 'b'].map((name) => join(base, name));
  for (const folder of [live, a, b]) await cp(dist, folder, { recursive: true });
  await another(b);
  const server = await serve({ folder: live, ...(fallback && { fallback: FALLBACK }) });
  const browser = await openBrowser();
  test.after(() => browser.close());
  let up = true;
  const close = async () => {
    if (up) await server.close();
    up = false;
  };
  test.after(close);
  const names = { a: await namesIn(a), b: await namesIn(b) };
  return new Deploy({ live, a, b, server, browser, names, close });
}

class Deploy {
  constructor(parts) {
    Object.assign(this, parts);
    this.page = parts.browser.page;
    this.app = new App(this.page);
  }

  /** Puts files of a build on the server. */
  async put(build, ...names) {
    for (const name of names) await cp(join(this[build], name), join(this.live, name), { recursive: true });
  }

  async remove(...names) {
    for (const name of names) await rm(join(this.live, name), { force: true });
  }

  /** Puts all of a build on the server, and removes the other. */
  async putAll(build) {
    const other = build === 'a' ? 'b' : 'a';
    await cp(this[build], this.live, { recursive: true });
    await this.remove(...Object.values(this.names[other]).filter(Boolean));
  }

  /** Every file and folder of build `b` except its worker, by name. */
  async filesOfB() {
    return (await readdir(this.b)).filter((name) => name !== 'sw.js');
  }

  async open() {
    await this.page.goto(this.server.url);
  }

  /** Visits for the first time, until the app works offline. */
  async install() {
    await this.open();
    await this.app.ready();
    await this.page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  }

  /** Looks for a newer worker. Returns the outcome. */
  update() {
    return this.page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      // A worker that can't be installed makes `update` fail, or becomes redundant a little later.
      const asked = await registration.update().catch(() => null);
      const worker = asked?.installing ?? asked?.waiting;
      if (!worker) return 'none';
      while (worker.state === 'installing') {
        await new Promise((on) => worker.addEventListener('statechange', on, { once: true }));
      }
      return worker.state;
    });
  }

  /**
   * Leaves and comes back, so that a waiting worker takes over. A visit before it has done so still
   * gets the old one, and is repeated. On a busy machine Chromium may leave a navigation hanging
   * that starts while one worker takes over from another; that may happen once.
   */
  async comeBack(build) {
    let found;
    let hung = 0;
    for (let tries = 0; tries < 10 && found !== build; tries += 1) {
      await this.page.goto('about:blank');
      const came = await this.open().then(
        () => true,
        (error) => {
          hung += 1;
          if (error.name !== 'TimeoutError' || hung > 1) throw error;
          return false;
        },
      );
      if (!came) continue;
      await this.app.ready();
      found = await this.build();
    }
    equal(found, build);
  }

  /** Replaces a file in the worker's cache by another one, or removes it. */
  spoil(file, how) {
    return this.page.evaluate(async ([file, how]) => {
      const [name] = await caches.keys();
      const cache = await caches.open(name);
      const url = new URL(file, location.href).href;
      if (how === 'lost') await cache.delete(url);
      else await cache.put(url, new Response('<p>', { headers: { 'content-type': 'application/wasm' } }));
    }, [file, how]);
  }

  /**
   * The running build: that of its shim, which must equal that of its chunk and its module. A file
   * that was preloaded and never used doesn't count: only an import (`script`) and a `fetch` do.
   */
  async build() {
    const { version, loaded } = await this.page.evaluate(() => ({
      version: customElements.get('maatwerk-canvas').version,
      loaded: performance.getEntriesByType('resource').map((it) => [it.name, it.initiatorType]),
    }));
    const build = version === '0.2.0' ? 'b' : 'a';
    const [own, other] = [this.names[build], this.names[build === 'a' ? 'b' : 'a']];
    const has = (file, ways) => loaded.some(([name, by]) => name.includes(file) && (!ways || ways.includes(by)));
    const mixed = Object.values(other).some((file) => file && has(file, ['script', 'fetch']));
    return mixed || !has(own.chunk) || !has(own.wasm) || (own.part && !has(own.part)) ? `mixed: ${JSON.stringify(loaded)}` : build;
  }

  /** The worker's caches, and the content types of their responses. */
  kept() {
    return this.page.evaluate(async () => {
      const all = {};
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        const wasm = (await cache.keys()).filter(({ url }) => url.endsWith('.wasm'));
        const types = await Promise.all(wasm.map(async (it) => (await cache.match(it)).headers.get('content-type')));
        all[name] = [...new Set(types)];
      }
      return all;
    });
  }
}
