// A device that is sealed: nothing of a case shows while it is locked, and what was typed is there after it.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './support/app.mjs';
import { exportOf, importFile } from './support/filled.mjs';
import { idbFaults } from './support/idb_faults.mjs';
import { Device, PASSPHRASE } from './support/lock.mjs';
import { keysOf, readRecord } from './support/host.mjs';

const BOX = 'Situatieschets';
const TEXT = 'vertrouwelijkverhaal';

/** The stand-alone app with one filled canvas, sealed. */
async function sealed(t, options) {
  const started = await startApp(t, options);
  const app = new Device(started.page);
  await importFile(app, exportOf({ text: TEXT }));
  await app.button('24-0113').waitFor();
  const code = await app.sealFromSettings();
  return { ...started, app, code };
}

const open = async (app) => {
  await app.button('24-0113').click();
  await app.box(BOX).waitFor();
};

test('sealed, a start shows nothing; a wrong passphrase says so and wipes nothing; the right one opens', async (t) => {
  const { app, page, complaints } = await sealed(t);
  await open(app);
  const place = page.url();
  await page.reload();
  await app.locked().waitFor();
  await app.showsNothingOf([TEXT, '24-0113', 'Regel 1', 'bellen']);
  equal(await page.title(), 'Maatwerkcanvas');
  ok((await page.pdf()).length > 0);
  await app.showsNothingOf([TEXT]);
  await app.screenshot('vergrendeld');
  for (let tries = 1; tries <= 6; tries += 1) {
    await app.unlock(`verkeerde wachtzin ${tries}`);
    await app.element.getByText(tries < 5 ? /^Deze wachtzin past niet\. Er is niets gewist\. Let op/ : /seconden weer proberen\.$/).waitFor();
    await page.waitForTimeout(50);
  }
  // Also after a new start.
  await page.reload();
  await app.unlock();
  await app.element.getByText(/^Te vaak achter elkaar .* over \d+ seconden/).waitFor();
  const wait = Number(/over (\d+) sec/.exec(await app.element.getByText(/^Te vaak/).textContent())[1]);
  ok(wait >= 1 && wait <= 20, `${wait}`);
  await page.waitForTimeout(wait * 1000);
  await app.unlock();
  await app.box(BOX).waitFor();
  equal(await app.box(BOX).inputValue(), TEXT);
  equal(page.url(), place, 'back in its place');
  deepEqual(complaints, []);
});

test('locked right after half a word, it is there after unlocking, in the same view', async (t) => {
  const { app, page, complaints } = await sealed(t);
  await open(app);
  await app.box(BOX).click();
  await app.box(BOX).press('End');
  await page.keyboard.type(' half-een-w');
  await app.button('Vergrendel').click();
  await app.locked().waitFor();
  await app.showsNothingOf([TEXT, 'half-een-w', '24-0113']);
  await app.element.getByText('Wat u had getypt, is opgeslagen.').waitFor();
  equal(await page.evaluate(async () => (await navigator.locks.query()).held.length), 0, 'the lock is free for another page');
  await app.unlock();
  await app.box(BOX).waitFor();
  equal(await app.box(BOX).inputValue(), `${TEXT} half-een-w`);
  await app.box(BOX).press('End');
  await page.keyboard.type('oord');
  await app.saved();
  await page.reload();
  await app.unlock();
  await app.box(BOX).waitFor();
  equal(await app.box(BOX).inputValue(), `${TEXT} half-een-woord`);
  equal(await app.element.getByText('apart gezet').count(), 0);
  deepEqual(complaints, []);
});

test('what storage refuses is not said to be saved, and is there after unlocking', async (t) => {
  const { app, page } = await sealed(t);
  await page.evaluate(idbFaults);
  await open(app);
  await page.evaluate(() => (window.commits = 'QuotaExceededError'));
  await app.box(BOX).click();
  await app.box(BOX).press('End');
  await page.keyboard.type(' vol');
  await app.button('Vergrendel').click();
  await app.locked().waitFor();
  const said = (text) => app.element.getByText(text);
  await said('Wat u had getypt, wordt nog opgeslagen. Laat deze pagina open.').waitFor();
  await page.waitForTimeout(3_000);
  equal(await said('is opgeslagen').count(), 0);
  await page.evaluate(() => (window.commits = 'go'));
  await said('Wat u had getypt, is opgeslagen.').waitFor();
  await app.unlock();
  await app.box(BOX).waitFor();
  equal(await app.box(BOX).inputValue(), `${TEXT} vol`);
});

test('the printed code opens it too; a mistyped group is named', async (t) => {
  const { app, page, code } = await sealed(t);
  await page.reload();
  await app.button('Met de noodcode openen').click();
  const groups = code.split(' ');
  const field = app.element.getByLabel('Noodcode', { exact: true });
  const mistyped = [...groups];
  mistyped[2] = `${groups[2].slice(0, 1)}${groups[2][1] === 'A' ? 'B' : 'A'}${groups[2].slice(2)}`;
  await field.fill(mistyped.join(' '));
  await app.button('Ontgrendelen').click();
  await app.element.getByText('In groep 3 zit een typefout. Kijk die groep na.').waitFor();
  await field.fill(groups.slice(1).join(''));
  await app.button('Ontgrendelen').click();
  await app.element.getByText('Dit zijn 35 tekens. De noodcode heeft er 40.').waitFor();
  await field.fill(groups.join('-').toLowerCase());
  await app.button('Ontgrendelen').click();
  await app.button('24-0113').waitFor();
});

test('left alone it locks: hidden for five minutes, and after the minutes without a touch, also when the timers slept', async (t) => {
  const { page, app } = await startApp(t).then(({ page }) => ({ page, app: new Device(page) }));
  await page.clock.install();
  await app.reload();
  await importFile(app, exportOf({ text: TEXT }));
  await app.button('24-0113').waitFor();
  await app.sealFromSettings();
  await page.clock.fastForward('14:00');
  await page.mouse.click(5, 5);
  await page.clock.fastForward('14:00');
  await app.button('24-0113').waitFor();
  equal(await app.locked().count(), 0, 'a touch begins anew');
  await page.clock.fastForward('16:00');
  await app.locked().waitFor();
  await app.element.getByText('U hebt hier een tijd niets gedaan').waitFor();
  await app.showsNothingOf(['24-0113']);
  await app.unlock();
  await app.button('24-0113').waitFor();
  await page.evaluate(() => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true });
    window.dispatchEvent(new Event('visibilitychange'));
  });
  await page.clock.fastForward('05:01');
  await app.locked().waitFor();
});

test('another passphrase and another sheet void the old ones, and switched off all is plain again', async (t) => {
  const { app, page, code, complaints } = await sealed(t);
  await app.button('Instellingen').click();
  const settings = app.element.getByRole('dialog', { name: 'Instellingen' });
  const key = (await keysOf(page, 'canvas'))[0];
  const record = await readRecord(page, 'canvas', key);
  ok(!record.includes(TEXT));
  await settings.getByRole('button', { name: 'Andere wachtzin' }).click();
  await settings.getByLabel('Een eigen wachtzin').check();
  await settings.getByLabel('Uw wachtzin', { exact: true }).fill('te kort');
  await settings.getByRole('button', { name: 'Bewaren' }).click();
  await settings.getByText('Dit zijn 7 tekens. Neem er minstens 15.').waitFor();
  await settings.getByLabel('Uw wachtzin', { exact: true }).fill('een heel andere zin');
  const before = await readRecord(page, 'beheer', 'sleutel');
  for (const again of ['', 'een heel andere zn']) {
    await settings.getByLabel('Typ uw wachtzin nog een keer').fill(again);
    await settings.getByRole('button', { name: 'Bewaren' }).click();
    await settings.getByText('Dit is niet dezelfde wachtzin.').waitFor();
    await app.screenshot('andere-wachtzin');
  }
  equal(await readRecord(page, 'beheer', 'sleutel'), before);
  await settings.getByLabel('Typ uw wachtzin nog een keer').fill('een heel andere zin');
  await settings.getByRole('button', { name: 'Bewaren' }).click();
  await settings.getByText('De nieuwe wachtzin geldt.').waitFor();
  equal(await readRecord(page, 'canvas', key), record, 'no record was rewritten');
  await settings.getByRole('button', { name: 'Nieuw noodblad' }).click();
  const other = await settings.locator('[data-hook="code"]').textContent();
  const label = await settings.getByText(/^Typ groep \d van de noodcode over$/).textContent();
  await settings.getByLabel(label).fill('AAAAA');
  await settings.getByRole('button', { name: 'Gebruik deze noodcode' }).click();
  await settings.getByText('Dit klopt niet. Kijk op uw noodblad.').waitFor();
  await settings.getByLabel(label).fill(other.split(' ')[Number(/\d/.exec(label)[0]) - 1]);
  await settings.getByRole('button', { name: 'Gebruik deze noodcode' }).click();
  await settings.getByText('De nieuwe noodcode geldt.').waitFor();
  await page.reload();
  await app.unlock(PASSPHRASE);
  await app.element.getByText('Deze wachtzin past niet.').waitFor();
  await app.button('Met de noodcode openen').click();
  await app.element.getByLabel('Noodcode', { exact: true }).fill(code);
  await app.button('Ontgrendelen').click();
  await app.element.getByText('Deze noodcode hoort niet bij dit apparaat.').waitFor();
  await app.element.getByLabel('Noodcode', { exact: true }).fill(other);
  await app.button('Ontgrendelen').click();
  await app.button('24-0113').waitFor();

  await app.button('Instellingen').click();
  await settings.getByRole('button', { name: 'Beveiliging uitzetten' }).click();
  await settings.getByRole('button', { name: 'Beveiliging uitzetten' }).click();
  await settings.getByText('leesbaar voor wie het in handen krijgt').waitFor();
  ok((await readRecord(page, 'canvas', key)).includes(TEXT));
  await page.reload();
  await open(app);
  equal(await app.box(BOX).inputValue(), TEXT);
  equal(await app.button('Vergrendel').count(), 0);
  deepEqual(complaints, []);
});

test('a page in another tab follows: sealed under it, locked with it, and opened by its own passphrase', async (t) => {
  const started = await startApp(t);
  const one = new Device(started.page);
  await importFile(one, exportOf({ text: TEXT }));
  await one.button('24-0113').waitFor();
  const two = new Device(await started.browser.context.newPage());
  await two.open(started.server.url);
  await open(two);
  await one.sealFromSettings();
  await two.locked().waitFor();
  await two.showsNothingOf([TEXT, '24-0113']);
  await two.unlock();
  await two.box(BOX).waitFor();
  equal(await two.box(BOX).inputValue(), TEXT);
  await open(one);
  await one.lock();
  await two.locked().waitFor();
  await two.unlock();
  await two.box(BOX).waitFor();
  await two.box(BOX).press('End');
  await two.page.keyboard.type(' hier');
  await two.saved();
  await one.unlock();
  await one.box(BOX).waitFor();
  equal(await one.box(BOX).inputValue(), `${TEXT} hier`);
});
