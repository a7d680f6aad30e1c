import { setMaxListeners } from 'node:events';

/** Resolves when the caller may begin, with the function that says it has ended. Rejects when `signal` aborts first. */
export type Limiter = (signal: AbortSignal) => Promise<() => void>;

/** So many at once, first come, first served. */
export function createLimiter(concurrency: number): Limiter {
  const waiting: (() => void)[] = [];
  let running = 0;

  /** Hands the place to the next in line, so that nobody can step in between. */
  function release(): void {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }

  return async (signal) => {
    signal.throwIfAborted();
    if (running < concurrency) {
      running += 1;
      return release;
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
      // Many callers wait on one signal, and that is no leak.
      setMaxListeners(0, signal);
      signal.addEventListener('abort', leave, { once: true });
    });
    return release;
  };
}
