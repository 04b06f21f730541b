// The stand-alone app follows the device from light to dark and back; what is printed stays black on white.

import { deepEqual, equal } from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, sharedApp } from './support/canvas.mjs';

const shared = sharedApp();

/** How light the page's ground, a field and its text are, and what the guard of contrast says. */
const looks = (page) =>
  page.evaluate(() => {
    const root = document.querySelector('maatwerk-canvas').shadowRoot;
    const light = (colour) => Math.round(colour.match(/[\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) / 3);
    const field = getComputedStyle(root.querySelector('[data-block="casusnummer"] input'));
    const kind = (value) => (value < 80 ? 'dark' : value > 175 ? 'light' : 'between');
    return {
      page: kind(light(getComputedStyle(document.documentElement).backgroundColor)),
      field: kind(light(field.backgroundColor)),
      text: kind(light(field.color)),
      ground: root.querySelector('.mwc').dataset.ground,
      fallback: root.querySelector('.mwc').dataset.contrastFallback ?? '',
    };
  });

const LIGHT = { page: 'light', field: 'light', text: 'dark', ground: 'light', fallback: '' };
const DARK = { page: 'dark', field: 'dark', text: 'light', ground: 'dark', fallback: '' };

test('the app is dark where the device is, and changes with it while someone is typing', async () => {
  const canvas = await shared.newCanvas();
  deepEqual(await looks(shared.page), LIGHT);
  await canvas.text('Perspectief').pressSequentially('Rust in hu');
  await shared.page.emulateMedia({ colorScheme: 'dark' });
  await eventually(() => looks(shared.page), DARK);
  await canvas.text('Perspectief').pressSequentially('is');
  equal(await canvas.text('Perspectief').inputValue(), 'Rust in huis');
  await shared.app.reload();
  await canvas.ready();
  await eventually(() => looks(shared.page), DARK);
  await shared.page.emulateMedia({ colorScheme: 'light' });
  await eventually(() => looks(shared.page), LIGHT);
  deepEqual(shared.complaints, []);
});
