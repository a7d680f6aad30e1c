import type { SyncItem } from '@linkspan/core';
import { describeItem } from './describe-item.js';
import { describeProgress } from './describe-progress.js';
import type { ExitCode } from './exit-code.js';
import type { OperatorHost } from './operator-host.js';
import { publishItem } from './publish-item.js';
import { quoteArgument } from './quote-argument.js';
import { requireApplication } from './require-application.js';
import { type PeopleOptions, requirePeople } from './require-people.js';
import { judgeReport, showReport } from './show-report.js';
import type { Terminal } from './terminal.js';
import { withInterrupt } from './with-interrupt.js';

export interface SyncCommandOptions extends PeopleOptions {
  readonly json?: boolean;
  readonly full?: boolean;
  readonly dryRun?: boolean;
}

/** `linkspan sync <application> [userName…]`: makes an application agree now, or says what that would do. */
export async function sync(
  terminal: Terminal,
  host: OperatorHost,
  application: string,
  userNames: readonly string[],
  options: SyncCommandOptions,
): Promise<ExitCode> {
  const { json = false, dryRun = false, full = false, search, filter } = options;
  requireApplication(host, application);
  requirePeople(host, userNames, options);
  const items: SyncItem[] = [];
  const report = await withInterrupt(terminal, (signal) =>
    host.orchestrator.sync(application, {
      ...(userNames.length > 0 && { userNames }),
      ...(search !== undefined && { search }),
      ...(filter !== undefined && { filter }),
      full,
      dryRun,
      signal,
      onProgress: (progress) => terminal.progress?.(describeProgress(progress)),
      onItem(item) {
        // Whoever is asked for by name is told of, also why nothing is done: out of scope, say.
        if (item.action === 'none' && userNames.length === 0) return;
        if (json) items.push(item);
        else for (const line of describeItem(item, terminal.colors)) terminal.print(line);
      },
    }),
  );
  terminal.progress?.(undefined);
  if (json) {
    const shown = items.map(publishItem);
    terminal.print(JSON.stringify({ application, dryRun, ...report, items: shown }, null, 2));
  } else showReport(terminal, report, { application, dryRun, goOn: repeat(terminal, application, userNames, options) });
  return judgeReport(report, dryRun);
}

/** The same command again: whoever is done needs nothing then. */
function repeat(
  { command }: Terminal,
  application: string,
  userNames: readonly string[],
  { search, filter, full }: SyncCommandOptions,
): string {
  return [
    command,
    'sync',
    ...[application, ...userNames].map(quoteArgument),
    ...(search === undefined ? [] : ['--search', quoteArgument(search)]),
    ...(filter === undefined ? [] : ['--filter', quoteArgument(filter)]),
    ...(full ? ['--full'] : []),
  ].join(' ');
}
