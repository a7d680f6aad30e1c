import { z } from 'zod';
import { ownOperations } from './operations-section.js';
import { scheduleItem } from './schedule-item.js';

const scheduleRemedy = 'Write a list: [{ cron: "0 3 * * *", timezone: Europe/Paris, mode: full }].';
const wayRemedy = 'Write true, false, or { operations: { … } }.';

/** On, off, or on with operations of its own. */
const way = z.union([z.boolean(), z.strictObject({ operations: ownOperations })], { error: wayRemedy });

/** How people reach an application. */
export const provisioningSection = z
  .strictObject({
    manual: way
      .default(true)
      .meta({ description: 'By `linkspan sync` and `apply`: true, false or { operations }. Default true.' }),
    automatic: way.default(true).meta({
      description:
        'On every change: true, false or { operations }. False: a change waits for another way. Default true.',
    }),
    schedule: z.array(scheduleItem, { error: scheduleRemedy }).default([]).meta({ description: 'By the clock.' }),
  })
  .prefault({})
  .meta({ description: 'By which ways people reach it. Each way plans anew, with its own operations.' });
