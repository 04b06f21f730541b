// Takes wasm-bindgen's glue apart, to leave out what nobody uses: classes, and imports that wasm-opt has
// removed from the module. What is left, glue and module know by short names.

/** A class that the glue offers, with what follows it. */
const CLASS = /^export class (\w+) \{\n[\s\S]*?^\}\n(?:if \(Symbol\.dispose\) .*\n)?/gm;
const IMPORTS = /^( {4}const import0 = \{\n {8}__proto__: null,\n)([\s\S]*?)(^ {4}\};\n)/m;
/** Where one import of the module begins. */
const EACH = /^(?= {8}__wb\w+: )/m;
const FROM = /"\.\/\w+_bg\.js"(?=: import0)/;
const USED = /\bwasm\.(\w+)/g;

export class Glue {
  #text;
  /** The exports of the module that nobody uses: only what has been left out did. */
  dropped;

  /** @param {string} text  as wasm-bindgen has written it */
  constructor(text) {
    if (!IMPORTS.test(text) || !FROM.test(text)) throw new Error("wasm-bindgen's glue looks different: see xtask/web/glue.mjs.");
    this.#text = [...text.matchAll(CLASS)].reduce(withoutIfUnused, text);
    const used = usedIn(this.#text);
    this.dropped = new Set([...usedIn(text)].filter((name) => !used.has(name)));
  }

  /**
   * The text with the imports that the module has, and short names.
   * @param {Map<string, string>} imports  the short names of what the module imports
   * @param {Map<string, string>} exports  and of what it exports
   */
  shortened(imports, exports) {
    const kept = (list) => list.split(EACH).map((text) => {
      const name = text.trimStart().split(':', 1)[0];
      return imports.has(name) ? text.replace(name, imports.get(name)) : '';
    }).join('');
    return this.#text
      .replace(IMPORTS, (_, begin, list, end) => begin + kept(list) + end)
      .replace(FROM, '""')
      .replace(USED, (text, name) => (exports.has(name) ? `wasm.${exports.get(name)}` : text));
  }
}

/** The names of the module's exports that a script uses. */
const usedIn = (text) => new Set([...text.matchAll(USED)].map(([, name]) => name));

/** Leaves out a class that is named nowhere else, but where it is tidied up. */
function withoutIfUnused(all, [text, name]) {
  const tidies = new RegExp(`^const ${name}Finalization = .*\\n(?: +.*\\n)*`, 'm');
  const rest = all.replace(text, '').replace(tidies, '');
  return new RegExp(`\\b${name}\\b`).test(rest) ? all : rest;
}

/**
 * Gives what a module imports short names, and of what it exports all that wasm-bindgen has added.
 * @param {import('./split/module.mjs').Module} module
 */
export function shorten(module) {
  const imports = new Map(module.imports.map(({ name }, index) => [name, String(index)]));
  const exports = new Map(module.exports.filter(({ name }) => name.includes('__')).map(({ name }, index) => [name, `e${index}`]));
  for (const item of module.imports) Object.assign(item, { module: '', name: imports.get(item.name) });
  for (const item of module.exports) item.name = exports.get(item.name) ?? item.name;
  return { imports, exports };
}
