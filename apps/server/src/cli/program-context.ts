import type { ExitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';

/** What commands are added to a program with. */
export interface ProgramContext {
  readonly terminal: Terminal;
  /** Learns a command's exit code. */
  done(code: ExitCode): void;
}
