// The keys of a team whose members exchange sealed canvases, as a user sees them in the settings of syncing.

import { equal } from 'node:assert/strict';
import { Device as Sealed } from './lock.mjs';

export class TeamKeys {
  /** @param {import('./sync.mjs').Device} device */
  constructor(device) {
    this.device = device;
    this.sealed = new Sealed(device.page);
  }

  /** Seals the device itself, which has to be so before it may keep the team's key. */
  async sealDevice() {
    await this.device.toList();
    await this.sealed.sealFromSettings();
  }

  section() {
    return this.device.settings().locator('.team-section');
  }

  button(name) {
    return this.section().getByRole('button', { name, exact: true });
  }

  async open() {
    if (await this.device.settings().count()) return;
    const panel = await this.device.openPanel();
    await panel.getByRole('button', { name: 'Instellingen' }).click();
    await this.section().getByRole('heading', { name: 'Versleuteling' }).waitFor();
  }

  async close() {
    await this.device.settings().getByRole('button', { name: 'Annuleren' }).first().click();
    await this.device.settings().waitFor({ state: 'detached' });
  }

  async code() {
    const code = await this.section().locator('[data-hook="team-code"]').textContent();
    equal(code.split(' ').length, 14);
    return code;
  }

  /** Types the group that is asked back. */
  async answer(code) {
    const label = await this.section().getByText(/^Typ groep \d+ van de code over$/).textContent();
    const group = Number(/\d+/.exec(label)[0]);
    await this.section().getByLabel(label).fill(code.split(' ')[group - 1]);
  }

  /** Makes a key: the team's first, or the next. Gives its code. */
  async make(name = 'Versleutel wat het team deelt', start = 'Versleutel nu') {
    await this.open();
    await this.button(name).click();
    const code = await this.code();
    await this.answer(code);
    await this.button(start).click();
    await this.button('Toon de code aan een collega').waitFor();
    return code;
  }

  /** Joins by a code that is typed. */
  async join(code) {
    await this.open();
    await this.button('Ik heb een code van een collega').click();
    await this.section().getByLabel('Code van het team').fill(code);
    await this.button('Gebruik deze code').click();
    await this.button('Toon de code aan een collega').waitFor();
  }
}
