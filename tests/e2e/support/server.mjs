// Serves the built app as a strict host would: with the headers of Trunk.toml, and nothing else.

import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
export const dist = resolve(root, process.env.MAATWERK_DIST ?? 'dist');

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

/** The headers that `trunk serve` sends: one source for both servers. */
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
 */
export async function serve({ folder = dist, headers = {}, pages = {} } = {}) {
  const common = { ...(await headersOfTrunk()), ...headers };
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
    // Browsers ask for it on a page that names no icon.
    if (path === '/favicon.ico') return response.writeHead(204, common).end();
    const page = pages[path];
    const file = normalize(join(folder, path.endsWith('/') ? `${path}index.html` : path));
    try {
      if (page === undefined && !file.startsWith(resolve(folder) + sep)) throw new Error('outside');
      const body = page ?? (await readFile(file));
      const type = TYPES[extname(page === undefined ? file : path)] ?? (page === undefined ? undefined : TYPES['.html']);
      response.writeHead(200, { ...common, 'Content-Type': type ?? 'application/octet-stream' }).end(body);
    } catch {
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
