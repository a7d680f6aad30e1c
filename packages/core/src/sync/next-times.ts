import { Cron } from 'croner';
import type { Schedule } from './application.js';

/**
 * When a schedule comes next, after `from`: at most `count` times; none where it never comes.
 * @throws Error where the cron expression or the time zone cannot be read.
 */
export function nextTimes(
  { cron, timezone }: Pick<Schedule, 'cron' | 'timezone'>,
  count: number,
  from = new Date(),
): readonly Date[] {
  return new Cron(cron, { ...(timezone !== undefined && { timezone }), paused: true }).nextRuns(count, from);
}
