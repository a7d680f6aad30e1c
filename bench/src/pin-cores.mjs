import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';

/**
 * Keeps this process, and what it starts from now on, to some of the machine's cores: the first half, the second, or all. A site and
 * whoever calls it are seldom one machine; on one, each takes from the other's processor what it needs itself. False where it cannot be done.
 */
export function pinCores(which) {
  const count = cpus().length;
  if (count < 2) return false;
  const half = Math.floor(count / 2);
  const list = { first: `0-${half - 1}`, second: `${half}-${count - 1}`, all: `0-${count - 1}` }[which];
  return spawnSync('taskset', ['-a', '-c', '-p', list, String(process.pid)]).status === 0;
}
