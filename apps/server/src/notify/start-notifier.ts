import { randomUUID } from 'node:crypto';
import type { GuardStore, Journal, JournalLine } from '@linkspan/core';
import type { Logger } from 'pino';
import type { Settings } from '../store/index.js';
import type { Channel } from './channel.js';
import type { Condition } from './condition.js';
import { deliver } from './deliver.js';
import { saveDeliveries } from './delivery-note.js';
import { type NotifyState, parseNotifyState } from './notify-state.js';
import { type DigestPlan, planDigest } from './plan-digest.js';
import { writeMessage } from './write-message.js';

export interface NotifierOptions {
  /** Nobody is told anything, as configured now. */
  isSilent?(): boolean;
  /** As configured now. */
  channels(): Promise<readonly Channel[]>;
  findConditions(now: number): Promise<readonly Condition[]>;
  readonly settings: Settings;
  readonly guards: Pick<GuardStore, 'take'>;
  readonly journal: Pick<Journal, 'list' | 'follow'>;
  /** How far the journal was followed; undefined: it is not. */
  onFollowed?(seq: number | undefined): void;
  server(): string;
  readonly log: Logger;
  readonly times?: Partial<NotifierTimes>;
}

/** Milliseconds. */
export interface NotifierTimes {
  /** Between two looks at the journal. */
  readonly tick: number;
  /** Between two looks at everything. */
  readonly look: number;
  readonly digest: number;
  readonly reminder: number;
}

export interface Notifier {
  /** Breaks off what is being sent; it is sent after the next start. */
  stop(): Promise<void>;
}

const defaultTimes: NotifierTimes = {
  tick: 5_000,
  look: 60_000,
  digest: 15 * 60_000,
  reminder: 24 * 3_600_000,
};
/** One server at a time looks; after this another may. */
const leaseTime = 60_000;
/** Longer than all attempts of all ways together. */
const sendTime = 180_000;
const linesAtOnce = 500;
/** Lines of the journal that may mean that somebody should know. */
const telling = new Set(['halted', 'quarantined', 'held', 'scope-frozen']);
const stateKey = 'notify';

/** Tells people what they should know, until it is stopped. Nothing waits for it, and what it cannot do is in the log. */
export function startNotifier(options: NotifierOptions): Notifier {
  const { settings, guards, journal, log, findConditions, server } = options;
  const times = { ...defaultTimes, ...options.times };
  const worker = randomUUID();
  const stopping = new AbortController();
  const { signal } = stopping;
  let seq: number | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let working: Promise<void> | undefined;

  /** Whether something was said there that is worth a look at once. */
  async function follow(): Promise<boolean> {
    seq ??= (await journal.list({ limit: 1 }))[0]?.seq ?? 0;
    let told = false;
    for (let lines: readonly JournalLine[]; !signal.aborted; ) {
      lines = await journal.follow(seq, linesAtOnce);
      told ||= lines.some(({ action }) => telling.has(action));
      seq = lines.at(-1)?.seq ?? seq;
      if (lines.length < linesAtOnce) break;
    }
    options.onFollowed?.(seq);
    return told;
  }

  async function tick(): Promise<void> {
    if (options.isSilent?.()) {
      seq = undefined;
      options.onFollowed?.(seq);
      return;
    }
    const told = await follow();
    if (!told && Date.now() - lookedAt < times.look) return;
    const channels = await options.channels();
    if (channels.length === 0) return;
    const at = Date.now();
    if (!(await guards.take('host', 'notify', worker, { at, since: at - leaseTime, limit: 1 }))) return;
    lookedAt = at;
    await look(channels, at);
  }

  async function look(channels: readonly Channel[], now: number): Promise<void> {
    const stored = await settings.find(stateKey);
    const { sendingUntil = 0, ...before } = parseNotifyState(stored);
    if (sendingUntil > now) return;
    const plan = planDigest(before, await findConditions(now), { ...times, now, interval: times.digest });
    const sending = plan.digest && { sendingUntil: now + sendTime };
    const taken: NotifyState = { ...plan.seen, ...sending };
    if (JSON.stringify(taken) === JSON.stringify(stored)) return;
    // Of several servers that saw the same one goes on.
    if (!(await settings.exchange(stateKey, stored, taken))) return;
    if (plan.digest) await send(channels, plan, taken, now);
  }

  /** What nobody took is planned anew with the next digest; what one way took has been told. */
  async function send(channels: readonly Channel[], plan: DigestPlan, taken: NotifyState, now: number): Promise<void> {
    const { digest, seen, told } = plan;
    if (digest === undefined) return;
    const message = writeMessage(digest, { server: server(), now });
    const deliveries = await deliver(channels, message, signal);
    const failed = deliveries.filter(({ error }) => error !== undefined);
    for (const { channel, error } of failed) log.warn({ channel, reason: error }, 'notification was not delivered');
    const { kinds, sentAt = now } = told;
    const isTold = failed.length < deliveries.length;
    const after = isTold ? told : signal.aborted ? seen : { ...seen, kinds, sentAt };
    await settings.exchange(stateKey, taken, after);
    if (!signal.aborted) await saveDeliveries(settings, deliveries);
    if (isTold) log.info({ id: message.id, alerts: digest.news.length, resolved: digest.resolved.length }, 'notified');
  }

  /** One at a time: while a slow receiver is waited for, nobody queues up. */
  function begin(): void {
    working ??= tick()
      .catch((error: unknown) => {
        if (!signal.aborted) log.warn({ err: error }, 'notifier could not look');
      })
      .finally(() => {
        working = undefined;
      });
  }
  begin();
  const timer = setInterval(begin, times.tick);
  timer.unref();

  return {
    async stop() {
      stopping.abort();
      clearInterval(timer);
      await working;
    },
  };
}
