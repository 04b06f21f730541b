// The one table in which the app stands beside its peers.

import { MB, kB, ms, plain, table } from './markdown.mjs';

const find = (rows, want) => rows.find((row) => Object.entries(want).every(([key, value]) => row[key] === value));
const sum = (all) => all.reduce((total, [, bytes]) => total + bytes, 0);
const both = ({ median, p95 }) => `${ms(median)}, ${ms(p95)}`;

/** The whole table. */
export function compared({ first, typing }) {
  const { contestants } = first;
  const row = (name, of) => [name, ...contestants.map(({ id }) => of(id))];
  const counts = [...new Set(first.rows.map(({ lines }) => lines))];
  const rates = [...new Set(first.rows.map(({ rate }) => rate))];
  const [fewest, most] = [counts[0], counts.at(-1)];
  const visit = (rate, what, says) => counts.map((lines) => row(`${says}${slower(rate)}, ${plain(lines)} lines`, (id) => ms(find(first.rows, { id, lines, rate })[what].median)));
  const key = (what, says) => [
    ...counts.map((lines) => row(`${says}, ${plain(lines)} lines: median, p95`, (id) => both(find(typing.rows, { id, lines })[what]))),
    row(`the same, ${plain(most)} lines as against ${plain(fewest)}`, (id) => `${(find(typing.rows, { id, lines: most })[what].median / find(typing.rows, { id, lines: fewest })[what].median).toFixed(2)} x`),
  ];
  const held = (what, says) => [fewest, most].map((lines) => row(`${says}, ${plain(lines)} lines`, (id) => MB(find(typing.rows, { id, lines }).memory[what])));
  const rows = [
    row('loaded by a first visit, brotli', (id) => kB(sum(first.bytes[id]))),
    ...rates.flatMap((rate) => visit(rate, 'dom', 'first total in the DOM')),
    ...rates.flatMap((rate) => visit(rate, 'frame', 'first total on the screen')),
    ...counts.map((lines) => row(`processor time of that, main thread, ${plain(lines)} lines`, (id) => ms(find(first.rows, { id, lines, rate: 1 }).work.median))),
    ...key('dom', 'keystroke to the DOM'),
    ...key('frame', 'keystroke to the painted frame'),
    ...held('script', 'memory of JavaScript'),
    ...held('dom', 'memory of the DOM'),
    ...held('wasm', 'memory of wasm'),
  ];
  return table(['', ...contestants.map(({ name }) => name)], rows);
}

const slower = (rate) => (rate === 1 ? '' : `, ${rate} x slower`);

/** The rows that say most. */
export function inShort({ first, typing }) {
  const { contestants } = first;
  const row = (name, of) => [name, ...contestants.map(({ id }) => of(id))];
  const visit = (lines, rate) => row(`first total, ${plain(lines)} lines${slower(rate)}`, (id) => ms(find(first.rows, { id, lines, rate }).dom.median));
  return table(['', ...contestants.map(({ name }) => name)], [
    row('loaded by a first visit, brotli', (id) => kB(sum(first.bytes[id]))),
    ...[10, 1000].flatMap((lines) => [visit(lines, 1), visit(lines, 4)]),
    ...[10, 1000].map((lines) => row(`processor time of that, main thread, ${plain(lines)} lines`, (id) => ms(find(first.rows, { id, lines, rate: 1 }).work.median))),
    row('keystroke to the total in the DOM, 1,000 lines', (id) => ms(find(typing.rows, { id, lines: 1000 }).dom.median)),
    row('keystroke to the painted frame, 1,000 lines', (id) => ms(find(typing.rows, { id, lines: 1000 }).frame.median)),
    row('memory, 1,000 lines: JavaScript, DOM and wasm', (id) => MB(Object.values(find(typing.rows, { id, lines: 1000 }).memory).reduce((all, one) => all + one, 0))),
  ]);
}
