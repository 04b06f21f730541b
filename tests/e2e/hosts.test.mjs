// The release, and the examples served from it: the tests use exactly what an embedder gets.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompressSync, brotliDecompressSync, gunzipSync } from 'node:zlib';
import { openBrowser } from './support/browser.mjs';
import { EVENTS } from './support/element.mjs';
import { Canvas } from './support/host.mjs';
import { dist as built, root } from './support/server.mjs';

const run = promisify(execFile);
const node = (...arguments_) => run(process.execPath, arguments_, { cwd: root });
const SHIM_BUDGET = 6_000;

let folder, dist, react, server, url, release, embed;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maatwerk-dist-'));
  [dist, react] = [join(folder, 'dist'), join(folder, 'react')];
  await node('xtask/web/dist.mjs', '--from', built, '--to', dist, '--quick');
  await node('examples/react/build.mjs', react);
  ({ version: release } = JSON.parse(await readFile(join(dist, 'package.json'), 'utf8')));
  embed = join(dist, 'embed', release);
  server = spawn(process.execPath, ['examples/serve.mjs'], { cwd: root, env: { ...process.env, DIST: dist, REACT: react, PORT: '0' } });
  url = await new Promise((found, failed) => {
    server.stdout.on('data', (text) => found(new URL('/', String(text).trim()).href));
    server.on('exit', failed);
  });
});

after(async () => {
  server?.kill();
  await rm(folder, { recursive: true, force: true });
});

async function open(t, path) {
  const browser = await openBrowser();
  t.after(() => browser.close());
  await browser.page.goto(`${url}examples/${path}`);
  return { ...browser, app: new Canvas(browser.page) };
}

test('plain: the portal knows who works here, follows the totals and saves', async (t) => {
  const { page, app, complaints } = await open(t, 'plain/');
  const says = (id, text) => page.locator(`#${id}`).filter({ hasText: text }).waitFor();
  await says('stand', 'Open: voorbeeld-1');
  equal(await app.element.getByText('Wie bent u?').count(), 0);
  await app.button('Regel toevoegen').click();
  await page.locator('input[data-scenario="dreigend"]').fill('90.000');
  await page.locator('input[data-scenario="maatwerk"]').fill('63.000');
  await says('besparing', '27000.00');
  await says('stand', 'Gewijzigd');
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await says('stand', 'Bewaard');
  await page.getByRole('button', { name: 'Naar de doorbraak' }).click();
  await page.keyboard.type('hier');
  await page.waitForFunction(() => document.querySelector('maatwerk-canvas').value.doorbraak?.tekst === 'hier');
  deepEqual(complaints, []);
});

test('form: the browser posts the canvas, without a script of the page', async (t) => {
  const { page, app, complaints } = await open(t, 'form/');
  await app.signIn();
  await page.getByLabel('Onderwerp').fill('Een aanvraag');
  await app.box('Perspectief').fill('een veilige plek <b>');
  await page.getByRole('button', { name: 'Versturen' }).click();
  await page.waitForURL('**/opslaan');
  equal(await page.locator('#onderwerp').textContent(), 'Een aanvraag');
  const canvas = JSON.parse(await page.locator('#canvas').textContent());
  equal(canvas.perspectief.tekst, 'een veilige plek <b>');
  equal(canvas.formaat, 1);
  deepEqual(complaints, []);
});

test('react: typed properties and events reach the element', async (t) => {
  const { page, app, complaints } = await open(t, 'react/');
  const says = (id, text) => page.locator(`#${id}`).filter({ hasText: text }).waitFor();
  await says('stand', 'Open: react-1');
  equal(await page.evaluate(() => document.querySelector('maatwerk-canvas').user.naam), 'A. Medewerker');
  await app.button('Regel toevoegen').click();
  await page.locator('input[data-scenario="dreigend"]').fill('500');
  await says('besparing', '500.00');
  await page.getByRole('button', { name: 'Bewaren' }).click();
  await says('stand', 'Bewaard');
  const locked = () => app.box('Doorbraak').evaluate((box) => box.readOnly);
  await page.getByRole('button', { name: 'Alleen lezen' }).click();
  equal(await locked(), true);
  await page.getByRole('button', { name: 'Wijzigen' }).click();
  equal(await locked(), false);
  deepEqual(complaints, []);
});

test('the types fit the example, and refuse what is wrong', { timeout: 120_000 }, async () => {
  const tsc = 'node_modules/typescript/bin/tsc';
  await node(tsc, '--project', 'examples/react/tsconfig.json');
  const wrong = {
    "<maatwerk-canvas view='lijst' />": /lijst/,
    '<maatwerk-canvas onmaatwerk-totals={({ detail }) => detail.winst} />': /winst/,
    "<maatwerk-canvas user={{ naam: 'x' }} />": /id/,
    "<maatwerk-canvas value={{ formaat: 2, id: 'x' }} />": /formaat|2/,
  };
  const places = { 'maatwerk-canvas': [join(embed, 'maatwerk-canvas.d.ts')], 'maatwerk-canvas/react': [join(embed, 'react.d.ts')], react: [resolve(root, 'node_modules/@types/react')], 'react/*': [resolve(root, 'node_modules/@types/react/*')] };
  const options = { strict: true, noEmit: true, jsx: 'react-jsx', module: 'ESNext', moduleResolution: 'bundler', target: 'ES2022', types: [], lib: ['ES2022', 'DOM', 'DOM.Iterable'], paths: places };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['wrong.tsx', 'plain.ts'] }));
  // Without React's types too: the plain module must stand alone.
  await writeFile(join(folder, 'plain.ts'), `import type { MaatwerkDocument, MaatwerkErrorCode } from 'maatwerk-canvas';
    const canvas = document.querySelector('maatwerk-canvas');
    canvas?.addEventListener('maatwerk-totals', ({ detail }) => detail.besparing?.length);
    export const saved: Promise<void> | undefined = canvas?.save();
    canvas?.addEventListener('maatwerk-sync', ({ detail }) => detail.state === 'differences');
    if (canvas) canvas.disabled = true;
    export const code: MaatwerkErrorCode = 'invalid-sync-url';
    export const plan: MaatwerkDocument = {
      formaat: 1, id: 'a', eigen: { veld: [1] },
      kosten: { looptijd: 12, regels: { '0000000000000000000000000000000a': { volgorde: 'V', eigen: true,
        prijs: { bedrag: '62.40', eenheid: 'uur', oorspronkelijk: { bedrag: '60.00', peiljaar: 2022, factor: '1.04', eigen: 1 } } } } },
    };
    export const original: string | undefined = plan.kosten?.regels?.x?.prijs?.oorspronkelijk?.bedrag;`);
  const lines = Object.keys(wrong);
  await writeFile(join(folder, 'wrong.tsx'), `import type {} from 'maatwerk-canvas/react';\n${lines.map((line, at) => `export const wrong${at} = ${line};`).join('\n')}\n`);
  const told = await node(tsc, '--project', join(folder, 'tsconfig.json')).then(() => '', ({ stdout }) => stdout);
  ok(!told.includes('plain.ts'), told);
  lines.forEach((line, at) => {
    const here = told.split('\n').filter((text) => text.includes(`wrong.tsx(${at + 2},`)).join('\n');
    match(here, wrong[line], `${line}\n${told}`);
  });
});

test('the release is whole: names, hashes, checksums, compressed copies, licences', async () => {
  const names = await readdir(embed);
  const hashed = (ending) => names.filter((name) => new RegExp(`^maatwerk-canvas-[0-9a-f]{10}\\.${ending}$`).test(name));
  const modules = names.filter((name) => name.endsWith('.wasm'));
  const workbook = names.filter((name) => /^maatwerk-canvas-xlsx-[0-9a-f]{10}\.js$/.test(name));
  const texts = names.filter((name) => /^maatwerk-canvas-(examples-[0-9a-f]{10}\.json|prices-[0-9a-f]{10}\.txt)$/.test(name));
  deepEqual([workbook.length, texts.length], [1, 2]);
  deepEqual([hashed('js').length, hashed('wasm').length], [1, 1]);
  const { integrity } = JSON.parse(await readFile(join(embed, 'integrity.json'), 'utf8'));
  deepEqual(Object.keys(integrity).sort(), ['./maatwerk-canvas.js', `./${hashed('js')}`, ...[...modules, ...workbook, ...texts].map((name) => `./${name}`)].sort());
  for (const [name, hash] of Object.entries(integrity)) {
    const bytes = await readFile(join(embed, name));
    equal(hash, `sha384-${createHash('sha384').update(bytes).digest('base64')}`, name);
    deepEqual(brotliDecompressSync(await readFile(join(embed, `${name}.br`))), bytes);
    deepEqual(gunzipSync(await readFile(join(embed, `${name}.gz`))), bytes);
  }
  const sums = (await readFile(join(dist, 'SHA256SUMS'), 'utf8')).trim().split('\n').map((line) => line.split('  '));
  for (const [sum, name] of sums) equal(createHash('sha256').update(await readFile(join(dist, name))).digest('hex'), sum, name);
  const all = (await readdir(dist, { withFileTypes: true, recursive: true })).filter((it) => it.isFile());
  equal(sums.length, all.length - 1, 'every file but the list itself');
  const licences = await readFile(join(embed, 'THIRD-PARTY.txt'), 'utf8');
  for (const name of ['leptos 0.8', 'rust_decimal 1', 'serde_json 1', '@utrecht/button-css']) ok(licences.includes(name), name);
  ok(!licences.includes('proptest'), 'only what is in it');
  equal(await readFile(join(dist, 'THIRD-PARTY.txt'), 'utf8'), licences);
  const bom = JSON.parse(await readFile(join(dist, 'sbom.cdx.json'), 'utf8'));
  equal(`${bom.bomFormat} ${bom.specVersion} ${bom.metadata.component.version}`, `CycloneDX 1.6 ${release}`);
  match(bom.serialNumber, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
  const parts = new Map(bom.components.map((part) => [part.name, part]));
  equal(new Set(bom.components.map((part) => part['bom-ref'])).size, bom.components.length, 'each once');
  for (const name of ['leptos', 'rust_decimal', '@utrecht/button-css']) {
    const { hashes, licenses, purl, version } = parts.get(name);
    ok(purl.startsWith('pkg:') && purl.endsWith(`@${version}`), purl);
    match(hashes[0].content, /^([0-9a-f]{64}|[0-9a-f]{128})$/, name);
    ok(licenses[0].expression, name);
    ok(licences.includes(`${name} ${version}`), `${name} is among the licences too`);
  }
  ok(!parts.has('proptest'), 'only what is in it');
  match(await readFile(join(dist, 'embed/v1/maatwerk-canvas.js'), 'utf8'), new RegExp(`'\\.\\./${release}/maatwerk-canvas\\.js'`));
});

test('before wasm, a host page pays for a shim of at most 6 kB', async (t) => {
  const sent = brotliCompressSync(await readFile(join(embed, 'maatwerk-canvas.js'))).length;
  t.diagnostic(`${sent} bytes`);
  ok(sent <= SHIM_BUDGET, `${sent}`);
});

test('npm would publish the element, and not the app or the compressed copies', async () => {
  const { stdout } = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: dist });
  const packed = JSON.parse(stdout);
  const files = (Array.isArray(packed) ? packed[0] : Object.values(packed)[0]).files.map(({ path }) => path);
  for (const name of ['maatwerk-canvas.js', 'maatwerk-canvas.d.ts', 'react.d.ts', 'custom-elements.json', 'THIRD-PARTY.txt']) {
    ok(files.includes(`embed/${release}/${name}`), name);
  }
  for (const name of ['LICENSE', 'README.md', 'package.json']) ok(files.includes(name), name);
  // Every link of the page that the registry shows leads to something in the package.
  const readme = await readFile(join(dist, 'README.md'), 'utf8');
  const links = [...readme.matchAll(/\]\((?![a-z]+:|#)([^)#]+)/g)].map(([, link]) => link);
  ok(links.length);
  for (const link of links) ok(files.includes(link), link);
  deepEqual(files.filter((name) => /\.(br|gz)$|index\.html|sw\.js/.test(name)), []);
  const manifest = JSON.parse(await readFile(join(dist, 'package.json'), 'utf8'));
  const named = [manifest.main, manifest.types, manifest.customElements, ...Object.values(manifest.exports).flatMap((it) => (typeof it === 'string' ? [it] : Object.values(it)))];
  for (const name of named.filter((name) => !name.includes('*'))) ok((await readFile(join(dist, name))).length, name);
});

test('the package can be imported where there is no page, as a server does that renders', async () => {
  const { exports: all } = JSON.parse(await readFile(join(dist, 'package.json'), 'utf8'));
  const url = pathToFileURL(join(dist, all['.'].default));
  await node('--input-type=module', '-e', `await import(${JSON.stringify(url.href)})`);
});

/** The codes that the source fails with: of the element's errors and promises. */
async function errorCodes() {
  const source = await readdir(join(root, 'src'), { recursive: true });
  const texts = await Promise.all(source.filter((path) => /\.(rs|js)$/.test(path)).map((path) => readFile(join(root, 'src', path), 'utf8')));
  const calls = /(?:\.error\(|error_of\([^")]*(?:\([^)]*\))?[^")]*,\s*|\bErr\(|\bmap_err\(\|_\| |failure\(|failed\.set\(Some\()["']([a-z][a-z-]*)(?::\w+)?["']/g;
  const codes = new Set(texts.flatMap((text) => [...text.matchAll(calls)].map(([, code]) => code)));
  for (const known of ['invalid-sync-url', 'absent', 'too-new', 'readonly', 'invalid-user', 'invalid-value']) ok(codes.has(known), `the source no longer has ${known} where it is looked for`);
  return codes;
}

/** The states of `maatwerk-sync`. */
async function syncStates() {
  const text = await readFile(join(root, 'src/session/sync/status.rs'), 'utf8');
  const [, body] = text.match(/fn code\(status: &Status\)[^{]*\{(.+?)\n\}/s);
  return [...new Set([...body.matchAll(/=> "([a-z-]+)"/g)].map(([, state]) => state))].sort();
}

test('types, manifest, page for embedders and Liferay\'s definition name what there is', async (t) => {
  const { page } = await open(t, 'plain/');
  const there = await page.evaluate(() => {
    const Canvas = customElements.get('maatwerk-canvas');
    const own = Object.entries(Object.getOwnPropertyDescriptors(Canvas.prototype));
    const internal = /Callback$|^constructor$/;
    return {
      // Those of a form field, and the one that is read when it is used.
      attributes: [...Canvas.observedAttributes, 'name', 'disabled', 'archive-url'].sort(),
      members: own.map(([name]) => name).filter((name) => !internal.test(name)).sort(),
      version: Canvas.version,
    };
  });
  equal(there.version, release);
  const [{ declarations: [manifest] }] = JSON.parse(await readFile(join(embed, 'custom-elements.json'), 'utf8')).modules;
  const namesOf = (list) => list.map(({ name }) => name).sort();
  deepEqual(namesOf(manifest.attributes), there.attributes);
  deepEqual(namesOf(manifest.members), there.members);
  const events = EVENTS.map((name) => `maatwerk-${name}`).sort();
  deepEqual(namesOf(manifest.events), events);
  const text = (path) => readFile(resolve(root, path), 'utf8');
  const [types, guide, liferay] = [await text('src/embed/types/maatwerk-canvas.d.ts'), await text('docs/embedding.md'), await text('examples/liferay/client-extension.yaml')];
  for (const name of [...there.attributes, ...there.members, ...events]) match(types, new RegExp(`\\b${name}\\b`), name);
  for (const name of [...there.attributes, ...there.members, ...events].filter((name) => !['form', 'labels', 'type'].includes(name))) {
    ok(guide.includes(`\`${name}\``) || guide.includes(`\`${name}(`), `docs/embedding.md: ${name}`);
  }
  for (const { name } of [...manifest.cssParts, ...manifest.cssProperties.filter(({ name }) => !/chart-[23]/.test(name))]) ok(guide.includes(name), name);
  const codes = types.match(/type MaatwerkErrorCode =([^;]+);/)[1].matchAll(/'([\w-]+)'/g);
  for (const [, code] of codes) match(guide, new RegExp(`^\\| .*\`${code}\`.* \\|`, 'm'), code);
  const listed = (name) => [...types.match(new RegExp(`type ${name} =([^;]+);`))[1].matchAll(/'([\w-]+)'/g)].map(([, code]) => code);
  const states = await syncStates();
  deepEqual(listed('MaatwerkSyncState').sort(), states);
  for (const code of states) match(guide, new RegExp(`^\\| .*\`${code}\`.* \\|`, 'm'), code);
  for (const code of await errorCodes()) ok(listed('MaatwerkErrorCode').includes(code), `the types lack ${code}`);
  const properties = [...liferay.matchAll(/^ {4}- ([\w-]+)=/gm)].map(([, name]) => name);
  ok(properties.length > 0);
  for (const name of properties) ok(there.attributes.includes(name), name);
  match(liferay, /htmlElementName: maatwerk-canvas/);
  match(liferay, /useESM: true/);
});
