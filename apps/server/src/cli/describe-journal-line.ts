import type { JournalLine } from '@linkspan/core';
import { describeChanges } from './describe-changes.js';
import { shortId } from './short-id.js';
import { showLine } from './show-line.js';
import type { Terminal } from './terminal.js';

export interface DescribeJournalOptions {
  /** What is already said beside is left out: which resource, which application. */
  readonly brief?: boolean;
  /** What the resource is called. */
  readonly label?: string;
}

/** One line of history in parts: when, who, what, about whom, and what changed. */
export function describeJournalLine(
  { at, actor, action, application, resourceType, resourceId, changes, reason, run, requestId }: JournalLine,
  colors: Terminal['colors'],
  { brief = false, label }: DescribeJournalOptions = {},
): readonly string[] {
  const about = resourceId === '' ? [] : [`${resourceType} ${showLine(label ?? resourceId)}`];
  const changed = describeChanges(changes).join('; ');
  return [
    colors.dim(at),
    showLine(actor),
    colors.cyan(showLine(action)),
    ...(brief ? [] : [...(application === undefined ? [] : [showLine(application)]), ...about]),
    ...(changed === '' ? [] : [changed]),
    ...(reason === undefined ? [] : [showLine(reason)]),
    ...(run === undefined ? [] : [colors.dim(`run ${shortId(run)}`)]),
    ...(requestId === undefined || brief ? [] : [colors.dim(showLine(requestId))]),
  ];
}
