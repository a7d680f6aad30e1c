import type { Logger } from 'pino';
import type { TokenStore } from './token-store.js';

/** When tokens were last used, written now and then: a durable write for every request would halve what the server can do. */
export interface UseNotes {
  note(id: string, at: number): void;
  /** Writes what is left. */
  close(): Promise<void>;
}

/** Milliseconds. */
const interval = 30_000;

export function createUseNotes(store: TokenStore, log: Logger): UseNotes {
  let uses = new Map<string, number>();
  async function write(): Promise<void> {
    if (uses.size === 0) return;
    const taken = uses;
    uses = new Map();
    try {
      await store.noteUses(taken);
    } catch (error) {
      log.warn({ err: error }, 'last use of tokens was not written');
    }
  }
  const timer = setInterval(write, interval);
  timer.unref();
  return {
    note: (id, at) => void uses.set(id, at),
    async close() {
      clearInterval(timer);
      await write();
    },
  };
}
