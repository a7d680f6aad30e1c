import { createColors } from 'picocolors';
import type { ConfigurationSource } from '../config/configuration.js';
import { createProgressLine } from './create-progress-line.js';
import { showControls } from './show-controls.js';
import { watchReader } from './watch-reader.js';

/** What a command may touch outside itself. */
export interface Terminal extends ConfigurationSource {
  /** A line on stdout: what was asked for. */
  print(line: string): void;
  /** A line on stderr: what went wrong, or a remark. */
  complain(line: string): void;
  /** On stdout as it is, for programs: whoever calls it has made harmless what others sent. */
  write(text: string): void;
  /** One line below all others that the next one replaces; undefined takes it away. Absent: nobody reads along. */
  progress?(line: string | undefined): void;
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
  const progress = process.stderr.isTTY ? createProgressLine(process.stderr) : undefined;
  const printer = (output: NodeJS.WriteStream) => (line: string) => {
    const write = () => void output.write(`${showControls(line, { keepColours: true })}\n`);
    if (progress) progress.above(write);
    else write();
  };
  return {
    environment: process.env,
    folder: process.cwd(),
    print: printer(process.stdout),
    complain: printer(process.stderr),
    write: (text) => void process.stdout.write(text),
    ...(progress && { progress: progress.set }),
    interactive,
    unread: watchReader(process.stdout),
    command: process.env.npm_lifecycle_event === undefined ? 'linkspan' : 'npm run -s linkspan --',
    colors: createColors(process.env.FORCE_COLOR !== undefined || (interactive && process.env.NO_COLOR === undefined)),
  };
}
