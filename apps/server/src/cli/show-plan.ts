import type { Store, StoredPlan } from '@linkspan/core';
import { describeCounts } from './describe-counts.js';
import { describeItem } from './describe-item.js';
import { describeTime } from './describe-time.js';
import { printJsonList } from './print-json-list.js';
import { publishItem } from './publish-item.js';
import { publishPlan } from './publish-plan.js';
import { readItems } from './read-items.js';
import { shortId } from './short-id.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

export interface ShowPlanOptions {
  readonly json?: boolean;
  /** Not only the first fifty people. */
  readonly all?: boolean;
  /** It is applied at once: how to do that needs no word. */
  readonly applies?: boolean;
}

const shownItems = 50;

/** A stored plan, person by person and field by field, and the command that does exactly this. */
export async function showPlan(
  terminal: Pick<Terminal, 'print' | 'colors' | 'command'>,
  plans: Pick<Store['plans'], 'listItems'>,
  plan: StoredPlan,
  { json = false, all = false, applies = false }: ShowPlanOptions,
): Promise<void> {
  const { print, colors, command } = terminal;
  const { id, application, counts, createdAt, hash, warnings = [] } = plan;
  const items = readItems((query) => plans.listItems(id, query), all || json ? undefined : shownItems);
  if (json) {
    await printJsonList(terminal, publishPlan(plan), 'items', publish(items));
    return;
  }
  print(
    `${colors.bold(`Plan ${shortId(id)}`)} for ${showLine(application)}, made ${describeTime(createdAt)}${describePurpose(plan)}`,
  );
  print(`  ${describeCounts(counts)}`);
  let shown = 0;
  for await (const item of items) {
    shown += 1;
    for (const line of describeItem(item, colors, { changes: true })) print(line);
  }
  const rest = countItems(plan) - shown;
  if (rest > 0) print(`  … and ${rest} more: ${command} plan show ${shortId(id)} --all`);
  for (const warning of warnings) print(`${colors.yellow('!')} ${showLine(warning)}.`);
  if (hash !== undefined) print(colors.dim(`  hash ${hash.slice(0, 12)}`));
  if (!applies) print(describeNext(plan, command));
}

function describePurpose({ options }: StoredPlan): string {
  const run = options['undo'];
  return typeof run === 'string' ? `: takes back run ${shortId(run)}` : '';
}

function countItems({ counts }: StoredPlan): number {
  const { none = 0, wait = 0, ...rest } = counts;
  return Object.values(rest).reduce((sum, number) => sum + number, 0);
}

/** What a plan only tells is nothing to do. */
const told: ReadonlySet<string> = new Set(['park', 'skip', 'hold', 'drift', 'none', 'wait']);

function describeNext({ id, counts, hash, appliedBy, expiresAt }: StoredPlan, command: string): string {
  if (appliedBy !== undefined)
    return `It was applied by run ${shortId(appliedBy)}: ${command} runs show ${shortId(appliedBy)}`;
  if (hash === undefined) return 'It is not complete: whoever made it was broken off. Make another one.';
  if (expiresAt <= Date.now()) return `It expired at ${describeTime(expiresAt)}: make another one.`;
  if (Object.entries(counts).every(([action, number]) => number === 0 || told.has(action)))
    return 'Nothing was written, and there is nothing to apply.';
  return `Nothing was written. To do exactly this, until ${describeTime(expiresAt)}: ${command} apply ${shortId(id)}`;
}

async function* publish<Item extends Parameters<typeof publishItem>[0]>(items: AsyncIterable<Item>) {
  for await (const item of items) yield publishItem(item);
}
