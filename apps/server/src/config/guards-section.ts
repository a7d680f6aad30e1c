import { type Budget, defaultGuards } from '@linkspan/core';
import { z } from 'zod';
import { duration } from './duration.js';

const budgetRemedy = 'Give count, percent or both; of both, the smaller holds.';
const windowRemedy = 'Write a time from 1m to 30d, such as 24h.';
const day = 86_400_000;

const budget = z
  .strictObject({
    count: z.int().min(0).exactOptional().meta({ description: 'So many at most; 0: each waits.' }),
    percent: z
      .number()
      .min(0)
      .max(100)
      .exactOptional()
      .meta({ description: 'This share at most, and never fewer than 3 (of deletions and privileged roles, 1).' }),
  })
  .refine(({ count, percent }) => count !== undefined || percent !== undefined, { error: budgetRemedy });

const budgetOf = (standard: Budget, description: string) =>
  budget.prefault({ ...standard }).meta({ description: `${description} Instead of the default, not beside it.` });

/** How much may change in a while before a person is asked. */
export const guardsSection = z
  .strictObject({
    window: duration
      .refine((time) => time >= 60_000 && time <= 30 * day, { error: windowRemedy })
      .prefault('24h')
      .meta({ description: 'The time over which is counted, from 1m to 30d.' }),
    deactivate: budgetOf(defaultGuards.deactivate, 'Deactivations, and people who lose a role.'),
    delete: budgetOf(defaultGuards.delete, 'Deletions.'),
    privileged: budgetOf(defaultGuards.privileged, 'Grants of a role that can change other accounts.'),
    wipe: budgetOf(defaultGuards.wipe, 'People in whom one and the same field is cleared.'),
    emptied: budgetOf(defaultGuards.emptied, 'People who lose what a group gave that has no members any more.'),
  })
  .prefault({})
  .meta({
    description:
      'What is more than this waits for `linkspan approve`: `count` of people, `percent` of those who are linked, each at most.',
  });
