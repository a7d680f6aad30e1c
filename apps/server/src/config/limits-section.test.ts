import { defaultLimits } from '@linkspan/core';
import { expect, test } from 'vitest';
import { limitsSection } from './limits-section.js';

test('nothing written are the limits of the core, in which a group of 70,000 is sent at once', () => {
  const limits = limitsSection.parse({});
  expect({ ...defaultLimits, ...limits }).toEqual(defaultLimits);
  expect(limits.members).toBeGreaterThanOrEqual(70_000);
});

test('what is written holds, times in the unit that the protocol has', () => {
  expect(limitsSection.parse({ members: 10, cursorLifetime: '30m' })).toMatchObject({
    members: 10,
    cursorSeconds: 1800,
    pageSize: defaultLimits.pageSize,
  });
});

test.each([
  ['pageSize', 0],
  ['pageSize', 100_000],
  ['filterTerms', 1.5],
  ['patchOperations', '10'],
  ['members', -1],
  ['searchMilliseconds', 1],
  ['cursorLifetime', 3600],
  ['bulk', 1],
])('%s: %j is refused, and says what to write', (key, value) => {
  const { success, error } = limitsSection.safeParse({ [key]: value });
  expect(success).toBe(false);
  if (key !== 'bulk') expect(error?.issues[0]?.message).toMatch(/^Write /);
});
