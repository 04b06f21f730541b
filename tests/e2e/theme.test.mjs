// The portal's theme: both generations of tokens, a dialect of its own, none, faint ones and a dark
// one; always readable, and always in the theme's hue.

import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict';
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
const others = [
  await css('node_modules/@gemeente-rotterdam/design-tokens/dist/theme.css'),
  await css('node_modules/@nl-rvo/design-tokens/dist/index.css'),
  await css('node_modules/@amsterdam/design-system-tokens/dist/index.theme.css'),
].join('\n');
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
  const pages = { '/host': page(theme, attributes), '/thema.css': voorbeeld + denhaag + others + ours, '/portaal.css': PORTAL };
  const host = await startHost(t, '', { pages });
  await host.page.waitForFunction(() => customElements.get('maatwerk-canvas'));
  await host.page.evaluate(async (document) => {
    window.c.user = { id: 'm', naam: 'A. Medewerker' };
    window.c.value = document;
    await window.c.ready;
  }, documentOf());
  // The part that draws a canvas may still be on its way.
  await host.page.waitForFunction(() => window.c.shadowRoot.querySelector('.header input'));
  const style = (selector, property) =>
    host.page.evaluate(([selector, property]) => getComputedStyle(window.c.shadowRoot.querySelector(selector))[property], [selector, property]);
  const { fallback, mended } = await host.page.evaluate(() => {
    const { contrastFallback: fallback = '', contrastMended: mended = '' } = window.c.shadowRoot.querySelector('.mwc').dataset;
    return { fallback, mended };
  });
  return { ...host, style, fallback, mended, app: new App(host.page, '#c') };
}

/** Every colour of the bridge as it is, and as the theme has it: `{name: [red, green, blue]}` each. */
function coloursOf(page) {
  return page.evaluate(() => {
    const container = window.c.shadowRoot.querySelector('.mwc');
    const names = ['ink', 'heading-ink', 'link', 'hint', 'error', 'warning', 'good', 'primary', 'primary-ink', 'primary-hover', 'secondary',
      'secondary-ink', 'secondary-hover', 'subtle-ink', 'subtle-hover', 'selected', 'selected-ink', 'field', 'field-ink', 'field-border', 'focus', 'paper'];
    const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const read = () => {
      const probe = container.appendChild(document.createElement('span'));
      const all = Object.fromEntries(names.map((name) => {
        probe.style.color = `var(--_mwc-${name})`;
        pen.clearRect(0, 0, 1, 1);
        pen.fillStyle = getComputedStyle(probe).color;
        pen.fillRect(0, 0, 1, 1);
        return [name, [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3)];
      }));
      probe.remove();
      return all;
    };
    const now = read();
    const inline = container.getAttribute('style');
    container.removeAttribute('style');
    const theme = read();
    for (const part of (inline ?? '').split(';').filter(Boolean)) container.style.setProperty(...part.split(/:\s*/).map((it) => it.trim()));
    return { now, theme };
  });
}

/** Hue in degrees and how much of it there is, as HSL has them. */
function hueOf([red, green, blue]) {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const range = most - least;
  if (range === 0) return { hue: 0, range };
  const hue = most === red ? (green - blue) / range : most === green ? 2 + (blue - red) / range : 4 + (red - green) / range;
  return { hue: (hue * 60 + 360) % 360, range };
}

/** What was mended is of the theme's hue, and nothing else has changed. */
async function keepsHues({ page, mended }) {
  const { now, theme } = await coloursOf(page);
  for (const name of Object.keys(now)) {
    if (!mended.split(' ').includes(name)) {
      deepEqual(now[name], theme[name], name);
      continue;
    }
    notEqual(`${now[name]}`, `${theme[name]}`, name);
    const [before, after] = [hueOf(theme[name]), hueOf(now[name])];
    const turned = Math.abs(((before.hue - after.hue + 540) % 360) - 180);
    // Of a few steps between the channels rounding makes another hue.
    ok(before.range < 12 || after.range < 12 || turned < 5, `${name}: ${theme[name]} became ${now[name]}`);
  }
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
  '': { mended: '', fallback: '', border: 'rgb(107, 116, 128)', primary: '#154273' },
  'voorbeeld-theme': {},
  'denhaag-theme': { primary: 'hsl(138 58% 33%)' },
  'classic-theme': { mended: '', fallback: '', font: /Georgia/, border: 'rgb(125, 107, 128)', primary: '#7a2f86', radius: '0px' },
  'pastel-theme': { mended: /^ink .*primary primary-hover.*field-border focus$/ },
  'faint-theme': { mended: 'field-border', fallback: '', primary: '#00594f' },
  'dark-theme': { fallback: 'wash' },
  // Rotterdam's: a magenta first button, black second ones, green links.
  'rods-theme': { mended: /^(?!.*(primary|secondary|link|subtle-ink))/, primary: '#C93675' },
  'rvo-theme': { mended: /^(?!.*(primary|secondary|link))/, primary: '#007BC7', secondaryBorder: '1px' },
  'ams-theme': { mended: /^(?!.*(primary|secondary|link|field))/, primary: '#004699', font: /Amsterdam Sans/, radius: '0px', secondaryBorder: '2px' },
};

for (const [theme, expected] of Object.entries(THEMES)) {
  test(`theme: ${theme || 'none'}`, async (t) => {
    const host = await show(t, theme);
    const { style, fallback, mended, complaints } = host;
    t.diagnostic(`mended: ${mended}; replaced: ${fallback}`);
    await keepsHues(host);
    await readable(host, theme || 'none');
    if (expected.fallback !== undefined) equal(fallback, expected.fallback);
    if (typeof expected.mended === 'string') equal(mended, expected.mended);
    else if (expected.mended) match(mended, expected.mended);
    if (expected.font) match(await style('.app', 'fontFamily'), expected.font);
    if (expected.border) equal(await style('.header input', 'borderTopColor'), expected.border);
    if (expected.radius) equal(await style('.header input', 'borderTopLeftRadius'), expected.radius);
    if (expected.primary) equal(await primary(host.page), expected.primary);
    if (expected.secondaryBorder) {
      const [button] = await host.page.evaluate(() =>
        [...window.c.shadowRoot.querySelectorAll('.utrecht-button--secondary-action')].map((it) => getComputedStyle(it)).map((it) => [it.borderTopWidth, it.borderTopStyle]));
      deepEqual(button, [expected.secondaryBorder, 'solid']);
    }
    deepEqual(complaints, []);
  });
}

test('theme="default" has our own look, whatever the portal sets, also when it is set later', async (t) => {
  const { page, style, fallback, mended } = await show(t, 'pastel-theme', 'theme="default"');
  deepEqual([fallback, mended], ['', '']);
  equal(await style('.header input', 'borderTopColor'), 'rgb(107, 116, 128)');
  await page.evaluate(() => window.c.setAttribute('theme', 'inherit'));
  const changed = () => page.evaluate(() => window.c.shadowRoot.querySelector('.mwc').dataset.contrastMended);
  notEqual(await changed(), undefined);
  await page.evaluate(() => window.c.setAttribute('theme', 'default'));
  equal(await changed(), undefined);
  equal(await style('.header input', 'borderTopColor'), 'rgb(107, 116, 128)');
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
