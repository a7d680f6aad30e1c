import { createDriver, type Driver } from './create-driver.js';
import { type FakeTimers, fakedTimers } from './fake-timers.js';
import { allowStoreTime } from './store-time.js';

const start = Date.parse('2026-01-01T00:00:00.000Z');

/** Plays on a fake clock, which is real again afterwards, however it ends. */
export async function inFakedTime(timers: FakeTimers, play: (driver: Driver) => Promise<void>): Promise<void> {
  timers.useFakeTimers({ now: start, toFake: [...fakedTimers] });
  const endStoreTime = allowStoreTime();
  const driver = createDriver(timers);
  try {
    await play(driver);
  } finally {
    driver.end();
    endStoreTime();
    timers.useRealTimers();
  }
}
