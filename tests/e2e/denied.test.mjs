// A browser that denies storage: the app starts with a notice, and everything can be filled in and
// exported.

import { equal } from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openBrowser } from './support/browser.mjs';
import { Canvas, PAGES, hostPage } from './support/host.mjs';
import { headersOfTrunk, serve } from './support/server.mjs';

const NOTHING_KEPT = /Deze browser bewaart niets voor deze pagina\. U kunt werken, maar exporteer/;

/** A browser whose user has blocked all storage: the setting "block all cookies". */
async function blocked(t) {
  const profile = await mkdtemp(join(tmpdir(), 'maatwerk-denied-'));
  t.after(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));
  await mkdir(join(profile, 'Default'));
  const preferences = { profile: { default_content_setting_values: { cookies: 2 } } };
  await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
  const server = await serve({ pages: PAGES });
  t.after(() => server.close());
  const browser = await openBrowser({ profile });
  t.after(() => browser.close());
  return { ...browser, server };
}

/** Fills in a little, and gives what the export holds. */
async function work(app, page) {
  await app.box('Situatieschets').pressSequentially('zonder opslag');
  await app.button('Regel toevoegen').click();
  await app.box('Omschrijving').fill('Begeleiding');
  await app.element.getByLabel(/^Dreigend in euro/).fill('90.000');
  await app.element.getByLabel(/^Dreigend in euro/).blur();
  const saving = app.element.locator('[data-total="besparing"]');
  await saving.filter({ hasText: '90.000,00' }).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), app.button('Exporteren').click()]);
  return JSON.parse(await readFile(await download.path(), 'utf8')).canvassen[0];
}

test('with all storage blocked the app says so, and works', async (t) => {
  const { page, server, complaints } = await blocked(t);
  const app = new Canvas(page);
  await app.open(`${server.url}canvas`);
  equal(await page.evaluate(() => { try { return typeof localStorage; } catch (error) { return error.name; } }), 'SecurityError');
  await app.element.getByText(NOTHING_KEPT).waitFor();
  const canvas = await work(app, page);
  equal(canvas.situatieschets.tekst, 'zonder opslag');
  equal(Object.values(canvas.kosten.regels)[0].dreigend.bedrag, '90000.00');
  equal(await app.status.filter({ hasText: /^Opgeslagen/ }).count(), 0, 'it never says that it is saved');
  equal(complaints.filter((line) => !/storage|cookie/i.test(line)).join('\n'), '');
});

test('with all storage blocked the overview opens, the examples too, and everything exports', async (t) => {
  const { page, server } = await blocked(t);
  const app = new Canvas(page);
  await app.open(server.url);
  await app.element.getByText(NOTHING_KEPT).waitFor();
  await app.button('Nieuw canvas').click();
  await app.box('Doorbraak').pressSequentially('een huis');
  await app.button('Overzicht').click();
  await app.button('Alles exporteren').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), app.button('Alles exporteren').click()]);
  const file = JSON.parse(await readFile(await download.path(), 'utf8'));
  equal(file.canvassen[0].doorbraak.tekst, 'een huis');
});

test('in a sandboxed frame without an origin of its own it works just so', async (t) => {
  const frame = '<!doctype html><html lang="nl"><title>Portaal</title><body><iframe title="Canvas" src="/canvas" width="1180" height="1600" sandbox="allow-scripts allow-downloads"></iframe></body></html>';
  const policy = await headersOfTrunk();
  const server = await serve({
    pages: { ...PAGES, '/canvas': hostPage(), '/kader': frame },
    headers: {
      // A frame without an origin asks for everything as a stranger.
      'Access-Control-Allow-Origin': '*',
      'Cross-Origin-Resource-Policy': 'cross-origin',
      'Content-Security-Policy': policy['Content-Security-Policy'].replace(/frame-ancestors [^;]+/, "frame-ancestors 'self'; frame-src 'self'"),
    },
  });
  t.after(() => server.close());
  // As tall as the frame: nothing has to scroll from outside it.
  const browser = await openBrowser({ viewport: { width: 1240, height: 1700 } });
  t.after(() => browser.close());
  await browser.page.goto(`${server.url}kader`);
  const inside = browser.page.frameLocator('iframe');
  const app = new Canvas(browser.page);
  app.element = inside.locator('maatwerk-canvas');
  await app.box('Situatieschets').waitFor();
  await app.element.getByText(NOTHING_KEPT).waitFor();
  const canvas = await work(app, browser.page);
  equal(canvas.situatieschets.tekst, 'zonder opslag');
  equal(await app.status.filter({ hasText: /^Opgeslagen/ }).count(), 0);
});
