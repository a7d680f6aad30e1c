import { describeDuration } from './describe-duration.js';
import { describeTime } from './describe-time.js';
import { quoteArgument } from './quote-argument.js';
import type { TwoWayLine } from './read-two-way.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

type Screen = Pick<Terminal, 'print' | 'colors' | 'command'>;

/** How changes come back from one application, when they last did, and what of them waits. */
export function showTwoWay({ print, colors, command }: Screen, name: string, line: TwoWayLine, now: number): void {
  const { type, state, conflicts, reported } = line;
  const { way, reason, pulledAt, failure } = state;
  const subject = type === 'User' ? 'comes back' : `comes back of ${type === 'Group' ? 'groups' : showLine(type)}`;
  const how = { feed: 'by the feed of changes', listing: 'by listing everything' };
  const by = way === undefined ? 'not asked yet' : how[way];
  const why = reason === undefined || way === 'feed' ? '' : ` (${showLine(reason).replace(/\.$/, '')})`;
  const last = pulledAt === undefined ? '' : `, last ${describeTime(pulledAt)}`;
  print(`  ${subject}: ${by}${why}${last}${describeNext(line, now)}`);
  if (failure !== undefined) {
    const times = failure.times === 1 ? '' : ` (${failure.times} times)`;
    print(colors.yellow(`    asking failed at ${describeTime(failure.at)}${times}: ${showLine(failure.reason)}`));
  }
  const waiting = [
    ...(conflicts > 0 ? [`${conflicts} with values that both sides changed`] : []),
    ...(reported > 0 ? [`${reported} new ${reported === 1 ? 'account' : 'accounts'}`] : []),
  ];
  if (waiting.length > 0)
    print(
      colors.yellow(`    waiting for a person: ${waiting.join(', ')}. See "${command} inbox ${quoteArgument(name)}".`),
    );
}

function describeNext({ state: { failure, pulledAt }, nextAt }: TwoWayLine, now: number): string {
  if (failure !== undefined || pulledAt === undefined) return '';
  if (nextAt === undefined) return ', next when a webhook says so';
  return nextAt <= now ? ', next now' : `, next in ${describeDuration(nextAt - now)}`;
}
