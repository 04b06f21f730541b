// Serves a release and the examples as a strict portal would. After `cargo xtask dist`:
//
//   node examples/serve.mjs        http://127.0.0.1:8081/examples/plain/
//
// PORT chooses another port, DIST another folder than dist/, REACT the folder with the built React example.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('./', import.meta.url));
const dist = resolve(process.env.DIST ?? join(here, '../dist'));

/** Where each part of the address is found; the first that fits. */
const FOLDERS = [
  ['/examples/react/', resolve(process.env.REACT ?? join(here, 'react/dist'))],
  ['/examples/', resolve(here)],
  ['/', dist],
];

const TYPES = {
  '.css': 'text/css; charset=utf-8', '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json', '.svg': 'image/svg+xml', '.wasm': 'application/wasm', '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};

/** All that the element asks of a portal's policy. `form-action` is for the example with a form. */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; connect-src 'self'; img-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** A release's folder never changes, the entry does. */
const cache = (path) => (/^\/embed\/\d/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');

const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url, 'http://x').pathname);
  if (request.method === 'POST' && path === '/examples/form/opslaan') return received(request, response);
  if (path === '/favicon.ico') return response.writeHead(204, HEADERS).end();
  try {
    const [prefix, folder] = FOLDERS.find(([prefix]) => path.startsWith(prefix));
    const wanted = path.slice(prefix.length) + (path.endsWith('/') ? 'index.html' : '');
    const file = normalize(join(folder, wanted));
    if (!file.startsWith(folder + sep)) throw new Error('outside');
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const common = { ...HEADERS, 'Content-Type': type, 'Cache-Control': cache(path), Vary: 'Accept-Encoding' };
    // Compressed once, when the release was made.
    const packed = /\bbr\b/.test(request.headers['accept-encoding'] ?? '') && (await readFile(`${file}.br`).catch(() => null));
    if (packed) return response.writeHead(200, { ...common, 'Content-Encoding': 'br' }).end(packed);
    response.writeHead(200, common).end(await readFile(file));
  } catch {
    response.writeHead(404, { ...HEADERS, 'Content-Type': 'text/plain' }).end('Not found');
  }
});

/** What a host's server does with the form: here it only says what came in. */
async function received(request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const form = new URLSearchParams(Buffer.concat(chunks).toString());
  const canvas = JSON.parse(form.get('canvas') ?? 'null');
  const safe = (text) => String(text).replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
  response.writeHead(200, { ...HEADERS, 'Content-Type': TYPES['.html'] }).end(
    `<!doctype html><html lang="nl"><title>Ontvangen</title><h1>Ontvangen</h1>
    <p>Onderwerp: <output id="onderwerp">${safe(form.get('onderwerp'))}</output></p>
    <pre id="canvas">${safe(JSON.stringify(canvas, null, 2))}</pre></html>`,
  );
}

server.listen(Number(process.env.PORT ?? 8081), '127.0.0.1', () => {
  const { port } = server.address();
  console.log(`http://127.0.0.1:${port}/examples/plain/`);
});
