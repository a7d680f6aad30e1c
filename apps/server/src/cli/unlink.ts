import { type ExitCode, exitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';
import { requireName } from './usage-error.js';
import { withHost } from './with-host.js';

/** `linkspan unlink <application> <userName>`: forgets which account is a person's, and leaves the account as it is. */
export async function unlink(
  terminal: Terminal,
  application: string,
  userName: string,
  { json = false }: { readonly json?: boolean },
): Promise<ExitCode> {
  return withHost(terminal, async ({ applications, parts }) => {
    requireName(
      'application',
      application,
      applications.map(({ name }) => name),
    );
    const outcome = await parts.orchestrator.unlink(application, userName);
    const text = {
      unlinked: `The account of ${userName} is theirs no longer; it stays as it is.`,
      'not-linked': `${userName} has no account there.`,
      unknown: `There is no ${userName} in the directory. See "linkspan status ${application}".`,
    }[outcome];
    terminal.print(json ? JSON.stringify({ application, userName, outcome }) : text);
    return outcome === 'unknown' ? exitCode.failed : exitCode.ok;
  });
}
