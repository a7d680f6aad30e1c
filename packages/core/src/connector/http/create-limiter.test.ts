import { describe, expect, test } from 'vitest';
import { createLimiter } from './create-limiter.js';

const never = new AbortController().signal;

describe('a limiter', () => {
  test('lets nobody step in between an end and who waits', async () => {
    const limit = createLimiter(1);
    const order: string[] = [];
    const enter = async (name: string) => {
      const release = await limit(never);
      order.push(name);
      return release;
    };
    const first = await enter('first');
    const waiting = enter('waiting');
    first();
    const late = enter('late');
    const second = await waiting;
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(order).toEqual(['first', 'waiting']);
    second();
    (await late)();
    (await enter('last'))();
    expect(order).toEqual(['first', 'waiting', 'late', 'last']);
  });

  test('frees the place of whoever gives up in the line', async () => {
    const limit = createLimiter(1);
    const release = await limit(never);
    const tired = new AbortController();
    const leaves = limit(tired.signal);
    tired.abort();
    await expect(leaves).rejects.toThrow('aborted');
    release();
    await expect(limit(never)).resolves.toBeTypeOf('function');
  });
});
