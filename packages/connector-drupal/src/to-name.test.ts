import { expect, test } from 'vitest';
import { toName } from './to-name.js';

test.each([
  ['ada@example.com', 'ada@example.com'],
  ["O'Brien + son_1.x-y", "O'Brien + son_1.x-y"],
  ['Jörg 李小龍', 'Jörg 李小龍'],
  ['a/b#c,d:e&f', 'a_b_c_d_e_f'],
  ['  two  spaces ', 'two spaces'],
  ['a\tb\u00a0c', 'a_b_c'],
  ['///', undefined],
  ['', undefined],
  [7, undefined],
])('%j becomes %j', (userName, name) => {
  expect(toName(userName)).toBe(name);
});
