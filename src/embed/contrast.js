/**
 * The contrast guard. Municipal themes are often light blue on white: where two of a theme's colours
 * can't be told apart, the one that falls short gets lighter or darker until they can. It keeps its
 * hue, and nothing else changes.
 *
 * `data-contrast-mended` on the container names the colours that were changed, by the bridge's names
 * (style/tokens.css). `data-contrast-fallback` names what was replaced: `wash` (under alerts), `ground`
 * (a background of its own); or `all`, where nothing else helps.
 * `data-ground="dark"` says that the theme is a dark one.
 */

/**
 * What must be told apart, in this order: least contrast, the colour that moves, and what it lies on
 * or what lies on it. Of two joined by `/` that one moves which has to move less.
 */
const RULES = [
  [4.5, 'ink', 'paper', 'shade', 'star-wash'],
  [4.5, 'heading-ink', 'paper', 'shade', 'star-wash'],
  [4.5, 'link', 'paper'],
  // It lies on every tint that a part of the page has: a little more than the least on the page itself.
  [5.2, 'hint', 'paper'],
  [4.5, 'error', 'paper', 'shade', 'star-wash'],
  [4.5, 'warning', 'paper'],
  [4.5, 'good', 'paper'],
  [4.5, 'primary/primary-ink'],
  [4.5, 'primary-hover', 'primary-ink'],
  [4.5, 'secondary/secondary-ink'],
  [4.5, 'secondary-hover', 'secondary-ink'],
  [4.5, 'subtle-ink', 'paper', 'shade'],
  [4.5, 'subtle-hover', 'subtle-ink', 'ink'],
  [4.5, 'selected/selected-ink'],
  [3, 'selected', 'paper'],
  [4.5, 'selected-ink', 'selected'],
  [4.5, 'field-ink', 'field', 'star-wash'],
  [3, 'field-border', 'paper'],
  [3, 'focus', 'paper'],
];

/** What is replaced where it can't be read, all at 4.5: the mixed colours and the page behind. */
const REPLACED = {
  wash: ['ink error-wash', 'ink warning-wash', 'ink info-wash'],
  ground: ['ink behind', 'hint behind', 'heading-ink behind', 'subtle-ink behind'],
};

/** What text needs more than the least, until it can be read on what was replaced too. */
const MARGINS = [1, 1.2, 1.5];

/** Lighter than this, black text reads better on it than white. */
const MIDDLE = 0.18;
/** A colour with parts from 0 to 1, as a browser tells one that is mixed. */
const SRGB = /^color\(srgb ([01]?(?:\.\d+)?) ([01]?(?:\.\d+)?) ([01]?(?:\.\d+)?)(?: \/ ([\d.]+))?\)$/;
/** A theme's own rounding may not make the difference. */
const ROUNDING = 0.01;

/**
 * Makes what can't be read readable.
 * @param {HTMLElement} container  with `host` above it
 * @param {HTMLElement} host
 */
export function ensureContrast(container, host) {
  const { dataset, style } = container;
  const probe = container.appendChild(document.createElement('span'));
  const page = behind(host);
  const rgb = (name, under) => {
    probe.style.color = `var(--_mwc-${name})`;
    return over(parse(getComputedStyle(probe).color), under);
  };
  const paper = () => rgb('paper', page);
  const unmend = () => {
    for (const name of dataset.contrastMended?.split(' ') ?? []) style.removeProperty(`--_mwc-${name}`);
    delete dataset.contrastMended;
    delete dataset.contrastFallback;
  };
  const set = (name, colour) => {
    style.setProperty(`--_mwc-${name}`, `rgb(${colour.join(' ')})`);
    dataset.contrastMended = [...new Set(dataset.contrastMended?.split(' ')).add(name)].join(' ');
  };
  const readableOnAll = (margin) => {
    unmend();
    mend((name) => rgb(name, paper()), set, margin);
    const failing = unread(rgb, paper(), page);
    if (failing) dataset.contrastFallback = failing;
    return !failing || !unread(rgb, paper(), failing.includes('ground') ? paper() : page);
  };
  if (!MARGINS.some(readableOnAll)) {
    unmend();
    dataset.contrastFallback = 'all';
  }
  dataset.ground = luminance(paper()) < MIDDLE ? 'dark' : 'light';
  probe.remove();
}

/** What has to be replaced, by name, with the element on `ground`. */
function unread(rgb, paper, ground) {
  const passes = (pair) => {
    const [front, name] = pair.split(' ');
    const back = name === 'behind' ? ground : rgb(name, paper);
    return contrast(rgb(front, back), back) >= 4.5 - ROUNDING;
  };
  return Object.keys(REPLACED).filter((name) => !REPLACED[name].every(passes)).join(' ');
}

/** Changes what falls short, one colour after the other: some are mixed from those before them. */
function mend(colour, set, margin) {
  for (const [least, names, ...others] of RULES) {
    const [name, partner] = names.split('/');
    const backs = (partner ? [partner] : others).map(colour);
    const wanted = least * (least > 3 && others.includes('paper') ? margin : 1);
    if (backs.every((back) => contrast(colour(name), back) >= wanted - ROUNDING)) continue;
    const moves = [[name, moved(colour(name), backs, wanted)]];
    if (partner) moves.push([partner, moved(backs[0], [colour(name)], wanted)]);
    const [[which, { rgb }]] = moves.sort(([, one], [, other]) => one.by - other.by);
    set(which, rgb);
  }
}

/** A colour as much lighter or darker as it takes to stand on these; `by` is how far it had to go. */
function moved(rgb, backs, least) {
  const stands = (colour) => backs.every((back) => contrast(colour, back) >= least);
  const from = lightness(rgb);
  const ways = [0, 1].map((end) => {
    const at = (part) => withLightness(rgb, from + (end - from) * part);
    // Where even black or white doesn't stand, nothing will; the other way does then.
    if (!stands(at(1))) return { rgb: at(1), by: 2 };
    let [short, enough] = [0, 1];
    while (enough - short > 0.004) {
      const middle = (short + enough) / 2;
      if (stands(at(middle))) enough = middle;
      else short = middle;
    }
    return { rgb: at(enough), by: Math.abs(end - from) * enough };
  });
  return ways[0].by <= ways[1].by ? ways[0] : ways[1];
}

/** Lightness as HSL has it, from 0 to 1. */
function lightness(rgb) {
  return (Math.max(...rgb) + Math.min(...rgb)) / 510;
}

/**
 * The same hue and saturation with another lightness, as HSL has them; but no more than twice as
 * colourful, or what is almost white would turn glaring.
 */
function withLightness(rgb, wanted) {
  const room = (light) => 1 - Math.abs(2 * light - 1);
  const now = lightness(rgb);
  const stretch = Math.min(2, room(wanted) / Math.max(room(now), 0.001));
  return rgb.map((value) => Math.round(Math.min(255, Math.max(0, wanted * 255 + (value - now * 255) * stretch))));
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
  // A mixed colour. Painting it would give the same, and takes a millisecond each.
  const mixed = SRGB.exec(text);
  if (mixed) return [...mixed.slice(1, 4).map((part) => Math.round(part * 255)), Number(mixed[4] ?? 1)];
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
