/**
 * The contrast guard. Municipal themes are often light blue on white: where a theme's colours can't
 * be told apart, the element takes its own, and only for what can't be read.
 *
 * `data-contrast-fallback` on the container names what style/tokens.css replaces: `text`, `button`,
 * `hover`, `field`, `focus`, `shade` (of what lies back), `wash` (under alerts), `ground` (a background
 * of its own); or `all`, where a part of ours would not fit the rest of theirs. `data-ground="dark"`
 * says that the theme is a dark one.
 */

/** What can't be read, by what to replace: pairs of front and back by the bridge's names, least contrast. */
const CHECKS = [
  ['text', 4.5, 'ink paper', 'heading-ink paper', 'link paper', 'hint paper', 'error paper', 'warning paper', 'good paper'],
  ['button', 4.5, 'primary-ink primary', 'secondary-ink secondary', 'secondary-ink paper'],
  ['hover', 4.5, 'primary-ink primary-hover', 'secondary-ink secondary-hover'],
  ['button', 3, 'selected paper'],
  ['field', 4.5, 'field-ink field'],
  ['field', 3, 'field-border paper'],
  ['focus', 3, 'focus paper'],
  ['shade', 4.5, 'secondary-ink shade', 'hint shade', 'error shade'],
  ['wash', 4.5, 'ink error-wash', 'ink warning-wash', 'ink info-wash'],
  ['ground', 4.5, 'ink behind', 'hint behind', 'heading-ink behind', 'secondary-ink behind'],
];

/** Lighter than this, black text reads better on it than white. */
const MIDDLE = 0.18;

/**
 * Replaces what can't be read.
 * @param {HTMLElement} container  with `host` above it
 * @param {HTMLElement} host
 */
export function readable(container, host) {
  const probe = container.appendChild(document.createElement('span'));
  const page = behind(host);
  const rgb = (name, under) => {
    probe.style.color = `var(--_mwc-${name})`;
    return over(parse(getComputedStyle(probe).color), under);
  };
  const failing = () => {
    const paper = rgb('paper', page);
    container.dataset.ground = luminance(paper) < MIDDLE ? 'dark' : 'light';
    const own = container.dataset.contrastFallback?.match(/ground|all/);
    const passes = (pair, least) => {
      const [front, back] = pair.split(' ');
      const ground = back !== 'behind' ? rgb(back, paper) : own ? paper : page;
      // A theme's own rounding may not make the difference.
      return contrast(rgb(front, ground), ground) >= least - 0.01;
    };
    const failed = CHECKS.filter(([, least, ...pairs]) => !pairs.every((pair) => passes(pair, least)));
    return [...new Set(failed.map(([name]) => name))].join(' ');
  };
  delete container.dataset.contrastFallback;
  const first = failing();
  if (first) {
    container.dataset.contrastFallback = first;
    if (failing()) {
      container.dataset.contrastFallback = 'all';
      failing();
    }
  }
  probe.remove();
}

/** The colour of the page behind the element; a picture can't be told and counts as what is under it. */
function behind(host) {
  const layers = [];
  for (let at = host; at; at = at.assignedSlot ?? at.parentElement ?? at.getRootNode().host) {
    layers.push(parse(getComputedStyle(at).backgroundColor));
    if (layers.at(-1)[3] === 1) break;
  }
  return layers.reduceRight((under, layer) => over(layer, under), [255, 255, 255]);
}

/** A computed colour as red, green, blue (0 to 255) and alpha (0 to 1). */
function parse(text) {
  const numbers = text.match(/[\d.]+/g)?.map(Number) ?? [];
  if (text.startsWith('rgb')) return [...numbers.slice(0, 3), numbers[3] ?? 1];
  // Any other notation: let the browser paint it.
  const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  pen.fillStyle = text;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
  return [red, green, blue, alpha / 255];
}

function over([red, green, blue, alpha], under) {
  return [red, green, blue].map((value, at) => value * alpha + under[at] * (1 - alpha));
}

function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(rgb) {
  const [red, green, blue] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
