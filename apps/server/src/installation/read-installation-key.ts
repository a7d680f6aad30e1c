import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../config/problem.js';

const shortestKey = 32;

/** As it stands in the environment or in the file beside the data; undefined where the file is still to be made. */
export function readInstallationKey(
  dataFolder: string,
  environment: Readonly<Record<string, string | undefined>>,
): { readonly text: string } | { readonly problem: Problem } | undefined {
  if (environment.LINKSPAN_KEY) return judge('LINKSPAN_KEY', environment.LINKSPAN_KEY);
  const file = join(dataFolder, 'linkspan.key');
  try {
    return judge(file, readFileSync(file, 'utf8').trim());
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unreadable';
    if (code === 'ENOENT') return undefined;
    const remedy = 'Make it readable by the user that runs linkspan, or set LINKSPAN_KEY.';
    return { problem: { path: file, message: `cannot be read (${code})`, remedy } };
  }
}

function judge(path: string, text: string): { readonly text: string } | { readonly problem: Problem } {
  if (text.length >= shortestKey) return { text };
  const message = `is shorter than ${shortestKey} characters`;
  const remedy =
    path === 'LINKSPAN_KEY'
      ? 'Make one with "openssl rand -hex 32".'
      : 'Put the file back from a backup; without one, delete it, and a new one is made at the next start.';
  return { problem: { path, message, remedy } };
}
