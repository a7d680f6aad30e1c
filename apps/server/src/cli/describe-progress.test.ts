import type { Progress } from '@linkspan/core';
import { expect, it } from 'vitest';
import { describeDuration } from './describe-duration.js';
import { describeProgress } from './describe-progress.js';

const progress: Progress = { seen: 1250, rate: 42.5, limitedBy: 'the application' };

it.each<[Partial<Progress>, string]>([
  [{ rate: 0 }, '1250 people, limited by the application'],
  [{ total: 10_000 }, '1250 of 10000 people, 42.5/s, limited by the application'],
  [{ total: 10_000, left: 206_000 }, '1250 of 10000 people, 42.5/s, limited by the application, about 3 min left'],
])('progress %j is "%s"', (more, text) => {
  expect(describeProgress({ ...progress, ...more })).toBe(text);
});

it.each([
  [400, '0 s'],
  [99_000, '99 s'],
  [100_000, '2 min'],
  [3_600_000, '60 min'],
  [7_200_000, '2 h'],
  [7_500_000, '2 h 5 min'],
  [172_800_000, '2 d'],
])('%i milliseconds are %s', (milliseconds, text) => {
  expect(describeDuration(milliseconds)).toBe(text);
});
