// A device that is sealed and locked, as a user sees it.

import { equal, ok } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { exportOf } from './filled.mjs';
import { Canvas } from './host.mjs';

export const PASSPHRASE = 'een zin die alleen ik ken';

/**
 * The words that nothing of a case may be found by: one for each kind of field. No two have four letters in common,
 * which a browser's compression would write once.
 */
export const markers = (count = 20) =>
  Array.from({ length: count }, (_, at) => createHash('sha256').update(`merk ${at}`).digest('hex').replace(/\d/g, (digit) => 'ghijklmnop'[digit]).slice(0, 14));

/** An export of one canvas with a marker in each kind of field that holds a text. */
export function markedExport(words, id) {
  const file = JSON.parse(JSON.stringify(exportOf({ actions: 3, lines: 2 })));
  const [canvas] = file.canvassen;
  if (id) canvas.id = id;
  const next = (() => {
    let at = 0;
    return () => words[at++ % words.length];
  })();
  for (const box of ['situatieschets', 'perspectief', 'doorbraak', 'legitimiteit', 'betrokkenheid']) canvas[box].tekst = next();
  canvas.titel = next();
  canvas.maatwerkeindbaas = next();
  canvas.casusnummer = next();
  for (const action of Object.values(canvas.acties)) Object.assign(action, { wat: next(), wie: next() });
  for (const line of Object.values(canvas.kosten.regels)) Object.assign(line, { omschrijving: next(), onderbouwing: next() });
  for (const grade of Object.values(canvas.tevredenheid.cijfers)) grade.reden = next();
  canvas.tevredenheid.personen[Object.keys(canvas.tevredenheid.personen)[0]].rol = next();
  return file;
}

export class Device extends Canvas {
  dialog() {
    return this.element.getByRole('dialog', { name: 'Beveilig dit apparaat' });
  }

  /** The lock screen's heading. */
  locked() {
    return this.heading('Vergrendeld');
  }

  passphrase() {
    return this.element.getByLabel('Wachtzin', { exact: true });
  }

  /** Goes through the dialog to the sheet, with a passphrase of one's own. Gives the code. */
  async toSheet(passphrase = PASSPHRASE) {
    const dialog = this.dialog();
    await dialog.getByLabel('Een eigen wachtzin').check();
    await dialog.getByLabel('Uw wachtzin', { exact: true }).fill(passphrase);
    await dialog.getByRole('button', { name: 'Verder' }).click();
    const code = await dialog.locator('[data-hook="code"]').textContent();
    equal(code.split(' ').length, 8);
    return code;
  }

  /** Types what the sheet asks back. */
  async answer(code, passphrase = PASSPHRASE) {
    const dialog = this.dialog();
    const label = await dialog.getByText(/^Typ groep \d van de noodcode over$/).textContent();
    const group = Number(/\d/.exec(label)[0]);
    await dialog.getByLabel(label).fill(code.split(' ')[group - 1]);
    await dialog.getByLabel('Typ uw wachtzin nog een keer').fill(passphrase);
    await dialog.getByRole('button', { name: 'Beveilig nu' }).click();
  }

  /** Seals the device, from the dialog that is open. Gives the code. */
  async seal(passphrase = PASSPHRASE) {
    const code = await this.toSheet(passphrase);
    await this.answer(code, passphrase);
    await this.dialog().getByRole('heading', { name: 'Dit apparaat is beveiligd' }).waitFor();
    await this.dialog().getByRole('button', { name: 'Sluiten' }).click();
    return code;
  }

  /** Seals the device by the settings in the overview. */
  async sealFromSettings(passphrase = PASSPHRASE) {
    await this.button('Instellingen').click();
    const settings = this.element.getByRole('dialog', { name: 'Instellingen' });
    await settings.getByRole('button', { name: 'Beveilig dit apparaat' }).click();
    const code = await this.seal(passphrase);
    await settings.getByText('Wat op dit apparaat staat, is versleuteld. U opent het met uw wachtzin.').waitFor();
    await settings.getByRole('button', { name: 'Sluiten' }).click();
    return code;
  }

  async unlock(passphrase = PASSPHRASE) {
    await this.passphrase().fill(passphrase);
    await this.button('Ontgrendelen').click();
  }

  async lock() {
    await this.showBar();
    await this.button('Vergrendel').click();
    await this.locked().waitFor();
  }

  /** All that a page shows or holds in its elements. */
  content() {
    return this.page.evaluate(() => {
      const texts = [document.title, document.documentElement.outerHTML];
      for (const element of document.querySelectorAll('maatwerk-canvas')) {
        texts.push(element.shadowRoot.innerHTML, JSON.stringify(element.value));
        for (const field of element.shadowRoot.querySelectorAll('input, textarea')) texts.push(field.value);
      }
      return texts.join('\n');
    });
  }

  /** Nothing of these words is on the page. */
  async showsNothingOf(words) {
    const content = await this.content();
    for (const word of words) ok(!content.includes(word), `${word} is on the page`);
  }
}
