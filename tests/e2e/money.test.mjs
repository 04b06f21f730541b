// Amounts: typed in usual notations, refused with an explanation, summed to the cent.

import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { test } from 'node:test';
import { euro, eventually, SCENARIOS, sharedApp } from './support/canvas.mjs';

const shared = sharedApp({ hasTouch: true });

test('an amount can be written in every Dutch way', async () => {
  const canvas = await shared.newCanvas();
  await canvas.addLine('Huur');
  const field = canvas.amount(0, 'Huidig');
  for (const [typed, shown] of Object.entries({
    '1.354,33': '1.354,33',
    '1354.33': '1.354,33',
    '€ 1.354,-': '1.354,00',
    '1.354': '1.354,00',
    '1,3': '1,30',
    ',50': '0,50',
  })) {
    await canvas.type(field, typed);
    equal(await field.inputValue(), shown, typed);
    equal(await canvas.total('huidig'), euro(shown), typed);
  }
  await canvas.type(field, '');
  equal(await canvas.total('huidig'), euro('0,00'));
  deepEqual(shared.complaints, []);
});

test('what is no amount gets a message beside the field, stays there, and changes nothing', async () => {
  const canvas = await shared.newCanvas();
  const line = await canvas.addLine('Huur');
  const field = canvas.amount(0, 'Huidig');
  const message = line.getByRole('alert');
  for (const [typed, why] of [
    ['1,354', /Bedoelt u duizenden\?/],
    ['x', /Vul een bedrag in met cijfers/],
    ['9.999.999.999', /Dit bedrag is te groot/],
  ]) {
    await canvas.type(field, '100');
    await field.fill(typed);
    await field.blur();
    await message.waitFor();
    equal(await field.inputValue(), typed, 'the text stays');
    match(await message.innerText(), why);
    match(await described(field), why);
    equal(await canvas.total('huidig'), euro('100,00'));
    const [{ huidig }] = Object.values((await canvas.export()).json.canvassen[0].kosten.regels);
    deepEqual(huidig, { bedrag: '100.00' }, 'the document is as it was');
    await canvas.type(field, '250');
    equal(await message.count(), 0, 'the message goes when it is mended');
    equal(await field.getAttribute('aria-invalid'), null);
    equal(await canvas.total('huidig'), euro('250,00'));
  }
  deepEqual(shared.complaints, []);
});

test('while someone types nothing complains, and the beginning of a wrong amount does not count', async () => {
  const canvas = await shared.newCanvas();
  const line = await canvas.addLine('Huur');
  const field = canvas.amount(0, 'Huidig');
  await canvas.type(field, '777');
  await field.fill('');
  await canvas.page.keyboard.type('1,35');
  equal(await canvas.total('huidig'), euro('1,35'), 'an amount counts as it is typed');
  await canvas.page.keyboard.type('4');
  equal(await line.getByRole('alert').count(), 0);
  equal(await canvas.total('huidig'), euro('777,00'), 'what was there before');
  await field.blur();
  await line.getByRole('alert').waitFor();
  deepEqual(shared.complaints, []);
});

/** How a button is pressed at a point of the page: as long as people take, and never twice. */
const PRESSES = {
  mouse: async (page, x, y) => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.waitForTimeout(150);
    await page.mouse.up();
  },
  finger: (page, x, y) => page.touchscreen.tap(x, y),
};

for (const [name, press] of Object.entries(PRESSES)) {
  test(`a press with the ${name} that ends a wrong amount hits its button, and the message comes after it`, async () => {
    const canvas = await shared.newCanvas();
    const line = await canvas.addLine('Huur');
    const button = shared.app.button('Regel toevoegen');
    await button.scrollIntoViewIfNeeded();
    await canvas.amount(0, 'Dreigend').fill('1,354');
    const before = await button.boundingBox();
    // Near its top: as soon as the page moves down, the button is no longer there.
    await press(shared.page, before.x + 40, before.y + 4);
    await eventually(() => canvas.items('Kosten-batenanalyse').count(), 2);
    match(await line.getByRole('alert').innerText(), /Bedoelt u duizenden\?/);
    await eventually(async () => (await button.boundingBox()).y > before.y + 4, true);
    deepEqual(shared.complaints, []);
  });
}

test('a press that ends a wrong day hits its button too', async () => {
  const canvas = await shared.newCanvas();
  const item = await canvas.addAction('Zelf doen', 'Bellen');
  const day = item.getByRole('textbox', { name: /^Vóór, / });
  await day.focus();
  // No more of it than this.
  await shared.page.keyboard.type('11');
  const button = shared.app.button('Actie toevoegen: Zelf doen');
  const before = await button.boundingBox();
  await PRESSES.mouse(shared.page, before.x + 40, before.y + 4);
  await eventually(() => canvas.items('Zelf doen').count(), 2);
  await item.getByRole('alert').waitFor();
  ok((await button.boundingBox()).y > before.y + 4, 'the message takes its room');
  deepEqual(shared.complaints, []);
});

test('a wrong amount leaves the amount that was there', async () => {
  const canvas = await shared.newCanvas();
  await canvas.addLine('Huur', { Dreigend: '74' });
  const field = canvas.amount(0, 'Dreigend');
  await field.focus();
  await field.fill('1,354');
  await field.blur();
  equal(await canvas.total('dreigend'), euro('74,00'));
  await canvas.type(canvas.field('Casusnummer'), '24-0200');
  await canvas.saved();
  await canvas.overview();
  await canvas.app.button('24-0200').click();
  equal(await canvas.amount(0, 'Dreigend').inputValue(), '74,00');
  deepEqual(shared.complaints, []);
});

test('lines are added, moved, copied and removed, and the totals are the sum of what is shown', async () => {
  const canvas = await shared.newCanvas();
  await canvas.addLine('Huur', { Huidig: '888', Dreigend: '1.354,33', Maatwerk: '2.242,33' });
  await canvas.addLine('Vervoer', { Huidig: '0,10', Dreigend: '0,20', Maatwerk: '-12,50' });
  await canvas.addLine('Zorg', { Huidig: '19.999,99', Maatwerk: '7' });
  await addsUp(canvas);
  deepEqual(await canvas.totals(), [euro('20.888,09'), euro('1.354,53'), euro('2.236,83'), euro('−882,30')]);

  await canvas.choose(canvas.item('Kosten-batenanalyse', 2), 'Omhoog');
  deepEqual(await canvas.descriptions(), ['Huur', 'Zorg', 'Vervoer']);
  await canvas.choose(canvas.item('Kosten-batenanalyse', 0), 'Omlaag');
  deepEqual(await canvas.descriptions(), ['Zorg', 'Huur', 'Vervoer']);
  await canvas.drag(canvas.item('Kosten-batenanalyse', 2), canvas.item('Kosten-batenanalyse', 0));
  deepEqual(await canvas.descriptions(), ['Vervoer', 'Zorg', 'Huur']);
  equal(await canvas.amount(2, 'Maatwerk').inputValue(), '2.242,33', 'the amounts moved along');

  await canvas.choose(canvas.item('Kosten-batenanalyse', 2), 'Dupliceren');
  deepEqual(await canvas.descriptions(), ['Vervoer', 'Zorg', 'Huur', 'Huur']);
  await addsUp(canvas);
  await canvas.type(canvas.amount(3, 'Maatwerk'), '1');
  equal(await canvas.amount(2, 'Maatwerk').inputValue(), '2.242,33', 'the copy is a line of its own');
  await canvas.choose(canvas.item('Kosten-batenanalyse', 0), 'Verwijderen');
  deepEqual(await canvas.descriptions(), ['Zorg', 'Huur', 'Huur']);
  await addsUp(canvas);
  equal(await canvas.element.getByText('Meerkosten').count(), 0);
  deepEqual(shared.complaints, []);
});

/** What a field is described by, for who listens. */
function described(field) {
  return field.evaluate((it) => {
    const ids = it.getAttribute('aria-describedby').split(' ');
    return ids.map((id) => it.getRootNode().getElementById(id)?.textContent).join(' ');
  });
}

/** Every total is the sum of the amounts as they stand on the page, in cents. */
async function addsUp(canvas) {
  const cents = (text) => Number(text.replace(/[^\d,−-]/g, '').replace('−', '-').replace(',', '')) || 0;
  const count = await canvas.items('Kosten-batenanalyse').count();
  for (const scenario of SCENARIOS) {
    const amounts = [];
    for (let line = 0; line < count; line += 1) amounts.push(await canvas.amount(line, scenario).inputValue());
    const sum = amounts.map(cents).reduce((one, other) => one + other, 0);
    equal(cents(await canvas.total(scenario.toLowerCase())), sum, scenario);
  }
}
