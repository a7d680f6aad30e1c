import { QueryTooExpensive } from '@linkspan/core';

/** Runs a work when one of a few places is free. */
export type Slots = <Result>(patience: number, work: () => Promise<Result>) => Promise<Result>;

/**
 * So many works at once; the others wait in their order, at most `patience` milliseconds.
 *
 * @throws QueryTooExpensive `busy` for who waited in vain.
 */
export function createSlots(count: number): Slots {
  const waiting: (() => void)[] = [];
  let free = count;

  function take(patience: number): Promise<void> {
    if (free > 0) {
      free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const proceed = () => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(proceed), 1);
        reject(new QueryTooExpensive('busy'));
      }, patience);
      waiting.push(proceed);
    });
  }

  /** The place goes to whoever waits, and is never free in between. */
  function release(): void {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  }

  return async (patience, work) => {
    await take(patience);
    try {
      return await work();
    } finally {
      release();
    }
  };
}
