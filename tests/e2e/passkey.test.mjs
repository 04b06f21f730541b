// Unlocking by what the device itself is opened by: one more way, which can be added and removed, and never the only one.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { addAuthenticator, addPasskey } from './support/authenticator.mjs';
import { openBrowser } from './support/browser.mjs';
import { eventually } from './support/canvas.mjs';
import { exportOf, importFile } from './support/filled.mjs';
import { readRecord } from './support/host.mjs';
import { idbFaults } from './support/idb_faults.mjs';
import { Device } from './support/lock.mjs';
import { serve } from './support/server.mjs';

const TEXT = 'vertrouwelijkverhaal';
const ADD = 'Ontgrendelen met vingerafdruk, gezicht of pincode van dit apparaat';
const OPEN = 'Met vingerafdruk, gezicht of pincode openen';
const REMOVE = 'Niet meer met vingerafdruk, gezicht of pincode';

/** The stand-alone app with one filled canvas, at a name: a passkey belongs to one, and not to an address of numbers. */
async function start(t, { host = 'localhost', authenticator = {} } = {}) {
  const server = await serve();
  const browser = await openBrowser();
  t.after(async () => {
    await browser.close();
    await server.close();
  });
  const device = authenticator && (await addAuthenticator(browser.page, authenticator));
  const app = new Device(browser.page);
  await app.open(server.url.replace('127.0.0.1', host));
  await importFile(app, exportOf({ text: TEXT }));
  await app.button('24-0113').waitFor();
  return { ...browser, app, device };
}

const settingsOf = (app) => app.element.getByRole('dialog', { name: 'Instellingen' });

async function openSettings(app) {
  await app.button('Instellingen').click();
  const settings = settingsOf(app);
  await settings.getByRole('button', { name: 'Andere wachtzin' }).waitFor();
  return settings;
}

const ring = async (page) => JSON.parse(await readRecord(page, 'beheer', 'sleutel'));

test('offered once the device is sealed, it opens after a lock and at a start, beside the passphrase, until it is removed', async (t) => {
  const { app, page, device, complaints } = await start(t);
  await app.button('Instellingen').click();
  await settingsOf(app).getByRole('button', { name: 'Beveilig dit apparaat' }).click();
  const code = await app.toSheet();
  await app.answer(code);
  await app.dialog().getByRole('button', { name: ADD }).click();
  await app.screenshot('passkey-toevoegen');
  await addPasskey(app.dialog());
  await app.dialog().getByRole('button', { name: 'Sluiten' }).click();
  await settingsOf(app).getByRole('button', { name: 'Sluiten' }).click();

  const credentials = await device.credentials();
  equal(credentials.length, 1);
  const [{ rpId, userHandle, userName, credentialId, isResidentCredential }] = credentials;
  deepEqual([rpId, userName, isResidentCredential], ['localhost', 'Maatwerkcanvas op dit apparaat', true]);
  equal(Buffer.from(userHandle, 'base64').length, 32);
  const stored = await ring(page);
  deepEqual(stored.slot.map((it) => it.soort), ['wachtzin', 'noodblad', 'passkey']);
  const { w, zout, ...slot } = stored.slot[2];
  deepEqual(slot, { id: Buffer.from(credentialId, 'base64').toString('base64url'), soort: 'passkey' });
  equal(Buffer.from(zout, 'base64url').length, 16);
  equal(Buffer.from(w, 'base64url')[0], 1, 'sealed');

  await app.lock();
  await app.showsNothingOf([TEXT, '24-0113']);
  await app.screenshot('vergrendeld-passkey');
  await app.button(OPEN).click();
  await app.button('24-0113').waitFor();
  await page.reload();
  await app.button(OPEN).click();
  await app.button('24-0113').click();
  await app.box('Situatieschets').waitFor();
  equal(await app.box('Situatieschets').inputValue(), TEXT);
  await page.reload();
  await app.locked().waitFor();
  await app.unlock();
  await app.box('Situatieschets').waitFor();

  await app.button('Overzicht').click();
  const settings = await openSettings(app);
  await settings.getByRole('button', { name: REMOVE }).click();
  await settings.getByText('U ontgrendelt nu alleen met uw wachtzin of de noodcode.').waitFor();
  await settings.getByRole('button', { name: ADD }).waitFor();
  await settings.getByRole('button', { name: 'Sluiten' }).click();
  deepEqual((await ring(page)).slot.map((it) => it.soort), ['wachtzin', 'noodblad']);
  await app.lock();
  await app.passphrase().waitFor();
  equal(await app.button(OPEN).count(), 0);
  await app.unlock();
  await app.button('24-0113').waitFor();
  deepEqual(complaints, []);
});

test('another finger, and a passkey that is gone, open nothing, and the passphrase does', async (t) => {
  const { app, device } = await start(t);
  await app.sealFromSettings();
  const settings = await openSettings(app);
  await settings.getByRole('button', { name: ADD }).click();
  await addPasskey(settings);
  await settings.getByRole('button', { name: 'Sluiten' }).click();
  await app.lock();
  for (const spoil of [() => device.verifies(false), () => device.clear()]) {
    await spoil();
    await app.button(OPEN).click();
    await app.element.getByText('Dat lukte niet. Er is niets gewist.').waitFor();
    await app.showsNothingOf([TEXT, '24-0113']);
    ok(await app.button(OPEN).evaluate((button) => button === button.getRootNode().activeElement));
    await device.verifies(true);
  }
  await app.unlock();
  await app.button('24-0113').waitFor();
});

test('a device that refuses to make one changes nothing', async (t) => {
  const { app, page, device } = await start(t);
  await app.sealFromSettings();
  const before = await ring(page);
  const settings = await openSettings(app);
  await settings.getByRole('button', { name: ADD }).click();
  await device.verifies(false);
  await settings.getByRole('button', { name: 'Maak de sleutel' }).click();
  await settings.getByText('Het is afgebroken, of het duurde te lang.').waitFor();
  deepEqual(await ring(page), before);
  await settings.getByRole('button', { name: 'Annuleren' }).click();
  await settings.getByRole('button', { name: ADD }).waitFor();
});

test('left while it is being added, it opens, and the device is not told to forget it', async (t) => {
  const { app, page } = await start(t);
  await app.sealFromSettings();
  await page.evaluate(idbFaults);
  await page.evaluate(() => {
    window.forgotten = 0;
    PublicKeyCredential.signalUnknownCredential = async () => (window.forgotten += 1);
  });
  const settings = await openSettings(app);
  await settings.getByRole('button', { name: ADD }).click();
  await settings.getByRole('button', { name: 'Maak de sleutel' }).click();
  await settings.getByText('De sleutel is gemaakt. Nu de proef').waitFor();
  await page.evaluate(() => (window.commits = 'hold'));
  for (let tries = 0; tries < 2; tries += 1) {
    await settings.getByRole('button', { name: 'Doe de proef' }).click();
    const again = settings.getByText('Nog één keer.');
    await Promise.race([again.waitFor(), page.waitForFunction(() => window.held > 0)]);
    if ((await page.evaluate(() => window.held)) > 0) break;
  }
  await page.waitForFunction(() => window.held > 0);
  await settings.getByRole('button', { name: 'Sluiten' }).click();
  await page.evaluate(() => (window.commits = 'go'));
  await eventually(async () => (await ring(page)).slot.length, 3);
  await app.lock();
  await app.button(OPEN).click();
  await app.button('24-0113').waitFor();
  equal(await page.evaluate(() => window.forgotten), 0);
});

test('an authenticator without a PRF: it says so, and what there was stays in force', async (t) => {
  const { app, page } = await start(t, { authenticator: { hasPrf: false } });
  await app.sealFromSettings();
  const before = await ring(page);
  const settings = await openSettings(app);
  await settings.getByRole('button', { name: ADD }).click();
  await settings.getByRole('button', { name: 'Maak de sleutel' }).click();
  await settings.getByText('Dit apparaat of deze browser kan dit niet.').waitFor();
  deepEqual(await ring(page), before);
});

for (const [what, options] of Object.entries({
  'a device without an authenticator': { authenticator: null },
  'an address of numbers': { host: '127.0.0.1' },
})) {
  test(`${what}: it is not offered`, async (t) => {
    const { app, page } = await start(t, options);
    await app.sealFromSettings();
    const settings = await openSettings(app);
    await page.evaluate(() => PublicKeyCredential.isUserVerifyingPlatformAuthenticatorAvailable());
    await page.waitForTimeout(200);
    equal(await settings.getByRole('button', { name: ADD }).count(), 0);
  });
}
