import type { CheckResult } from '@linkspan/core';
import type { Terminal } from './terminal.js';

/** One step of test-connection, with what to do where it failed. */
export function showCheck({ print, colors }: Terminal, result: CheckResult): void {
  const sign = {
    passed: colors.green('✓'),
    warning: colors.yellow('!'),
    failed: colors.red('✗'),
    skipped: colors.dim('-'),
  }[result.status];
  const time = result.status === 'skipped' ? '' : colors.dim(` (${result.milliseconds} ms)`);
  print(`  ${sign} ${result.title}: ${result.detail}${time}`);
  if (result.hint !== undefined) print(`      ${colors.bold(result.hint)}`);
}
