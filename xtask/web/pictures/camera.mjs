// Takes pictures of the app when nothing moves.

import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { TABLET } from '../../../tests/e2e/support/browser.mjs';
import { eventually } from '../../../tests/e2e/support/canvas.mjs';
import { root } from '../paths.mjs';
import { withPalette } from './png.mjs';

/** The space between the bar, which stays in sight, and what is shown below it. */
const BELOW_BAR = 84;

export class Camera {
  /**
   * @param {import('../../../tests/e2e/support/app.mjs').App} app
   * @param {string} folder  where the pictures go, from the project's root
   */
  constructor(app, folder) {
    Object.assign(this, { app, page: app.page, folder });
  }

  /** Sets the app's clock to a whole hour in Amsterdam on a winter day, such as `2026-11-02`. */
  async day(day, hour = 12) {
    await this.page.clock.setFixedTime(`${day}T${hour}:00:00+01:00`);
  }

  /**
   * Takes a picture, with the focus nowhere.
   * @param {object} [options]  `from`: what is shown at the top; `size`: another size than a tablet's; `fullPage`
   */
  async take(name, { from, size, fullPage = false, saved = true } = {}) {
    if (saved) await this.#saved();
    if (size) await this.page.setViewportSize(size);
    await this.page.mouse.move(0, 0);
    await this.app.element.evaluate((it) => it.shadowRoot.activeElement?.blur());
    if (from) {
      await from.evaluate((it, space) => {
        it.scrollIntoView({ block: 'start', behavior: 'instant' });
        const { top } = it.getBoundingClientRect();
        scrollBy({ top: top - space, behavior: 'instant' });
      }, BELOW_BAR);
    }
    await this.#still();
    const picture = withPalette(await this.page.screenshot({ fullPage }));
    await writeFile(resolve(root, this.folder, `${name}.png`), picture);
    console.log(`${this.folder}/${name}.png: ${(picture.length / 1000).toFixed(0)} kB`);
    if (size) await this.page.setViewportSize(TABLET);
  }

  async #saved() {
    const status = this.app.element.getByRole('status').filter({ hasText: /^(Opgeslagen|Nog niets ingevuld)/ });
    await status.first().waitFor();
  }

  /** Waits until two frames look the same. */
  async #still() {
    let last;
    await eventually(async () => {
      const now = (await this.page.screenshot()).toString('base64');
      const is = now === last;
      last = now;
      return is;
    }, true);
  }
}
