import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Linkspan } from './linkspan.js';

/** Changes an application in the file of the running server, and waits until it holds. */
export async function configure(
  hub: Linkspan,
  application: string,
  change: Readonly<Record<string, unknown>>,
): Promise<void> {
  const file = join(hub.dataFolder, 'linkspan.yaml');
  const configuration = JSON.parse(await readFile(file, 'utf8'));
  const held = reloads(hub);
  Object.assign(configuration.applications[application], change);
  await writeFile(file, JSON.stringify(configuration, null, 2));
  await expect.poll(() => reloads(hub), { timeout: 60_000, interval: 100 }).toBeGreaterThan(held);
}

function reloads(hub: Linkspan): number {
  return hub.output().split('configuration changed').length;
}
