import { expect, test } from 'vitest';
import { createUuidV7 } from './uuid-v7.js';

test('ids of one millisecond, and after the clock was set back, keep the order of creation', () => {
  const clock = [1000, 1000, 999, ...Array.from({ length: 10_000 }, () => 1000), 5000];
  let tick = 0;
  const newId = createUuidV7(() => clock[tick++] ?? 5000);
  const ids = clock.map(() => newId());
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test('an id is a UUID of version 7 with the time in front', () => {
  const id = createUuidV7(() => 0x0123456789ab)();
  expect(id).toMatch(/^01234567-89ab-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
