// Runs the conformance suite as a person does, and reads its lines.

import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SUITE = fileURLToPath(new URL('../../../xtask/conform/main.mjs', import.meta.url));

/** Gives its exit code, its text, and per check its result: `{C01: 'pass', …}`. */
export async function conform({ base, auth, other }, ...more) {
  const words = ['--base', base, '--auth', auth, '--other', other.base, '--other-auth', other.auth, ...more];
  const ended = await promisify(execFile)(process.execPath, [SUITE, ...words], { maxBuffer: 1 << 24 }).catch((error) => error);
  const text = `${ended.stdout}${ended.stderr}`;
  const results = Object.fromEntries([...text.matchAll(/^(C\d\d) {2}(\w+)/gm)].map(([, id, result]) => [id, result]));
  return { code: ended.code ?? 0, text, results };
}
