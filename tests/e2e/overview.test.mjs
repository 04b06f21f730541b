// The overview: the contents of the list, the bin and an export agree.

import { deepEqual, equal, match } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { startApp } from './support/app.mjs';
import { eventually } from './support/canvas.mjs';
import { root } from './support/server.mjs';

const example = async (name) => JSON.parse(await readFile(resolve(root, `src/texts/examples/${name}.json`), 'utf8'));

/** A canvas of a made-up case, from an example. */
async function canvas(id, casusnummer, changes = {}) {
  return { ...(await example('veilige-plek')), id, casusnummer, ...changes };
}

function file(canvassen, name = 'export.json') {
  const text = JSON.stringify({ soort: 'maatwerkcanvas-export', versie: 1, canvassen });
  return { name, mimeType: 'application/json', buffer: Buffer.from(text) };
}

/** The overview as a person meets it. */
class Overview {
  constructor(app) {
    this.app = app;
    this.page = app.page;
    this.list = app.element.locator('.entries').getByRole('listitem');
  }

  async import(chosen) {
    const chooser = this.page.waitForEvent('filechooser');
    await this.app.button('Importeren').click();
    await (await chooser).setFiles(chosen);
  }

  /** Waits until the status says this. */
  async says(text) {
    await this.app.element.getByRole('status').filter({ hasText: text }).first().waitFor({ state: 'attached' });
  }

  async exportAll() {
    const download = this.page.waitForEvent('download');
    await this.app.button('Alles exporteren').click();
    const got = await download;
    return { name: got.suggestedFilename(), value: JSON.parse(await readFile(await got.path(), 'utf8')) };
  }

  async names() {
    return this.app.element.locator('[data-canvas]').allTextContents();
  }

  /** The name of what has the focus. */
  focused() {
    return this.page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.textContent ?? '');
  }

  /** Presses a button of a row that is behind "Meer". */
  async press(name, button) {
    const menu = this.app.button(`Meer: ${name}`).first();
    if ((await menu.getAttribute('aria-expanded')) === 'false') await menu.click();
    await this.app.button(`${button}: ${name}`).first().click();
  }
}

async function start(t) {
  const { app, complaints } = await startApp(t, { acceptDownloads: true });
  const overview = new Overview(app);
  await app.heading('Aan de slag').waitFor();
  t.after(() => deepEqual(complaints, []));
  return overview;
}

test('what was imported is exported again, and imported twice changes nothing', async (t) => {
  const overview = await start(t);
  const [one, two] = [await canvas('een', '24-0001'), await canvas('twee', '24-0002')];
  await overview.import(file([one, two]));
  await overview.says('2 canvassen geïmporteerd.');
  const { name, value } = await overview.exportAll();
  match(name, /^maatwerkcanvas-\d{4}-\d\d-\d\d\.json$/);
  deepEqual(value, { soort: 'maatwerkcanvas-export', versie: 1, canvassen: [one, two] });
  await overview.import(file([two, one]));
  await overview.says('Alles uit dit bestand staat al op dit apparaat.');
  await overview.app.reload();
  await overview.list.nth(1).waitFor();
  deepEqual((await overview.names()).sort(), ['24-0001', '24-0002']);
});

test('a wrong file is refused by name and place, and changes nothing', async (t) => {
  const overview = await start(t);
  const good = await canvas('goed', '24-0001');
  const bad = await canvas('fout', '24-0002');
  const [line] = Object.keys(bad.kosten.regels);
  bad.kosten.regels[line].dreigend = { bedrag: '12' };
  await overview.import(file([good, bad]));
  await overview.says(/‘export\.json’ is niet geïmporteerd.*in canvas 2, in de kosten, regel \d.*Dreigend.*Er is niets gewijzigd/);
  await overview.import({ name: 'half.json', mimeType: 'application/json', buffer: Buffer.from('{"soort":') });
  await overview.says(/‘half\.json’ is niet geïmporteerd.*regel 1.*Er is niets gewijzigd/);
  await overview.app.heading('Aan de slag').waitFor();
  equal(await overview.list.count(), 0);
});

test('asks once which versions to keep, and does what was chosen', async (t) => {
  const overview = await start(t);
  const old = [await canvas('een', '24-0001'), await canvas('twee', '24-0002')];
  const changed = [await canvas('een', '24-0001-b'), await canvas('twee', '24-0002-b'), await canvas('drie', '24-0003')];
  await overview.import(file(old));
  await overview.says('2 canvassen geïmporteerd.');
  const dialog = overview.app.element.getByRole('dialog', { name: 'Welke versie wilt u houden?' });

  await overview.import(file(changed));
  await dialog.getByText('In het bestand staan 3 canvassen: 1 is nieuw en 2 zijn anders dan op dit apparaat.').waitFor();
  await overview.page.keyboard.press('Escape');
  await overview.says('Er is niets gewijzigd.');
  deepEqual((await overview.names()).sort(), ['24-0001', '24-0002']);

  await overview.import(file(changed));
  await dialog.getByRole('button', { name: 'Beide houden' }).click();
  await overview.says('3 canvassen geïmporteerd.');
  deepEqual((await overview.names()).sort(), ['24-0001', '24-0001-b', '24-0002', '24-0002-b', '24-0003']);

  await overview.import(file(changed));
  await dialog.getByRole('button', { name: 'Vervangen' }).click();
  await overview.says('2 canvassen geïmporteerd.');
  deepEqual((await overview.names()).sort(), ['24-0001-b', '24-0001-b', '24-0002-b', '24-0002-b', '24-0003']);
});

test('a copy, the bin and the way back, all by keyboard focus', async (t) => {
  const overview = await start(t);
  const { app } = overview;
  await overview.import(file([await canvas('een', '24-0001')]));
  await overview.press('24-0001', 'Dupliceren');
  await overview.says('Er is een kopie gemaakt van ‘24-0001’.');
  await eventually(() => overview.focused(), '24-0001 (kopie)');

  await overview.press('24-0001 (kopie)', 'Naar de prullenbak');
  await overview.says('‘24-0001 (kopie)’ ligt in de prullenbak.');
  await eventually(() => overview.focused(), 'Ongedaan maken');
  deepEqual(await overview.names(), ['24-0001']);
  await overview.page.keyboard.press('Enter');
  await overview.says('‘24-0001 (kopie)’ is teruggezet.');
  await eventually(() => overview.focused(), '24-0001 (kopie)');

  await overview.press('24-0001 (kopie)', 'Naar de prullenbak');
  await app.element.getByText('Prullenbak (1)').click();
  await app.element.getByText('nog 30 dagen').waitFor();
  await app.button('Definitief verwijderen: 24-0001 (kopie)').click();
  await eventually(() => overview.focused(), 'Annuleren');
  await overview.page.keyboard.press('Enter');
  await app.button('Definitief verwijderen: 24-0001 (kopie)').click();
  await app.button('Ja, verwijder').click();
  await overview.says('‘24-0001 (kopie)’ is definitief verwijderd.');
  equal(await app.element.getByText(/^Prullenbak/).count(), 0);
  await app.reload();
  await overview.list.first().waitFor();
  deepEqual(await overview.names(), ['24-0001']);
});

test('the bin lets go after thirty days, announced a week before, and never by one wrong clock', async (t) => {
  const overview = await start(t);
  const { app, page } = overview;
  const begin = Date.now();
  /** Starts the app again on a day. */
  const startOn = async (day) => {
    await page.clock.setFixedTime(begin + day * 86_400_000);
    await app.reload();
    await overview.list.first().waitFor();
  };
  const inBin = (text) => app.element.locator('.bin__days').filter({ hasText: text });
  const openBin = () => app.element.getByText('Prullenbak (1)').click();
  const notice = () => app.element.getByRole('status').filter({ hasText: /canvas in de prullenbak wordt over 7 dagen definitief verwijderd/ });
  await overview.import(file([await canvas('weg', '24-0030'), await canvas('hier', '24-0001')]));
  await overview.says('2 canvassen geïmporteerd.');
  await overview.press('24-0030', 'Naar de prullenbak');
  await overview.says('‘24-0030’ ligt in de prullenbak.');
  // One start with the clock a month ahead only announces.
  await startOn(31);
  await openBin();
  await inBin('wordt over 7 dagen definitief verwijderd').waitFor();
  await notice().waitFor();
  // And the right clock takes that back. It was removed a moment after the beginning.
  await startOn(1.5);
  await openBin();
  await inBin('nog 29 dagen').waitFor();
  equal(await notice().count(), 0);
  await startOn(31);
  await startOn(39);
  await app.element.getByText(/^Prullenbak/).waitFor({ state: 'detached' });
  await startOn(40);
  deepEqual(await overview.names(), ['24-0001']);
});

test('finds parts of words, whatever the accents, and comes back to what was found', async (t) => {
  const overview = await start(t);
  const { app } = overview;
  const text = (tekst) => ({ perspectief: { tekst } });
  await overview.import(
    file([
      await canvas('een', '24-0001', text('Zoë gaat naar het café.')),
      await canvas('twee', '24-0002', text('De zonen blijven thuis.')),
      await canvas('drie', '24-0010', text('De zonen gaan naar school.')),
    ]),
  );
  await overview.says('3 canvassen geïmporteerd.');
  await app.field('Zoeken').fill('ZOE cafe');
  await overview.says('1 canvas gevonden');
  deepEqual(await overview.names(), ['24-0001']);
  await app.field('Zoeken').fill('zone');
  await app.field('Volgorde').selectOption('Casusnummer');
  await eventually(() => overview.names(), ['24-0002', '24-0010']);
  await app.element.getByRole('button', { name: '24-0010', exact: true }).click();
  await app.button('Overzicht').click();
  await overview.list.first().waitFor();
  await overview.page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.textContent === '24-0010');
  equal(await app.field('Zoeken').inputValue(), 'zone');
  await app.field('Zoeken').fill('niets hiervan');
  await overview.says('Geen canvas gevonden');
});

test('the examples stay apart and come back as they were', async (t) => {
  const overview = await start(t);
  const { app } = overview;
  await overview.import(file([await canvas('een', '24-0001')]));
  await overview.says('1 canvas geïmporteerd.');
  await app.button('Voorbeelden').click();
  await app.element.getByText('U kijkt naar voorbeelden. Dit is geen echt werk.').waitFor();
  await overview.list.nth(6).waitFor();
  await eventually(() => overview.focused(), 'Voorbeelden');
  const [first, ...others] = await overview.names();
  equal(others.length, 6);
  equal(first, 'Moeder en dochter zoeken een veilige plek');
  await overview.press(first, 'Naar de prullenbak');
  await overview.says(`‘${first}’ ligt in de prullenbak.`);
  await app.button('Voorbeelden opnieuw laden').click();
  await overview.says('De voorbeelden zijn weer zoals ze waren.');
  await eventually(async () => (await overview.names()).length, 7);
  await app.button('Naar uw eigen canvassen').click();
  await app.heading('Uw canvassen').waitFor();
  deepEqual(await overview.names(), ['24-0001']);
});

test('another window looks along, and says why it imports nothing', async (t) => {
  const overview = await start(t);
  await overview.import(file([await canvas('een', '24-0001')]));
  await overview.says('1 canvas geïmporteerd.');
  const page = await overview.page.context().newPage();
  await page.goto(overview.page.url());
  const other = page.locator('maatwerk-canvas');
  await other.getByText('open in een ander venster').waitFor();
  equal(await other.getByRole('button', { name: 'Nieuw canvas' }).count(), 0);
  await other.getByRole('button', { name: 'Importeren' }).click();
  await other.getByRole('status').filter({ hasText: 'Importeren kan hier nu niet' }).waitFor({ state: 'attached' });
  await other.getByRole('button', { name: 'Hier verder werken' }).click();
  await other.getByRole('button', { name: 'Nieuw canvas' }).waitFor();
  await overview.app.element.getByText('open in een ander venster').waitFor();
});
