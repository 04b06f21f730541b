// `cargo xtask conform`: 27 checks of a server by Canvas Sync 1, one line each; exits with 0 when it keeps to it.

import { parseArgs } from 'node:util';
import { running } from '../backend/running.mjs';
import { CHECKS as ACCESS } from './checks/access.mjs';
import { CHECKS as BATCH } from './checks/batch.mjs';
import { CHECKS as CONTENT } from './checks/content.mjs';
import { CHECKS as FEED } from './checks/feed.mjs';
import { CHECKS as RACES } from './checks/races.mjs';
import { CHECKS as RECORD } from './checks/record.mjs';
import { NoAnswer } from './client.mjs';
import { Absent, Deviation, Unchecked, Workbench } from './workbench.mjs';

const CHECKS = [...RECORD, ...FEED, ...CONTENT, ...ACCESS, ...RACES, ...BATCH];
const HELP = `
Checks a server by Canvas Sync 1 (docs/sync.md), in one or two minutes.

  cargo xtask conform                        the server that \`cargo xtask backend\` runs
  cargo xtask conform --base URL --auth U:P --other URL --other-auth U:P

  --base URL        a collection to write in; best one that nobody uses
  --auth A          who may: NAME:PASSWORD, "Bearer TOKEN", or a header, "Cookie: session=…"
  --other URL       another team's collection, and
  --other-auth A    somebody of that team: neither may touch the other's
  --origin URL      where the app is served, if elsewhere
  --only C22,C23    only these checks
  --seconds 20      how long C24 writes and reads

Makes some 700 records with ids that begin with "conform-", and deletes them again.`;

const OPTIONS = Object.fromEntries(['base', 'auth', 'other', 'other-auth', 'origin', 'only', 'seconds'].map((name) => [name, { type: 'string' }]));
/** The origin of the app under `cargo xtask serve`. */
const LOCAL_APP = 'http://127.0.0.1:8080';

const SECONDS = 20;

const started = performance.now();
try {
  process.exitCode = await main();
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}

async function main() {
  const { values } = parseArgs({ options: { ...OPTIONS, help: { type: 'boolean', short: 'h' } } });
  if (values.help) return console.log(HELP) ?? 0;
  const given = settings(values);
  const checks = chosen(values.only);
  const bench = new Workbench(given);
  await reachable(bench);
  console.log(`Canvas Sync 1 at ${bench.client.base}\n`);
  const counts = { pass: 0, absent: 0, deviation: 0, FAIL: 0, unchecked: 0 };
  for (const [id, name, check] of checks) counts[await one(bench, id, name, check)] += 1;
  if (bench.silent) console.log('\nThe server did not answer, or broke off, at least once: look at its log, and at what stands in front of it.');
  const left = await tidied(bench);
  if (left.length) console.log(`\n${left.length} records could not be deleted: ${left.slice(0, 5).join(', ')}…`);
  return verdict(counts, checks.length);
}

/**
 * The server to check: the options, completed by what `cargo xtask backend` has stored about the
 * same server.
 */
function settings(values) {
  const backends = running();
  const base = values.base ?? backends[0]?.base;
  if (!base) throw new Error(`No backend of ours runs here: start one with \`cargo xtask backend\`, or say which to check.\n${HELP}`);
  if (!URL.canParse(base)) throw new Error(`\`${base}\` is not an address, as https://sync.example/v1/buckets/gemeente/collections/proef is.`);
  const local = backends.find((it) => it.base === base.replace(/\/+$/, ''));
  const known = local ? { auth: local.auth, other: local.other.base, otherAuth: local.other.auth } : {};
  const { hostname, protocol } = new URL(base);
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  if (!loopback && protocol !== 'https:') throw new Error('The app only syncs over https, but on this machine.');
  return {
    base,
    auth: values.auth ?? known.auth,
    other: values.other ?? known.other,
    otherAuth: values['other-auth'] ?? known.otherAuth,
    seconds: secondsOf(values.seconds),
    origin: values.origin ?? (loopback ? LOCAL_APP : undefined),
  };
}

function secondsOf(text = `${SECONDS}`) {
  const seconds = Number(text);
  if (!(seconds > 0 && seconds <= 3_600)) throw new Error(`\`${text}\` is not a number of seconds.`);
  return seconds;
}

function chosen(only) {
  if (!only) return CHECKS;
  const ids = only.split(',');
  const unknown = ids.filter((id) => !CHECKS.some(([known]) => known === id));
  if (unknown.length) throw new Error(`There is no check ${unknown.join(', ')}; there are C01 to C${CHECKS.length}.`);
  return CHECKS.filter(([id]) => ids.includes(id));
}

/** Checks that the server can be reached, to give one clear message instead of 27. */
async function reachable(bench) {
  const answer = await bench.client.list(0, 1);
  if (answer.status === 200 && Array.isArray(answer.json?.data)) return;
  const hint = [401, 403].includes(answer.status) ? ' Give --auth NAME:PASSWORD of somebody who may write there.' : ' Is --base the full address of a collection?';
  throw new Error(`${bench.client.base}/records answers ${answer.status}, not a listing.${hint}`);
}

async function one(bench, id, name, check) {
  const line = (result, seen) => `${id}  ${result.padEnd(9)}  ${name}: ${seen}`;
  bench.progress = (text) => live(line('…', text));
  live(line('…', ''));
  try {
    settle(line('pass', await check(bench)));
    return 'pass';
  } catch (error) {
    const result = error instanceof Deviation ? 'deviation' : error instanceof Absent ? 'absent' : error instanceof Unchecked ? 'unchecked' : 'FAIL';
    bench.silent ||= error instanceof NoAnswer;
    settle(line(result, error.message));
    return result;
  }
}

async function tidied(bench) {
  bench.progress = (text) => live(`Deleting what was made: ${text}`);
  const left = await bench.tidy();
  live('');
  return left;
}

function verdict({ pass, absent, deviation, FAIL, unchecked }, all) {
  const seconds = Math.round((performance.now() - started) / 1000);
  const parts = [`${pass} of ${all} pass`];
  if (absent) parts.push(`${absent} not offered`);
  if (deviation) parts.push(`${deviation} known deviation`);
  if (FAIL) parts.push(`${FAIL} FAIL`);
  if (unchecked) parts.push(`${unchecked} unchecked`);
  console.log(`\n${parts.join(', ')}, in ${seconds} s. ${FAIL ? 'This server does NOT keep to Canvas Sync 1.' : unchecked ? 'Not everything was checked.' : 'This server keeps to Canvas Sync 1.'}`);
  return FAIL || unchecked ? 1 : 0;
}

/** Prints a line that the next one replaces, if the output is a terminal. */
function live(text) {
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${text.slice(0, (process.stdout.columns ?? 80) - 1)}`);
}

function settle(text) {
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[K');
  console.log(text);
}
