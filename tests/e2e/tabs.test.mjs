// Several windows on one device: one leads, the others follow, and a takeover loses nothing.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { eventually } from './support/canvas.mjs';
import { Canvas, DATABASE, hostPage, keysOf, readRecord, startCanvas, stored } from './support/host.mjs';

const FOLLOWS = 'Dit canvas is open in een ander venster. Hier kijkt u mee.';
const TAKE_OVER = 'Hier verder werken';
const BOX = 'Situatieschets';

/** Another window on the same canvas. */
async function another(browser, server, path = 'canvas') {
  const page = await browser.context.newPage();
  const app = new Canvas(page);
  await app.open(server.url + path);
  await app.box(BOX).waitFor();
  return app;
}

const value = (app) => app.box(BOX).inputValue();
const isLocked = (app) => app.box(BOX).evaluate((box) => box.readOnly);

/** Waits until both windows show the same, and gives it. */
async function agreed(one, other) {
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await value(one)) === (await value(other))) return value(one);
    await new Promise((on) => setTimeout(on, 50));
  }
  return equal(await value(one), await value(other));
}

const editable = (app) =>
  app.page.waitForFunction(
    (name) => {
      const boxes = [...document.querySelector('maatwerk-canvas').shadowRoot.querySelectorAll('textarea')];
      return boxes.some((box) => box.labels[0]?.textContent === name && !box.readOnly);
    },
    BOX,
    { timeout: 15_000 },
  );

test('the second window follows live, and cannot edit', async (t) => {
  const { app: one, browser, server, complaints } = await startCanvas(t);
  const two = await another(browser, server);
  await two.element.getByText(FOLLOWS).waitFor();
  equal(await one.element.getByText(FOLLOWS).count(), 0);
  await one.box(BOX).pressSequentially('live');
  await one.button('Actie toevoegen: Zelf doen').click();
  await one.element.getByRole('textbox', { name: 'Wat, zelf doen 1' }).pressSequentially('bellen');
  await one.saved();
  equal(await agreed(one, two), 'live');
  await two.page.waitForFunction(
    () => [...document.querySelector('maatwerk-canvas').shadowRoot.querySelectorAll('textarea')].some((box) => box.value === 'bellen'),
  );
  for (const field of await two.element.getByRole('textbox').all()) {
    if ((await field.getAttribute('id')).endsWith('-naam')) continue;
    equal(await field.evaluate((it) => it.readOnly), true, await field.getAttribute('id'));
  }
  equal(await two.button(/toevoegen/).count(), 0);
  equal(await two.element.getByRole('checkbox').first().isDisabled(), true);
  await two.box(BOX).click();
  await two.page.keyboard.type('nee');
  await two.page.keyboard.press('Control+Z');
  equal(await value(two), 'live');
  equal((await stored(one.page)).situatieschets.tekst, 'live');
  ok(await two.button('Exporteren').isEnabled(), 'who follows can still export');
  deepEqual(complaints, []);
});

test('ten take-overs, both ways, while someone types: nothing is lost', async (t) => {
  const { app, browser, server } = await startCanvas(t);
  let [writer, follower] = [app, await another(browser, server)];
  await follower.button(TAKE_OVER).waitFor();
  let sent = '';
  for (let round = 1; round <= 10; round += 1) {
    await writer.box(BOX).click();
    await writer.box(BOX).press('Control+End');
    let over = false;
    const typing = (async () => {
      for (let number = 1; !over; number += 1) {
        await writer.page.keyboard.type(` r${round}w${number}`, { delay: 10 });
      }
    })();
    await eventually(async () => (await value(writer)).includes(`r${round}w1`), true);
    const before = await value(writer);
    await follower.button(TAKE_OVER).click();
    await editable(follower);
    over = true;
    await typing;
    const text = await agreed(writer, follower);
    ok(text.startsWith(before), `round ${round}: what stood there before is still there:\n${before}\n${text}`);
    ok(text.startsWith(sent), `round ${round}: all rounds before this one too:\n${sent}\n${text}`);
    equal(await isLocked(writer), true);
    equal((await stored(writer.page)).situatieschets.tekst, text);
    sent = text;
    [writer, follower] = [follower, writer];
    await follower.button(TAKE_OVER).waitFor();
  }
  equal(await follower.element.getByText('Niet opgeslagen').count(), 0);
});

test('when the writing window closes, another can go on', async (t) => {
  const { app: one, browser, server } = await startCanvas(t);
  const two = await another(browser, server);
  await one.box(BOX).pressSequentially('van een');
  await one.page.close();
  await two.button(TAKE_OVER).click();
  await editable(two);
  equal(await value(two), 'van een', 'also what was typed just before it closed');
  await two.box(BOX).press('End');
  await two.box(BOX).pressSequentially(', dan twee');
  await two.saved();
  equal((await stored(two.page)).situatieschets.tekst, 'van een, dan twee');
});

/**
 * Keeps a page from doing anything from its next input on, as a window that hangs: before it can save. It
 * waits for an answer that comes when what this returns is called. No transaction of it is open by then:
 * one that is would keep all other windows out of the archive for as long as this one hangs.
 */
async function hangAtInput(page) {
  let end;
  const ended = new Promise((on) => (end = on));
  await page.route('**/hangt', async (route) => {
    await ended;
    await route.fulfill({ body: '' });
  });
  await page.evaluate(async (database) => {
    const opened = indexedDB.open(database);
    await new Promise((done) => (opened.onsuccess = done));
    const archive = opened.result;
    const hang = () => {
      const request = new XMLHttpRequest();
      request.open('GET', '/hangt', false);
      request.send();
    };
    const hangOnceQuiet = () => {
      // It gets its turn after all transactions that have begun.
      archive.transaction([...archive.objectStoreNames], 'readwrite').oncomplete = hang;
    };
    document.addEventListener('input', hangOnceQuiet, { capture: true, once: true });
  }, DATABASE);
  return end;
}

test('a window that hangs loses the right to write, says so, and its edit is not lost', async (t) => {
  const { app: one, browser, server } = await startCanvas(t);
  const two = await another(browser, server);
  await one.box(BOX).pressSequentially('samen');
  await one.saved();
  await agreed(one, two);
  // Its last words are not saved yet when it begins to hang.
  await one.box(BOX).press('End');
  const end = await hangAtInput(one.page);
  await one.page.keyboard.insertText(', laatste woorden');
  await two.button(TAKE_OVER).click();
  await editable(two);
  await two.box('Doorbraak').pressSequentially('verder');
  await two.saved();
  end();

  await one.says(/^Niet opgeslagen: een ander venster heeft dit overgenomen\. Exporteer/);
  equal(await value(one), 'samen, laatste woorden', 'its words still show');
  equal(await isLocked(one), true);
  equal((await stored(two.page)).doorbraak.tekst, 'verder', 'and have written over nothing');
  const [download] = await Promise.all([one.page.waitForEvent('download'), one.button('Exporteren').click()]);
  const exported = JSON.parse(await readFile(await download.path(), 'utf8'));
  equal(exported.canvassen[0].situatieschets.tekst, 'samen, laatste woorden');

  // Back again: the newest in the archive shows, and the words that never got there are a version.
  await one.button(TAKE_OVER).click();
  await editable(one);
  equal((await stored(one.page)).doorbraak?.tekst, 'verder', 'what the other window has saved is not written over');
  equal(await one.box('Doorbraak').inputValue(), 'verder', 'and shows before one can edit');
  const kept = await Promise.all((await keysOf(one.page, 'versie')).map((key) => versionText(one.page, key)));
  const shown = await value(one);
  ok(shown === 'samen, laatste woorden' || kept.includes('samen, laatste woorden'), `${shown} / ${kept}`);
  await one.saved();
});

async function versionText(page, key) {
  return JSON.parse(await readRecord(page, 'versie', key)).doc.canvas.situatieschets?.tekst;
}

test('two namespaces do not see each other, and both write', async (t) => {
  const pages = { '/a': hostPage('document-id="proef" namespace="a"'), '/b': hostPage('document-id="proef" namespace="b"') };
  const { app: one, browser, server } = await startCanvas(t, { pages, path: 'a' });
  const two = await another(browser, server, 'b');
  await one.box(BOX).pressSequentially('in a');
  await two.box(BOX).pressSequentially('in b');
  await one.saved();
  await two.saved();
  equal(await value(one), 'in a');
  equal((await stored(one.page, 'proef', 'mwc/a')).situatieschets.tekst, 'in a');
  equal((await stored(one.page, 'proef', 'mwc/b')).situatieschets.tekst, 'in b');
});

test('storage="none" keeps nothing and says so', async (t) => {
  const pages = { '/niets': hostPage('document-id="proef" storage="none"') };
  const { app: one, browser, server, complaints } = await startCanvas(t, { pages, path: 'niets' });
  await one.says(/^Wordt niet op dit apparaat bewaard$/);
  const two = await another(browser, server, 'niets');
  await one.box(BOX).pressSequentially('vluchtig');
  await two.box(BOX).pressSequentially('ook');
  await one.page.waitForTimeout(800);
  await one.says(/^Wordt niet op dit apparaat bewaard$/);
  equal(await value(two), 'ook');
  deepEqual(await one.page.evaluate(() => indexedDB.databases().then((all) => all.length)), 0);
  deepEqual(await one.page.evaluate(() => Object.keys(localStorage)), []);
  await one.reload();
  equal(await value(one), '');
  deepEqual(complaints, []);
});
