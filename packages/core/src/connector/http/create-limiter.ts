import type { Sleep } from './sleep.js';

export interface LimiterOptions {
  /** At once. */
  readonly concurrency: number;
  /** A second; undefined: no limit. */
  readonly rate: number | undefined;
  now(): number;
  readonly sleep: Sleep;
}

/** Resolves when the caller may begin, with the function that says it has ended. Rejects when `signal` aborts first. */
export type Limiter = (signal: AbortSignal) => Promise<() => void>;

/** First come, first served; a token bucket that holds one second's worth. */
export function createLimiter({ concurrency, rate, now, sleep }: LimiterOptions): Limiter {
  const waiting: (() => void)[] = [];
  let running = 0;
  /** When the bucket will be full again, which says how much is missing from it now. */
  let full = 0;

  /** Hands the place to the next in line, so that nobody can step in between. */
  function release(): void {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }

  async function takePlace(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (running < concurrency) {
      running += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        waiting.splice(waiting.indexOf(enter), 1);
        reject(signal.reason);
      };
      const enter = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      waiting.push(enter);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  async function takeToken(signal: AbortSignal): Promise<void> {
    if (rate === undefined) return;
    const interval = 1000 / rate;
    const capacity = Math.max(1000, interval);
    full = Math.max(full, now()) + interval;
    const wait = full - now() - capacity;
    if (wait > 0) await sleep(wait, signal);
  }

  return async (signal) => {
    await takePlace(signal);
    try {
      await takeToken(signal);
    } catch (error) {
      release();
      throw error;
    }
    return release;
  };
}
