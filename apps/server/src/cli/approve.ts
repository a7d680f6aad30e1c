import { type ExitCode, exitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';
import { requireName } from './usage-error.js';
import { withHost } from './with-host.js';

/** `linkspan approve <application> <userName>`: lets what was withheld from an adopted account be written. */
export async function approve(
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
    const outcome = await parts.orchestrator.approve(application, userName);
    const text = {
      approved: `Approved: the account of ${userName} is brought into agreement.`,
      'nothing-withheld': `Nothing is withheld from ${userName}.`,
      unknown: `There is no ${userName} in the directory. See "linkspan status ${application}".`,
    }[outcome];
    terminal.print(json ? JSON.stringify({ application, userName, outcome }) : text);
    return outcome === 'unknown' ? exitCode.failed : exitCode.ok;
  });
}
