import type { RateLimits } from '../rate-limits.js';
import { createLearnedRate } from './create-learned-rate.js';
import { createLimiter } from './create-limiter.js';
import { createQuotas } from './create-quotas.js';
import type { RateNews } from './read-rate-news.js';
import type { Sleep } from './sleep.js';
import { sleepWhile } from './sleep-while.js';

export interface GovernorOptions {
  now(): number;
  readonly sleep: Sleep;
  /** Aborted: nobody waits any more. */
  readonly disposed?: AbortSignal;
}

/** A call may be sent. */
export interface Pass {
  /** Once, with what its answer said; nothing where none came. */
  end(news?: RateNews): void;
}

/** It would be a wait of so many milliseconds: come back later. */
export interface Refusal {
  readonly wait: number;
}

/**
 * How fast one application is called, by all of its clients together: never faster than configured, than the vendor's refusals taught, or
 * than its headers allow; first come, first served.
 */
export interface Governor {
  /** Calls a second. The lowest that any client asked for counts for all. */
  allow(rate: number): void;
  /** Resolves when the call may be sent, or at once where that would take too long. Rejects when `signal` aborts first. */
  enter(signal: AbortSignal): Promise<Pass | Refusal>;
  limits(): RateLimits;
}

/** Milliseconds: longer waits are not sat out here, where they would keep a person's turn. */
const longestWait = 10_000;
/** Milliseconds over which is measured how fast we send. */
const measured = 2_000;
/** Whoever was refused had sent at least so many a second, or would be taught to crawl by the first word of the day. */
const leastMeasured = 2;

/** In any stretch of `span` milliseconds no more than `burst` calls begin. */
interface Pace {
  readonly burst: number;
  readonly span: number;
}

function paceOf(rate: number): Pace {
  const burst = Math.max(1, Math.floor(rate));
  return { burst, span: (burst * 1000) / rate };
}

export function createGovernor({ now, sleep, disposed }: GovernorOptions): Governor {
  const line = createLimiter(1);
  const quotas = createQuotas();
  const learned = createLearnedRate();
  /** When calls began, oldest first: those that the rate or the measure still asks about. */
  const starts: number[] = [];
  let ceiling: number | undefined;
  let started = 0;
  /** Calls up to this one were sent before the rate was last halved: their refusals are no news. */
  let halvedAfter = 0;
  let pausedUntil = 0;
  let waiting = 0;
  let held: RateLimits['held'];

  /** Each holds by itself: a slower pace with smaller bursts could still break a faster one when it begins. */
  function paces(): readonly Pace[] {
    return [ceiling, learned.rate].flatMap((rate) => (rate === undefined ? [] : [paceOf(rate)]));
  }

  function earliestByRate(time: number): number {
    return Math.max(time, ...paces().map(({ burst, span }) => (starts.at(-burst) ?? Number.NEGATIVE_INFINITY) + span));
  }

  function earliest(time: number): { readonly at: number; readonly by: 'pause' | 'quota' | 'rate' } {
    const candidates = [
      { at: pausedUntil, by: 'pause' as const },
      { at: quotas.earliest(time, starts.at(-1) ?? time), by: 'quota' as const },
      { at: earliestByRate(time), by: 'rate' as const },
    ];
    return candidates.reduce((latest, one) => (one.at > latest.at ? one : latest));
  }

  /** Resolves with when the call begins, or with how long that would take. */
  async function hold(signal: AbortSignal): Promise<{ readonly time: number } | Refusal> {
    let time = now();
    for (;;) {
      const { at, by } = earliest(time);
      const wait = at - time;
      if (wait <= 0) return { time };
      held = { at: time, by };
      if (wait > longestWait) return { wait };
      await sleepWhile(sleep, wait, [signal, disposed]);
      // Timers may fire a millisecond early.
      time = Math.max(now(), at);
    }
  }

  function begin(time: number): Pass {
    const kept = Math.max(0, ...paces().map(({ burst }) => burst));
    starts.push(time);
    while (starts.length > kept && (starts[0] ?? time) < time - measured) starts.shift();
    started += 1;
    quotas.spend();
    const call = started;
    return { end: (news) => news !== undefined && learn(call, news) };
  }

  function learn(call: number, { refused, pause, quotas: told }: RateNews): void {
    const time = now();
    quotas.learn(told, call, started);
    if (pause !== undefined) pausedUntil = Math.max(pausedUntil, time + pause);
    if (!refused && pause === undefined) learned.ease(time, ceiling);
    if (!refused || call <= halvedAfter) return;
    halvedAfter = started;
    learned.halve(time, Math.min(ceiling ?? Number.POSITIVE_INFINITY, Math.max(sentLately(time), leastMeasured)));
  }

  /** Calls a second. */
  function sentLately(time: number): number {
    const lately = starts.filter((start) => start >= time - measured);
    return (lately.length * 1000) / Math.max(time - (lately[0] ?? time), 1000);
  }

  return {
    allow(rate) {
      ceiling = Math.min(ceiling ?? rate, rate);
    },
    async enter(signal) {
      waiting += 1;
      try {
        const leave = await line(signal);
        try {
          const turn = await hold(signal);
          return 'wait' in turn ? turn : begin(turn.time);
        } finally {
          leave();
        }
      } finally {
        waiting -= 1;
      }
    },
    limits() {
      const time = now();
      const rates = [ceiling, learned.rate].filter((rate) => rate !== undefined);
      const limit = rates.length === 0 ? undefined : Math.min(...rates);
      const tightest = quotas.tightest(time);
      return {
        ...(limit !== undefined && { limit }),
        learned: limit !== undefined && limit !== ceiling,
        ...(tightest !== undefined && { remaining: tightest.remaining, resetAt: tightest.resetAt }),
        ...(pausedUntil > time && { pausedUntil }),
        waiting,
        ...(held !== undefined && { held }),
      };
    },
  };
}
