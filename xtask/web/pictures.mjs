// Makes the pictures of README.md and of docs/gids.md from a build, by using the app as the texts say.
//
//   node xtask/web/pictures.mjs [readme] [guide]
//
// `cargo xtask pictures` builds first. The app's clock stands still on the days of the case, so that a picture
// changes when the app does, and else by no more than a pixel of a rounded corner.

import { mkdir } from 'node:fs/promises';
import { App } from '../../tests/e2e/support/app.mjs';
import { openBrowser, TABLET } from '../../tests/e2e/support/browser.mjs';
import { serve } from '../../tests/e2e/support/server.mjs';
import { Camera } from './pictures/camera.mjs';
import { guide } from './pictures/guide.mjs';
import { readme } from './pictures/readme.mjs';

const SETS = { readme: { folder: 'docs', make: readme }, guide: { folder: 'docs/gids', make: guide } };

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !(name in SETS));
if (unknown) throw new Error(`There are no pictures \`${unknown}\`; there are: ${Object.keys(SETS).join(', ')}.`);

const server = await serve();
try {
  for (const [name, { folder, make }] of Object.entries(SETS)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    await mkdir(folder, { recursive: true });
    const browser = await openBrowser({ viewport: TABLET, colorScheme: 'light', reducedMotion: 'reduce' });
    try {
      const camera = new Camera(new App(browser.page), folder);
      await make(camera, server.url);
    } finally {
      await browser.close();
    }
    if (browser.complaints.length > 0) throw new Error(browser.complaints.join('\n'));
  }
} finally {
  await server.close();
}
