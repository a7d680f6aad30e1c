import type { Run } from '@linkspan/core';
import { describeTime } from './describe-time.js';

/** For programs. */
export function publishRun({ startedAt, seenAt, endedAt, cursor: _, ...rest }: Run) {
  return {
    ...rest,
    startedAt: describeTime(startedAt),
    seenAt: describeTime(seenAt),
    ...(endedAt !== undefined && { endedAt: describeTime(endedAt) }),
  };
}
