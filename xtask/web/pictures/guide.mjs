// The pictures of docs/gids.md: one case from the first talk to a year after the plan, in the order of the text.

import { Around } from '../../../tests/e2e/support/around.mjs';
import { tellName } from '../../../tests/e2e/support/canvas.mjs';
import { Overview } from '../../../tests/e2e/support/overview.mjs';
import { twenty } from '../../../tests/e2e/support/results.mjs';
import { CASE, COLLEAGUES, DAYS, FILE, LATER, LEAD, PAID } from './case.mjs';

/** Takes them. */
export async function guide(camera, url) {
  const { app } = camera;
  await camera.day(DAYS.talk);
  await app.open(url);
  await tellName(app, LEAD);
  await app.button('Nieuw canvas').waitFor();
  await camera.take('begin', { saved: false });
  const overview = new Overview(app);
  await overview.import(FILE);
  const canvas = await overview.open(CASE);
  await withFamily(camera);
  await camera.take('canvas');
  await camera.take('kosten', { from: canvas.box('Kosten-batenanalyse') });
  const around = new Around(app);
  await around.open();
  await atTables(camera, around);
  await week(camera, overview);
  await around.open();
  await decisions(camera, around, canvas);
  await followUp(camera, around);
  await results(camera, overview);
}

async function withFamily(camera) {
  const { app, page } = camera;
  await app.button('Samen').click();
  const together = app.element.getByRole('dialog');
  const step = async (name) => {
    await together.getByRole('button', { name: 'Alle stappen' }).click();
    await together.getByRole('button', { name, exact: true }).click();
    await together.getByRole('heading', { name, exact: true }).waitFor();
  };
  await step('Wat zou u willen veranderen?');
  await camera.take('samen', { saved: false });
  await step('Bent u tevreden over uw leven?');
  await camera.take('cijfers', { saved: false });
  await page.keyboard.press('Escape');
  await together.waitFor({ state: 'detached' });
}

async function atTables(camera, around) {
  await around.agree(DAYS.agreed, 'vader');
  await around.table(1, { kind: 'Spar-tafel', day: DAYS.spar, people: COLLEAGUES, outcome: 'Het plan is goed te volgen. Eén vraag staat nog open.' });
  await camera.take('tafels', { from: around.part('Tafels') });
  await around.add('Vragen van een tafel', 'Vraag, Vraag 1');
  await around.fill('Vragen van een tafel', 'Vraag, Vraag 1', 'Trekt de corporatie de ontruiming echt in?');
  await around.fill('Vragen van een tafel', 'Wie zoekt het uit?, Vraag 1', 'Collega wonen');
  await around.fill('Vragen van een tafel', 'Klaar op, Vraag 1', DAYS.breakthrough);
  await around.table(2, { kind: 'Doorbraaktafel', day: DAYS.breakthrough });
}

async function week(camera, overview) {
  const { app } = camera;
  await camera.day(DAYS.week);
  await app.reload();
  await app.button('Overzicht').click();
  await app.button('Later, herinner mij over een week').click();
  await app.button(/^Mijn week/).click();
  await app.heading('Mijn week').waitFor();
  await camera.take('week', { saved: false });
  await app.button('Tafels').click();
  await app.heading('Tafels').waitFor();
  await camera.take('agenda', { saved: false });
  await app.button('Canvassen').click();
  await overview.open(CASE);
}

async function decisions(camera, around, canvas) {
  await camera.day(DAYS.decided);
  await around.fill('Vragen van een tafel', 'Antwoord, Vraag 1', 'Ja, zodra de achterstand is betaald. Dat staat in een brief.');
  await around.decisions.getByRole('button', { name: 'Ik ben de maatwerkeindbaas' }).click();
  for (const [at, [name, discipline]] of COLLEAGUES.slice(0, 2).entries()) {
    await camera.day(DAYS.decided, 14 + at);
    await around.decisions.getByLabel('Wie besluit?').fill(name);
    await around.decide(discipline);
  }
  await around.stands();
  await camera.take('akkoord', { from: around.decisions });
  await around.leave();
  const before = await canvas.text('Doorbraak').inputValue();
  await canvas.text('Doorbraak').fill(before.replace('in één keer', 'in twee keer'));
  await around.open();
  await around.decisions.getByRole('button', { name: 'Toon wat er is gewijzigd' }).click();
  await around.decisions.getByText('1 verschil:').waitFor();
  await camera.take('vervallen', { from: around.decisions });
  await canvas.undo();
  await around.stands();
}

async function followUp(camera, around) {
  await camera.day(DAYS.last);
  await around.fill('Opvolging', 'Uitgevoerd op', DAYS.executed);
  await camera.page.evaluate((grades) => {
    const element = document.querySelector('maatwerk-canvas');
    const value = element.value;
    Object.assign(value.tevredenheid.cijfers, grades);
    element.value = value;
  }, LATER);
  await around.follow.getByText('Het plan is gevolgd tot 12 maanden na de uitvoering.').waitFor();
  for (const [line, half, whole] of PAID) {
    await around.cost(line, 6, half, 'facturen');
    await around.cost(line, 12, whole, 'jaarrekening');
  }
  await around.add('Leerpunten', 'Thema, Leerpunt 1');
  await around.fill('Leerpunten', 'Thema, Leerpunt 1', 'huurschuld');
  await camera.take('opvolging', { from: around.follow });
}

/** What the plans of a team come to: other cases than that of the guide, as one says nothing of a team. */
async function results(camera, overview) {
  const { app } = camera;
  await app.button('Overzicht').click();
  await overview.import(twenty());
  await app.button('20-000').waitFor();
  // The message of the import stays while the clock stands still.
  await app.button('Sluiten').click();
  await app.button('Resultaten').click();
  await app.element.getByRole('heading', { name: /^Financiers/ }).waitFor();
  await camera.take('resultaten', { saved: false });
  await app.button('Voor de raad').click();
  const report = app.element.locator('[data-block="raad"]');
  await report.getByText('Gemiddeld per gezin').first().waitFor();
  await camera.take('raad', { from: report, saved: false });
}
