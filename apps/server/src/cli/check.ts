import { ConfigurationError, type Problem } from '../config/problem.js';
import { findWarnings } from '../connectors/find-warnings.js';
import { loadHostConfiguration } from '../connectors/load-host-configuration.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { describeNextRuns, listNextRuns } from './list-next-runs.js';
import type { Terminal } from './terminal.js';

/** `linkspan check`: everything that is wrong with the configuration, without starting anything. */
export async function check(terminal: Terminal, { json = false }: { readonly json?: boolean }): Promise<ExitCode> {
  try {
    const loaded = await loadHostConfiguration(terminal);
    const { configuration, clients, applications, events } = loaded;
    const { file } = configuration;
    const warnings = findWarnings(loaded, Date.now());
    const schedules = listNextRuns(applications, new Date());
    if (json) {
      terminal.print(JSON.stringify({ ok: true, file, problems: [], warnings, schedules }, null, 2));
      return exitCode.ok;
    }
    const receivers = events.length === 0 ? [] : [count(events.length, 'receiver of events', 'receivers of events')];
    const found = [count(clients.length, 'client'), count(applications.length, 'application'), ...receivers].join(', ');
    terminal.print(`${terminal.colors.green('✓')} ${file ?? 'The built-in configuration'} is right: ${found}.`);
    for (const one of schedules) terminal.print(`  ${describeNextRuns(one)}`);
    for (const warning of warnings) printProblem(terminal, warning, terminal.colors.yellow('!'));
    return exitCode.ok;
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const { problems, source } = error;
    if (json) terminal.print(JSON.stringify({ ok: false, file: source, problems }, null, 2));
    else printProblems(terminal, error);
    return exitCode.failed;
  }
}

function printProblems(terminal: Terminal, { source, problems }: ConfigurationError): void {
  terminal.print(`${terminal.colors.red('✗')} ${source}: ${count(problems.length, 'problem')}.`);
  for (const problem of problems) printProblem(terminal, problem, ' ');
}

function printProblem({ print, colors }: Terminal, { path, line, message, remedy }: Problem, sign: string): void {
  print(`${sign} ${colors.bold(path)} ${message}${line === undefined ? '' : colors.dim(` (line ${line})`)}.`);
  print(`    ${remedy}`);
}

function count(number: number, noun: string, nouns = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : nouns}`;
}
