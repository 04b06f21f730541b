// Views of the app for axe, and what axe finds in them.

import { AxeBuilder } from '@axe-core/playwright';
import { headersFor } from './backend.mjs';
import { openBrowser } from './browser.mjs';
import { startFake } from './fake.mjs';
import { Canvas, hostPage } from './host.mjs';
import { serve } from './server.mjs';
import { syncPage } from './sync.mjs';

// `target-size` only runs where its tag is named.
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** About the host's page and not about ours: it gives the landmarks and the first heading. */
const OF_THE_HOST = ['region', 'page-has-heading-one', 'landmark-one-main'];

/** The rules that ask for colours; the others find the same in the dark. */
export const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds in what shows now, by all rules or by some. */
export async function violations(page, view, rules = []) {
  // From the top: further down, what lies under the toolbar counts as too small to hit.
  await page.evaluate(() => scrollTo(0, 0));
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  if (rules.length > 0) axe.withRules(rules);
  else axe.withTags(TAGS).disableRules(OF_THE_HOST);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${view}: ${id}: ${nodes.slice(0, 3).map((node) => `${node.target} ${node.html.slice(0, 120)}`).join(' | ')}`);
}

/** A browser with the app and what `visit` needs: a page `canvas` with an empty one, and a page `team` that syncs. */
export async function start(t, options = {}) {
  const fake = await startFake(t);
  const pages = { '/canvas': hostPage('document-id="leeg"'), '/team': syncPage(fake.base, 'namespace="team"') };
  const server = await serve({ headers: await headersFor(fake), pages });
  t.after(() => server.close());
  const browser = await openBrowser({ bypassCSP: true, ...options });
  t.after(() => browser.close());
  const app = new Canvas(browser.page);
  return { app, page: browser.page, server };
}
