import type { Store } from '../../store/store.js';
import type { FakeTimers } from './fake-timers.js';
import { inStoreTime } from './store-time.js';
import { wrapCalls } from './wrap-calls.js';

/** Lets a fake clock run over a store that needs real time: the clock stands while a call to the store is under way. */
export interface Driver {
  /** The same store; its calls are waited for. */
  watch(store: Store): Store;
  /** Lets so many milliseconds of the fake clock pass, timer by timer. */
  drive(milliseconds: number): Promise<void>;
  /** The clock jumps; no timer runs. */
  leap(milliseconds: number): void;
  /** Lets time pass until it is settled, at most so many milliseconds. */
  during<Result>(work: Promise<Result>, most: number): Promise<Result>;
  /** No call to the store takes effect any more: whoever is left of a history that failed must not reach into the next one. */
  end(): void;
}

export function createDriver(timers: FakeTimers): Driver {
  let calls = 0;
  let underWay = 0;
  let wake: (() => void) | undefined;
  let ended = false;

  /** Two turns of the event loop without a call begun or under way: whatever could go on by itself has done so. */
  async function quiet(): Promise<void> {
    for (let still = 0; still < 2; ) {
      if (underWay > 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      const before = calls;
      await turn();
      still = calls === before && underWay === 0 ? still + 1 : 0;
    }
  }

  async function driveUntil(isOver: () => boolean): Promise<void> {
    await quiet();
    while (!isOver()) {
      timers.advanceTimersToNextTimer();
      await quiet();
    }
  }

  async function drive(milliseconds: number): Promise<void> {
    let over = false;
    setTimeout(() => {
      over = true;
    }, milliseconds);
    await driveUntil(() => over);
  }

  return {
    watch: (store) =>
      wrapCalls(store, async (call) => {
        if (ended) return new Promise(() => {});
        calls += 1;
        underWay += 1;
        try {
          return await inStoreTime(call);
        } finally {
          underWay -= 1;
          if (underWay === 0) wake?.();
        }
      }),
    drive,
    leap: (milliseconds) => void timers.setSystemTime(Date.now() + milliseconds),
    async during(work, most) {
      let settled = false;
      const watched = work.finally(() => {
        settled = true;
      });
      watched.catch(() => undefined);
      const end = Date.now() + most;
      setTimeout(() => undefined, most);
      await driveUntil(() => settled || Date.now() >= end);
      if (!settled) throw new Error(`not done within ${most} ms`);
      return watched;
    },
    end() {
      ended = true;
    },
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
