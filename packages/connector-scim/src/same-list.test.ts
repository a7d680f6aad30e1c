import { expect, test } from 'vitest';
import { sameList } from './same-list.js';

const work = { value: 'anna@corp.example', type: 'work', primary: true };
const home = { value: 'anna@mail.example', type: 'home' };

test.each([
  ['the same', [work, home], [work, home], true],
  ['another order', [work, home], [home, work], true],
  ['what a server adds', [home], [{ ...home, display: 'Anna', $ref: '../x', primary: false }], true],
  ['a primary that nobody chose', [home], [{ ...home, primary: true }], true],
  [
    'another primary',
    [work, home],
    [
      { ...work, primary: false },
      { ...home, primary: true },
    ],
    false,
  ],
  ['a type that nobody gave', [{ value: 'x' }], [{ value: 'x', type: 'other' }], true],
  ['another type', [home], [{ ...home, type: 'work' }], false],
  ['another case', [home], [{ ...home, value: 'ANNA@mail.example', type: 'Home' }], true],
  ['a phone number as RFC 3966 has it', [{ value: '+33 (1) 23-45' }], [{ value: 'tel:+33-1-2345' }], true],
  ['another phone number', [{ value: '+33 1 23' }], [{ value: '+33 1 24' }], false],
  ['an address with its formatted form', [{ locality: 'Paris' }], [{ locality: 'Paris', formatted: 'Paris' }], true],
  ['one more', [work], [work, home], false],
  ['one twice for two', [home, home], [home, work], false],
  ['no list', [home], 'anna@mail.example', false],
])('%s', (_, desired, remote, expected) => {
  expect(sameList(desired, remote)).toBe(expected);
});
