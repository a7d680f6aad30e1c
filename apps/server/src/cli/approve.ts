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
    const approved = await parts.orchestrator.approve(application, { userName });
    const text =
      approved > 0
        ? `Approved: the account of ${userName} is brought into agreement.`
        : `Nothing of ${userName} waits for a person. See "linkspan status ${application}".`;
    terminal.print(json ? JSON.stringify({ application, userName, approved }) : text);
    return approved > 0 ? exitCode.ok : exitCode.failed;
  });
}
