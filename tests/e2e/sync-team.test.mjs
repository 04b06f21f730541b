// How a team comes by its key, and what it does with what is on the server in another form: a portal that gives the
// key, a photo of the code, what a colleague sent in the clear, and what a stranger sealed.

import { deepEqual, equal, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { headersFor, noBackend } from './support/backend.mjs';
import { eventually } from './support/canvas.mjs';
import { exportOf } from './support/filled.mjs';
import { serve } from './support/server.mjs';
import { sharedBackend, startDevice, syncPage } from './support/sync.mjs';
import { TeamKeys } from './support/team_key.mjs';

const skip = await noBackend({ postgres: true });
const options = { skip, timeout: 300_000 };

/** A portal's script that gives its keys: that of the device, and that of the team. */
const GIVES = `
  import '/maatwerk-canvas.js';
  window.asked = [];
  document.querySelector('maatwerk-canvas').getKey = async (request) => {
    window.asked.push(request);
    return new Uint8Array(32).fill(request.purpose === 'team' ? 9 : 7);
  };
`;

const shared = sharedBackend({
  skip,
  async begin(life, shared) {
    const page = syncPage(shared.backend.base).replace('</head>', '<script type="module" src="/geeft.mjs"></script></head>');
    const server = await serve({ headers: await headersFor(shared.backend), pages: { '/portaal': page, '/geeft.mjs': GIVES } });
    life.after(() => server.close());
    shared.portal = `${server.url}portaal`;
  },
});

const SYNCED = /^Gesynchroniseerd (om|op) /;

/** A device on a page of the team, or of its portal. */
async function member(t, name, person, { says = SYNCED, url = shared.url, ...more } = {}) {
  const device = await startDevice(t, url, { name, signIn: shared.backend.people[person], ...more });
  await device.says(says);
  return device;
}

/** The records on the server that aren't removed, by id. */
async function records() {
  const { records } = await shared.backend.client().all(0);
  return new Map(records.filter(({ deleted }) => !deleted).map((record) => [record.id, record]));
}

/** Removes what an earlier test has left. */
async function wipe() {
  const client = shared.backend.client();
  for (const [id, { last_modified }] of await records()) await client.delete(id, last_modified);
}

test('a key that the portal gives opens the team on every device of that portal, and is stored on none', options, async (t) => {
  await wipe();
  const one = await member(t, 'Bo', 0, { url: shared.portal });
  await one.create('P-1');
  await one.box('Perspectief').fill('Via het portaal');
  await one.syncs();
  equal([...(await records()).values()].some(({ doc }) => doc?.perspectief?.tekst === 'Via het portaal'), true, 'as a control, in the clear');
  const keys = new TeamKeys(one);
  await keys.open();
  await keys.button('Versleutel wat het team deelt').click();
  await keys.section().getByText('De sleutel komt van deze omgeving.').waitFor();
  equal(await keys.button('Toon de code aan een collega').count(), 0, 'nobody types it over');
  await keys.close();
  await one.syncs();
  deepEqual([...new Set([...(await records()).values()].map(({ fmt }) => fmt))], [2]);

  const two = await member(t, 'An', 1, { url: shared.portal });
  await two.open('P-1');
  await two.reads('Perspectief', 'Via het portaal');
  await two.box('Doorbraak').fill('Van de collega');
  await two.syncs();
  await one.syncs();
  await one.reads('Doorbraak', 'Van de collega');
  const asked = await two.page.evaluate(() => window.asked.filter(({ purpose }) => purpose === 'team').map(({ kid }) => kid));
  const [{ enc }] = (await records()).values();
  ok(asked.includes(enc.kid), 'it was asked for the key by its name');
  await two.reload();
  await two.synced();
  await two.open('P-1');
  await two.reads('Doorbraak', 'Van de collega');
  for (const device of [one, two]) deepEqual(device.complaints, []);

  // On a page that gives none, the canvas waits, and nothing goes out in the clear.
  const three = await member(t, 'Cas', 0, { says: 'Versleuteld: de sleutel ontbreekt' });
  await three.create('P-2');
  await three.box('Perspectief').fill('Dit blijft hier');
  equal(await three.sync(), 'sealed');
  ok(!JSON.stringify([...(await records()).values()]).includes('Dit blijft hier'));
});

test('what a colleague sent in the clear is set aside, named, and taken over by one tap', options, async (t) => {
  await wipe();
  const one = await member(t, 'Bo', 0);
  const keys = new TeamKeys(one);
  await keys.sealDevice();
  await keys.make();
  await keys.close();
  await one.syncs();
  const [doc] = exportOf({ actions: 1, lines: 1 }).canvassen;
  Object.assign(doc, { id: 'van-een-collega', casusnummer: 'K-1' });
  const put = await shared.backend.client().put(doc.id, { fmt: 1, rev: '00000000000000aa', revs: [], doc });
  ok(put.status < 300);
  equal(await one.sync(), 'unreadable');
  await one.toList();
  equal(await one.app.button('K-1').count(), 0, 'nothing of it is taken in');
  const panel = await one.openPanel();
  await panel.getByText(/van-een-collega: dit staat zonder versleuteling op de server\. Er is niets van overgenomen/).waitFor();
  await panel.getByRole('button', { name: 'Overnemen: van-een-collega' }).click();
  await eventually(async () => (await records()).get(doc.id)?.fmt, 2, { within: 20_000 });
  await one.closePanel();
  await one.synced();
  await one.open('K-1');
  await one.reads('Perspectief', doc.perspectief.tekst);
  deepEqual(one.complaints, []);
});

test('what a stranger seals on the server of a team in the clear stops nobody, and goes by one tap', options, async (t) => {
  await wipe();
  const one = await member(t, 'Bo', 0);
  await one.create('S-1');
  await one.syncs();
  await one.reload();
  await one.synced();
  const enc = { kid: '0123456789abcdef', n: 'A'.repeat(32), c: 'A'.repeat(5484) };
  const client = shared.backend.client();
  const strange = { fmt: 2, rev: '00000000000000aa', revs: [], enc };
  ok((await client.put('vreemd', strange)).status < 300);
  equal(await one.sync(), 'unreadable');
  await one.open('S-1');
  await one.box('Perspectief').fill('Gaat gewoon door');
  await one.page.evaluate(() => document.querySelector('maatwerk-canvas').save());
  equal(await one.sync(), 'unreadable', 'named');
  ok(JSON.stringify([...(await records()).values()]).includes('Gaat gewoon door'));

  // In place of a canvas it may be a colleague who has switched: nothing goes out in the clear.
  const [id, { last_modified, rev }] = [...(await records())].find(([, { doc }]) => doc?.casusnummer === 'S-1');
  ok((await client.put(id, { ...strange, revs: [rev] }, last_modified)).status < 300);
  equal(await one.sync(), 'sealed');
  await one.says('Versleuteld: de sleutel ontbreekt');
  await one.toList();
  await one.create('S-2');
  await one.box('Perspectief').fill('Dit wacht');
  await one.page.evaluate(() => document.querySelector('maatwerk-canvas').save());
  equal(await one.sync(), 'sealed');
  ok(!JSON.stringify([...(await records()).values()]).includes('Dit wacht'));
  const panel = await one.openPanel();
  await panel.getByText(/Daarom versturen we van dit apparaat niets/).waitFor();

  // All that it knows of is sealed now: that is the team, as far as it can tell, and nothing is removed.
  await panel.getByRole('button', { name: /^Haal weg van de server: S-1/ }).click();
  await panel.getByRole('button', { name: 'Ja, haal het weg' }).click();
  await panel.getByText(/uw team versleutelt dus\. Vraag een collega om de code/).waitFor();
  await one.closePanel();
  const other = { formaat: 1, id: 's-3', casusnummer: 'S-3' };
  ok((await client.put('s-3', { fmt: 1, rev: '00000000000000ab', revs: [], doc: other })).status < 300);
  equal(await one.sync(), 'sealed');
  for (const name of [/^Haal weg van de server: S-1/, /^Haal weg van de server: vreemd/]) {
    await one.openPanel();
    await one.panel().getByRole('button', { name }).click();
    await one.panel().getByText(/Weet u zeker dat uw team niet versleutelt/).waitFor();
    await one.panel().getByRole('button', { name: 'Ja, haal het weg' }).click();
    await one.panel().getByRole('button', { name }).waitFor({ state: 'detached' });
  }
  await one.closePanel();
  await one.synced();
  const left = await records();
  equal(left.has('vreemd'), false);
  const text = JSON.stringify([...left.values()]);
  ok(text.includes('Gaat gewoon door') && text.includes('Dit wacht'));
  deepEqual(one.complaints, []);
});

/** Whether a picture shows a QR code: three corners of seven dark modules, dark and light as they have to be. */
const READER = (link) => {
  window.BarcodeDetector = class {
    constructor({ formats }) {
      if (formats.join() !== 'qr_code') throw new Error(formats.join());
    }

    async detect(image) {
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      const { data, width, height } = context.getImageData(0, 0, image.width, image.height);
      const dark = (x, y) => data[(Math.floor(y) * width + Math.floor(x)) * 4] < 128;
      let dots = 0;
      for (let at = 0; at < width * height; at++) dots += data[at * 4] < 128;
      if (!dots) return [];
      const row = [...Array(height).keys()].find((y) => [...Array(width).keys()].some((x) => dark(x, y)));
      const left = [...Array(width).keys()].find((x) => dark(x, row));
      let right = left;
      while (dark(right, row)) right++;
      const size = (right - left) / 7;
      const seven = [...'1011101'].every((is, at) => dark(left + (at + 0.5) * size, row + 3.5 * size) === (is === '1'));
      return seven ? [{ rawValue: link }] : [];
    }
  };
};

for (const reads of [true, false]) {
  const what = reads ? 'a photo of the code on a colleague’s screen is enough to join' : 'where the browser reads no codes, none is offered, and typing is enough';
  test(what, options, async (t) => {
    await wipe();
    const one = await member(t, 'Bo', 0);
    await one.create('Q-1');
    await one.box('Perspectief').fill('Achter de code');
    const keys = new TeamKeys(one);
    await keys.sealDevice();
    const code = await keys.make();
    await keys.button('Toon de code aan een collega').click();
    const picture = await keys.section().getByRole('img', { name: 'QR-code van de teamsleutel' }).screenshot();
    await keys.button('Sluiten').click();
    await keys.close();
    await one.syncs();

    const two = await member(t, 'An', 1, { says: 'Versleuteld: de sleutel ontbreekt' });
    const link = `maatwerkcanvas-team:${code.replaceAll(' ', '')}@${shared.backend.base}`;
    await two.page.evaluate(reads ? READER : () => delete window.BarcodeDetector, link);
    const joins = new TeamKeys(two);
    await joins.sealDevice();
    await joins.open();
    await joins.button('Ik heb een code van een collega').click();
    const button = joins.button('Maak een foto van de QR-code');
    if (reads) {
      const photo = joins.section().locator('input[type="file"]');
      equal(await photo.getAttribute('capture'), 'environment', 'the camera of a tablet opens by itself, and no page has to allow it');
      const blank = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
      for (const [buffer, mimeType] of [[blank, 'image/png'], [Buffer.from('geen foto'), 'image/png']]) {
        const chooser = two.page.waitForEvent('filechooser');
        await button.click();
        await (await chooser).setFiles({ name: 'foto.png', mimeType, buffer });
        await joins.section().getByText('Op deze foto staat geen code die we kunnen lezen.').waitFor();
      }
      const chooser = two.page.waitForEvent('filechooser');
      await button.click();
      await (await chooser).setFiles({ name: 'foto.png', mimeType: 'image/png', buffer: picture });
    } else {
      equal(await button.count(), 0);
      await joins.section().getByLabel('Code van het team').fill(code);
      await joins.button('Gebruik deze code').click();
    }
    await joins.button('Toon de code aan een collega').waitFor();
    await joins.close();
    await two.syncs();
    await two.open('Q-1');
    await two.reads('Perspectief', 'Achter de code');
    deepEqual(two.complaints, []);
  });
}
