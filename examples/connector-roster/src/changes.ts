import type { Changes } from '@linkspan/core';
import { z } from 'zod';
import { type Api, accepted, parsed } from './api.js';

const eventsSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      what: z.enum(['changed', 'deleted']),
      fields: z.array(z.string()),
      by: z.string(),
      at: z.iso.datetime(),
    }),
  ),
  cursor: z.string(),
  more: z.boolean(),
});

export async function readChanges(
  api: Api,
  of: 'people' | 'teams',
  since: string | undefined,
  signal: AbortSignal,
): Promise<Changes> {
  const answer = await api.send({ method: 'GET', path: '/events', query: { of, after: since } }, signal);
  // Gone: the checkpoint is too old, or none of Roster's.
  if (answer.status === 410) return { ...(await readChanges(api, of, undefined, signal)), complete: false };
  const { items, cursor, more } = parsed(eventsSchema, accepted(answer));
  return {
    items: items.map(({ id, what, fields, by, at }) => ({ id, kind: what, fields, by, at: Date.parse(at) })),
    checkpoint: cursor,
    more,
    complete: true,
  };
}
