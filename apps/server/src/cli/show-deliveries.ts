import type { Delivery } from '../notify/deliver.js';
import { describeTime } from './describe-time.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

/** Says by which way the last notification did not arrive; nothing where all did. */
export function showDeliveries(
  { print, colors, command }: Pick<Terminal, 'print' | 'colors' | 'command'>,
  deliveries: readonly Delivery[],
): void {
  for (const { channel, at, error } of deliveries) {
    if (error === undefined) continue;
    const told = `notification by ${channel} failed at ${describeTime(at)}: ${showLine(error)}`;
    print(`${colors.yellow('!')} ${told}. Try "${command} notify test".`);
  }
}
