// The look has five sizes of text and one scale of space, both custom properties in style/tokens.css.

/** Where they are defined, and the page around the element, which is styled without them. */
export const DEFINES = ['tokens.css', 'page.css'];

const SIZE = /^(var\(--text-[1-5]\)|inherit)$/;
/** A step of the scale, up or down; a target or a rule; a field's own, by the theme; and the gaps made of steps. */
const SPACE = /^(0|auto|var\(--(space-[1-6]|target|hair|between|gap|pad|left|right|_mwc-field-pad-(inline|block))\)|calc\(-1 \* var\(--space-[1-6]\)\))$/;

/**
 * The sizes of text and the spaces in a style sheet that are not of the scale, as written.
 * @param {string} css  as it stands in style/
 */
export function strays(css) {
  const bare = css.replace(/\/\*.*?\*\//gs, '');
  const declared = [...bare.matchAll(/(?:^|[;{\s])(font-size|(?:(?:row|column)-)?gap|(?:padding|margin)(?:-[a-z-]+)?):\s*([^;}]+)/g)];
  return declared
    .filter(([, property, value]) => !(property === 'font-size' ? SIZE.test(value.trim()) : words(value).every((word) => SPACE.test(word))))
    .map(([, property, value]) => `${property}: ${value.trim()}`);
}

/** The parts of a value: at the blanks that are not within brackets. */
const words = (value) => value.trim().match(/(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s(])+/g) ?? [];
