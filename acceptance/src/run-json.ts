import type { Linkspan } from './linkspan.js';

/** What a command answers to programs. Those that did what they could end with 0 or 1. */
export async function runJson(hub: Linkspan, ...args: readonly string[]) {
  const { status, stdout, stderr } = await hub.cli(...args, '--json');
  if (status === 2 || stdout === '') throw new Error(`linkspan ${args.join(' ')} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}
