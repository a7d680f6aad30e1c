import { afterEach, beforeEach, vi } from 'vitest';
import { type Harness, startHarness } from './harness.js';

/** A clock of the test's own, and harnesses that end with each test. */
export function withFakeClock() {
  const running: Harness[] = [];
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00.000Z') });
  });
  afterEach(async () => {
    for (const harness of running.splice(0)) void harness.stop();
    await vi.advanceTimersByTimeAsync(10_000);
    vi.useRealTimers();
  });
  const pass = async (milliseconds: number): Promise<void> => {
    await vi.advanceTimersByTimeAsync(milliseconds);
  };
  return {
    pass,
    /** The clock leaps, and everything has a moment to notice. */
    async leap(milliseconds: number): Promise<void> {
      vi.setSystemTime(Date.now() + milliseconds);
      await pass(5_000);
    },
    async start(...given: Parameters<typeof startHarness>): Promise<Harness> {
      const harness = await startHarness(...given);
      running.push(harness);
      return harness;
    },
    /** Another process on the same store and site. */
    async restart(harness: Harness, policy: Parameters<Harness['restart']>[0]): Promise<Harness> {
      const restarting = harness.restart(policy);
      await pass(9_000);
      const next = await restarting;
      running.push(next);
      return next;
    },
    /** What is awaited goes on while the clock does. */
    async during<Result>(work: Promise<Result>, milliseconds = 10_000): Promise<Result> {
      const settled = work.then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      );
      await pass(milliseconds);
      const outcome = await settled;
      if ('error' in outcome) throw outcome.error;
      return outcome.value;
    },
  };
}
