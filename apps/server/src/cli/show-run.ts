import type { JsonObject, StoredRunItem } from '@linkspan/core';
import { describeItem } from './describe-item.js';
import { describeRun } from './describe-run.js';
import { type ExitCode, exitCode } from './exit-code.js';
import { fullId } from './full-id.js';
import type { StoreHost } from './operator-host.js';
import { printJsonList } from './print-json-list.js';
import { publishItem } from './publish-item.js';
import { publishRun } from './publish-run.js';
import { readItems } from './read-items.js';
import { shortId } from './short-id.js';
import { showLine } from './show-line.js';
import { showValue } from './show-value.js';
import type { Terminal } from './terminal.js';

export interface ShowRunOptions {
  readonly json?: boolean;
  readonly all?: boolean;
}

const shownItems = 50;

/** `linkspan runs show <run>`: what it did, person by person, with what the fields held before and after. */
export async function showRun(
  terminal: Terminal,
  { store }: StoreHost,
  id: string,
  { json = false, all = false }: ShowRunOptions,
): Promise<ExitCode> {
  const { print, complain, colors, command } = terminal;
  const run = await store.runs.find(fullId(id));
  if (run === undefined) {
    complain(`linkspan: there is no run ${showLine(id)}. See "${command} runs".`);
    return exitCode.failed;
  }
  const items = readItems((query) => store.runs.listItems(run.id, query), all || json ? undefined : shownItems + 1);
  if (json) {
    await printJsonList(terminal, publishRun(run), 'items', publish(items));
    return exitCode.ok;
  }
  print(describeRun(run, colors, Date.now()));
  if (Object.keys(run.options).length > 0) print(colors.dim(`  asked for ${showValue(run.options)}`));
  let shown = 0;
  for await (const item of items) {
    shown += 1;
    if (!all && shown > shownItems) print(`  … and more: ${command} runs show ${shortId(run.id)} --all`);
    else for (const line of describeItem({ ...item, changes: pair(item) }, colors, { changes: true })) print(line);
  }
  return exitCode.ok;
}

/** By field: what it held before, and after. */
function pair({ before = {}, after = {} }: StoredRunItem): JsonObject {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(names.map((name) => [name, { from: before[name] ?? null, to: after[name] ?? null }]));
}

async function* publish(items: AsyncIterable<StoredRunItem>) {
  for await (const item of items) yield publishItem(item);
}
