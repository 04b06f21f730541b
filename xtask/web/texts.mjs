// Writes the texts that parts of the module work with: files of their own, which can be read and compressed as what
// they are, and are fetched when they are asked for.

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { root } from './paths.mjs';
import { TEXTS } from './split/parts.mjs';
import { hashedName, integrity } from './wasm.mjs';

/** The worked examples. */
const EXAMPLES = 'src/texts/examples';

/** What makes each text, by its part. */
const MAKE = {
  async examples() {
    const names = (await readdir(resolve(root, EXAMPLES))).sort();
    const read = async (name) => JSON.parse(await readFile(resolve(root, EXAMPLES, name), 'utf8'));
    const canvassen = (await Promise.all(names.map(read))).sort((one, other) => (one.id < other.id ? -1 : 1));
    // An export, as the app reads any other.
    return JSON.stringify({ soort: 'maatwerkcanvas-export', versie: 1, canvassen });
  },
  calculation: () => readFile(resolve(root, 'src/domain/prices/prijslijst.csv'), 'utf8'),
};

/**
 * Writes the texts to a folder, and adds each to its part.
 * @param {string} folder
 * @param {Record<string, { needs: string[], text?: object }>} parts  by their names; those of a text alone are added
 */
export async function addTexts(folder, parts) {
  for (const { part, name, needs = [] } of TEXTS) {
    const bytes = Buffer.from(await MAKE[part]());
    const file = hashedName(name, bytes);
    await writeFile(resolve(folder, file), bytes);
    parts[part] ??= { needs };
    parts[part].text = { file: `./${file}`, integrity: integrity(bytes) };
  }
}

/** Whether a file of a build is one of the texts. */
export const isText = (file) => TEXTS.some(({ name }) => file.replace(/-[0-9a-f]{10}(?=\.)/, '') === name);
