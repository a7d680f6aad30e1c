import type { Provenance } from '@linkspan/core';
import { redactField } from './redact-field.js';
import { showLine } from './show-line.js';
import { showValue } from './show-value.js';
import type { Terminal } from './terminal.js';

/** The directory's values of somebody, and who set them. */
export function showProvenance(
  { print, colors }: Pick<Terminal, 'print' | 'colors'>,
  person: string,
  values: readonly Provenance[],
): void {
  if (values.length === 0) return;
  print(`${colors.bold(showLine(person))} in the directory:`);
  for (const { attribute, value, by, at, overrules } of values) {
    const who = by === undefined ? colors.dim('longer ago than the history goes') : `by ${showLine(by)}`;
    const when = at === undefined ? '' : ` at ${at}`;
    const over =
      overrules === undefined ? '' : `, stands over ${showValue(redactField(attribute, overrules))} of the client`;
    const shown = value === undefined ? '-' : showValue(redactField(attribute, value));
    print(`  ${showLine(attribute)}  ${shown}  ${who}${when}${over}`);
  }
}
