import type { Sleep } from '../sleep.js';

export interface FakeClock {
  now(): number;
  readonly sleep: Sleep;
  /** Sleepers that nothing has ended yet. */
  readonly sleeping: number;
  /** Lets time pass, from one sleeper's end to the next, until `work` is done or the time is over; then says whether it is done. */
  run(work: Promise<unknown>, most?: number): Promise<boolean>;
}

const start = Date.UTC(2030, 0, 1);

/** Time that passes only while everybody sleeps; `settle` waits until all do. Default: a turn of the event loop, enough without sockets. */
export function createFakeClock(settle = () => new Promise((resolve) => setImmediate(resolve))): FakeClock {
  let time = start;
  const sleepers = new Set<{ readonly at: number; wake(): void }>();
  const sleep: Sleep = (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const leave = () => {
        sleepers.delete(sleeper);
        reject(signal.reason);
      };
      const wake = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const sleeper = { at: time + milliseconds, wake };
      sleepers.add(sleeper);
      signal.addEventListener('abort', leave, { once: true });
    });
  return {
    now: () => time,
    sleep,
    get sleeping() {
      return sleepers.size;
    },
    async run(work, most = Number.POSITIVE_INFINITY) {
      let done = false;
      const end = () => {
        done = true;
      };
      work.then(end, end);
      for (;;) {
        await settle();
        if (done) return true;
        const [next] = [...sleepers].sort((one, other) => one.at - other.at);
        if (next === undefined || next.at > start + most) return false;
        time = Math.max(time, next.at);
        sleepers.delete(next);
        next.wake();
      }
    },
  };
}
