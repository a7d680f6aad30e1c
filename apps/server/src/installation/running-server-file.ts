import { join } from 'node:path';

/** What the server that runs on these data leaves for the command line, which is another process. */
export interface RunningServerNote {
  readonly pid: number;
  /** Where it listens, for callers on this machine. */
  readonly url: string;
}

export function runningServerFile(dataFolder: string): string {
  return join(dataFolder, 'running.json');
}
