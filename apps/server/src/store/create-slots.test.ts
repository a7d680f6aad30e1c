import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createSlots } from './create-slots.js';

test('so many works run at once, the others in their order, whether or not one fails', async () => {
  const within = createSlots(2);
  const ran: number[] = [];
  let running = 0;
  const work = async (number: number) => {
    running += 1;
    expect(running).toBeLessThanOrEqual(2);
    await sleep(5);
    running -= 1;
    ran.push(number);
    if (number === 1) throw new Error('the second fails');
  };
  const outcomes = await Promise.allSettled([0, 1, 2, 3, 4].map((number) => within(10_000, () => work(number))));
  expect(outcomes.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect(ran).toEqual([0, 1, 2, 3, 4]);
});

test('who waits in vain is told so, and takes nobody a place', async () => {
  const within = createSlots(1);
  let end: () => void = () => undefined;
  const first = within(10_000, () => new Promise<void>((resolve) => (end = resolve)));
  await expect(within(5, () => Promise.resolve())).rejects.toMatchObject({ name: 'QueryTooExpensive', reason: 'busy' });
  const third = within(10_000, () => Promise.resolve('done'));
  end();
  expect(await Promise.all([first, third])).toEqual([undefined, 'done']);
  expect(await within(0, () => Promise.resolve('free again'))).toBe('free again');
});
