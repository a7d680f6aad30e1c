import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const loadFile = fileURLToPath(new URL('load.mjs', import.meta.url));

/** Requests a second for one scenario. Throws where an answer was wrong: a fast error is no result. */
export async function measure({ scenario, url, token, directory, seconds, connections, checkBodies }) {
  const child = fork(loadFile);
  child.send({ scenario, url, token, connections, seconds, directory, checkBodies });
  const [figures] = await once(child, 'message');
  const { errors, wrong, statuses } = figures;
  if (errors > 0 || wrong.length > 0 || statuses.length > 0) {
    throw new Error(
      `${scenario} at ${url}: ${errors} errors, statuses ${statuses}, wrong answers:\n${wrong.join('\n')}`,
    );
  }
  return { perSecond: figures.perSecond, p50: figures.p50, p99: figures.p99 };
}

/** How many times a second this disk makes 4 KiB durable: what writes one by one could reach at most. */
export function measureDisk(folder) {
  const file = join(folder, 'disk-probe');
  const descriptor = openSync(file, 'w');
  const block = Buffer.alloc(4096);
  const begin = performance.now();
  let count = 0;
  while (performance.now() - begin < 1000) {
    writeSync(descriptor, block);
    fdatasyncSync(descriptor);
    count += 1;
  }
  closeSync(descriptor);
  rmSync(file);
  return count;
}
