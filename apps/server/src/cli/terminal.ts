import { createColors } from 'picocolors';
import type { ConfigurationSource } from '../config/configuration.js';
import { showControls } from './show-controls.js';
import { watchReader } from './watch-reader.js';

/** What a command may touch outside itself. */
export interface Terminal extends ConfigurationSource {
  /** A line on stdout: what was asked for. */
  print(line: string): void;
  /** A line on stderr: what went wrong, or a remark. */
  complain(line: string): void;
  /** Whether a person reads stdout. */
  readonly interactive: boolean;
  /** Aborted once nobody reads stdout any more: what goes on for ever ends then. Absent: somebody does. */
  readonly unread?: AbortSignal;
  /** How this command line is called here, to be copied from what is printed. */
  readonly command: string;
  readonly colors: ReturnType<typeof createColors>;
}

export function processTerminal(): Terminal {
  const interactive = process.stdout.isTTY === true;
  watchReader(process.stderr);
  return {
    environment: process.env,
    folder: process.cwd(),
    print: (line) => void process.stdout.write(`${showControls(line, { keepColours: true })}\n`),
    complain: (line) => void process.stderr.write(`${showControls(line, { keepColours: true })}\n`),
    interactive,
    unread: watchReader(process.stdout),
    command: process.env.npm_lifecycle_event === undefined ? 'linkspan' : 'npm run -s linkspan --',
    colors: createColors(process.env.FORCE_COLOR !== undefined || (interactive && process.env.NO_COLOR === undefined)),
  };
}
