// "Nog te doen": missing entries, reached by one tap, and personal data, marked during typing.

import { deepEqual, equal, match } from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, sharedApp } from './support/canvas.mjs';

const shared = sharedApp();

/** What holds the focus, by its label. */
const focusedLabel = (canvas) =>
  canvas.element.evaluate((it) => {
    const field = it.shadowRoot.activeElement;
    return field?.getAttribute('aria-label') ?? field?.labels?.[0]?.textContent ?? field?.textContent;
  });

test('what is missing is counted, and goes as it is filled in', async () => {
  const canvas = await shared.newCanvas();
  // Wide enough for the list to stand beside the canvas.
  const size = canvas.page.viewportSize();
  await canvas.page.setViewportSize({ width: 1600, height: 900 });
  const list = await canvas.openToDo();
  const start = await canvas.toDo();
  equal(await list.getByRole('listitem').count(), start);
  await list.getByRole('button', { name: 'Het vak Doorbraak is nog leeg.' }).waitFor();
  await canvas.text('Doorbraak').pressSequentially('x');
  await eventually(() => canvas.toDo(), start - 1);
  await canvas.type(canvas.field('Casusnummer'), '24-0113');
  await canvas.addAction('Behandeling', 'Intake');
  await eventually(() => canvas.toDo(), start - 3);
  await canvas.addLine('Huur');
  await list.getByRole('button', { name: '“Huur”: vul een bedrag in.' }).waitFor();
  await canvas.type(canvas.amount(0, 'Huidig'), '100');
  await list.getByRole('button', { name: '“Huur”: vul een bedrag in.' }).waitFor({ state: 'detached' });
  await list.getByRole('button', { name: /^“Huur”: / }).waitFor();
  equal(await canvas.toDo(), start - 3, 'an amount is still to be substantiated');
  equal(await list.getByRole('listitem').count(), start - 3);
  await canvas.page.setViewportSize(size);
  deepEqual(shared.complaints, []);
});

test('a tap leads to the place', async () => {
  const canvas = await shared.newCanvas();
  await canvas.field('Maatwerkeindbaas').fill('');
  const list = await canvas.openToDo();
  for (const [name, label] of [
    ['Het vak Legitimiteit is nog leeg.', 'Legitimiteit'],
    ['Bij Behandeling staat nog geen actie.', 'Actie toevoegen: Behandeling'],
    ['Vul het casusnummer in.', 'Casusnummer'],
    ['Vul in wie de maatwerkeindbaas is.', 'Maatwerkeindbaas'],
    ['In de kosten-batenanalyse staat nog geen regel.', 'Regel toevoegen'],
    ['Voeg toe wie van het gezin een cijfer geeft.', 'Toevoegen: moeder'],
  ]) {
    await canvas.openToDo();
    await list.getByRole('button', { name, exact: true }).click();
    await eventually(() => focusedLabel(canvas), label);
  }
  deepEqual(shared.complaints, []);
});

test('personal data is marked as one types, and never blocked', async () => {
  const canvas = await shared.newCanvas();
  const box = canvas.box('Situatieschets');
  const list = await canvas.openToDo();
  const start = await canvas.toDo();
  for (const [text, what] of [
    ['111222333', /burgerservicenummer/],
    ['111.22.23.33', /burgerservicenummer/],
    ['111 222 333', /burgerservicenummer/],
    ['moeder@voorbeeld.nl', /e-mailadres/],
    ['06-12345678', /telefoonnummer/],
    ['NL91 ABNA 0417 1643 00', /rekeningnummer/],
    ['1234 AB 12', /adres/],
  ]) {
    const field = canvas.text('Situatieschets');
    await field.fill('Er staat hier ');
    const warning = box.getByText(/^Let op: hier lijkt/);
    await warning.waitFor({ state: 'detached' });
    await field.pressSequentially(text);
    await eventually(() => warning.count(), 1);
    match(await warning.innerText(), what, text);
    await list.getByRole('button', { name: what }).waitFor();
    equal(await field.inputValue(), `Er staat hier ${text}`, 'nothing is held back');
  }
  await canvas.text('Situatieschets').fill('111222334');
  await eventually(() => canvas.toDo(), start - 1);
  equal(await box.getByText(/^Let op/).count(), 0, 'nine digits that fail the test are no number of a person');
  await canvas.saved();
  deepEqual(shared.complaints, []);
});

test('personal data is marked in every field', async () => {
  const canvas = await shared.newCanvas();
  await canvas.addAction('Zelf doen', 'Bellen met 06-12345678', { who: 'moeder@voorbeeld.nl' });
  await canvas.addLine('Huur van 111222333');
  await canvas.type(canvas.field('Casusnummer'), '111222333');
  const list = await canvas.openToDo();
  for (const name of [
    /^Actie 1 bij Zelf doen: hier lijkt een telefoonnummer/,
    /^Actie 1 bij Zelf doen: hier lijkt een e-mailadres/,
    /^Regel 1 van de kosten: hier lijkt een burgerservicenummer/,
    /^Bovenaan het canvas: hier lijkt een burgerservicenummer/,
  ]) await list.getByRole('button', { name }).waitFor();
  equal((await list.innerText()).includes('111222333'), false, 'the list does not repeat it');
  equal(await canvas.element.getByText(/^Let op: hier lijkt/).count(), 4);
  deepEqual(shared.complaints, []);
});

test('where text is entered stands that names do not belong there', async () => {
  const canvas = await shared.newCanvas();
  match(await canvas.box('Situatieschets').innerText(), /geen namen/);
  match(await canvas.element.locator('[data-block="casusnummer"]').innerText(), /Geen namen/);
  match(await canvas.element.locator('[data-block="titel"]').innerText(), /geen namen/);
  deepEqual(shared.complaints, []);
});

test('the list is grouped, and what the analysis lacks is in it and in its count', async () => {
  const canvas = await shared.newCanvas();
  const list = await canvas.openToDo();
  const groups = () => list.getByRole('heading', { level: 4 }).allInnerTexts();
  await eventually(groups, ['Het canvas', 'Kosten', 'Cijfers']);
  await canvas.addLine('Huur', { Huidig: '100', Dreigend: '200' });
  await canvas.write('Situatieschets', 'Bel 06-12345678.');
  await eventually(groups, ['Privacy', 'Het canvas', 'Onderbouwing', 'Cijfers']);
  equal(await list.getByRole('listitem').count(), await canvas.toDo());
  const lacks = list.getByRole('button', { name: /^“Huur”: / });
  match(await lacks.innerText(), /wie het betaalt, waarom dit bedrag klopt, waar het vandaan komt en wie het heeft getoetst/);
  await lacks.click();
  const dialog = canvas.element.getByRole('dialog', { name: 'Berekening' });
  await canvas.focused(dialog.getByLabel('Wie betaalt'));
  await dialog.getByRole('button', { name: 'Sluiten' }).click();
  await canvas.app.button('Analyse').click();
  const analysis = canvas.element.getByRole('region', { name: 'Analyse', exact: true });
  for (const what of ['Wie betaalt', 'Onderbouwing', 'Bron', 'Toets']) await analysis.getByRole('button', { name: `${what}: Huur`, exact: true }).waitFor();
  deepEqual(shared.complaints, []);
});
