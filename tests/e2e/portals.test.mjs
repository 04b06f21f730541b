// The definitions for portals that can't run here: they are well formed, and name nothing that the
// portal or the element doesn't have.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { root } from './support/server.mjs';

const text = (path) => readFile(resolve(root, 'examples', path), 'utf8');

/** What Liferay's reference has for a custom element, and the kind of each. */
const LIFERAY = {
  cssURLs: Array, friendlyURLMapping: String, htmlElementName: String, instanceable: Boolean, name: String,
  portletCategoryName: String, properties: Array, type: String, urls: Array, useESM: Boolean,
};

test('Liferay: every key is known, of its kind, and the files are put where the portal looks', async () => {
  const { assemble, ...extensions } = parse(await text('liferay/client-extension.yaml'));
  deepEqual(assemble, [{ from: 'static', into: 'static' }]);
  const [definition, ...more] = Object.values(extensions);
  deepEqual(more, []);
  for (const [key, value] of Object.entries(definition)) {
    ok(LIFERAY[key], `${key} is not Liferay's`);
    equal(Object(value).constructor, LIFERAY[key], key);
  }
  deepEqual([definition.type, definition.htmlElementName, definition.useESM], ['customElement', 'maatwerk-canvas', true]);
  deepEqual(definition.urls, ['maatwerk-canvas.js']);
  for (const property of definition.properties) ok(/^[a-z-]+=[^=]+$/.test(property), property);
});

test('Drupal: a module that is left as it is', async () => {
  const { canvas, ...more } = parse(await text('drupal/maatwerk_canvas.libraries.yml'));
  deepEqual(more, {});
  deepEqual(Object.keys(canvas).sort(), ['js', 'version']);
  deepEqual(canvas.js, { 'js/canvas/maatwerk-canvas.js': { attributes: { type: 'module' }, preprocess: false, minified: true } });
});

/** Of SharePoint Framework what the web part uses. */
const SPFX = `declare module '@microsoft/sp-webpart-base' {
  export abstract class BaseClientSideWebPart<T> {
    protected readonly properties: T;
    protected readonly domElement: HTMLElement;
    protected readonly context: { pageContext: { user: { loginName: string; displayName: string } } };
    protected onInit(): Promise<void>;
    protected onDispose(): void;
    public abstract render(): void;
  }
}`;

test('SharePoint: the web part fits the types', { timeout: 240_000 }, async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'maatwerk-spfx-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const [, code] = (await text('sharepoint/README.md')).match(/```ts\n(.*?)```/s);
  await writeFile(join(folder, 'part.ts'), code);
  await writeFile(join(folder, 'spfx.d.ts'), SPFX);
  const compilerOptions = {
    strict: true, noEmit: true, module: 'ESNext', moduleResolution: 'bundler', target: 'ES2022', types: [],
    lib: ['ES2022', 'DOM', 'DOM.Iterable'], paths: { 'maatwerk-canvas': [resolve(root, 'src/embed/types/maatwerk-canvas.d.ts')] },
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['part.ts', 'spfx.d.ts'] }));
  const tsc = resolve(root, 'node_modules/typescript/bin/tsc');
  const told = await promisify(execFile)(process.execPath, [tsc, '--project', folder]).then(() => '', ({ stdout }) => stdout);
  equal(told, '');
});
