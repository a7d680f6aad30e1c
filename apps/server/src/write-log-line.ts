import { writeSync } from 'node:fs';

/** Milliseconds between attempts at a pipe that is full, and how many there are: a reader that stands still ends no server. */
const pause = 10;
const attempts = 100;

/**
 * Writes a line to the file descriptor at once. What cannot be written (nobody reads, the terminal is gone, the disk is full) is lost:
 * pino's own destination would throw then, and try for ever at the end.
 */
export function writeLogLine(descriptor: number, line: string): void {
  let rest = Buffer.from(line);
  for (let attempt = 0; rest.byteLength > 0 && attempt < attempts; attempt += 1) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) return;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pause);
    }
  }
}
