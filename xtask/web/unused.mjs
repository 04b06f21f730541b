// Leaves out of a style sheet what no view can show: rules whose selectors name a class that no source has.

import { readFile, readdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { root } from './paths.mjs';

/** Where classes are named: the views, and what the script shows by itself. */
const SOURCES = /\.(rs|js)$/;
/** Blocks in which there are rules again. */
const NESTS = /^@(media|supports|container|layer)\b/;

/** Tells whether the app's sources have a class, whole or as what a name begins with: `"bar--{}"`. */
export async function knownClasses() {
  const files = await readdir(resolve(root, 'src'), { recursive: true });
  const texts = await Promise.all(files.filter((file) => SOURCES.test(file)).map((file) => readFile(resolve(root, 'src', file), 'utf8')));
  const words = new Set(texts.join('\n').match(/[A-Za-z][\w-]*/g));
  const beginnings = [...words].filter((word) => /[^-]--$/.test(word));
  return (name) => words.has(name) || beginnings.some((beginning) => name.startsWith(beginning));
}

/**
 * The style sheet without the selectors that name a class for which `known` is false.
 * @param {string} css  minified, without nested rules
 * @param {(name: string) => boolean} known
 */
export function prune(css, known) {
  return blocks(css).map(({ head, body, statement }) => {
    if (statement) return statement;
    if (NESTS.test(head)) {
      const inner = prune(body, known);
      return inner ? `${head}{${inner}}` : '';
    }
    if (head.startsWith('@')) return `${head}{${body}}`;
    const kept = selectors(head).filter((selector) => classesOf(selector).every(known));
    return kept.length ? `${kept.join(',')}{${body}}` : '';
  }).join('');
}

/** The classes that an element must have, or be within, to match. */
export function classesOf(selector) {
  let plain = selector;
  // What is in brackets is one of several, or must not be there.
  for (let before; before !== plain; ) [before, plain] = [plain, plain.replace(/\([^()]*\)|\[[^\]]*\]/g, '')];
  return [...plain.matchAll(/\.([A-Za-z_][\w-]*)/g)].map(([, name]) => name);
}

/** All classes that a style sheet names, as it is written. */
export function classesIn(css) {
  const bare = css.replace(/\/\*.*?\*\//gs, '').replace(/"[^"]*"|'[^']*'|url\([^)]*\)/g, '');
  return [...bare.matchAll(/\.([A-Za-z_][\w-]*)/g)].map(([, name]) => name);
}

/** A selector list taken apart, not at the commas within brackets. */
function selectors(list) {
  const found = [''];
  let depth = 0;
  for (const letter of list) {
    if (letter === '(' || letter === '[') depth += 1;
    if (letter === ')' || letter === ']') depth -= 1;
    if (letter === ',' && depth === 0) found.push('');
    else found[found.length - 1] += letter;
  }
  return found.map((selector) => selector.trim());
}

/** The rules of a style sheet: each with its head and what is between its braces, or a statement. */
function blocks(css) {
  const found = [];
  let from = 0;
  let at = 0;
  while (at < css.length) {
    if (css[at] === '"' || css[at] === "'") at = closing(css, at);
    else if (css[at] === ';') {
      found.push({ statement: css.slice(from, at + 1) });
      from = at + 1;
    } else if (css[at] === '{') {
      const end = braces(css, at);
      found.push({ head: css.slice(from, at).trim(), body: css.slice(at + 1, end) });
      at = end;
      from = end + 1;
    }
    at += 1;
  }
  return found;
}

/** Where the string that begins here ends. */
function closing(css, at) {
  let end = at + 1;
  while (end < css.length && css[end] !== css[at]) end += css[end] === '\\' ? 2 : 1;
  return end;
}

/** Where the block that begins here ends. */
function braces(css, at) {
  let depth = 0;
  for (let end = at; end < css.length; end += 1) {
    if (css[end] === '"' || css[end] === "'") end = closing(css, end);
    else if (css[end] === '{') depth += 1;
    else if (css[end] === '}' && --depth === 0) return end;
  }
  throw new Error('A block of the style sheet has no end.');
}
