import { z } from 'zod';
import { duration } from './duration.js';

const day = 86_400_000;
const pollRemedy = 'Write a time from 10s to 7d, such as 5m.';
const sourceRemedy = 'Name each way once: feed, webhook, poll.';
const attributesRemedy = 'Name what may come back, such as [name, displayName, title].';

const operations = z
  .strictObject({
    create: z.boolean().default(true).meta({ description: 'People are made of accounts that `onNew` imports.' }),
    update: z.boolean().default(true).meta({ description: 'Values, and memberships by roles.' }),
    deactivate: z
      .boolean()
      .default(true)
      .meta({ description: 'People become inactive, and active again, where `attributes` names `active`.' }),
    delete: z.boolean().default(false).meta({ description: 'People are deleted, where `onDeleted` says so.' }),
  })
  .prefault({})
  .meta({ description: 'What may be done in the directory because of a change there.' });

/** What comes back from an application. What its connector and rules say to it is judged when they are known. */
export const twoWaySection = z.strictObject({
  source: z
    .array(z.enum(['feed', 'webhook', 'poll']))
    .min(1, { error: sourceRemedy })
    .refine((ways) => new Set(ways).size === ways.length, { error: sourceRemedy })
    .default(['feed', 'webhook', 'poll'])
    .meta({
      description:
        'How changes are learned, best first: the feed of a companion, its webhooks, a listing of everything. What the application does not offer is passed over.',
    }),
  poll: duration
    .refine((time) => time >= 10_000 && time <= 7 * day, { error: pollRemedy })
    .prefault('5m')
    .meta({ description: 'From one look to the next, from 10s to 7d. A webhook is looked into at once. Default 5m.' }),
  operations,
  attributes: z
    .array(z.string().min(1), { error: attributesRemedy })
    .min(1, { error: attributesRemedy })
    .exactOptional()
    .meta({
      description:
        'SCIM attributes that may come back, with their sub-attributes; `userName`, `emails`, `active`, `roles` and `members` (of groups) only when named here. Absent: name, displayName and title, as far as a rule reads them.',
    }),
  authority: z
    .record(z.string(), z.enum(['application', 'client']))
    .default({})
    .meta({
      description:
        'Who wins, by attribute, when both have spoken: the application, or whoever provisions the directory. Before `conflict`.',
    }),
  conflict: z.enum(['directory', 'application', 'newest', 'hold']).default('hold').meta({
    description:
      'Who wins otherwise. `newest` only where both sides have a time for the value, else it is held; `hold`: it waits for `linkspan resolve`.',
  }),
  onNew: z.enum(['ignore', 'report', 'import']).default('report').meta({
    description:
      'Of an account that comes up there and that nobody in the directory owns. `report`: it waits for `linkspan approve`.',
  }),
  onDeleted: z.enum(['report', 'recreate', 'unlink', 'deactivate', 'delete']).default('report').meta({
    description:
      'Of an account that is deleted there. `deactivate` and `delete` mean the person in the directory, behind the guards.',
  }),
});
