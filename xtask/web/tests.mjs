// Runs test files in parallel, each in a process of its own, the longest first; prints the slowest
// at the end.
//
//   node xtask/web/tests.mjs [--jobs N] FILE...
//
// A browser on a busy machine fails now and then in a way that says nothing about the product. So of
// at most two files that fail, each is repeated once, by itself. One that passes then doesn't fail the
// run, but is listed as UNSTABLE with its first failure: a race in it or in the product is a defect.

import { spawn } from 'node:child_process';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { basename, dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { root, target } from './paths.mjs';

/** The times of an earlier run. */
const TIMES = resolve(target, 'xtask-logs/test-times.json');
/**
 * The files that take longest, longest first: without times of an earlier run these start first, and
 * then the largest.
 */
const LONGEST = ['access', 'access_narrow', 'fuzz', 'engines', 'story', 'sync-bad', 'deploy', 'outage', 'address', 'results'];
/** The time after which a file counts as hanging. */
const LIMIT_MS = 20 * 60_000;
/** The number of slowest files to print. */
const TOLD = 12;
/** The number of failed files that are repeated; more are no accident. */
const REPEATED = 2;

const { values, positionals } = parseArgs({
  options: { jobs: { type: 'string' } },
  allowPositionals: true,
});
const jobs = Number(values.jobs ?? availableParallelism());
if (!Number.isInteger(jobs) || jobs < 1) throw new Error(`\`${values.jobs}\` is not a number of jobs.`);

const children = new Set();
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    stopped = true;
    for (const child of children) child.kill('SIGTERM');
  });
}

const started = performance.now();
const known = await times();
const results = [];
const queue = await ordered(positionals);
await Promise.all(Array.from({ length: jobs }, () => work(queue)));
const unstable = await repeat();
await remember();
process.exitCode = verdict();

async function work(files) {
  for (let file = files.shift(); file && !stopped; file = files.shift()) {
    const result = await run(file);
    results.push(result);
    const mark = result.ok ? 'ok' : 'FAILED';
    // A file's output is printed at once, so that the outputs of two files don't mix.
    console.log(`\n${result.text.trimEnd()}\n[${results.length} of ${positionals.length}] ${file}: ${mark} in ${seconds(result.ms)}`);
  }
}

/**
 * Repeats the files that failed, unless they are many. Returns the first results of those that pass
 * now, which count as passed.
 */
async function repeat() {
  const failed = results.filter(({ ok }) => !ok);
  if (failed.length > REPEATED) return [];
  const passed = [];
  for (const result of failed) {
    if (stopped) break;
    const again = await run(result.file);
    console.log(`\n${again.text.trimEnd()}\n[repeated] ${result.file}: ${again.ok ? 'ok' : 'FAILED'} in ${seconds(again.ms)}`);
    if (!again.ok) continue;
    passed.push(result);
    results.splice(results.indexOf(result), 1, again);
  }
  return passed;
}

function run(file) {
  return new Promise((done) => {
    const from = performance.now();
    const child = spawn(process.execPath, ['--test-reporter=spec', file], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    children.add(child);
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part) => (text += part));
    const late = setTimeout(() => {
      text += `\nIt took longer than ${LIMIT_MS / 60_000} minutes and was ended.\n`;
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 10_000).unref();
    }, LIMIT_MS);
    child.on('error', (error) => (text += error.message));
    child.on('close', (code) => {
      clearTimeout(late);
      children.delete(child);
      done({ file, text, ok: code === 0, ms: performance.now() - from });
    });
  });
}

async function times() {
  return JSON.parse(await readFile(TIMES, 'utf8').catch(() => '{}'));
}

async function ordered(files) {
  const guess = async (file) => {
    const rank = LONGEST.indexOf(basename(file, '.test.mjs'));
    return known[file] ?? (rank < 0 ? (await stat(resolve(root, file))).size : (LONGEST.length - rank) * 1e6);
  };
  const guessed = await Promise.all(files.map(async (file) => [file, await guess(file)]));
  return guessed.sort(([, one], [, other]) => other - one).map(([file]) => file);
}

async function remember() {
  for (const { file, ms, ok } of results) if (ok) known[file] = Math.round(ms);
  await mkdir(dirname(TIMES), { recursive: true });
  await writeFile(TIMES, JSON.stringify(known, null, 1));
}

function verdict() {
  const slowest = [...results].sort((one, other) => other.ms - one.ms).slice(0, TOLD);
  console.log(`\nThe slowest of ${results.length} files, ${jobs} at a time, in ${seconds(performance.now() - started)}:`);
  for (const { file, ms } of slowest) console.log(`  ${basename(file).padEnd(28)} ${seconds(ms).padStart(10)}`);
  for (const { file, text } of unstable) console.log(`\nUNSTABLE, passed when repeated: ${file}\n${failures(text)}`);
  const failed = results.filter(({ ok }) => !ok);
  // The failures are repeated together, as only the end of a long output is shown.
  for (const { file, text } of failed) console.log(`\nFAILED: ${file}\n${failures(text)}`);
  if (stopped) console.log('\nStopped before the end.');
  return failed.length || stopped ? 1 : 0;
}

/** The part of a file's output about its failures. */
function failures(text) {
  const at = text.lastIndexOf('failing tests:');
  return (at < 0 ? text : text.slice(at)).trimEnd();
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}
