// What the three peers have in common: the document, amounts as people write them, and totals.

import Decimal from 'decimal.js';

const KEY = 'kosten';
const EURO = new Intl.NumberFormat('nl-NL', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** The columns: the field's name in the document, and its label. */
export const SCENARIOS = [
  ['huidig', 'Huidig'],
  ['dreigend', 'Dreigend'],
  ['maatwerk', 'Maatwerk'],
];

/** @typedef {{id: string, omschrijving: string, huidig: string, dreigend: string, maatwerk: string}} Line */

/** The lines that the browser keeps. @returns {Line[]} */
export const load = () => JSON.parse(localStorage.getItem(KEY) ?? '[]');

/** Keeps all lines, at each change. @param {Line[]} lines */
export const keep = (lines) => localStorage.setItem(KEY, JSON.stringify(lines));

/** `€ 1.234,5` as `1234.50`, empty as empty, and null for what is no amount. */
export function parse(text) {
  const plain = text.replace('€', '').trim().replaceAll('.', '').replace(',', '.');
  if (plain === '') return '';
  return /^-?\d+(\.\d{1,2})?$/.test(plain) ? new Decimal(plain).toFixed(2) : null;
}

/** `1234.50` as `1.234,50`. */
export const format = (amount) => (amount === '' ? '' : EURO.format(amount));

/** The exact sum of one column. */
export const total = (lines, scenario) => lines.reduce((sum, line) => sum.plus(line[scenario] || 0), new Decimal(0));

/** A total as the page shows it. */
export const euro = (sum) => `€\u00a0${EURO.format(sum.toFixed(2))}`;
