import type { Run } from '@linkspan/core';
import { describeCounts } from './describe-counts.js';
import { describeDuration } from './describe-duration.js';
import { describeTime } from './describe-time.js';
import { shortId } from './short-id.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

/** Milliseconds without a sign of life after which nobody works on a run any more. */
const silence = 60_000;

/** One line: what kind of run, how it stands, and what it did. */
export function describeRun(run: Run, colors: Terminal['colors'], now: number): string {
  const { id, application, kind, actor, startedAt, counts, reason } = run;
  const parts = [
    colors.bold(shortId(id)),
    showLine(application),
    `${kind} by ${showLine(actor)}`,
    describeTime(startedAt),
    describeState(run, colors, now),
    describeCounts(counts),
    ...(reason === undefined ? [] : [showLine(reason)]),
  ];
  return parts.join('  ');
}

function describeState(
  { state, counts, total, startedAt, seenAt, endedAt }: Run,
  colors: Terminal['colors'],
  now: number,
) {
  const took = describeDuration((endedAt ?? now) - startedAt);
  if (state === 'done') return colors.green(`done in ${took}`);
  if (state === 'stopped') return colors.yellow(`stopped after ${took}`);
  const seen = `${counts['seen'] ?? 0}${total === undefined ? '' : ` of ${total}`} people`;
  if (now - seenAt > silence)
    return colors.yellow(
      `broken off at ${seen}, last seen ${describeTime(seenAt)}: the next start of the server ends it or goes on`,
    );
  return colors.cyan(`under way for ${took}, ${seen}`);
}
