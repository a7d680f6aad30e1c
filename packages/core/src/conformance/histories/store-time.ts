import { AsyncLocalStorage } from 'node:async_hooks';

const real = { setTimeout, setInterval, clearTimeout, clearInterval };
const within = new AsyncLocalStorage<true>();

/** Timers that the call sets are real ones: a connection pool lives by them, and the clock stands while it is asked. */
export function inStoreTime<Result>(call: () => Result): Result {
  return within.run(true, call);
}

type Timer = 'setTimeout' | 'setInterval';

/** Once the timers are fake, and before they are real again: gives back what ends it. */
export function allowStoreTime(): () => void {
  const fakes = { setTimeout, setInterval, clearTimeout, clearInterval };
  const handles = new WeakSet<object>();
  const set = (name: Timer) => {
    const fake = fakes[name];
    return (callback: (...given: unknown[]) => void, milliseconds?: number, ...given: unknown[]) => {
      if (within.getStore() === undefined) return fake(callback, milliseconds, ...given);
      const handle = real[name](callback, milliseconds, ...given);
      handles.add(handle);
      return handle;
    };
  };
  const clear = (name: 'clearTimeout' | 'clearInterval') => {
    const fake = fakes[name];
    return (handle: NodeJS.Timeout) => (handles.has(handle) ? real[name](handle) : fake(handle));
  };
  Object.assign(globalThis, {
    setTimeout: set('setTimeout'),
    setInterval: set('setInterval'),
    clearTimeout: clear('clearTimeout'),
    clearInterval: clear('clearInterval'),
  });
  return () => {
    Object.assign(globalThis, fakes);
  };
}
