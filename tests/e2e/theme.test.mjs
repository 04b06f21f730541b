// The portal's theme: both generations of tokens, none, faint ones and a dark one; always readable.

import { deepEqual, equal, match, notEqual } from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { test } from 'node:test';
import AxeBuilder from '@axe-core/playwright';
import { App } from './support/app.mjs';
import { documentOf, MODULE, portal, startHost } from './support/element.mjs';
import { root } from './support/server.mjs';

const css = (path) => readFile(resolve(root, path), 'utf8');
const voorbeeld = await css('node_modules/@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css');
const denhaag = await css('node_modules/@gemeente-denhaag/design-tokens-components/dist/theme/index.css');
const ours = await css('tests/fixtures/themes/themes.css');

/** The portal around the element: as a municipality's own page, in its own theme. */
const PORTAL = `.portal { max-width: 1200px; margin: 0 auto; padding: 24px;
    font-family: var(--utrecht-document-font-family, var(--basis-text-font-family-default, sans-serif)); }
  .portal h1 { color: var(--utrecht-heading-color, var(--utrecht-heading-2-color, inherit)); }
  body { margin: 0; background: var(--utrecht-document-background-color, var(--basis-color-default-bg-document, #ffffff)); }
  p { all: unset; } button { background: red !important; border-radius: 99px; } * { letter-spacing: 1px; }`;

const page = (theme, attributes = '') => portal(
  `<div class="portal"><h1>Mijn gemeente</h1><maatwerk-canvas id="c" storage="none" ${attributes}></maatwerk-canvas></div>`,
  `<link rel="stylesheet" href="/thema.css" /><link rel="stylesheet" href="/portaal.css" />${MODULE}`,
).replace('<body>', `<body class="${theme}">`);

async function show(t, theme, attributes) {
  const pages = { '/host': page(theme, attributes), '/thema.css': voorbeeld + denhaag + ours, '/portaal.css': PORTAL };
  const host = await startHost(t, '', { pages });
  await host.page.waitForFunction(() => customElements.get('maatwerk-canvas'));
  await host.page.evaluate(async (document) => {
    window.c.user = { id: 'm', naam: 'A. Medewerker' };
    window.c.value = document;
    await window.c.ready;
  }, documentOf());
  const style = (selector, property) =>
    host.page.evaluate(([selector, property]) => getComputedStyle(window.c.shadowRoot.querySelector(selector))[property], [selector, property]);
  const fallback = await host.page.evaluate(() => window.c.shadowRoot.querySelector('.mwc').dataset.contrastFallback ?? '');
  return { ...host, style, fallback, app: new App(host.page, '#c') };
}

/** The colour of the buttons that matter most, as the theme writes it. */
const primary = (page) =>
  page.evaluate(() => getComputedStyle(window.c.shadowRoot.querySelector('.mwc')).getPropertyValue('--_mwc-primary').trim());

/** Every text and every control can be read and found, with the grades and a menu open too. */
async function readable({ page, app }, name) {
  await app.button('Cijfers geven').click();
  await app.screenshot(`theme-${name}`);
  const found = await new AxeBuilder({ page }).include('maatwerk-canvas').withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  deepEqual(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, any }) => `${target} ${any[0]?.message ?? ''}`).slice(0, 3)}`), []);
}

const THEMES = {
  '': { fallback: '', border: 'rgb(107, 116, 128)', primary: '#154273' },
  'voorbeeld-theme': { fallback: null },
  'denhaag-theme': { fallback: null, primary: 'hsl(138 58% 33%)' },
  'classic-theme': { fallback: '', font: /Georgia/, border: 'rgb(125, 107, 128)', primary: '#7a2f86', radius: '0px' },
  'pastel-theme': { fallback: 'text button hover field focus shade wash ground' },
  'faint-theme': { fallback: 'field', border: 'rgb(107, 116, 128)', primary: '#00594f' },
  'dark-theme': { fallback: 'wash' },
};

for (const [theme, expected] of Object.entries(THEMES)) {
  test(`theme: ${theme || 'none'}`, async (t) => {
    const host = await show(t, theme);
    const { style, fallback, complaints } = host;
    t.diagnostic(`fallback: ${fallback}`);
    await readable(host, theme || 'none');
    if (expected.fallback !== null) equal(fallback, expected.fallback);
    if (expected.font) match(await style('.app', 'fontFamily'), expected.font);
    if (expected.border) equal(await style('.header input', 'borderTopColor'), expected.border);
    if (expected.radius) equal(await style('.header input', 'borderTopLeftRadius'), expected.radius);
    if (expected.primary) equal(await primary(host.page), expected.primary);
    deepEqual(complaints, []);
  });
}

test('theme="default" has our own look, whatever the portal sets, also when it is set later', async (t) => {
  const { page, style, fallback } = await show(t, 'pastel-theme', 'theme="default"');
  equal(fallback, '');
  equal(await style('.header input', 'borderTopColor'), 'rgb(107, 116, 128)');
  await page.evaluate(() => window.c.setAttribute('theme', 'inherit'));
  notEqual(await page.evaluate(() => window.c.shadowRoot.querySelector('.mwc').dataset.contrastFallback), undefined);
});

test('parts and knobs reach what they say', async (t) => {
  const { page } = await show(t, '');
  const colours = await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    const parts = ['header', 'block', 'block-perspectief', 'totals', 'toolbar'];
    sheet.replaceSync(parts.map((part, at) => `#c::part(${part}) { outline: ${at + 1}px solid red; }`).join('') +
      '#c { --maatwerk-canvas-gap: 31px; --maatwerk-canvas-max-inline-size: 777px; --maatwerk-canvas-star: rgb(1, 2, 3); --maatwerk-canvas-chart-1: rgb(4, 5, 6); }');
    document.adoptedStyleSheets.push(sheet);
    const root = window.c.shadowRoot;
    const found = parts.map((part) => root.querySelector(`[part~="${part}"]`)).map((it) => it && getComputedStyle(it).outlineWidth);
    const canvas = getComputedStyle(root.querySelector('.canvas'));
    return [found, canvas.rowGap, getComputedStyle(root.querySelector('.app')).maxInlineSize,
      getComputedStyle(root.querySelector('.block--perspectief .icon')).color, getComputedStyle(root.querySelector('.bar--huidig .bar__fill')).fill];
  });
  deepEqual(colours, [['1px', '2px', '3px', '4px', '5px'], '31px', '777px', 'rgb(1, 2, 3)', 'rgb(4, 5, 6)']);
});
