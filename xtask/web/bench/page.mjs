// What docs/speed.md and the README say of the results, in Markdown.

import { compared, inShort } from './compared.mjs';
import { kB, ms, plain, table } from './markdown.mjs';

const NOT = 'Not measured.\n';
/** From this many waiting jobs a processor on, times say little. */
const BUSY = 1.5;

/** All of docs/speed.md. */
export const page = (all) => `# Speed

How fast the app is, beside the same cost table in React 19, Solid and plain JavaScript, and beside kinto.js for sync.
\`cargo xtask bench --write\` measures all of it and writes this page; don't edit it by hand.

${warning(all)}## Beside its peers

${all.first && all.typing ? compared(all) : NOT}
The app draws the whole canvas: five boxes of text, actions, grades, what is left to do, undo, and a calculation behind each line.
A peer draws the table and its totals, and nothing else. Of a long table the app draws what is near, which is why its DOM takes less at 1,000 lines.
Each peer is bundled and minified by esbuild, adds its totals up exactly with decimal.js, and writes all lines to \`localStorage\` at each change; the app writes its journal and its archive.
They are in [benches/](../benches).

## How certain this is

${noise(all)}
## The app alone

${all.app ? alone(all.app) : NOT}
## Where the time of a start goes

${all.start ? started(all.start) : NOT}
## Sync

${all.sync ? `${all.sync.map(synced).join('\n')}\nHow busy the machine was isn't kept with these.\n` : NOT}
## How it is measured

- A **first visit** is one in a browser profile that has the document in its storage, and has never seen the page's files. The files come from this machine, compressed with brotli, so the network takes no time: what a slow line adds, follows from the bytes.
- The **first total** is in the DOM when the page's total has its text, counted from the start of the navigation. It is on the screen after the frame that follows.
- **Processor time** is what Chromium counts for the tasks of the page's main thread until that frame, which other work on the machine hardly changes.
- **4 x slower** is Chromium's own throttle of the page's main thread, for a tablet of some years old.
- A **keystroke** is a real one, in an amount in the middle of the table, until the total has changed in the DOM, and until the frame with it has been painted. Frames don't wait for the screen.
- **Memory** is what is left after the garbage is collected, when all keys have been typed. That of the DOM is what Chromium counts for nodes, style and layout.
- **Unlocking** is from the press on its button until the list is there. A passphrase is stretched for half a second on purpose; the printed code isn't.
- **Sealed and not sealed** are two browsers with the same canvases, which take turns.
- Peers and app take turns, so that what disturbs the machine disturbs all of them.
`;

function warning(all) {
  const parts = [all.first, all.typing, all.app, all.start].filter(Boolean);
  const load = Math.max(0, ...parts.map(({ noise }) => noise.load.median));
  return load > BUSY ? `**The machine was busy with other work during this run (${load.toFixed(1)} jobs for each processor): times are too long, and differences smaller than the spread mean nothing. Bytes, counts, processor time and memory hold.**\n\n` : '';
}

function noise(all) {
  const parts = [['first visits', all.first], ['keystrokes', all.typing], ['the app alone', all.app], ['starts', all.start]].filter(([, it]) => it);
  const rows = parts.map(([name, { noise: it }]) => [name, it.date, it.repeats ?? it.keys, `${Math.round(it.spread * 100)} %`, `${it.load.median.toFixed(1)}, at most ${it.load.max.toFixed(1)}`]);
  const one = parts[0]?.[1].noise;
  return `${one ? `${one.cores} processors, ${one.processor}. ` : ''}The spread is the distance between the quartiles as a part of the median, for the median series.\n\n${table(['', 'on', 'repeats', 'spread', 'jobs for each processor'], rows)}`;
}

const alone = ({ rows }) => table(['', 'median', 'p95'], rows.map(({ what, median, p95 }) => [what, ms(median), ms(p95)]));

function started({ lines, line, spent, spentIn, ran, tables }) {
  const heads = tables.map(({ rate }) => (rate === 1 ? 'as it is' : `${rate} x slower`));
  const rows = (key) => tables[0][key].map(([name], at) => [name, ...tables.map((it) => ms(it[key][at][1]))]);
  const calls = Object.entries(tables[0].calls).sort(([, one], [, other]) => other - one);
  return `A canvas of ${lines} lines that a page opens by its id, medians. One phase follows another. Processor time is the main thread's, which other work on the machine hardly changes.

${table(['phase', ...heads, 'processor time, as it is'], rows('phases').map((row, at) => [...row, spentIn[at] ? ms(spentIn[at][1]) : '']))}
Processor time until the first frame, as Chromium counts it:

${table(['', ...heads], rows('kinds'))}
The main thread's, by a trace, as it is. ${plain(ran.functions)} functions of wasm run in it, ${kB(ran.bytes)} before compression, each compiled when it is first called:

${table(['', 'processor time'], spent.map(([kind, time]) => [kind, ms(time)]))}
A closed cost line is ${line.elements} elements, ${plain(line.nodes)} nodes, ${plain(line.attributes)} attributes and ${line.listeners} listeners.
During the start, the browser is called for ${calls.map(([name, count]) => `\`${name}\` ${plain(count)} times`).join(', ')}.

What is asked of the archive, in one of the visits:

${table(['IndexedDB and locks', 'from', 'until'], rounds(tables[0].rounds))}`;
}

const rounds = (steps) => steps.map(({ what, from, to }) => [what, `${Math.round(from)} ms`, to ? `${Math.round(to)} ms` : '']);

const synced = ({ heading, date, rows }) => `${heading.replace(', in ms', '')}, on ${date}:\n\n${table(['', 'time'], rows.map(([what, time]) => [what, ms(Number(time))]))}`;

/** The short form, for the README. */
export const short = (all) => (all.first && all.typing ? `${inShort(all)}\n${warning(all)}[docs/speed.md](docs/speed.md) has the rest: 100 lines, the 95th percentile, what only the app has, sync, and how certain it is.\n` : NOT);
