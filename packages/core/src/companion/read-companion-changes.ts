import { z } from 'zod';
import type { Changes, Delta } from '../connector/changes.js';
import { ConnectorError } from '../connector/connector-error.js';

const itemSchema = z.object({
  seq: z.int().positive(),
  account: z.string(),
  kind: z.enum(['changed', 'deleted']),
  at: z.iso.datetime(),
  origin: z.enum(['ours', 'theirs']),
  by: z.string().nullish(),
  fields: z.array(z.string()).nullish(),
});

const feedSchema = z.object({
  feed: z.string(),
  items: z.array(itemSchema),
  next: z.int().nonnegative(),
  more: z.boolean(),
  reset: z.boolean(),
});

/** What to ask `GET changes` for, by the checkpoint that `readCompanionChanges` gave. */
export function companionQuery(since: string | undefined): Readonly<Record<string, string | number>> {
  const { feed, seq } = parseCheckpoint(since);
  return feed === undefined ? {} : { feed, since: seq };
}

/** The companion's answer to `GET changes` as the contract wants it. `vendor` begins the error's message. */
export function readCompanionChanges(answer: unknown, since: string | undefined, vendor: string): Changes {
  const parsed = feedSchema.safeParse(answer);
  if (!parsed.success) {
    const text = `${vendor}: the companion's feed cannot be read (${z.prettifyError(parsed.error).split('\n')[0]}). Is its version too old or too new?`;
    throw new ConnectorError('invalid', text);
  }
  const { feed, items, next, more, reset } = parsed.data;
  const from = parseCheckpoint(since);
  const isSame = from.feed === undefined || from.feed === feed;
  return {
    items: items.map(toDelta),
    checkpoint: `${feed}:${next}`,
    more,
    complete: !reset && isSame && next >= from.seq,
  };
}

function toDelta({ account, kind, at, origin, by, fields }: z.output<typeof itemSchema>): Delta {
  return {
    id: account,
    kind,
    at: Date.parse(at),
    origin,
    ...(by && { by }),
    ...(fields && { fields }),
  };
}

/** A checkpoint that is none of ours (of another way to read changes) is as good as one that is too old. */
function parseCheckpoint(since: string | undefined): { readonly feed?: string; readonly seq: number } {
  if (since === undefined) return { seq: 0 };
  const [, feed = 'unknown', seq = '0'] = /^(.+):(\d+)$/.exec(since) ?? [];
  return { feed, seq: Number(seq) };
}
