// Vergelijken reads a file with the figures of others: what is none says so in a sentence, and nothing changes.

import { deepEqual, equal } from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { test } from 'node:test';
import { startApp } from './support/app.mjs';
import { eventually, tellName } from './support/canvas.mjs';
import { Overview } from './support/overview.mjs';
import { twenty } from './support/results.mjs';

const results = (app) => app.element.locator('[data-block="resultaten"]');
const row = (naam) => ({ rij: 'besparing', gezinnen: 20, som: '426000.00', ...(naam && { naam }) });
const file = (over = {}, naam = '') => JSON.stringify({ soort: 'maatwerkcanvas-vergelijking', versie: 1, verslag: { team: 'Elders', drempel: 10, tabellen: [{ tabel: 'kba', rijen: [row(naam)] }] }, ...over });

const FAULTS = {
  'is huge': [Buffer.alloc(40 * 1024 * 1024, 32), 'te groot voor vrijgegeven cijfers'],
  'is a report with too much in it': [file({}, 'x'.repeat(250_000)), 'te groot voor vrijgegeven cijfers'],
  'is nested too deep': [`{"soort":"maatwerkcanvas-vergelijking","versie":1,"verslag":${'['.repeat(2_000)}${']'.repeat(2_000)}}`, 'te veel lagen'],
  'is no JSON': ['Geachte raad,', 'beschadigd of niet compleet'],
  'is cut short': [file().slice(0, -20), 'beschadigd of niet compleet'],
  'is no text': [Buffer.from([0xff, 0xfe, 0x00, 0x9f]), 'beschadigd of niet compleet'],
  'has a key twice': [file().replace('"versie":1', '"versie":1,"versie":1'), 'beschadigd of niet compleet'],
  'is of a newer form': [file({ versie: 2 }), 'nieuwere versie'],
  'is an export of canvases': [JSON.stringify(twenty()), 'geen bestand met vrijgegeven cijfers'],
  'tells nothing': [file({ verslag: { drempel: 10, tabellen: [] } }), 'geen bestand met vrijgegeven cijfers'],
  'tells of too few families': [file({ verslag: { drempel: 2, tabellen: [{ tabel: 'kba', rijen: [row('')] }] } }), 'geen bestand met vrijgegeven cijfers'],
};

test('a file of others is read; what is none is refused in words, and nothing changes', { timeout: 240_000 }, async (t) => {
  const { app, page, complaints } = await startApp(t);
  await tellName(app);
  await new Overview(app).import(twenty());
  await app.button('Resultaten').click();
  await results(app).getByRole('button', { name: 'Vergelijken', exact: true }).click();
  const read = async (name, content) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), results(app).getByRole('button', { name: 'Lees een bestand in' }).click()]);
    await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
  };
  const others = () => results(app).getByText(/^Elders/).count();
  await read('elders.json', file());
  await eventually(others, 1);
  for (const [what, [content, says]] of Object.entries(FAULTS)) {
    const name = `${what.replaceAll(' ', '-')}.json`;
    await read(name, content);
    await app.element.getByText(`‘${name}’ is niet ingelezen.`).filter({ hasText: says }).filter({ hasText: 'Er is niets veranderd.' }).first().waitFor();
    equal(await others(), 1, what);
  }
  await app.reload();
  await app.button('Resultaten').click();
  await results(app).getByRole('button', { name: 'Vergelijken', exact: true }).click();
  await eventually(others, 1);
  deepEqual(complaints, []);
});
