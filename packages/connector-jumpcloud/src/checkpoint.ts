import { z } from 'zod';

/** Milliseconds. Events arrive minutes late: what happened shortly before the last one that was seen is asked for again. */
export const overlap = 10 * 60_000;

/** Milliseconds that events are kept; an hour less, so that none ends while it is read. */
export const retention = 90 * 24 * 3_600_000 - 3_600_000;

/** Milliseconds. Where nothing happens for long, what is asked for again need not begin with the last event for ever. */
const silence = 24 * 3_600_000;

const checkpointSchema = z.object({
  /** Of the newest event that was seen, milliseconds since 1970. */
  time: z.number(),
  /** Events that may be given again, with their times. */
  seen: z.array(z.tuple([z.string(), z.number()])),
  /** In the middle of a query: where it began, and where its next page does. */
  page: z.object({ from: z.number(), after: z.array(z.union([z.string(), z.number()])).min(1) }).optional(),
});

export type SearchAfter = readonly (string | number)[];
export type Checkpoint = z.output<typeof checkpointSchema>;

/** Undefined: it is none of ours. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  try {
    return checkpointSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Where to go on after a page of events, of which `after` says that there are more. */
export function advance(
  before: Checkpoint,
  events: readonly { readonly id: string; readonly at: number }[],
  { from, after, now }: { readonly from: number; readonly after: SearchAfter | undefined; readonly now: number },
): Checkpoint {
  const newest = Math.max(before.time, ...events.map(({ at }) => at));
  const time = after === undefined ? Math.max(newest, now - silence) : newest;
  const again = time - overlap;
  const known = new Map([...before.seen, ...events.map(({ id, at }) => [id, at] as const)]);
  const seen = [...known].filter(([, at]) => at >= again);
  return { time, seen: seen.map(([id, at]) => [id, at]), ...(after && { page: { from, after: [...after] } }) };
}
