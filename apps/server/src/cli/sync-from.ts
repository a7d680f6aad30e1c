import type { SyncItem, SyncReport } from '@linkspan/core';
import { describeItem } from './describe-item.js';
import { describeProgress } from './describe-progress.js';
import { type ExitCode, exitCode } from './exit-code.js';
import type { OperatorHost } from './operator-host.js';
import { publishItem } from './publish-item.js';
import { quoteArgument } from './quote-argument.js';
import { requireApplication } from './require-application.js';
import { showLine } from './show-line.js';
import { judgeReport, showReport } from './show-report.js';
import type { Terminal } from './terminal.js';
import { withInterrupt } from './with-interrupt.js';

interface Synced {
  readonly application: string;
  readonly report: SyncReport;
  readonly items: readonly SyncItem[];
}

/**
 * `linkspan sync --from <application> [login…]`: what has changed there comes back, and every other application of its directory is made to
 * agree: for one person, several or all.
 */
export async function syncFrom(
  terminal: Terminal,
  host: OperatorHost,
  source: string,
  logins: readonly string[],
  { json = false }: { readonly json?: boolean },
): Promise<ExitCode> {
  requireApplication(host, source);
  const refused = await pull(host, source, logins);
  if (refused !== undefined) {
    if (json) terminal.print(JSON.stringify({ from: source, refused, applications: [] }, null, 2));
    else terminal.complain(`linkspan: ${source} was not asked: ${showLine(refused)}`);
    return exitCode.failed;
  }
  const done: Synced[] = [];
  await withInterrupt(terminal, async (signal) => {
    let known = logins;
    // What comes back is in the directory before the others are asked what they need.
    for (const application of [source, ...host.neighboursOf(source)]) {
      if (signal.aborted || (known.length === 0 && logins.length > 0)) return;
      const one = await syncOne(terminal, host, application, { source, logins: known, json, signal });
      done.push(one);
      known = known.filter((login) => !one.report.unknown.includes(login));
    }
  });
  // New accounts there are only told of where nobody may be made of them.
  const waiting = (await host.orchestrator.inbox(source)).length;
  if (!json && waiting > 0) {
    const wait = waiting === 1 ? '1 waits' : `${waiting} wait`;
    terminal.print(`Of ${source} ${wait} for a person. See "${terminal.command} inbox ${quoteArgument(source)}".`);
  }
  if (json) {
    const applications = done.map(({ application, report, items }) => ({
      application,
      ...report,
      items: items.map(publishItem),
    }));
    terminal.print(JSON.stringify({ from: source, waiting, applications }, null, 2));
  }
  return done.some(({ report }) => judgeReport(report) !== exitCode.ok) ? exitCode.failed : exitCode.ok;
}

/** Whoever has no account there that we know of may be new: then everybody is asked for. Resolves with why it was not asked. */
async function pull(
  { orchestrator }: OperatorHost,
  source: string,
  people: readonly string[],
): Promise<string | undefined> {
  if (people.length === 0) return (await orchestrator.pull(source)).refused;
  const { refused, unknown = [] } = await orchestrator.pull(source, { people });
  return refused !== undefined || unknown.length === 0 ? refused : (await orchestrator.pull(source)).refused;
}

interface Settings {
  readonly source: string;
  readonly logins: readonly string[];
  readonly json: boolean;
  readonly signal: AbortSignal;
}

async function syncOne(
  terminal: Terminal,
  host: OperatorHost,
  application: string,
  { source, logins, json, signal }: Settings,
): Promise<Synced> {
  const items: SyncItem[] = [];
  if (!json) terminal.print(`${application === source ? 'From' : 'To'} ${terminal.colors.bold(application)}:`);
  const report = await host.orchestrator.sync(application, {
    ...(logins.length > 0 && { userNames: logins }),
    signal,
    onProgress: (progress) => terminal.progress?.(describeProgress(progress)),
    onItem(item) {
      if (item.action === 'none' && logins.length === 0) return;
      if (json) items.push(item);
      else for (const line of describeItem(item, terminal.colors)) terminal.print(line);
    },
  });
  terminal.progress?.(undefined);
  const goOn = [terminal.command, 'sync', '--from', ...[source, ...logins].map(quoteArgument)].join(' ');
  if (!json) showReport(terminal, report, { application, dryRun: false, goOn });
  return { application, report, items };
}
