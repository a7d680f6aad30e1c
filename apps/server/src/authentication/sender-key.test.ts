import { expect, it } from 'vitest';
import { senderKey } from './sender-key.js';

it.each([
  ['203.0.113.7', '::ffff:203.0.113.7'],
  ['203.0.113.7', '0:0:0:0:0:ffff:cb00:7107'],
  ['2001:db8:0:1::1', '2001:db8:0:1:ffff::2'],
  ['2001:db8::1', '2001:0db8:0:0:1::'],
  ['fe80::1%eth0', 'fe80::1'],
])('%s and %s are one sender', (one, other) => {
  expect(senderKey(one)).toBe(senderKey(other));
});

it.each([
  ['203.0.113.7', '203.0.113.8'],
  ['2001:db8:0:1::1', '2001:db8:0:2::1'],
  ['::1', '2001:db8::1'],
])('%s and %s are two', (one, other) => {
  expect(senderKey(one)).not.toBe(senderKey(other));
});
