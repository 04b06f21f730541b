// A first visit: its bytes, and the time until the total is in the DOM and on the screen.

import { contestants, withEnds } from './contestants.mjs';
import { spread, summary } from './stats.mjs';
import { visit } from './visit.mjs';
import { bytesLoaded } from './watch.mjs';

const LINES = [10, 100, 1000];
const RATES = [1, 4];

/** Opens each page `repeats` times in a profile that has never seen it, taking turns. */
export function first({ repeats = 7, counts = LINES, rates = RATES, only } = {}) {
  return withEnds(async (run) => {
    const all = await contestants(counts, run, only);
    const cells = counts.flatMap((lines) => rates.flatMap((rate) => all.map((contestant) => ({ contestant, lines, rate, visits: [] }))));
    for (let round = 0; round < repeats; round += 1) {
      for (const { contestant, lines, rate, visits } of cells) visits.push(await visit(contestant, lines, rate, { after: bytesLoaded }));
      console.error(`First visits: round ${round + 1} of ${repeats}`);
    }
    for (const lines of counts) same(cells.filter((it) => it.lines === lines));
    const series = (visits, of) => summary(visits.map(of));
    return {
      contestants: all.map(({ id, name }) => ({ id, name })),
      bytes: Object.fromEntries(cells.map(({ contestant, visits }) => [contestant.id, visits[0].answer])),
      rows: cells.map(({ contestant: { id }, lines, rate, visits }) => ({
        id, lines, rate,
        dom: series(visits, ({ dom }) => dom),
        frame: series(visits, ({ frame }) => frame),
        work: series(visits, ({ work }) => work.TaskDuration),
      })),
      noise: { spread: spread(cells.map(({ visits }) => visits.map(({ dom }) => dom))), repeats },
    };
  });
}

/** All pages must come to the same total, or they don't do the same work. */
function same(cells) {
  const [{ visits: [{ total }] }] = cells;
  for (const { contestant: { name }, lines, visits } of cells) {
    const other = visits.find((it) => it.total !== total);
    if (other) throw new Error(`${name} shows ${other.total} at ${lines} lines, another one ${total}.`);
  }
}
