// The sync settings: the server and the sign-in, set by the user or by the host page, and their
// layout.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { headersFor } from './support/backend.mjs';
import { PHONE, TABLET, TABLET_UPRIGHT, openBrowser } from './support/browser.mjs';
import { documentOf, portal } from './support/element.mjs';
import { startFake } from './support/fake.mjs';
import { serve } from './support/server.mjs';
import { Device, startDevice, syncPage } from './support/sync.mjs';

const options = { timeout: 120_000 };
const BASIC = `Basic ${Buffer.from('bo:geheim').toString('base64')}`;

/** An empty list from a server whose clock is a quarter behind, and may be read. */
function late(request, response, cors) {
  const clock = new Date(Date.now() - 900_000).toUTCString();
  const more = { Date: clock, 'Access-Control-Expose-Headers': 'Date' };
  return response.writeHead(request.method === 'GET' ? 200 : 404, { ...cors, ...more }).end('{"data":[]}');
}

/** A server that wants this header, the app, and pages on it. */
async function start(t, { wants, pages } = {}) {
  const fake = await startFake(t);
  fake.heard = [];
  const asks = (request, response, cors) => {
    fake.heard.push(request.headers.authorization);
    return wants && request.headers.authorization !== wants && response.writeHead(401, cors).end('{}');
  };
  fake.mode = asks;
  const headers = await headersFor(fake);
  const server = await serve({ headers, pages: { '/team': syncPage(fake.base), ...pages?.(fake) } });
  t.after(() => server.close());
  return { fake, asks, server };
}

test('set by hand: a readable verdict, and a password that is kept only where asked', options, async (t) => {
  const { fake, asks, server } = await start(t, { wants: BASIC });
  const device = await startDevice(t, server.url, { name: 'Bo' });
  await device.says('Synchroniseren: niet ingesteld');
  await device.create('26-1');
  equal(await device.badge().count(), 0, 'on a canvas it only says so by "alleen op dit apparaat"');
  await device.element.getByText('Opgeslagen, alleen op dit apparaat').waitFor();
  await device.toList();
  await device.badge().click();
  const form = device.settings();
  const press = (name) => form.getByRole('button', { name }).click();
  const url = form.getByLabel('Adres van de server');
  const password = form.getByLabel('Wachtwoord', { exact: true });
  for (const wrong of ['', 'sync', 'http://example.nl/v1', 'https://example.nl/?a=1', 'ftp://example.nl']) {
    await url.fill(wrong);
    await press('Opslaan');
    await form.getByText('Dit adres kan niet.').waitFor();
  }
  await url.fill(`${fake.base}/`);
  await press('Opslaan');
  await form.getByText('Vul uw gebruikersnaam in.').waitFor();
  await form.getByLabel('Gebruikersnaam').fill('bo');
  await password.fill('verkeerd');
  const verdict = async (text) => {
    await press('Test de verbinding');
    await form.getByText(text).waitFor();
  };
  await verdict('De server is er, maar kent u niet.');
  await password.fill('geheim');
  await verdict('De verbinding werkt. U mag hier canvassen lezen en wijzigen.');
  const verdicts = [
    [(request, response, cors) => request.method === 'DELETE' && response.writeHead(403, cors).end('{}'), 'U mag hier canvassen lezen, maar niet wijzigen.'],
    [(_, response, cors) => response.writeHead(403, cors).end('{}'), 'De server kent u, maar u mag hier niet bij.'],
    [(_, response, cors) => response.writeHead(404, cors).end('{}'), 'op dit adres staan geen canvassen'],
    [(_, response, cors) => response.writeHead(200, cors).end('<p>Welkom'), 'Op dit adres antwoordt iets anders'],
    [(_, response, cors) => response.writeHead(503, cors).end('{}'), 'maar heeft een storing'],
    [(_, response) => response.destroy() ?? true, 'De server antwoordt niet.'],
    [late, 'loopt 15 minuten voor'],
  ];
  for (const [mode, text] of verdicts) {
    fake.mode = mode;
    await verdict(text);
  }
  fake.mode = asks;
  equal(await device.sync(), 'no-sync', 'a test sets nothing');
  await press('Opslaan');
  await device.panel().waitFor();
  await device.synced();
  match(await device.panel().innerText(), /Gesynchroniseerd om \d\d:\d\d[\s\S]*Laatst gesynchroniseerd\s+om \d\d:\d\d[\s\S]*Wacht op verzenden\s+niets/);
  await device.closePanel();
  equal((await fake.client.all(0)).records.length, 1);
  const kept = () => device.page.evaluate(() => JSON.stringify({ ...localStorage }));
  ok(!(await kept()).includes('geheim'), 'nobody asked to remember it');
  await device.reload();
  await device.signIn({ name: 'bo', password: 'geheim' }, { remember: true });
  await device.synced();
  await device.reload();
  await device.synced();
  ok((await kept()).includes('geheim'));
  await (await device.openPanel()).getByRole('button', { name: 'Instellingen' }).click();
  await press('Synchroniseren uitzetten');
  await device.says('Synchroniseren: niet ingesteld');
  ok(!(await kept()).includes('geheim'), 'and forgets it again');
  const before = fake.requests;
  await sleep(2_000);
  equal(fake.requests, before);
  deepEqual(device.complaints, []);
});

test("the host page's address and token, its events, and no trace after the element has gone", options, async (t) => {
  const { fake, server } = await start(t, { pages: () => ({ '/host': portal('') }) });
  fake.mode = (request, response, cors) => {
    fake.heard.push(request.headers.authorization);
    return !/^Bearer bewijs-\d+$/.test(request.headers.authorization ?? '') && response.writeHead(401, cors).end('{}');
  };
  const browser = await openBrowser();
  t.after(() => browser.close());
  const { page } = browser;
  await page.goto(`${server.url}host`);
  await page.evaluate((url) => {
    window.heard = [];
    let number = 0;
    window.addEventListener('maatwerk-sync', ({ detail }) => window.heard.push(detail));
    const element = Object.assign(document.createElement('maatwerk-canvas'), { id: 'c', getToken: async () => `bewijs-${(number += 1)}` });
    element.setAttribute('sync-url', url);
    element.setAttribute('document-id', 'proef');
    document.body.append(element);
  }, fake.base);
  const device = new Device(browser, server.url, []);
  await device.app.ready();
  await device.synced();
  await device.box('Doorbraak').fill('Een huis');
  equal(await device.sync(), null);
  const [{ doc }] = (await fake.client.all(0)).records;
  equal(doc.doorbraak.tekst, 'Een huis');
  ok(new Set(fake.heard).size > 2, 'each request asks for a token of its own');
  // What the host page says is not for the person to change, and its token goes to its own address only.
  await (await device.openPanel()).getByRole('button', { name: 'Instellingen' }).click();
  const url = device.settings().getByLabel('Adres van de server');
  deepEqual([await url.inputValue(), await url.getAttribute('readonly')], [fake.base, '']);
  equal(await device.settings().getByRole('button', { name: 'Synchroniseren uitzetten' }).count(), 0);
  await device.settings().getByRole('button', { name: 'Annuleren' }).click();
  fake.mode = (_, response, cors) => response.writeHead(403, cors).end('{}');
  equal(await device.sync(), 'forbidden');
  const events = await page.evaluate(() => window.heard);
  deepEqual(events.at(-1), { documentId: 'proef', state: 'forbidden' });
  ok(events.some(({ state }) => state === 'synced'));
  ok(!JSON.stringify(events).includes('huis'), 'no event says what a family said');
  fake.mode = null;
  // Another address, or none.
  await page.evaluate(() => document.querySelector('#c').setAttribute('sync-url', 'http://example.nl/v1'));
  await device.badge().waitFor({ state: 'detached' });
  equal(await device.sync(), 'no-sync');
  await page.evaluate((url) => document.querySelector('#c').setAttribute('sync-url', url), fake.base);
  await device.synced();
  await page.evaluate(() => document.querySelector('#c').remove());
  await sleep(1_000);
  const before = fake.requests;
  await page.evaluate(() => {
    dispatchEvent(new Event('online'));
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await sleep(1_500);
  equal(fake.requests, before);
  deepEqual(device.complaints, []);
});

test('a canvas that another device made is pulled before an empty one shows', options, async (t) => {
  const { fake, server } = await start(t, { pages: (fake) => ({ '/een': syncPage(fake.base, 'document-id="van-elders"') }) });
  const doc = documentOf('van-elders', { doorbraak: { tekst: 'Al ingevuld' } });
  equal((await fake.client.put(doc.id, { id: doc.id, fmt: 1, rev: '0123456789abcdef', revs: [], doc })).status, 201);
  const device = await startDevice(t, `${server.url}een`);
  await device.reads('Doorbraak', 'Al ingevuld');
  await device.synced();
  deepEqual((await device.documents())['van-elders'], doc);
  deepEqual((await fake.client.all(0)).records.map((record) => record.doc), [doc], 'and nothing is sent back');
});

test('examples, and what is kept nowhere, are never sent', options, async (t) => {
  const { fake, server } = await start(t, { pages: (fake) => ({ '/niets': syncPage(fake.base, 'storage="none"') }) });
  const none = await startDevice(t, `${server.url}niets`, { name: 'Bo' });
  await none.create('26-1');
  equal(await none.badge().count(), 0);
  equal(await none.sync(), 'no-sync');
  equal(fake.requests, 0);
  await none.page.goto(`${server.url}team`);
  await none.app.ready();
  await none.synced();
  await none.overview.examples();
  equal(await none.badge().count(), 0);
  await sleep(1_500);
  deepEqual((await fake.client.all(0)).records, []);
});

test('one page syncs: another window follows, and can take over', options, async (t) => {
  const { fake, server } = await start(t);
  const device = await startDevice(t, `${server.url}team`, { name: 'Bo' });
  await device.synced();
  const page = await device.context.newPage();
  const other = new Device({ ...device.browser, page }, server.url, []);
  await other.app.open(`${server.url}team`);
  await other.says('Een ander venster synchroniseert');
  equal(await other.sync(), 'elsewhere');
  await other.app.button('Hier verder werken').click();
  await other.synced();
  await device.says('Een ander venster synchroniseert');
  await other.create('26-1');
  await other.syncs();
  equal((await fake.client.all(0)).records.length, 1);
});

for (const [size, viewport] of Object.entries({ tablet: TABLET, upright: TABLET_UPRIGHT, phone: PHONE })) {
  test(`the badge, the panel and the settings on a ${size}`, options, async (t) => {
    const { fake, server } = await start(t);
    const device = await startDevice(t, `${server.url}team`, { name: 'Bo', viewport, bypassCSP: true });
    await device.synced();
    const clean = async (name) => {
      await device.app.screenshot(`sync-${name}-${size}`);
      const { violations } = await new AxeBuilder({ page: device.page }).analyze();
      deepEqual(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]), []);
      const over = await device.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      ok(over <= 0, `${over} pixels too wide`);
    };
    await clean('overview');
    await device.create('26-1');
    await device.syncs();
    await clean('canvas');
    await device.openPanel();
    await clean('panel');
    await device.panel().getByRole('button', { name: 'Instellingen' }).click();
    await device.settings().getByLabel('Aanmelden met naam en wachtwoord').check();
    await device.settings().getByRole('button', { name: 'Test de verbinding' }).click();
    await device.settings().getByText('Vul uw gebruikersnaam in.').waitFor();
    await clean('settings');
    await device.settings().getByRole('button', { name: 'Annuleren' }).click();
    fake.mode = (_, response, cors) => response.writeHead(401, cors).end('{}');
    await device.sync();
    await device.says('Aanmelden nodig');
    await clean('sign-in');
  });
}
