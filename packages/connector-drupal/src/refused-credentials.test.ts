import { expect, test } from 'vitest';
import { heldUntil, keyOf, rememberRefusal } from './refused-credentials.js';

test('credentials are held for as long as Drupal remembers them, others are not', () => {
  const key = keyOf(['basic', 'https://a.example', 'linkspan', 'wrong']);
  const hours = 60 * 60_000;
  rememberRefusal(key, 1_000);
  expect(heldUntil(key, 1_000)).toBe(6 * hours + 1_000);
  expect(heldUntil(key, 6 * hours + 999)).toBe(6 * hours + 1_000);
  expect(heldUntil(key, 6 * hours + 1_000)).toBeUndefined();
  expect(heldUntil(keyOf(['basic', 'https://a.example', 'linkspan', 'right']), 1_000)).toBeUndefined();
});

test('what is kept of credentials tells nothing of them, and joins no two', () => {
  expect(keyOf(['basic', 'secret'])).toMatch(/^[0-9a-f]{64}$/);
  expect(keyOf(['a', 'b:c'])).not.toBe(keyOf(['a:b', 'c']));
});
