import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type RunningServerNote, runningServerFile } from './running-server-file.js';

const note = z.object({ pid: z.int().positive(), url: z.url() });

/** The server that runs on these data; undefined where none does, also after one that ended without a word. */
export function findRunningServer(dataFolder: string): RunningServerNote | undefined {
  try {
    const found = note.parse(JSON.parse(readFileSync(runningServerFile(dataFolder), 'utf8')));
    return isAlive(found.pid) ? found : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
