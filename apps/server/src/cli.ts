#!/usr/bin/env node
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CommanderError } from 'commander';
import { createProgram } from './cli/create-program.js';
import { type ExitCode, exitCode } from './cli/exit-code.js';
import { showControls } from './cli/show-controls.js';
import { processTerminal, type Terminal } from './cli/terminal.js';
import { UsageError } from './cli/usage-error.js';

/** Runs one command; never rejects. `args` are what stands behind `linkspan`. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let code: ExitCode = exitCode.ok;
  const program = createProgram(terminal, (result) => {
    code = result;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
    showError(error, terminal);
    return error instanceof UsageError ? exitCode.usage : exitCode.failed;
  }
}

/** One clear message; the stack only for whoever asks for it. */
function showError(error: unknown, { complain, environment }: Terminal): void {
  complain(`linkspan: ${showControls(error instanceof Error ? error.message : String(error))}`);
  if (environment.LINKSPAN_DEBUG && error instanceof Error && error.stack !== undefined) complain(error.stack);
}

const script = process.argv[1];
if (script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url)) {
  process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal());
  // Does not keep the process alive, and ends it where something else does: a connection to a database that is gone.
  setTimeout(() => process.exit(), 2_000).unref();
}
