// What the team shares, on two devices and a real server: set on one, used on the other, merged where both change it,
// and a choice where both change the same; and the order of a table, which goes with its canvases.

import { deepEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { noBackend } from './support/backend.mjs';
import { eventually } from './support/canvas.mjs';
import { sharedBackend, startDevice } from './support/sync.mjs';

const skip = await noBackend({ postgres: true });
const shared = sharedBackend({ skip });
const iso = (days) => new Date(Date.now() + days * 86_400_000).toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
const id = (number) => number.toString(16).padStart(32, '0');

async function device(t, name, person) {
  const it = await startDevice(t, shared.url, { name, signIn: shared.backend.people[person] });
  await it.synced();
  const team = it.element.locator('[data-block="teamInstellingen"]');
  return Object.assign(it, {
    team,
    part: (title) => team.getByRole('region', { name: title, exact: true }),
    name: () => team.getByRole('region', { name: 'Het team', exact: true }).getByLabel('Naam van het team'),
    async toTeam() {
      await it.app.button('Ons team').click();
      await team.waitFor();
    },
  });
}

test('two devices set what the team shares, and lose nothing of it', { skip, timeout: 240_000 }, async (t) => {
  const [anne, bo] = [await device(t, 'Anne', 0), await device(t, 'Bo', 1)];
  await anne.toTeam();
  await anne.name().fill('Maatwerk Oost');
  const days = anne.part('Dagen van de tafels');
  await days.getByRole('button', { name: /^Toevoegen/ }).click();
  await days.getByLabel('Dag, Dag 1').selectOption('4');
  await days.getByLabel('Begint om, Dag 1').selectOption('13:30');
  await anne.syncs();
  deepEqual(Object.keys(await shared.backend.documents()), ['team']);

  await bo.syncs();
  await bo.toTeam();
  await eventually(() => bo.name().inputValue(), 'Maatwerk Oost', { within: 15_000 });
  // Each changes something else while the other doesn't know.
  const disciplines = bo.part('Disciplines');
  await disciplines.getByRole('button', { name: /^Toevoegen/ }).click();
  await disciplines.getByLabel('Naam van de discipline, Discipline 1').fill('Sociaal werk');
  const budgets = anne.part('Budget per jaar');
  await budgets.getByRole('button', { name: /^Toevoegen/ }).click();
  await budgets.getByLabel('Jaar, Budget 1').fill('2026');
  await budgets.getByLabel('Budget, Budget 1').fill('125.000');
  await anne.syncs();
  await bo.syncs();
  await anne.syncs();
  await eventually(() => anne.part('Disciplines').getByLabel('Naam van de discipline, Discipline 1').inputValue(), 'Sociaal werk', { within: 15_000 });
  await eventually(() => bo.part('Budget per jaar').getByLabel('Jaar, Budget 1').inputValue(), '2026', { within: 15_000 });

  // Both change the name: somebody chooses.
  await anne.name().fill('Team Oost');
  await bo.name().fill('Meer maatwerk');
  await anne.syncs();
  await bo.syncs();
  await bo.team.getByText('Team Oost').first().waitFor();
  await bo.team.getByText('Meer maatwerk').first().waitFor();
  const { team } = await shared.backend.documents();
  deepEqual([team.soort, Object.keys(team.verschillen ?? {}).length], ['team', 1]);
  deepEqual([...anne.complaints, ...bo.complaints], []);
});

test('the order of a table goes to the other device with its canvases', { skip, timeout: 240_000 }, async (t) => {
  const [anne, bo] = [await device(t, 'Anne', 0), await device(t, 'Bo', 1)];
  const registered = (at) => ({
    formaat: 1, id: `tafel-${at}`, casusnummer: `26-${at}`, kosten: { looptijd: 12 },
    tevredenheid: { vraag: 'Hoe tevreden bent u op dit moment met uw leven, op een schaal van 1 tot 10?' },
    aanmeldingen: { [id(at)]: { volgorde: ['V', 'X', 'Z'][at - 1], tafel: 'doorbraak', datum: iso(2) } },
  });
  const order = (it) => it.element.locator('[data-block="tafels"] [data-hook="open"] > :first-child').allInnerTexts();
  await anne.overview.import({ soort: 'maatwerkcanvas-export', versie: 1, canvassen: [1, 2, 3].map(registered) });
  await anne.app.button('26-3').waitFor();
  await anne.syncs();
  await bo.syncs();
  for (const it of [anne, bo]) await it.app.button('Tafels').click();
  await eventually(() => order(bo), ['26-1', '26-2', '26-3'], { within: 15_000 });
  await anne.app.button('Omhoog: 26-3').click();
  await eventually(() => order(anne), ['26-1', '26-3', '26-2']);
  await bo.app.button('Omlaag: 26-1').click();
  await eventually(() => order(bo), ['26-2', '26-1', '26-3']);
  await anne.syncs();
  await bo.syncs();
  await anne.syncs();
  // Both moves count, and both devices show the same.
  await eventually(async () => (await order(anne)).join(' ') === (await order(bo)).join(' '), true, { within: 15_000 });
  const ranks = Object.values(await shared.backend.documents()).filter((doc) => doc.aanmeldingen).map((doc) => doc.aanmeldingen);
  deepEqual(ranks.length, 3);
});
