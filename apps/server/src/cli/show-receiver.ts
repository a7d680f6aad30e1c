import type { ReceiverStatus } from '../events/read-receivers.js';
import { describeDuration } from './describe-duration.js';
import { describeTime } from './describe-time.js';
import { quoteArgument } from './quote-argument.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

type Screen = Pick<Terminal, 'print' | 'colors' | 'command'>;

/** Milliseconds: what has waited longer is behind. */
const usual = 5 * 60_000;

/** All of `linkspan events` about one. */
export function showReceiver(screen: Screen, receiver: ReceiverStatus, now = Date.now()): void {
  const { print, colors, command } = screen;
  const { name, delivery, directory, delivered, deliveredAt, behind, waiting, oldest, refused, refusedCount } =
    receiver;
  print(
    `${colors.bold(name)}  ${describePhase(receiver, colors)}  ${colors.dim(`${delivery}, directory ${directory}`)}`,
  );
  if (receiver.position === undefined) return;
  const last = deliveredAt === undefined ? '' : `, the last at ${describeTime(deliveredAt)}`;
  const since = oldest === undefined ? '' : `, the first for ${describeDuration(now - oldest)}`;
  print(
    `  ${delivered} delivered${last}; position ${receiver.position}, ${behind} lines of the journal behind, ${waiting} not acknowledged${since}`,
  );
  showLost(screen, receiver);
  for (const { jti, at, error = '' } of refused) print(`  refused ${describeTime(at)} ${jti}  ${showLine(error)}`);
  if (refusedCount > refused.length) print(`  … and ${refusedCount - refused.length} more`);
  if (refusedCount > 0 || receiver.haltedAt !== undefined)
    print(`  "${command} events retry ${quoteArgument(name)}" tries again.`);
}

/** One line of `linkspan status`, where somebody should know. */
export function showTrouble(screen: Screen, receiver: ReceiverStatus, now = Date.now()): void {
  const { print, colors, command } = screen;
  const { name, haltedAt, oldest, refusedCount, error } = receiver;
  const isBehind = oldest !== undefined && now - oldest > usual;
  if (haltedAt === undefined && refusedCount === 0 && !isBehind) return;
  const what =
    haltedAt !== undefined
      ? `halted since ${describeTime(haltedAt)}`
      : isBehind
        ? `the first has waited for ${describeDuration(now - oldest)}`
        : `${refusedCount} refused`;
  const why = error === undefined ? '' : `: ${showLine(error)}`;
  print(`${colors.yellow('!')} events for ${showLine(name)}: ${what}${why}. See "${command} events".`);
}

function showLost({ print, colors }: Screen, { lost, lostAt = 0 }: ReceiverStatus): void {
  if (lost === 0) return;
  const what = `up to ${lost} changes were forgotten before they were delivered (seen ${describeTime(lostAt)})`;
  print(colors.red(`  ${what}: let the receiver read the directory anew.`));
}

function describePhase(
  { position, haltedAt, attempts, dueAt, error }: ReceiverStatus,
  colors: Terminal['colors'],
): string {
  if (position === undefined) return colors.dim('begins with the next start of a server');
  const why = error === undefined ? '' : `: ${showLine(error)}`;
  if (haltedAt !== undefined) return colors.red(`halted since ${describeTime(haltedAt)}${why}`);
  if (attempts === 0) return colors.green('running');
  const again = dueAt === undefined ? '' : `, again at ${describeTime(dueAt)}`;
  return colors.yellow(`tried ${attempts} ${attempts === 1 ? 'time' : 'times'}${again}${why}`);
}
