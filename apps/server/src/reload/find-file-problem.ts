import { readFileSync } from 'node:fs';
import type { Problem } from '../config/problem.js';

/**
 * A file that is gone or empty while a server runs: it is being written, or somebody made a mistake. Taken at its word, it would let go
 * of every client and application.
 */
export function findFileProblem(file: string): Problem | undefined {
  const remedy = 'Put it back. To run without it, end the server first.';
  try {
    if (readFileSync(file, 'utf8').trim() !== '') return undefined;
    return { path: 'the file', message: 'is empty', remedy };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unreadable';
    return { path: 'the file', message: `cannot be read (${code})`, remedy };
  }
}
