// The pictures of README.md: a worked example, in the views that the text names.

import { tellName } from '../../../tests/e2e/support/canvas.mjs';
import { Overview } from '../../../tests/e2e/support/overview.mjs';

const EXAMPLE = 'Moeder en dochter zoeken een veilige plek';
const TALK = '2026-11-02';
const SQUARE = { width: 1180, height: 1180 };
const PROJECTOR = { width: 1920, height: 1080 };

/** Gives the mother of the example a grade before and after. */
function giveGrades() {
  const element = document.querySelector('maatwerk-canvas');
  const value = element.value;
  const [mother] = Object.entries(value.tevredenheid.personen).find(([, { rol }]) => rol === 'moeder');
  const stamp = { door: { id: 'voorbeeld', naam: 'Voorbeeld' }, op: '2026-11-02T10:00:00.000Z' };
  value.tevredenheid.cijfers = {
    ['1'.repeat(32)]: { persoon: mother, moment: 'nulmeting', cijfer: '4.5', datum: '2026-01-10', ...stamp },
    ['2'.repeat(32)]: { persoon: mother, moment: 'directNa', cijfer: '7.5', datum: '2026-11-02', ...stamp },
  };
  element.value = value;
}

/** Takes them. */
export async function readme(camera, url) {
  const { app, page } = camera;
  await camera.day(TALK);
  await app.open(`${url}#voorbeelden`);
  await tellName(app);
  const canvas = await new Overview(app).open(EXAMPLE);
  await canvas.type(canvas.field('Titel'), 'Veilige plek');
  await page.evaluate(giveGrades);
  await app.element.getByText('sinds de nulmeting').first().waitFor();
  await camera.take('canvas', { fullPage: true });

  await app.button('Analyse').click();
  await app.button('Terug naar het canvas').waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  await camera.take('analysis', { size: SQUARE, saved: false });
  await app.button('Terug naar het canvas').click();

  await app.button('Samen').click();
  const together = app.element.getByRole('dialog');
  await together.getByRole('button', { name: 'Alle stappen' }).click();
  await together.getByRole('button', { name: 'Bent u tevreden over uw leven?' }).click();
  const second = together.getByRole('group', { name: /^Welk cijfer/ }).nth(1);
  await second.getByRole('radio', { name: '6' }).check();
  await together.getByRole('button', { name: 'een half erbij' }).nth(1).click();
  await camera.take('samen', { saved: false });
  await page.keyboard.press('Escape');
  await together.waitFor({ state: 'detached' });

  await page.setViewportSize(PROJECTOR);
  await app.button('In één oogopslag').click();
  await together.waitFor();
  await camera.take('oogopslag', { size: PROJECTOR, saved: false });
}
