// Kills a browser as a power cut does: all of its processes at once, by SIGKILL.

import { execFileSync } from 'node:child_process';

/** The processes of the browser on this profile: those that name it, and their descendants. */
function processesOf(profile) {
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const all = [...lines.matchAll(/^\s*(\d+)\s+(\d+)\s+(.*)$/gm)].map(([, pid, parent, args]) => ({
    pid: Number(pid),
    parent: Number(parent),
    named: args.includes(profile),
  }));
  const ours = new Set(all.filter(({ named }) => named).map(({ pid }) => pid));
  for (let before = -1; before !== ours.size; ) {
    before = ours.size;
    for (const { pid, parent } of all) if (ours.has(parent)) ours.add(pid);
  }
  ours.delete(process.pid);
  return [...ours].sort((one, other) => one - other);
}

/** Kills the browser on this profile. Returns the number of processes. */
export function killBrowser(profile) {
  const pids = processesOf(profile);
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
  return pids.length;
}
