// Writes the service worker's list of the files of a build, with the hash of each.

import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { root } from './paths.mjs';

/**
 * Files that the app doesn't need to start, or that are listed under another name (`index.html` is
 * `./`).
 */
const SKIP = /^(sw\.js|THIRD-PARTY\.txt|index\.html)$/;

/** Writes the service worker of the build in `folder`. */
export async function writePrecache(folder) {
  const read = (name) => readFile(resolve(folder, name));
  const entries = await readdir(folder, { withFileTypes: true });
  // No folders: `.well-known` is for people, not for the app.
  const names = entries.filter((entry) => entry.isFile() && !SKIP.test(entry.name)).map(({ name }) => name).sort();
  const files = { './': sha256(await read('index.html')) };
  for (const name of names) files[`./${name}`] = sha256(await read(name));
  const build = createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12);
  const worker = await readFile(resolve(root, 'public/sw.js'), 'utf8');
  await writeFile(resolve(folder, 'sw.js'), `const PRECACHE = ${JSON.stringify({ build, files })};\n${worker}`);
}

function sha256(bytes) {
  return createHash('sha256').update(bytes).digest('base64');
}
