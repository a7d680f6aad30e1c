import { z } from 'zod';

const remembered = z.object({
  kind: z.string(),
  title: z.string(),
  application: z.string().exactOptional(),
  client: z.string().exactOptional(),
  event: z.literal(true).exactOptional(),
  /** When it was seen first, in milliseconds. */
  since: z.number(),
  /** Since when it is not there any more. */
  gone: z.number().exactOptional(),
  told: z.object({ at: z.number(), weight: z.number() }).exactOptional(),
});

const state = z.object({
  /** By key. */
  conditions: z.record(z.string(), remembered),
  /** When a digest was sent last, and when one told of each kind. */
  sentAt: z.number().exactOptional(),
  kinds: z.record(z.string(), z.number()),
  /** Until then somebody is at sending. */
  sendingUntil: z.number().exactOptional(),
});

export type Remembered = z.output<typeof remembered>;

/** What has been told, for every server and over restarts. */
export type NotifyState = z.output<typeof state>;

export const emptyState: NotifyState = { conditions: {}, kinds: {} };

/** What another version wrote and cannot be read counts as nothing told. */
export function parseNotifyState(value: unknown): NotifyState {
  return state.safeParse(value).data ?? emptyState;
}
