import { setTimeout as sleep } from 'node:timers/promises';

/** serialization_failure and deadlock_detected: PostgreSQL has rolled back, and asks for the whole again. */
const again = new Set<unknown>(['40001', '40P01']);
const attempts = 5;

/** Runs a transaction, or a statement that is one, again where PostgreSQL asks for it. */
export async function retryRolledBack<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const isRetried = error instanceof Error && 'code' in error && again.has(error.code);
      if (!isRetried || attempt === attempts) throw error;
      await sleep(Math.random() * 20 * attempt);
    }
  }
}
