import { expect, test } from 'vitest';
import { sameText, sameUrl, sameWithoutCase } from './same-value.js';

test.each([
  [sameText, 'Tom & Jerry', 'Tom &amp; Jerry', true],
  [sameText, 'Tom &amp; Jerry', 'Tom & Jerry', true],
  [sameText, 'two  spaces ', 'two spaces', true],
  [sameText, '<b>bold</b>', 'bold', true],
  [sameText, 'anna', 'Anna', false],
  [sameText, 'Tom & Jerry', 'Tom and Jerry', false],
  [sameText, '&#8217;', '’', true],
  [sameWithoutCase, 'Anna@Mail.example', 'anna@mail.example', true],
  [sameWithoutCase, 'anna@mail.example', 'ann@mail.example', false],
  [sameUrl, 'example.com', 'http://example.com', true],
  [sameUrl, 'http://example.com/?a=1&b=2', 'http://example.com/?a=1&amp;b=2', true],
  [sameUrl, 'https://example.com', 'http://example.com', false],
  [sameUrl, 'https://example.com/A', 'https://example.com/a', false],
  [sameUrl, 'not a url at all', 'http://not a url at all', false],
])('%o: %j and %j: %j', (same, desired, remote, expected) => {
  expect(same(desired, remote)).toBe(expected);
});
