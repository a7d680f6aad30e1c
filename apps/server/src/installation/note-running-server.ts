import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type RunningServerNote, runningServerFile } from './running-server-file.js';

/**
 * Leaves word of the server for `findRunningServer`, for this user alone. What it returns takes that back, unless another server has left
 * word since. Neither throws: a server serves without it.
 */
export function noteRunningServer(dataFolder: string, url: string): () => void {
  const file = runningServerFile(dataFolder);
  const note: RunningServerNote = { pid: process.pid, url };
  const text = `${JSON.stringify(note)}\n`;
  try {
    const fresh = `${file}.${process.pid}`;
    rmSync(fresh, { force: true });
    writeFileSync(fresh, text, { mode: 0o600, flag: 'wx' });
    renameSync(fresh, file);
  } catch {
    return () => undefined;
  }
  return () => {
    try {
      if (readFileSync(file, 'utf8') === text) rmSync(file);
    } catch {
      // It is gone already.
    }
  };
}
