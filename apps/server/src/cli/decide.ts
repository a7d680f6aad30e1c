import { type ExitCode, exitCode } from './exit-code.js';
import type { OperatorHost } from './operator-host.js';
import { requireApplication } from './require-application.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

export interface DecideOptions {
  readonly json?: boolean;
  readonly guard?: string;
  /** Everybody who is held there, whatever holds them. */
  readonly all?: boolean;
}

const words = {
  approve: { done: 'Approved', next: 'It is done at once where that is automatic, else with the next sync.' },
  reject: { done: 'Rejected', next: 'It is not done, and not asked again until the person changes.' },
} as const;

/** `linkspan approve|reject <application> [userName…] [--guard name] [--all]`: decides what waits for a person. */
export async function decide(
  terminal: Terminal,
  { applications, orchestrator }: OperatorHost,
  verb: 'approve' | 'reject',
  application: string,
  userNames: readonly string[],
  { json = false, guard, all = false }: DecideOptions,
): Promise<ExitCode> {
  requireApplication({ applications }, application);
  if (all && (userNames.length > 0 || guard !== undefined))
    throw new UsageError('--all is everybody whom anything holds: leave out names and --guard, or leave out --all.');
  if (!all && userNames.length === 0 && guard === undefined)
    throw new UsageError(
      `name people, or say --guard <name> for one kind, or --all for everything that waits ("${terminal.command} inbox ${application}").`,
    );
  if (guard === 'conflict')
    throw new UsageError(
      `which value counts is said by "${terminal.command} resolve ${application} <userName> --take directory|application".`,
    );
  const about = guard === undefined ? {} : { guard };
  const decided: { readonly userName?: string; readonly number: number }[] = [];
  if (userNames.length === 0) decided.push({ number: await orchestrator[verb](application, about) });
  for (const userName of userNames)
    decided.push({ userName, number: await orchestrator[verb](application, { ...about, userName }) });
  const total = decided.reduce((sum, { number }) => sum + number, 0);
  const idle = decided.flatMap(({ userName, number }) => (userName !== undefined && number === 0 ? [userName] : []));
  if (json)
    terminal.print(
      JSON.stringify({ application, [verb === 'approve' ? 'approved' : 'rejected']: total, nothingHeld: idle }),
    );
  else {
    for (const userName of idle)
      terminal.complain(
        `linkspan: nothing${guard === undefined ? '' : ` by ${showLine(guard)}`} waits for ${showLine(userName)}. See "${terminal.command} inbox ${application}".`,
      );
    const { done, next } = words[verb];
    if (total > 0 || idle.length === 0)
      terminal.print(`${done}: ${total === 0 ? 'nothing waited' : `${total}. ${next}`}${total === 0 ? '.' : ''}`);
  }
  return idle.length > 0 ? exitCode.failed : exitCode.ok;
}
