// The published contract: every export must be valid by it.

import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { root } from './server.mjs';

/** What the schema finds wrong with an export; nothing when it is valid. */
export async function faults(value) {
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats(ajv);
  const schema = JSON.parse(await readFile(resolve(root, 'api/canvas.schema.json'), 'utf8'));
  const validate = ajv.compile(schema);
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
