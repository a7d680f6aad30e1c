import { nextTimes, type Run, type Store } from '@linkspan/core';
import type { ConfiguredApplication } from './read-status.js';

export interface ScheduleStatus {
  readonly cron: string;
  readonly timezone?: string;
  readonly mode: 'changes' | 'full';
  readonly last?: Run;
  /** ISO 8601; absent where it never comes again. */
  readonly next?: string;
}

/** So far back is looked for the last run of each. */
const mostRuns = 500;

/** When each schedule of an application ran last, and when it comes next. */
export async function readSchedules(
  runs: Pick<Store['runs'], 'list'>,
  application: string,
  schedules: ConfiguredApplication['schedules'],
): Promise<readonly ScheduleStatus[]> {
  if (schedules.length === 0) return [];
  const past = (await runs.list({ application, limit: mostRuns })).filter(({ kind }) => kind === 'schedule');
  return schedules.map(({ cron, timezone, mode }) => {
    const last = past.find(({ options }) => options['cron'] === cron && options['mode'] === mode);
    const zone = timezone === undefined ? {} : { timezone };
    const [next] = nextTimes({ cron, ...zone }, 1);
    return { cron, ...zone, mode, ...(last && { last }), ...(next && { next: next.toISOString() }) };
  });
}
