import { type ExitCode, exitCode } from './exit-code.js';
import type { OperatorHost } from './operator-host.js';
import { quoteArgument } from './quote-argument.js';
import { requireApplication } from './require-application.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

/** `linkspan unlink <application> <userName>`: forgets which account is a person's, and leaves the account as it is. */
export async function unlink(
  { print, complain, command }: Terminal,
  host: OperatorHost,
  application: string,
  userName: string,
  { json = false }: { readonly json?: boolean },
): Promise<ExitCode> {
  requireApplication(host, application);
  const outcome = await host.orchestrator.unlink(application, userName);
  const name = showLine(userName);
  const text = {
    unlinked: `The account of ${name} is theirs no longer; it stays as it is.`,
    'not-linked': `${name} has no account there.`,
    unknown: `linkspan: there is no ${name} in the directory. See "${command} status ${quoteArgument(application)}".`,
  }[outcome];
  if (json) print(JSON.stringify({ application, userName, outcome }));
  else if (outcome === 'unknown') complain(text);
  else print(text);
  return outcome === 'unknown' ? exitCode.failed : exitCode.ok;
}
