import { expect, test } from 'vitest';
import { nextText } from './next-text.js';

test.each([
  ['a', 'b'],
  ['ada', 'adb'],
  ['a\u{10ffff}', 'b'],
  ['\ud7ff', '\ue000'],
  ['👩', '👪'],
  ['\u{10ffff}', undefined],
  ['', undefined],
])('texts that start with %j end before %j', (prefix, next) => {
  expect(nextText(prefix)).toBe(next);
});
