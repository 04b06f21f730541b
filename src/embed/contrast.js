/**
 * The contrast guard. Municipal themes are often light blue on white: where a theme's colours can't
 * be told apart, the element takes its own, and only for what can't be read.
 *
 * `data-contrast-fallback` on the container names what style/tokens.css replaces: `text`, `button`,
 * `field`, `focus`; or `all`, where a part of ours would not fit the rest of theirs.
 */

/** What stands on what, by the names of the bridge; the least contrast; and what to replace. */
const PAIRS = [
  ['ink', 'paper', 4.5, 'text'],
  ['heading-ink', 'paper', 4.5, 'text'],
  ['link', 'paper', 4.5, 'text'],
  ['hint', 'paper', 4.5, 'text'],
  ['error', 'paper', 4.5, 'text'],
  ['warning', 'paper', 4.5, 'text'],
  ['good', 'paper', 4.5, 'text'],
  ['primary-ink', 'primary', 4.5, 'button'],
  ['primary-ink', 'primary-hover', 4.5, 'button'],
  ['secondary-ink', 'secondary', 4.5, 'button'],
  ['secondary-ink', 'secondary-hover', 4.5, 'button'],
  ['secondary-ink', 'paper', 4.5, 'button'],
  ['selected', 'paper', 3, 'button'],
  ['field-ink', 'field', 4.5, 'field'],
  ['field-border', 'paper', 3, 'field'],
  ['focus', 'paper', 3, 'focus'],
];

/**
 * Replaces what can't be read.
 * @param {HTMLElement} container
 */
export function readable(container) {
  const probe = container.appendChild(document.createElement('span'));
  const set = (names) => (container.dataset.contrastFallback = names);
  delete container.dataset.contrastFallback;
  const failing = () => new Set(PAIRS.filter((pair) => !passes(probe, pair)).map((pair) => pair[3]));
  const first = failing();
  if (first.size) set([...first].join(' '));
  if (first.size && failing().size) set('all');
  probe.remove();
}

function passes(probe, [front, back, least]) {
  // What is transparent lies on the page, and a page without a colour is white.
  const under = layer(colour(probe, 'paper'), [255, 255, 255]);
  const ground = layer(colour(probe, back), under);
  const [light, dark] = [luminance(layer(colour(probe, front), ground)), luminance(ground)].sort((a, b) => b - a);
  // A theme's own rounding may not make the difference.
  return (light + 0.05) / (dark + 0.05) >= least - 0.01;
}

/** A token's colour as red, green, blue (0 to 255) and alpha (0 to 1). */
function colour(probe, name) {
  probe.style.color = `var(--_mwc-${name})`;
  const text = getComputedStyle(probe).color;
  const numbers = text.match(/[\d.]+/g)?.map(Number) ?? [];
  if (text.startsWith('rgb')) return [...numbers.slice(0, 3), numbers[3] ?? 1];
  // Any other notation: let the browser paint it.
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  pen.fillStyle = text;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

function layer([red, green, blue, alpha = 1], under) {
  return [red, green, blue].map((value, at) => value * alpha + under[at] * (1 - alpha));
}

function luminance(rgb) {
  const [red, green, blue] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
