import type { EventStore } from '../store/index.js';
import { createJti } from './create-jti.js';
import type { MakeSet } from './create-set-maker.js';
import type { PollReceiver } from './event-receiver.js';
import { findEventTypes } from './find-event-types.js';
import type { PollRequest } from './poll-request.js';

export interface PollAnswer {
  /** By `jti`, in the order in which it happened. */
  readonly sets: Readonly<Record<string, string>>;
  readonly moreAvailable: boolean;
}

/** In one answer, whatever `maxEvents` says. */
const mostSets = 100;
const longestError = 200;

/**
 * One poll (RFC 8936 §2): what was handed out and is not acknowledged comes again first, so that the order holds. Acknowledged means that
 * the receiver keeps it from now on.
 */
export async function pollEvents(
  { store, makeSet }: { readonly store: EventStore; readonly makeSet: MakeSet },
  receiver: PollReceiver,
  { maxEvents = mostSets, ack, setErrs }: PollRequest,
  now: number,
): Promise<PollAnswer> {
  const { name } = receiver;
  const handed = await store.handOut(name, {
    now,
    limit: Math.min(maxEvents, mostSets),
    acknowledged: ack,
    refused: new Map(Object.entries(setErrs).map(([jti, { err, description }]) => [jti, describe(err, description)])),
    jtiOf: (line) => (findEventTypes(line, receiver).length === 0 ? undefined : createJti(name, line)),
  });
  const lines = new Map((await store.readLines(handed.sets.map(({ seq }) => seq))).map((line) => [line.seq, line]));
  const sets: Record<string, string> = {};
  const forgotten: number[] = [];
  const unwanted: number[] = [];
  for (const { seq, jti } of handed.sets) {
    const line = lines.get(seq);
    const token = line && (await makeSet(line, receiver));
    if (token !== undefined) sets[jti] = token;
    else (line ? unwanted : forgotten).push(seq);
  }
  await store.drop(name, forgotten, { at: now });
  await store.drop(name, unwanted);
  return { sets, moreAvailable: handed.more };
}

function describe(err: string, description: string | undefined): string {
  return [err, description]
    .filter((word) => word !== undefined && word !== '')
    .join(': ')
    .slice(0, longestError);
}
