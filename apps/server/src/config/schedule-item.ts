import { nextTimes } from '@linkspan/core';
import { z } from 'zod';
import { isTimezone } from './is-timezone.js';
import { ownOperations } from './operations-section.js';

const cronRemedy =
  'Write five fields: minute, hour, day, month, weekday. "0 3 * * *" is every night at three, "*/15 * * * *" every quarter of an hour.';
const neverRemedy = `There is no such day. ${cronRemedy}`;
const timezoneRemedy = 'Write a name of the IANA database, such as Europe/Paris, America/New_York or UTC.';

const cron = z
  .string({ error: cronRemedy })
  .trim()
  .regex(/^\S+(\s+\S+){4,5}$/, { error: cronRemedy })
  .superRefine((text, context) => {
    const problem = findCronProblem(text);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  });

/** One line of `provisioning.schedule`. */
export const scheduleItem = z.strictObject({
  cron: cron.meta({ description: 'Minute, hour, day, month, weekday; with a sixth field in front, seconds.' }),
  timezone: z
    .string({ error: timezoneRemedy })
    .refine(isTimezone, { error: timezoneRemedy })
    .exactOptional()
    .meta({ description: "Where the clock hangs: an IANA name. Default: the server's own." }),
  mode: z.enum(['changes', 'full']).default('changes').meta({
    description:
      '`changes`: people who changed since they were last worked on. `full`: everybody, beside a listing of the application.',
  }),
  operations: ownOperations.exactOptional(),
});

function findCronProblem(cron: string): string | undefined {
  try {
    return nextTimes({ cron }, 1).length === 0 ? neverRemedy : undefined;
  } catch (error) {
    // "CronPattern: Invalid value for hour: 25"
    const reason = error instanceof Error ? error.message.replace(/^Cron\w*: /, '').replace(/\.$/, '') : '';
    return reason === '' ? cronRemedy : `${reason}. ${cronRemedy}`;
  }
}
