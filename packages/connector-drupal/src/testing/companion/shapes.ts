import { z } from 'zod';

/** What `GET /changes` answers; strict, as the tests want to know of everything that is in it. */
export const feedSchema = z.strictObject({
  feed: z.uuid(),
  items: z.array(
    z.strictObject({
      seq: z.int(),
      account: z.string(),
      kind: z.enum(['changed', 'deleted']),
      at: z.iso.datetime({ precision: 3 }),
      origin: z.enum(['ours', 'theirs']),
      by: z.string().nullable(),
      fields: z.array(z.string()).optional(),
    }),
  ),
  next: z.int(),
  more: z.boolean(),
  reset: z.boolean(),
});

export type FeedItem = z.output<typeof feedSchema>['items'][number];

export const createdSchema = z.object({
  data: z.object({ id: z.uuid(), attributes: z.object({ drupal_internal__uid: z.int(), name: z.string() }) }),
});

/** JSON:API's complaints. */
export const errorsSchema = z.object({
  errors: z.array(z.object({ detail: z.string(), source: z.object({ pointer: z.string() }).optional() })),
});

export const rolesSchema = z.strictObject({
  items: z.array(z.strictObject({ key: z.string(), name: z.string(), id: z.uuid(), privileged: z.boolean() })),
});

/** Whether an account is active, and its roles. */
export const stateSchema = z.tuple([z.boolean(), z.array(z.string())]);
