import type { InboxItem } from '@linkspan/core';
import { describeConflict } from './describe-conflict.js';
import { describeTime } from './describe-time.js';
import { type ExitCode, exitCode } from './exit-code.js';
import type { OperatorHost } from './operator-host.js';
import { quoteArgument } from './quote-argument.js';
import { requireApplication } from './require-application.js';
import { showLine } from './show-line.js';
import { type HeldItems, suggestDecision } from './suggest-decision.js';
import type { Terminal } from './terminal.js';

/** More would scroll away what stands above; the rest is counted. */
const shownItems = 20;

/** `linkspan inbox [application]`: whatever waits for a person, by guard, with the command that decides. */
export async function inbox(
  terminal: Terminal,
  host: OperatorHost,
  application: string | undefined,
  { json = false }: { readonly json?: boolean },
): Promise<ExitCode> {
  if (application !== undefined) requireApplication(host, application);
  const items = await host.orchestrator.inbox(application);
  if (json) terminal.print(JSON.stringify({ items }, null, 2));
  else if (items.length === 0) terminal.print('Nothing waits for a person.');
  else for (const held of groupByGuard(items)) showHeld(terminal, held);
  return exitCode.ok;
}

function groupByGuard(items: readonly InboxItem[]): readonly HeldItems[] {
  const groups = new Map<string, [InboxItem, ...InboxItem[]]>();
  for (const item of items) {
    const key = JSON.stringify([item.application, item.hold.guard]);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}

function showHeld({ print, colors, command }: Terminal, items: HeldItems): void {
  const [{ application, hold: first }] = items;
  const guard = showLine(first.guard);
  print(`${colors.bold(showLine(application))}  ${colors.yellow(guard)}  ${describeNumber(items)}`);
  for (const { label, hold } of items.slice(0, shownItems)) {
    // Of conflicts each is shown below.
    const fields =
      hold.fields === undefined || 'conflicts' in hold ? '' : colors.dim(` [${showLine(hold.fields.join(', '))}]`);
    const since = hold.since === undefined ? '' : colors.dim(`  since ${describeTime(hold.since)}`);
    const named = 'account' in hold && hold.account !== undefined && !hold.reason.includes(`account ${hold.account} `);
    const account = named ? `account ${showLine(hold.account ?? '')}, ` : '';
    const by = 'by' in hold && hold.by !== undefined ? `made there by ${showLine(hold.by)}, ` : '';
    print(
      `  ${showLine(hold.action).padEnd(10)} ${showLine(label)}  ${account}${by}${showLine(hold.reason)}${fields}${since}`,
    );
    if ('conflicts' in hold)
      for (const [remote, conflict] of Object.entries(hold.conflicts))
        print(`      ${describeConflict(remote, conflict)}`);
  }
  if (items.length > shownItems)
    print(`  … and ${items.length - shownItems} more: ${command} inbox ${quoteArgument(application)} --json`);
  print(`  ${suggestDecision(items, command)}`);
}

function describeNumber({ length, 0: { hold } }: HeldItems): string {
  if (hold.guard === 'new-account') return `${length} ${length === 1 ? 'account' : 'accounts'}`;
  return `${length} ${length === 1 ? 'person' : 'people'}`;
}
