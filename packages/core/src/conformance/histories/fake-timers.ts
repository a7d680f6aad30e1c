/** The part of a test framework's fake clock that histories need: vitest's `vi` is one. */
export interface FakeTimers {
  useFakeTimers(options: { readonly now: number; readonly toFake: FakedTimer[] }): unknown;
  useRealTimers(): unknown;
  advanceTimersToNextTimer(): unknown;
  setSystemTime(now: number): unknown;
}

type FakedTimer = 'setTimeout' | 'clearTimeout' | 'setInterval' | 'clearInterval' | 'Date';

/** Whatever waits for a time. `setImmediate`, `nextTick` and what is inside Node stay real: databases and their drivers live by them. */
export const fakedTimers: readonly FakedTimer[] = [
  'setTimeout',
  'clearTimeout',
  'setInterval',
  'clearInterval',
  'Date',
];
