// A whole case with nothing but the keyboard: from an empty overview to the saved canvas and back.

import { deepEqual, equal, match } from 'node:assert/strict';
import { test } from 'node:test';
import { startApp } from './support/app.mjs';
import { Canvas, euro } from './support/canvas.mjs';
import { focusIs, tabTo } from './support/focus.mjs';

test('a case is filled in, graded and found again by keyboard alone', { timeout: 120_000 }, async (t) => {
  const { app, page, complaints } = await startApp(t);
  const canvas = new Canvas(app);
  const keys = page.keyboard;
  const type = async (wanted, text) => {
    await tabTo(page, wanted);
    await keys.type(text);
  };
  const press = async (wanted, options) => {
    await tabTo(page, wanted, options);
    await keys.press('Enter');
  };
  await type(/^input Uw naam/, 'Consulent A');
  await keys.press('Enter');
  await press(/^button Nieuw canvas/);
  await canvas.ready();
  await type(/^input Casusnummer/, '26-0042');
  await type(/^input Titel/, 'Rust in huis');
  await press(/^button Cijfers geven/);
  await press(/^button Toevoegen: moeder/);
  await focusIs(page, /^input 1/, 'the first of ten');
  await keys.press('ArrowRight');
  await keys.press('ArrowRight');
  await keys.press('ArrowRight');
  await press(/^button Klaar/);
  await type(/^textarea Situatieschets/, 'Er is veel stress.');
  await type(/^textarea Perspectief/, 'Rust in huis.');
  await type(/^textarea Doorbraak/, 'Een eigen huis.');
  await press(/^button Actie toevoegen/);
  await focusIs(page, /^textarea Wat/, 'the new action');
  await keys.type('De huur regelen');
  await type(/^input Wie/, 'Moeder');
  await type(/^input V/, '1-2-27');
  await press(/^button Regel toevoegen/);
  await focusIs(page, /Omschrijving/, 'the new line');
  await keys.type('Opvang');
  await type(/^input Dreigend in euro/, '12x1000');
  await type(/^input Maatwerk in euro/, '2500');
  await type(/^textarea Legitimiteit/, 'Dit mag.');
  await type(/^textarea Betrokkenheid/, 'Iedereen doet mee.');
  await keys.press('Tab');
  await canvas.saved();
  deepEqual(await canvas.totals(), [euro('0,00'), euro('12.000,00'), euro('2.500,00'), euro('9.500,00')]);
  await press(/^button Overzicht/, { back: true });
  await press(/^button 26-0042/);
  await canvas.ready();
  equal(await canvas.field('Titel').inputValue(), 'Rust in huis');
  match(await canvas.box('Tevredenheidscijfer').innerText(), /\b4,0\b/);
  deepEqual(await canvas.actions('Zelf doen'), ['De huur regelen']);
  equal(await canvas.text('Perspectief').inputValue(), 'Rust in huis.');
  deepEqual(complaints, []);
});
