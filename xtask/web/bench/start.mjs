// Where the time of the app's start goes, on a canvas that a host page opens by its id: phase by
// phase, by kind of work, and what one closed cost line consists of.

import { contestants, withEnds } from './contestants.mjs';
import { median, spread } from './stats.mjs';
import { sumUp } from './trace.mjs';
import { visit } from './visit.mjs';
import { readStart, watchCalls, watchSteps } from './watch-start.mjs';

const RATES = [1, 4];
/** Chromium's own sums of the main thread's work, in processor time. */
const KINDS = [
  ['script and wasm', 'ScriptDuration'],
  ['style', 'RecalcStyleDuration'],
  ['layout', 'LayoutDuration'],
  ['all tasks of the main thread', 'TaskDuration'],
  ['the whole process, other threads too', 'ProcessTime'],
];

/** Opens the canvas `repeats` times at each rate. */
export function start({ repeats = 7, lines = 10 } = {}) {
  return withEnds(async (run) => {
    const [app] = await contestants([lines], run, ['app']);
    const tables = [];
    let line;
    for (const rate of RATES) {
      const visits = [];
      for (let round = 0; round < repeats; round += 1) visits.push(await once(app, lines, rate));
      console.error(`Starts: ${rate}x`);
      line ??= visits[0].line;
      tables.push({ rate, phases: medians(visits.map((it) => it.phases)), kinds: medians(visits.map((it) => it.kinds)), calls: visits[0].calls, rounds: visits[0].rounds, totals: visits.map(({ total }) => total) });
    }
    const traces = [];
    for (let round = 0; round < repeats; round += 1) traces.push(await traced(app, lines));
    const noise = { spread: spread(tables.map(({ totals }) => totals)), repeats };
    const spent = medians(traces.map(({ kinds }) => kinds));
    const spentIn = medians(traces.map(({ phases }) => phases));
    return { lines, line, spent, spentIn, ran: traces[0].ran, tables: tables.map(({ totals, ...rest }) => rest), noise };
  });
}

const medians = (visits) => visits[0].map(([name], at) => [name, median(visits.map((rows) => rows[at][1]))]);

async function once(app, lines, rate) {
  const { dom, frame, work, answer } = await visit(app, lines, rate, { before: [watchCalls, watchSteps], after: readStart });
  const { marks, line, calls } = answer;
  return { phases: phases(marks, { dom, frame }), total: dom, kinds: KINDS.map(([name, key]) => [name, work[key]]), calls, line, rounds: marks.storage };
}

/** A visit of its own: a trace takes time too. */
async function traced(app, lines) {
  const { events, dom, frame, answer } = await visit(app, lines, 1, { before: [watchCalls, watchSteps], after: readStart, trace: true });
  const rows = phases(answer.marks, { dom, frame }).slice(0, -2);
  let end = 0;
  const { kinds, phases: spent, ran } = sumUp(events, app.url, rows.map(([, time]) => (end += time)));
  return { kinds, phases: rows.map(([name], at) => [name, spent[at]]), ran };
}

/** The phases one after another, in milliseconds. */
function phases({ html, shim, chunk, wasm, defined, instantiated, storage }, { dom, frame }) {
  // What sync reads, nobody waits for.
  const done = storage.filter(({ what, to, from }) => /open|canvas/.test(what) && from >= instantiated && to <= dom);
  const read = Math.max(instantiated, ...done.map(({ to }) => to));
  return [
    ['the page itself', html],
    ['the shim: fetched and run', defined - html],
    ['waiting until the element is seen to be near', chunk[0] - defined],
    ['the chunk: fetched, run, its CSS taken in', wasm[0] - chunk[0]],
    ['wasm: fetched, decompressed, compiled as it comes', wasm[1] - wasm[0]],
    ['wasm: compiled to the end and instantiated', instantiated - wasm[1]],
    ['reading what is stored, until the canvas is there', read - instantiated],
    ['the rest: mounting, until the total is in the DOM', dom - read],
    ['style, layout and paint, until the frame is shown', frame - dom],
    ['total in the DOM', dom],
    ['total on the screen', frame],
  ];
}
