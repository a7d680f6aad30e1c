import { describe, expect, test } from 'vitest';
import { readQuotas } from './read-quotas.js';

const now = Date.UTC(2030, 0, 1, 12, 0, 0);
const in30 = now + 30_000;
/** Their clock is a minute ahead of ours. */
const date = new Date(now + 60_000).toUTCString();

describe('rate headers', () => {
  const rows: readonly [string, Record<string, string>, readonly object[]][] = [
    [
      'three fields',
      { 'ratelimit-limit': '100', 'ratelimit-remaining': '50', 'ratelimit-reset': '30' },
      [{ name: 'ratelimit 100', limit: 100, remaining: 50, resetAt: in30 }],
    ],
    [
      'a limit with its policy',
      { 'ratelimit-limit': '10, 10;w=1, 50;w=60', 'ratelimit-remaining': '9', 'ratelimit-reset': '1' },
      [{ name: 'ratelimit 10', limit: 10, remaining: 9, resetAt: now + 1_000 }],
    ],
    [
      'one field',
      { ratelimit: 'limit=100, remaining=50, reset=30' },
      [{ name: 'ratelimit 100', limit: 100, remaining: 50, resetAt: in30 }],
    ],
    [
      'one field without a limit',
      { ratelimit: 'remaining=0,reset=30' },
      [{ name: 'ratelimit', remaining: 0, resetAt: in30 }],
    ],
    [
      'several named quotas',
      {
        ratelimit: '"burst";r=5;t=1, "daily";r=900;t=30',
        'ratelimit-policy': '"burst";q=10;w=1, "daily";q=1000;w=86400',
      },
      [
        { name: 'burst 10', limit: 10, remaining: 5, resetAt: now + 1_000 },
        { name: 'daily 1000', limit: 1000, remaining: 900, resetAt: in30 },
      ],
    ],
    [
      'older names, seconds from now',
      { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '59', 'x-ratelimit-reset': '30' },
      [{ name: 'x-ratelimit 60', limit: 60, remaining: 59, resetAt: in30 }],
    ],
    [
      'older names, fractions',
      { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '0.5' },
      [{ name: 'x-ratelimit', remaining: 1, resetAt: now + 500 }],
    ],
    [
      'Okta’s names, seconds since 1970',
      { 'x-rate-limit-limit': '600', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': String(in30 / 1000) },
      [{ name: 'x-rate-limit 600', limit: 600, remaining: 0, resetAt: in30 }],
    ],
    [
      'seconds since 1970 by a clock that is ahead',
      { date, 'x-ratelimit-remaining': '5', 'x-ratelimit-reset': String((in30 + 60_000) / 1000) },
      [{ name: 'x-ratelimit', remaining: 5, resetAt: in30 }],
    ],
    [
      'milliseconds since 1970',
      { 'x-ratelimit-remaining': '5', 'x-ratelimit-reset': String(in30) },
      [{ name: 'x-ratelimit', remaining: 5, resetAt: in30 }],
    ],
    [
      'a date',
      { 'x-ratelimit-remaining': '5', 'x-ratelimit-reset': new Date(in30).toISOString() },
      [{ name: 'x-ratelimit', remaining: 5, resetAt: in30 }],
    ],
    [
      'a reset in a year, believed for an hour',
      { 'x-ratelimit-remaining': '5', 'x-ratelimit-reset': '31536000' },
      [{ name: 'x-ratelimit', remaining: 5, resetAt: now + 3_600_000 }],
    ],
    ['no reset', { 'x-ratelimit-limit': '60', 'x-ratelimit-remaining': '59' }, []],
    ['no remaining', { 'x-ratelimit-limit': '60', 'x-ratelimit-reset': '30' }, []],
    ['no limit at all', { 'x-ratelimit-limit': '0', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '30' }, []],
    ['words', { ratelimit: 'unlimited', 'x-ratelimit-remaining': 'many', 'x-ratelimit-reset': 'soon' }, []],
    ['nothing', { 'content-type': 'application/json' }, []],
  ];
  test.each(rows)('with %s are understood', (_, headers, expected) => {
    expect(readQuotas(headers, now)).toEqual(expected);
  });
});
