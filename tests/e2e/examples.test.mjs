// The worked examples: opened by one tap, kept apart from real work, and reset by one more.

import { deepEqual, equal, match } from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './support/app.mjs';
import { Calculation } from './support/calculation.mjs';
import { Canvas, euro, eventually, sharedApp, TEXT_BOXES } from './support/canvas.mjs';
import { portal } from './support/element.mjs';
import { Grades } from './support/grades.mjs';
import { Overview } from './support/overview.mjs';
import { faults } from './support/schema.mjs';

const shared = sharedApp({ hasTouch: true });
const SOPHIE = 'Moeder en dochter zoeken een veilige plek';

test('seven cases with the figures of the document', async () => {
  const overview = new Overview(shared.app);
  await overview.examples();
  await eventually(async () => (await overview.names()).length, 7);
  const sophie = await overview.open(SOPHIE);
  deepEqual(await sophie.totals(), [euro('20.000,00'), euro('90.000,00'), euro('63.000,00'), euro('27.000,00')]);
  for (const box of TEXT_BOXES) match(await sophie.text(box).inputValue(), /.{20}/s, box);
  await sophie.overview();
  const jenny = await overview.open('Moeder met zes kinderen in de vrouwenopvang');
  equal(await jenny.total('maatwerk'), euro('2.242,33'), '12 x 74,00 + 1.354,33');
  match(await new Grades(jenny).score(), /^8,0/);
  const rent = new Calculation(jenny);
  await rent.open(0);
  match(await rent.sentence('Maatwerk'), /^elke maand, 12 maanden x €\s74,00 = €\s888,00/);
  await rent.done();
  await jenny.overview();
  const { json } = await overview.exportAll();
  equal(json.canvassen.length, 7);
  deepEqual(await faults(json), []);
  deepEqual(shared.complaints, []);
});

test('what is changed in an example stays there, and one tap puts it back', async () => {
  const overview = new Overview(shared.app);
  const sophie = await overview.open(SOPHIE);
  const text = await sophie.text('Doorbraak').inputValue();
  await sophie.write('Doorbraak', 'Iets anders');
  await sophie.saved();
  await sophie.overview();
  await shared.app.button('Voorbeelden opnieuw laden').click();
  await overview.said('De voorbeelden zijn weer zoals ze waren.');
  await overview.open(SOPHIE);
  await eventually(() => new Canvas(shared.app).text('Doorbraak').inputValue(), text);
  await sophie.overview();
  deepEqual(shared.complaints, []);
});

test('real work and examples never mix', async () => {
  const overview = new Overview(shared.app);
  await overview.own();
  await shared.app.heading('Aan de slag').waitFor();
  const canvas = await shared.newCanvas();
  await canvas.type(canvas.field('Casusnummer'), '24-0113');
  await canvas.saved();
  await canvas.overview();
  await eventually(() => overview.names(), ['24-0113']);
  equal((await overview.exportAll()).json.canvassen.length, 1);
  await overview.examples();
  await eventually(async () => (await overview.names()).length, 7);
  equal((await overview.names()).includes('24-0113'), false);
  await shared.app.reload();
  await overview.own();
  await eventually(() => overview.names(), ['24-0113']);
  deepEqual(shared.complaints, []);
});

test('an example says that it is one, and can be the begin of a real canvas', async () => {
  const overview = new Overview(shared.app);
  if (await shared.app.button('Naar uw eigen canvassen').count()) await overview.own();
  const real = (await overview.names()).length;
  await overview.examples();
  const sophie = await overview.open(SOPHIE);
  await sophie.bar.getByText('Voorbeeld', { exact: true }).waitFor();
  const text = await sophie.text('Doorbraak').inputValue();
  const totals = await sophie.totals();
  const actions = await sophie.actions('Zelf doen');
  await shared.app.button('Gebruik als begin van een echt canvas').click();
  const canvas = new Canvas(shared.app);
  await sophie.bar.getByText('Voorbeeld', { exact: true }).waitFor({ state: 'detached' });
  await eventually(() => canvas.text('Doorbraak').inputValue(), text);
  deepEqual([await canvas.totals(), await canvas.actions('Zelf doen')], [totals, actions]);
  equal(await canvas.field('Casusnummer').inputValue(), '');
  equal(await canvas.field('Maatwerkeindbaas').inputValue(), 'Consulent A');
  match(await new Grades(canvas).score(), /nog geen cijfer/, 'the grades are of another family');
  await canvas.type(canvas.field('Casusnummer'), '24-0200');
  await canvas.saved();
  const { json } = await canvas.export();
  deepEqual(await faults(json), []);
  equal(json.canvassen[0].id.startsWith('voorbeeld'), false);
  await canvas.overview();
  await shared.app.heading('Uw canvassen').waitFor();
  equal((await overview.names()).length, real + 1);
  await overview.examples();
  await overview.open(SOPHIE);
  match(await sophie.field('Casusnummer').inputValue(), /^VOORBEELD/);
  await sophie.overview();
  deepEqual(shared.complaints, []);
});

test('where there is no place for real work, an example only says that it is one', async (t) => {
  const pages = { '/alleen': portal('<maatwerk-canvas namespace="voorbeelden"></maatwerk-canvas>') };
  const { app } = await startApp(t, { server: { pages }, path: 'alleen' });
  const overview = new Overview(app);
  const sophie = await overview.open(SOPHIE);
  await sophie.bar.getByText('Voorbeeld', { exact: true }).waitFor();
  equal(await app.button('Gebruik als begin van een echt canvas').count(), 0);
});
