// Reads the page sizes and the text of a PDF made by Chromium, as far as these tests need.

import { inflateSync } from 'node:zlib';

/** The size of every page in millimetres, and the text without white space. */
export function readPdf(bytes) {
  const objects = objectsOf(bytes);
  const pages = [...objects.values()].filter(({ head }) => /\/Type\s*\/Page\b/.test(head));
  return {
    sizes: pages.map(({ head }) => millimetres(head)),
    pages: pages.map((page) => textOf(page, objects)),
  };
}

/** A text in the form of `readPdf`'s, to search for: ligatures (ﬀ) are separate letters. */
export const squeezed = (text) => text.normalize('NFKC').replace(/\s+/g, '');

function objectsOf(bytes) {
  const source = bytes.toString('latin1');
  const objects = new Map();
  for (const match of source.matchAll(/(?:^|\n)(\d+) 0 obj\b/g)) {
    const start = match.index + match[0].length;
    const end = source.indexOf('endobj', start);
    const body = source.slice(start, end);
    const stream = /stream\r?\n/.exec(body);
    const head = stream ? body.slice(0, stream.index) : body;
    const length = Number(/\/Length (\d+)/.exec(head)?.[1]);
    const at = stream ? start + stream.index + stream[0].length : 0;
    const raw = stream ? bytes.subarray(at, at + length) : undefined;
    objects.set(match[1], { head, stream: raw && (/FlateDecode/.test(head) ? inflateSync(raw) : raw) });
  }
  return objects;
}

function millimetres(head) {
  const [, width, height] = /\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(head);
  return [width, height].map((points) => Math.round((Number(points) / 72) * 25.4));
}

function textOf({ head }, objects) {
  const fonts = new Map();
  const resources = /\/Font\s*<<(.*?)>>/s.exec(head)?.[1] ?? '';
  for (const [, name, id] of resources.matchAll(/\/(\S+) (\d+) 0 R/g)) fonts.set(name, fontOf(objects.get(id), objects));
  const contents = /\/Contents (\d+) 0 R/.exec(head)[1];
  const source = objects.get(contents).stream.toString('latin1');
  let font;
  let text = '';
  for (const [, name, hex, literal] of source.matchAll(/\/(\S+) [\d.]+ Tf|<([0-9A-Fa-f]+)>|\(((?:\\.|[^\\)])*)\)/gs)) {
    if (name) font = fonts.get(name);
    else if (font) text += decode(font, hex ?? hexOf(literal));
  }
  return squeezed(text);
}

/** The map from a font's codes to letters. */
function fontOf({ head }, objects) {
  const id = /\/ToUnicode (\d+) 0 R/.exec(head)?.[1];
  const map = id ? objects.get(id).stream.toString('latin1') : '';
  const letters = new Map();
  for (const [, block] of map.matchAll(/beginbfchar(.*?)endbfchar/gs)) {
    for (const [, code, to] of block.matchAll(/<(\w+)>\s*<(\w+)>/g)) letters.set(parseInt(code, 16), utf16(to));
  }
  for (const [, block] of map.matchAll(/beginbfrange(.*?)endbfrange/gs)) {
    for (const [, from, to, first] of block.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      const [start, end, letter] = [from, to, first].map((hex) => parseInt(hex, 16));
      for (let code = start; code <= end; code += 1) letters.set(code, String.fromCodePoint(letter + code - start));
    }
  }
  return { letters, digits: /\/Subtype\s*\/Type0/.test(head) ? 4 : 2 };
}

const utf16 = (hex) => hex.match(/.{4}/g).map((unit) => String.fromCharCode(parseInt(unit, 16))).join('');
const decode = ({ letters, digits }, hex) =>
  (hex.match(new RegExp(`.{${digits}}`, 'g')) ?? []).map((code) => letters.get(parseInt(code, 16)) ?? '').join('');

/** A literal string as hexadecimal digits, unescaped. */
function hexOf(literal) {
  const escapes = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  const plain = literal.replace(/\\([0-7]{1,3}|.)/gs, (_, it) =>
    /^[0-7]/.test(it) ? String.fromCharCode(parseInt(it, 8)) : (escapes[it] ?? it),
  );
  return Buffer.from(plain, 'latin1').toString('hex');
}
