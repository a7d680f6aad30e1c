import { nextTimes, type Schedule } from '@linkspan/core';
import type { ApplicationPlan } from '../connectors/application-plan.js';

/** A schedule, and when it comes next. */
export interface NextRuns extends Pick<Schedule, 'cron' | 'timezone' | 'mode'> {
  readonly application: string;
  /** ISO 8601, in UTC. */
  readonly next: readonly string[];
}

/** For whoever wants to see that a cron expression means what they meant. */
export function listNextRuns(applications: readonly ApplicationPlan[], now: Date): readonly NextRuns[] {
  return applications.flatMap(({ name, policy }) =>
    policy.schedules.map(({ operations: _, ...schedule }) => ({
      application: name,
      ...schedule,
      next: nextTimes(schedule, 3, now).map((time) => time.toISOString()),
    })),
  );
}

/** On the clock that the schedule goes by. */
export function describeNextRuns({ application, cron, timezone, mode, next }: NextRuns): string {
  const clock = new Intl.DateTimeFormat('sv-SE', {
    dateStyle: 'short',
    timeStyle: 'short',
    ...(timezone !== undefined && { timeZone: timezone }),
  });
  const times = next.map((time) => clock.format(new Date(time))).join(', ');
  return `${application}: "${cron}" (${mode}) comes next at ${times}${timezone === undefined ? '' : ` in ${timezone}`}.`;
}
