import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createWriteProbe } from './create-write-probe.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const full = () => Promise.reject(Object.assign(new Error('insert into … failed'), { code: 'SQLITE_FULL' }));

it('says that writes fail, with the code alone, until they work again', async () => {
  const write = vi.fn(full);
  const onFailure = vi.fn();
  const probe = createWriteProbe({ write, onFailure });
  expect(await probe.findFailure()).toBe('The database takes no writes (SQLITE_FULL).');
  vi.advanceTimersByTime(5_000);
  expect(await probe.findFailure()).toBe('The database takes no writes (SQLITE_FULL).');
  expect(onFailure).toHaveBeenCalledTimes(1);
  write.mockResolvedValue(undefined as never);
  vi.advanceTimersByTime(5_000);
  expect(await probe.findFailure()).toBeUndefined();
});

it('writes once in five seconds at most, however often it is asked', async () => {
  const write = vi.fn(async () => undefined);
  const probe = createWriteProbe({ write });
  await Promise.all([probe.findFailure(), probe.findFailure()]);
  vi.advanceTimersByTime(4_900);
  await probe.findFailure();
  expect(write).toHaveBeenCalledTimes(1);
});

it('waits for a write behind a long one, and not for ever', async () => {
  const write = vi.fn(() => new Promise(() => undefined));
  const probe = createWriteProbe({ write });
  const ask = async () => {
    const answer = probe.findFailure();
    await vi.advanceTimersByTimeAsync(1_000);
    return answer;
  };
  expect(await ask()).toBeUndefined();
  await vi.advanceTimersByTimeAsync(14_000);
  expect(await ask()).toBe('The database has not finished a write for 15 s.');
  expect(write).toHaveBeenCalledTimes(1);
});
