import { QueryTooExpensive } from '@linkspan/core';
import type { SqliteConnection } from './create-statement-cache.js';

/** A statement that waits for a thread is not interrupted, and begins afterwards. */
const repeatMilliseconds = 20;

/** @throws QueryTooExpensive `slow` where the work ended because it was interrupted */
export async function interruptAfter<Result>(
  connection: Pick<SqliteConnection, 'interrupt'>,
  patience: number,
  work: () => Promise<Result>,
): Promise<Result> {
  let timer = setTimeout(function interrupt() {
    connection.interrupt();
    timer = setTimeout(interrupt, repeatMilliseconds);
  }, patience);
  try {
    return await work();
  } catch (error) {
    if (isInterruption(error)) throw new QueryTooExpensive('slow', { cause: error });
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

function isInterruption(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'SQLITE_INTERRUPT';
}
