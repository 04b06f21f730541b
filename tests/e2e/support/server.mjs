// Serves the built app as a strict host would, with the headers of Trunk.toml and no others.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
export const dist = resolve(root, process.env.MAATWERK_DIST ?? 'dist');

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** Files as a host keeps them beside the originals, compressed once. */
const compressed = new Map();
const compress = (file, body) => compressed.get(file) ?? compressed.set(file, promisify(brotliCompress)(body)).get(file);

/** The headers that `trunk serve` sends, so that both servers have one source. */
export async function headersOfTrunk() {
  const toml = await readFile(resolve(root, 'Trunk.toml'), 'utf8');
  const section = toml.split(/^\[serve\.headers\]$/m)[1]?.split(/^\[/m)[0] ?? '';
  const headers = Object.fromEntries([...section.matchAll(/^([\w-]+) = "(.*)"$/gm)].map(([, name, value]) => [name, value]));
  if (!headers['Content-Security-Policy']) throw new Error('Trunk.toml has no Content-Security-Policy header.');
  return headers;
}

/**
 * Starts a server on a free loopback port.
 * @param {object} [options]
 * @param {string} [options.folder]  what to serve; the built app unless given
 * @param {Record<string, string>} [options.headers]  sent in place of those of Trunk.toml with the same name
 * @param {Record<string, string>} [options.pages]  pages made up by a test: path -> HTML
 * @param {boolean} [options.brotli]  whether files are sent compressed
 * @param {string} [options.fallback]  the page to answer with for what isn't there, as servers of single-page apps do
 */
export async function serve({ folder = dist, headers = {}, pages = {}, brotli = false, fallback } = {}) {
  const common = { ...(await headersOfTrunk()), ...headers };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    // Browsers request it for a page without an icon.
    if (path === '/favicon.ico') return response.writeHead(204, common).end();
    const page = pages[path];
    const file = normalize(join(folder, path.endsWith('/') ? `${path}index.html` : path));
    try {
      if (page === undefined && !file.startsWith(resolve(folder) + sep)) throw new Error('outside');
      const body = page ?? (await readFile(file));
      const type = TYPES[extname(page === undefined ? file : path)] ?? (page === undefined ? undefined : TYPES['.html']);
      const headers = { ...common, 'Content-Type': type ?? 'application/octet-stream' };
      if (!brotli || page !== undefined || type === TYPES['.png']) return response.writeHead(200, headers).end(body);
      response.writeHead(200, { ...headers, 'Content-Encoding': 'br' }).end(await compress(file, body));
    } catch {
      if (fallback) return response.writeHead(200, { ...common, 'Content-Type': TYPES['.html'] }).end(fallback);
      response.writeHead(404, { ...common, 'Content-Type': 'text/plain' }).end('Not found');
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address();
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}
