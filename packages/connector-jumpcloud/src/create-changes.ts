import {
  type Changes,
  type ConnectorContext,
  ConnectorError,
  type Delta,
  type HttpResponse,
  type ResourceConnector,
} from '@linkspan/core';
import { z } from 'zod';
import type { Api } from './api.js';
import { advance, type Checkpoint, overlap, parseCheckpoint, retention, type SearchAfter } from './checkpoint.js';
import type { Config } from './config.js';
import { isKind } from './errors.js';
import { eventSchema, eventTypes, type Subject, toDelta } from './event.js';
import { parseAnswer } from './parse-answer.js';
import { readOrganization } from './read-organization.js';

/** Events in one answer, and so in one call. */
const pageSize = 1000;

/** Milliseconds. Any time in the past will do to see whether events can be read. */
const day = 24 * 3_600_000;

const to = 'read the events of Directory Insights';
const afterSchema = z.array(z.union([z.string(), z.number()])).min(1);

/**
 * What has happened by Directory Insights' events: asked for from some minutes before the last one on, since they come late, each given once. An
 * event only says whose present state must be looked at.
 */
export function createChanges(
  subject: Subject,
  api: Api,
  config: Config,
  context: Pick<ConnectorContext, 'now'>,
): NonNullable<ResourceConnector['changes']> {
  async function query(from: number, limit: number, after: SearchAfter | undefined, signal: AbortSignal) {
    const json = {
      service: ['directory'],
      start_time: new Date(from).toISOString(),
      sort: 'ASC',
      limit,
      search_term: { or: { event_type: eventTypes[subject] } },
      ...(after && { search_after: after }),
    };
    const call = { method: 'POST', path: '/insights/directory/v1/events', json, to, reads: true } as const;
    try {
      return await api.call(call, signal);
    } catch (error) {
      throw await explain(api, error, signal);
    }
  }

  /** From now on, or from as far back as there are events. */
  async function begin(signal: AbortSignal, complete: boolean): Promise<Changes> {
    const { headers } = await query(context.now() - day, 1, undefined, signal);
    // By JumpCloud's clock, as events are: what begins in its future is refused, and what it has passed would be left out.
    const time = Date.parse(headers['date'] ?? '') || context.now();
    return { items: [], checkpoint: JSON.stringify({ time, seen: [] }), more: false, complete };
  }

  return async (since, signal) => {
    if (since === undefined) return begin(signal, true);
    const before = parseCheckpoint(since);
    const now = context.now();
    if (before === undefined || before.time < now - retention) return begin(signal, false);
    const from = before.page?.from ?? Math.max(before.time - overlap, now - retention);
    const response = await query(from, pageSize, before.page?.after, signal).catch((error: unknown) => {
      // Where a page began may be forgotten there after a while, but not where the query did.
      if (before.page === undefined || !isKind(error, 'invalid')) throw error;
      return query(from, pageSize, undefined, signal);
    });
    const events = parseAnswer(z.array(eventSchema), response.json, to);
    const after = findNextPage(response, events.length);
    const known = new Set(before.seen.map(([id]) => id));
    const items: Delta[] = [];
    for (const event of events) {
      const delta = known.has(event.id) ? undefined : toDelta(event, subject, config);
      known.add(event.id);
      if (delta !== undefined) items.push(delta);
    }
    const dated = events.map(({ id, timestamp }) => ({ id, at: Date.parse(timestamp) }));
    const checkpoint: Checkpoint = advance(before, dated, { from, after, now });
    return { items, checkpoint: JSON.stringify(checkpoint), more: after !== undefined, complete: true };
  };
}

/** `X-Search_after` is always there: it leads on only where the answer is as long as it may be. */
function findNextPage({ headers }: HttpResponse, found: number): SearchAfter | undefined {
  const limit = Number(headers['x-limit'] ?? pageSize);
  const count = Number(headers['x-result-count'] ?? found);
  if (count < limit || count === 0) return undefined;
  const after = parseAfter(headers['x-search_after']);
  if (after !== undefined) return after;
  const text = `jumpcloud: could not ${to}, the answer does not say where its next page begins. Look for a proxy that removes the header X-Search_after.`;
  throw new ConnectorError('unavailable', text);
}

function parseAfter(header: string | undefined): SearchAfter | undefined {
  try {
    return afterSchema.safeParse(JSON.parse(header ?? '')).data;
  } catch {
    return undefined;
  }
}

/** Not every plan has it: then its address refuses credentials that are good elsewhere. */
async function explain(api: Api, error: unknown, signal: AbortSignal): Promise<unknown> {
  if (!isKind(error, 'auth', 'unsupported', 'not-found')) return error;
  // Throws its own refusal, where it is the credentials.
  await readOrganization(api, undefined, signal);
  const text = `jumpcloud: Directory Insights is not open to us, so that changes are found by listing everybody. Look whether the plan contains it. It said: ${error.message}`;
  return new ConnectorError('unsupported', text, { cause: error });
}
