import { type ExitCode, exitCode } from './exit-code.js';
import { showPreview } from './show-preview.js';
import type { Terminal } from './terminal.js';
import { requireName } from './usage-error.js';
import { withHost } from './with-host.js';

/** `linkspan preview <application> <person>`: what each rule makes of one person, before and after. Writes nothing. */
export async function preview(
  terminal: Terminal,
  application: string,
  person: string,
  { json = false }: { readonly json?: boolean },
): Promise<ExitCode> {
  return withHost(terminal, async ({ applications, parts }) => {
    requireName(
      'application',
      application,
      applications.map(({ name }) => name),
    );
    const shown = await parts.orchestrator.preview(application, person);
    if (typeof shown === 'string') {
      const text = {
        unknown: `there is no ${person} in the directory: neither a userName, an id nor an e-mail address`,
        ambiguous: `more than one person has the address ${person}: give the userName`,
      }[shown];
      terminal.complain(`linkspan: ${text}.`);
      return exitCode.failed;
    }
    if (json) terminal.print(JSON.stringify(shown, null, 2));
    else showPreview(terminal, shown);
    return exitCode.ok;
  });
}
