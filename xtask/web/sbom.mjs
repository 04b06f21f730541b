// The contents of a release as a software bill of materials, in CycloneDX 1.6: the crates in the module and the packages
// of the style sheet, each with its version, its licence and the hash that the lock file pins it by. The same source
// gives the same text: it holds no time, and its serial number is made from what it lists.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { cratesInModule } from './licences.mjs';
import { root, scratch } from './paths.mjs';

/** The text of sbom.cdx.json for a release with this version. */
export async function sbom(version) {
  const app = { type: 'application', 'bom-ref': `maatwerkcanvas@${version}`, name: 'maatwerkcanvas', version, licenses: licences('EUPL-1.2') };
  const components = [...(await crates()), ...(await packages())];
  const all = [app, ...components].map((it) => it['bom-ref']);
  const serial = createHash('sha256').update(JSON.stringify([app, components])).digest('hex');
  const bom = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${serial.slice(0, 8)}-${serial.slice(8, 12)}-8${serial.slice(13, 16)}-a${serial.slice(17, 20)}-${serial.slice(20, 32)}`,
    version: 1,
    metadata: { component: app },
    components,
    dependencies: all.map((ref) => (ref === app['bom-ref'] ? { ref, dependsOn: all.slice(1) } : { ref })),
  };
  return `${JSON.stringify(bom, null, 2)}\n`;
}

/** The crates that are compiled into the module. */
async function crates() {
  const lock = await readFile(resolve(root, 'Cargo.lock'), 'utf8');
  const pinned = new Map([...lock.matchAll(/name = "(.+)"\nversion = "(.+)"\nsource = .+\nchecksum = "(.+)"/g)].map(([, name, version, sum]) => [`${name} ${version}`, sum]));
  return (await cratesInModule()).map(({ name, version, license }) =>
    component('cargo', name, version, license, { alg: 'SHA-256', content: pinned.get(`${name} ${version}`) }));
}

/** The npm packages whose CSS is in the style sheet, and those in the script that writes workbooks. */
async function packages() {
  const { packages: locked } = JSON.parse(await readFile(resolve(root, 'package-lock.json'), 'utf8'));
  const lists = await Promise.all(['style', 'script'].map((kind) => readFile(resolve(scratch, `${kind}-packages.json`), 'utf8')));
  const names = [...new Set(lists.flatMap((list) => JSON.parse(list)))].sort();
  return names.map((name) => {
    const { version, license, integrity } = locked[`node_modules/${name}`];
    const [, content] = /^sha512-(.+)$/.exec(integrity);
    return component('npm', name, version, license, { alg: 'SHA-512', content: Buffer.from(content, 'base64').toString('hex') });
  });
}

function component(kind, name, version, license, hash) {
  if (!hash.content) throw new Error(`The lock file has no hash of ${name} ${version}.`);
  const purl = `pkg:${kind}/${name.replace('@', '%40')}@${version}`;
  return { type: 'library', 'bom-ref': purl, name, version, hashes: [hash], licenses: licences(license), purl };
}

/** A licence as SPDX writes it; older crates write a slash for OR. */
function licences(expression) {
  return expression ? [{ expression: expression.replaceAll('/', ' OR ') }] : [];
}
