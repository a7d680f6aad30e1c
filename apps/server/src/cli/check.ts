import { ConfigurationError } from '../config/problem.js';
import { loadHostConfiguration } from '../connectors/load-host-configuration.js';
import { type ExitCode, exitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';

/** `linkspan check`: everything that is wrong with the configuration, without starting anything. */
export async function check(terminal: Terminal, { json = false }: { readonly json?: boolean }): Promise<ExitCode> {
  try {
    const { configuration, clients, applications } = await loadHostConfiguration(terminal);
    const { file } = configuration;
    if (json) {
      terminal.print(JSON.stringify({ ok: true, file, problems: [] }, null, 2));
      return exitCode.ok;
    }
    const found = `${count(clients.length, 'client')}, ${count(applications.length, 'application')}`;
    terminal.print(`${terminal.colors.green('✓')} ${file ?? 'The built-in configuration'} is right: ${found}.`);
    return exitCode.ok;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const { problems, source } = error;
    if (json) terminal.print(JSON.stringify({ ok: false, file: source, problems }, null, 2));
    else printProblems(terminal, error);
    return exitCode.failed;
  }
}

function printProblems({ print, colors }: Terminal, { source, problems }: ConfigurationError): void {
  print(`${colors.red('✗')} ${source}: ${count(problems.length, 'problem')}.`);
  for (const { path, line, message, remedy } of problems) {
    print(`  ${colors.bold(path)} ${message}${line === undefined ? '' : colors.dim(` (line ${line})`)}.`);
    print(`    ${remedy}`);
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
