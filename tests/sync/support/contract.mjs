// api/openapi.yaml as a judge: of itself, of its examples, and of what a server really answers.

import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Validator } from '@seriousme/openapi-schema-validator';
import addFormats from 'ajv-formats';
import Ajv from 'ajv/dist/2020.js';
import { parse } from 'yaml';

const API = fileURLToPath(new URL('../../../api/', import.meta.url));
const HERE = 'openapi.json';

/** Reads the contract; throws where it is not OpenAPI. */
export async function readContract() {
  const specification = parse(await readFile(`${API}openapi.yaml`, 'utf8'));
  // The validator looks up what is referred to, but in this one document only.
  const { valid, errors } = await new Validator().validate(withoutNeighbours(specification));
  if (!valid) throw new Error(`api/openapi.yaml is not OpenAPI: ${JSON.stringify(errors, null, 2)}`);
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats(ajv);
  ajv.addSchema(JSON.parse(await readFile(`${API}canvas.schema.json`, 'utf8')), 'canvas.schema.json');
  ajv.addSchema(specification, HERE);
  return new Contract(specification, ajv);
}

/** A copy that refers to no other document. */
function withoutNeighbours(node) {
  if (Array.isArray(node)) return node.map(withoutNeighbours);
  if (!node || typeof node !== 'object') return node;
  if (typeof node.$ref === 'string' && !node.$ref.startsWith('#')) return {};
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withoutNeighbours(value)]));
}

class Contract {
  constructor(specification, ajv) {
    Object.assign(this, { specification, ajv });
  }

  /** What is wrong with a value by the schema at this place of the document. */
  faults(pointer, value) {
    const validate = this.ajv.getSchema(`${HERE}#${pointer}`);
    if (!validate) throw new Error(`There is no schema at ${pointer}.`);
    return validate(value) ? [] : validate.errors.map(({ instancePath, message }) => `${pointer}: ${instancePath} ${message}`);
  }

  /** What is wrong with an answer to one of the four requests. */
  answerFaults(path, method, { status, json }) {
    const place = `/paths/${escaped(path)}/${method}/responses/${status}`;
    const [found, response] = this.#resolved(place);
    if (!response) return [`${method} ${path} does not answer ${status}`];
    return response.content ? this.faults(`${found}/content/application~1json/schema`, json) : [];
  }

  /** Every example beside a schema, with what is wrong with it: `[[pointer, faults], …]`. */
  examples() {
    const found = [];
    const walk = (node, pointer) => {
      if (!node || typeof node !== 'object') return;
      const given = [...Object.values(node.examples ?? {}).map(({ value }) => value), ...('example' in node ? [node.example] : [])];
      const schema = node.schema ? `${pointer}/schema` : pointer;
      if (node.schema || pointer.startsWith('/components/schemas/')) for (const value of given) found.push([pointer, this.faults(schema, value)]);
      for (const [key, value] of Object.entries(node)) if (!['example', 'examples'].includes(key)) walk(value, `${pointer}/${escaped(key)}`);
    };
    walk(this.specification, '');
    return found;
  }

  #resolved(pointer) {
    const at = (place) => place.split('/').slice(1).reduce((node, key) => node?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], this.specification);
    const node = at(pointer);
    return node?.$ref ? [node.$ref.slice(1), at(node.$ref.slice(1))] : [pointer, node];
  }
}

const escaped = (key) => key.replaceAll('~', '~0').replaceAll('/', '~1');
