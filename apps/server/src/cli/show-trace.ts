import type { SyncItem, TraceStep } from '@linkspan/core';
import { describeChanges } from './describe-changes.js';
import { describeItem } from './describe-item.js';
import { publishItem } from './publish-item.js';
import { redactJson } from './redact-json.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

/** Each step of work on one person with the milliseconds that it took, then what was done. */
export function showTrace(
  { print, colors }: Pick<Terminal, 'print' | 'colors'>,
  { steps, item }: { readonly steps: readonly TraceStep[]; readonly item: SyncItem },
  json: boolean,
): void {
  if (json) {
    const masked = steps.map(({ data, ...step }) => ({
      ...step,
      ...(data !== undefined && { data: redactJson(data) }),
    }));
    print(JSON.stringify({ steps: masked, item: publishItem(item) }, null, 2));
    return;
  }
  for (const { step, detail, data, milliseconds } of steps) {
    print(`  ${colors.cyan(step.padEnd(10))} ${`${milliseconds} ms`.padStart(8)}  ${showLine(detail)}`);
    for (const line of describeChanges(data)) print(`${' '.repeat(23)}${line}`);
  }
  for (const line of describeItem(item, colors)) print(line);
}
