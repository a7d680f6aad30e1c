import { expect, it } from 'vitest';
import { describeCounts } from './describe-counts.js';

it.each([
  [{}, 'nothing'],
  [{ none: 12 }, '12 need nothing'],
  [{ none: 12, update: 2, create: 1, error: 1 }, 'error 1, create 1, update 2; 12 need nothing'],
  [{ merge: 3, update: 1, none: 2 }, 'update 1; 3 looked at; 2 need nothing'],
  [{ merge: 1, seen: 4 }, '1 looked at'],
])('%j is told as %s', (counts, text) => {
  expect(describeCounts(counts)).toBe(text);
});
