// The benchmarks, one part at a time, and the page that tells their results.
//
//   node xtask/web/bench.mjs first|typing|app|start|results    measures; the results go to target/bench/
//   node xtask/web/bench.mjs report [--write]          prints all results; --write keeps them in docs/speed.md and README.md

import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { appAlone } from './bench/app.mjs';
import { first } from './bench/first.mjs';
import { keys } from './bench/keys.mjs';
import { page } from './bench/page.mjs';
import { print, results, write } from './bench/report.mjs';
import { results as resultsOf } from './bench/results.mjs';
import { start } from './bench/start.mjs';
import { withNoise } from './bench/stats.mjs';

const [part, ...flags] = process.argv.slice(2);
/** How often a visit is repeated; less is quicker and less certain. */
const repeats = Number(process.env.REPEATS ?? 7);

const PARTS = {
  first: () => first({ repeats }),
  typing: () => keys({ count: repeats * 6 }),
  app: () => appAlone({ repeats }),
  start: () => start({ repeats }),
  results: () => resultsOf({ repeats, count: Number(process.env.CANVASES ?? 10_000) }),
};

if (part === 'report') {
  const all = await results();
  print(page(all));
  if (flags.includes('--write')) await write(all);
} else if (PARTS[part]) {
  const result = await withNoise(PARTS[part]);
  await mkdir(results.folder, { recursive: true });
  await writeFile(resolve(results.folder, `${part}.json`), `${JSON.stringify(result, null, 1)}\n`);
} else {
  console.error(`There is no part "${part}" to measure; there are: ${Object.keys(PARTS).join(', ')}, report.`);
  process.exitCode = 1;
}
