import { type ExitCode, exitCode } from './exit-code.js';
import type { OperatorHost } from './operator-host.js';
import { quoteArgument } from './quote-argument.js';
import { requireApplication } from './require-application.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

/** `linkspan link <application> <userName> <accountId>`: joins a person to an account by an operator's word. */
export async function link(
  { print, complain, command }: Terminal,
  host: OperatorHost,
  application: string,
  userName: string,
  accountId: string,
  { json = false }: { readonly json?: boolean },
): Promise<ExitCode> {
  requireApplication(host, application);
  const outcome = await host.orchestrator.link(application, userName, accountId);
  const done = outcome === 'linked';
  if (json)
    print(
      JSON.stringify({
        application,
        userName,
        accountId,
        ...(typeof outcome === 'string' ? { outcome } : { outcome: 'refused', ...outcome }),
      }),
    );
  else if (done) {
    print(
      `Account ${showLine(accountId)} at ${application} is ${showLine(userName)}'s now, as if it had been adopted: e-mail and roles stay as they are until approved.`,
    );
    print(`See "${command} explain ${quoteArgument(userName)}".`);
  } else if (outcome === 'unknown') complain(`linkspan: there is no ${showLine(userName)} in the directory.`);
  else complain(`linkspan: nothing was linked: ${showLine(outcome.refused)}.`);
  return done ? exitCode.ok : exitCode.failed;
}
