// Who works on this device: asked at the start, put off if one likes, and written in a new canvas.

import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './support/app.mjs';
import { Canvas, eventually, tellName } from './support/canvas.mjs';

test('the question of the name can be put off until the next visit', async (t) => {
  const { app, complaints } = await startApp(t);
  const asked = () => app.field('Uw naam').count();
  await app.field('Uw naam').waitFor();
  await app.button('Later').click();
  await app.field('Uw naam').waitFor({ state: 'detached' });
  await app.button('Nieuw canvas').click();
  const canvas = await new Canvas(app).ready();
  equal(await asked(), 0, 'not on every canvas again');
  equal(await canvas.field('Maatwerkeindbaas').inputValue(), '');
  await canvas.overview();
  equal(await asked(), 0);
  await app.reload();
  await eventually(asked, 1);
  await app.button('Later').click();
  await app.button('Uw naam invullen').click();
  await tellName(app);
  await app.element.getByText('Consulent A').waitFor();
  deepEqual(complaints, []);
});

test('the name that was given leads a new canvas, and never one that has a lead', async (t) => {
  const { app, complaints } = await startApp(t);
  await app.button('Nieuw canvas').click();
  const canvas = await new Canvas(app).ready();
  await tellName(app);
  await eventually(() => canvas.field('Maatwerkeindbaas').inputValue(), 'Consulent A');
  await canvas.type(canvas.field('Maatwerkeindbaas'), 'Team Oost');
  await canvas.saved();
  await canvas.overview();
  await app.button('Nieuw canvas').first().click();
  await canvas.ready();
  await eventually(() => canvas.field('Maatwerkeindbaas').inputValue(), 'Consulent A');
  await canvas.overview();
  await app.button('Naam wijzigen').click();
  await tellName(app, 'Consulent B');
  await app.button('Zonder casusnummer').click();
  await canvas.ready();
  equal(await canvas.field('Maatwerkeindbaas').inputValue(), 'Team Oost');
  deepEqual(complaints, []);
});
