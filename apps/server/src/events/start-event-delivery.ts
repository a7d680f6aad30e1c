import { randomUUID } from 'node:crypto';
import type { Journal } from '@linkspan/core';
import type { Logger } from 'pino';
import type { ReceiverState } from '../store/index.js';
import type { EventParts } from './create-event-parts.js';
import type { EventReceiver } from './event-receiver.js';
import { pushEvents } from './push-events.js';

export interface EventDeliveryOptions {
  /** As configured now. */
  receivers(): readonly EventReceiver[];
  readonly parts: Pick<EventParts, 'store' | 'makeSet' | 'hints' | 'fingerprintOf' | 'prepareKey'>;
  readonly journal: Pick<Journal, 'follow'>;
  /** Learns how far each is. */
  noteFollower(name: string, seq: number): void;
  readonly log: Logger;
  /** Milliseconds between two looks, beside those after commits: for what other processes write. */
  readonly interval?: number;
}

export interface EventDelivery {
  /** Breaks off what is being sent; it is sent after the next start. */
  stop(): Promise<void>;
}

/** After a commit, so that a burst is one look. */
const calm = 20;

/**
 * Tells every receiver of what the journal says, until it is stopped. Each is served by itself: one that is slow or down delays no other,
 * and no answer to an identity provider. Resolves when all begin from a place that is kept.
 */
export async function startEventDelivery(options: EventDeliveryOptions): Promise<EventDelivery> {
  const { receivers, parts, journal, noteFollower, log, interval = 2_000 } = options;
  const { store, makeSet } = parts;
  const owner = randomUUID();
  const stopping = new AbortController();
  const { signal } = stopping;
  const working = new Map<string, Promise<void>>();
  const missed = new Set<string>();
  let soon: NodeJS.Timeout | undefined;

  let hasKey = false;

  async function register(receiver: EventReceiver): Promise<ReceiverState> {
    if (!hasKey) await parts.prepareKey();
    hasKey = true;
    return store.register(receiver.name, parts.fingerprintOf(receiver));
  }

  async function serve(receiver: EventReceiver): Promise<void> {
    const before = await register(receiver);
    noteFollower(`events ${receiver.name}`, before.position);
    if (receiver.delivery === 'poll') return;
    const push = { store, makeSet, follow: journal.follow, owner, now: Date.now };
    const again = await pushEvents(push, receiver, before, signal);
    await report(receiver, before);
    if (again) missed.add(receiver.name);
  }

  /** Says what is new to be wrong, or right again. */
  async function report({ name }: EventReceiver, before: ReceiverState): Promise<void> {
    const after = await store.find(name);
    if (after === undefined) return;
    noteFollower(`events ${name}`, after.position);
    const told = { receiver: name, reason: after.error };
    if (after.haltedAt !== undefined && before.haltedAt === undefined) log.error(told, 'events halted');
    else if (after.attempts > 0 && before.attempts === 0) log.warn(told, 'events are not delivered, and tried again');
    else if (after.attempts === 0 && before.attempts > 0) log.info({ receiver: name }, 'events are delivered again');
    else if (after.error !== undefined && after.errorAt !== before.errorAt && after.attempts === 0)
      log.warn(told, 'an event was refused');
    if (after.lost > before.lost) log.error({ receiver: name, lost: after.lost - before.lost }, 'events were lost');
  }

  function begin(receiver: EventReceiver): void {
    const { name } = receiver;
    if (signal.aborted) return;
    if (working.has(name)) {
      missed.add(name);
      return;
    }
    missed.delete(name);
    const work = serve(receiver)
      .catch((error: unknown) => {
        if (!signal.aborted) log.warn({ err: error, receiver: name }, 'events could not be delivered');
        missed.delete(name);
      })
      .finally(() => {
        working.delete(name);
        // By the configuration that holds then.
        const present = receivers().find((one) => one.name === name);
        if (missed.has(name) && present) begin(present);
      });
    working.set(name, work);
  }

  function look(): void {
    for (const receiver of receivers()) begin(receiver);
  }

  for (const receiver of receivers()) await register(receiver);
  const unlisten = parts.hints.listen(() => {
    soon ??= setTimeout(() => {
      soon = undefined;
      look();
    }, calm);
    soon.unref();
  });
  const timer = setInterval(look, interval);
  timer.unref();
  look();

  return {
    async stop() {
      stopping.abort();
      unlisten();
      clearInterval(timer);
      clearTimeout(soon);
      await Promise.all(working.values());
    },
  };
}
