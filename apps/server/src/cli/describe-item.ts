import type { Json } from '@linkspan/core';
import { describeChanges } from './describe-changes.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

export interface DescribedItem {
  readonly action: string;
  readonly label: string;
  readonly reason: string;
  readonly fields?: readonly string[];
  readonly changes?: Json;
}

/** One person in a run, a plan or its preview. With `changes` field by field, else the names of the fields. */
export function describeItem(
  { action, label, reason, fields = [], changes }: DescribedItem,
  colors: Terminal['colors'],
  options: { readonly changes?: boolean } = {},
): readonly string[] {
  const color = colorOf(action, colors);
  const named = options.changes || fields.length === 0 ? '' : colors.dim(` [${showLine(fields.join(', '))}]`);
  const line = `  ${color(action.padEnd(10))} ${showLine(label)}  ${showLine(reason)}${named}`;
  return options.changes ? [line, ...describeChanges(changes).map((change) => `${' '.repeat(15)}${change}`)] : [line];
}

function colorOf(action: string, colors: Terminal['colors']) {
  if (action === 'error') return colors.red;
  if (['park', 'hold', 'moved'].includes(action)) return colors.yellow;
  return ['deactivate', 'remove', 'unlink'].includes(action) ? colors.magenta : colors.cyan;
}
