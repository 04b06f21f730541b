// A whole case of a team, from the first talk to a year after the plan, on one real server: three devices that sync,
// and a fourth that was offline all the time and comes back with work of its own.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Around } from './support/around.mjs';
import { noBackend } from './support/backend.mjs';
import { Canvas, eventually } from './support/canvas.mjs';
import { Grades } from './support/grades.mjs';
import { sharedBackend, startDevice } from './support/sync.mjs';

const skip = await noBackend({ postgres: true });
const CASE = '25-0117';

// By the clock of the browsers in these tests, which is that of Amsterdam.
const iso = (days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
const dutch = (days) => iso(days).split('-').reverse().join('-');
/** The days of this case: it ends today, a good year after the plan was carried out. */
const DAY = { talk: dutch(-450), agreed: dutch(-440), spar: dutch(-433), answered: dutch(-428), breakthrough: dutch(-426), executed: dutch(-380) };
const TEXTS = {
  Situatieschets: 'Moeder en dochter wonen op een plek die niet veilig is.',
  Perspectief: 'Een veilige plek in de regio, samen.',
  Doorbraak: 'Een moeder-kindhuis in de regio.',
};

const shared = sharedBackend({ skip });

/** A colleague's device that syncs; one that was used before, by its `profile`, knows who that is. */
async function colleague(t, name, person, options = {}) {
  const device = await startDevice(t, shared.url, { name, signIn: shared.backend.people[person], ...options });
  await device.synced();
  return Object.assign(device, { around: new Around(device.app), canvas: new Canvas(device.app) });
}

/** Shows what is around the plan of the case, as it is on the server now. */
async function look(device) {
  await device.syncs();
  if (!(await device.app.button('Rond het plan').or(device.around.view).first().isVisible())) await device.open(CASE);
  await device.around.open();
}

/** Passes on what one device has changed to others, which show what is around the plan. */
async function pass(from, ...to) {
  await from.syncs();
  for (const device of to) await look(device);
}

/** Fills the canvas in, as at the first talks. */
async function fillIn({ canvas, app }) {
  await canvas.field('Datum').fill(DAY.talk);
  for (const [box, text] of Object.entries(TEXTS)) await canvas.text(box).fill(text);
  await canvas.addAction('Ondersteuning', 'De plek vastleggen', { who: 'consulent' });
  await canvas.addLine('Verblijf', { Huidig: '20.000', Dreigend: '90.000', Maatwerk: '63.000' });
  const grades = new Grades(canvas);
  await grades.open();
  await grades.addPerson('moeder');
  await grade(grades, 'moeder, nulmeting', '4,5');
  await app.button('Cijfers sluiten').click();
}

async function grade(grades, about, typed) {
  await grades.give(about);
  await grades.canvas.type(grades.typed(about), typed);
  await grades.done();
}

test('a case from the first talk to twelve months after, with a device that comes back', { skip, timeout: 300_000 }, async (t) => {
  const profile = await mkdtemp(join(tmpdir(), 'maatwerk-story-'));
  t.after(() => rm(profile, { recursive: true, force: true, maxRetries: 5 }));

  // The first talk, on the device of the maatwerkeindbaas.
  const anne = await colleague(t, 'Anne', 0);
  await anne.create(CASE);
  await fillIn(anne);
  await anne.syncs();

  // A colleague takes the case along, without a network from then on; writes on the way; and closes the tablet.
  const away = await colleague(t, 'Dian', 1, { profile });
  await away.open(CASE);
  await away.reads('Perspectief', TEXTS.Perspectief);
  await away.context.setOffline(true);
  await away.box('Legitimiteit').fill('De Jeugdwet: veilig opgroeien.');
  await away.around.open();
  await away.around.add('Leerpunten', 'Thema, Leerpunt 1');
  await away.around.fill('Leerpunten', 'Thema, Leerpunt 1', 'vervoer');
  await away.around.decide('Onderwijs');
  await away.page.evaluate(() => document.querySelector('maatwerk-canvas').save());
  deepEqual(away.complaints, []);
  await away.browser.close();

  // Agreement, the spar-tafel and its question.
  await anne.around.open();
  await anne.around.agree(DAY.agreed);
  await anne.around.decisions.getByRole('button', { name: 'Ik ben de maatwerkeindbaas' }).click();
  const people = [['Bas', 'Jeugd'], ['Cas', 'Wonen'], ['Els', 'Wmo']];
  await anne.around.table(1, { kind: 'Spar-tafel', day: DAY.spar, people, outcome: 'Zoek uit of de corporatie meedoet.' });
  await anne.around.part('Tafels').getByText('Er waren drie mensen van drie disciplines.').waitFor();
  await anne.around.add('Vragen van een tafel', 'Vraag, Vraag 1');
  await anne.around.fill('Vragen van een tafel', 'Vraag, Vraag 1', 'Mag de corporatie dit?');
  await anne.around.fill('Vragen van een tafel', 'Klaar op, Vraag 1', DAY.answered);
  await anne.around.part('Vragen van een tafel').getByText('1 open, 1 te laat').waitFor();

  // It is answered on another device.
  const [bas, cas] = await Promise.all([colleague(t, 'Bas', 1), colleague(t, 'Cas', 0)]);
  await pass(anne, bas);
  await bas.around.fill('Vragen van een tafel', 'Antwoord, Vraag 1', 'Ja, met een huurcontract van een jaar.');
  await pass(bas, anne);
  await anne.around.part('Vragen van een tafel').getByText('Alle vragen zijn beantwoord.').waitFor();
  await anne.around.table(2, { kind: 'Doorbraaktafel', day: DAY.breakthrough, outcome: 'We doen het.' });
  deepEqual(await anne.around.missing(), ['Nog 2 collega’s die akkoord zijn.']);

  // Two colleagues approve, each on a device of their own.
  await pass(anne, bas, cas);
  await bas.around.decide('Jeugd');
  await pass(bas, cas);
  await eventually(() => cas.around.missing(), ['Nog één collega die akkoord is.']);
  await cas.around.decide('Wonen');
  await cas.around.stands();
  await pass(cas, anne, bas);
  for (const device of [anne, bas]) await device.around.stands();

  // An edit lapses it, on the other devices too; undo and, after another edit, approvals bring it back.
  await anne.around.leave();
  await anne.box('Doorbraak').fill('Een eigen huis in de regio.');
  await pass(anne, bas, cas);
  for (const device of [bas, cas]) {
    await device.around.decisions.getByText(/^Een eerdere versie had genoeg akkoord/).waitFor();
    deepEqual(await device.around.missing(), ['Nog 2 collega’s die akkoord zijn.']);
  }
  await bas.around.decisions.getByRole('button', { name: 'Toon wat er is gewijzigd' }).click();
  await bas.around.decisions.getByText('1 verschil:').waitFor();
  await anne.box('Doorbraak').blur();
  await anne.canvas.undo();
  await anne.reads('Doorbraak', TEXTS.Doorbraak);
  await pass(anne, anne, bas, cas);
  for (const device of [anne, bas, cas]) await device.around.stands();
  await anne.around.leave();
  await anne.box('Doorbraak').fill('Een moeder-kindhuis in de buurt.');
  await pass(anne, bas);
  await eventually(() => bas.around.missing(), ['Nog 2 collega’s die akkoord zijn.']);
  await bas.around.decide('Jeugd');
  await pass(bas, cas);
  await cas.around.decide('Wonen');
  await pass(cas, anne, bas);
  for (const device of [anne, bas, cas]) await device.around.stands();

  // It is carried out. After 6 and 12 months two devices fill in what it has cost, and the grades.
  await anne.around.fill('Opvolging', 'Uitgevoerd op', DAY.executed);
  await pass(anne, bas, cas);
  await bas.around.cost('Verblijf', 6, '30.000', 'facturen');
  await cas.around.cost('Verblijf', 12, '64.500', 'jaarrekening');
  await cas.around.add('Leerpunten', 'Thema, Leerpunt 1');
  await cas.around.fill('Leerpunten', 'Thema, Leerpunt 1', 'wonen');
  await cas.around.leave();
  const grades = new Grades(cas.canvas);
  await grades.open();
  await grade(grades, 'moeder, na 6 maanden', '7');
  await grade(grades, 'moeder, na 12 maanden', '8');
  await pass(cas, bas);
  await pass(bas, anne, cas);
  for (const device of [anne, bas, cas]) {
    await device.around.follow.getByText(/^Na 6 maanden: verwacht €.31\.500,00, echt betaald €.30\.000,00\. Dat is €.1\.500,00 minder/).waitFor();
    await device.around.follow.getByText(/^Na 12 maanden: verwacht €.63\.000,00, echt betaald €.64\.500,00\. Dat is €.1\.500,00 meer/).waitFor();
    await device.around.follow.getByText('Het plan is gevolgd tot 12 maanden na de uitvoering.').waitFor();
    await device.around.stands();
  }

  // The fourth device comes back. What was written there is part of the plan, so two people look at it again.
  const back = await colleague(t, undefined, undefined, { profile });
  const all = [anne, bas, cas, back];
  for (const device of all) await look(device);
  for (const device of all) {
    await device.around.decisions.getByText(/^Een eerdere versie had genoeg akkoord/).waitFor();
    deepEqual(await device.around.missing(), ['Nog 2 collega’s die akkoord zijn.']);
    equal(await device.around.part('Leerpunten').getByLabel(/^Thema/).count(), 2);
    // What was decided there, about the plan as it was there, is kept as that.
    const [dian] = (await device.around.decided()).filter((row) => row.startsWith('Dian'));
    match(dian, /^Dian · Onderwijs · Akkoord · .* · over een eerdere versie$/);
  }
  await back.around.decide('Onderwijs');
  await pass(back, bas);
  await bas.around.decide('Jeugd');
  await pass(bas, anne, cas, back);
  for (const device of all) await device.around.stands();

  await settled(all);
});

/** All devices have what the server has, and nothing of the case is lost. */
async function settled(all) {
  for (let round = 0; round < 2; round += 1) for (const device of all) await device.syncs();
  const server = await shared.backend.documents();
  for (const device of all) {
    deepEqual(await device.documents(), server);
    deepEqual(device.complaints, []);
  }
  const [kept] = Object.values(server);
  equal(Object.keys(server).length, 1);
  equal(kept.verschillen, undefined, 'nothing to choose');
  const named = (entries, field) => Object.values(entries).map((entry) => entry[field]).sort();
  deepEqual([kept.situatieschets.tekst, kept.doorbraak.tekst, kept.legitimiteit.tekst],
    [TEXTS.Situatieschets, 'Een moeder-kindhuis in de buurt.', 'De Jeugdwet: veilig opgroeien.']);
  deepEqual(named(kept.leerpunten, 'thema'), ['vervoer', 'wonen']);
  deepEqual(named(kept.aanmeldingen, 'tafel'), ['doorbraak', 'spar']);
  deepEqual(named(kept.vragen, 'antwoord'), ['Ja, met een huurcontract van een jaar.']);
  deepEqual(named(kept.tevredenheid.cijfers, 'cijfer'), ['4.5', '7', '8']);
  deepEqual(Object.values(kept.besluiten).map(({ persoon }) => persoon.naam).sort(), ['Bas', 'Bas', 'Bas', 'Cas', 'Cas', 'Dian', 'Dian']);
  const [{ gerealiseerd }] = Object.values(kept.kosten.regels);
  deepEqual([gerealiseerd.na6Maanden.bedrag, gerealiseerd.na12Maanden.bedrag], ['30000.00', '64500.00']);
  // Each plan that somebody decided on is kept: as it was at first, the two that stood, and that of now.
  equal(Object.keys(kept.versies).length, 4);
  ok(Object.values(kept.besluiten).every(({ versie }) => versie in kept.versies));
}
