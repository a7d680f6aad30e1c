import { isDoneWithin } from '../is-done-within.js';

export interface WriteProbe {
  /** Why the database takes no writes, without anything secret; undefined: it does, or is still being asked. */
  findFailure(): Promise<string | undefined>;
}

export interface WriteProbeOptions {
  /** Writes something harmless, durably. */
  write(): Promise<unknown>;
  /** Learns of the first failure after a success. */
  onFailure?(error: unknown): void;
}

/** Milliseconds that an outcome holds, so that `/readyz` asked often costs little. */
const holds = 5_000;
/** That a caller waits for a new one. */
const patience = 1_000;
/** That a write may wait for others (SQLite waits 10 s for another process) before it counts as failed. */
const slowest = 15_000;

/** Reads go on while a disk is full: whether writes do is found out by writing. */
export function createWriteProbe({ write, onFailure }: WriteProbeOptions): WriteProbe {
  let failure: string | undefined;
  let finished = Number.NEGATIVE_INFINITY;
  let pending: { readonly since: number; readonly done: Promise<void> } | undefined;

  async function probe(): Promise<void> {
    try {
      await write();
      failure = undefined;
    } catch (error) {
      if (failure === undefined) onFailure?.(error);
      failure = `The database takes no writes (${codeOf(error)}).`;
    } finally {
      finished = performance.now();
      pending = undefined;
    }
  }

  return {
    async findFailure() {
      const now = performance.now();
      if (!pending && now - finished < holds) return failure;
      pending ??= { since: now, done: probe() };
      const { since, done } = pending;
      await isDoneWithin(patience, done);
      if (pending && performance.now() - since > slowest) {
        return `The database has not finished a write for ${slowest / 1_000} s.`;
      }
      return failure;
    },
  };
}

/** `SQLITE_FULL`, `53100`: a message could have a path or a statement in it. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'see the log';
}
