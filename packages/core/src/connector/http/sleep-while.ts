import type { Sleep } from './sleep.js';

/** Rejects, and leaves no timer, when any of the signals aborts. */
export async function sleepWhile(
  sleep: Sleep,
  milliseconds: number,
  signals: readonly (AbortSignal | undefined)[],
): Promise<void> {
  const stop = new AbortController();
  const abort = () => stop.abort();
  for (const signal of signals) signal?.addEventListener('abort', abort, { once: true });
  if (signals.some((signal) => signal?.aborted)) abort();
  try {
    await sleep(milliseconds, stop.signal);
  } finally {
    for (const signal of signals) signal?.removeEventListener('abort', abort);
  }
}
