import { describe, expect, test } from 'vitest';
import type { RateLimits } from '../connector/rate-limits.js';
import { describeLimits } from './describe-limits.js';

const now = 1_000_000;
const limits = (part: Partial<RateLimits>): RateLimits => ({ learned: false, waiting: 0, ...part });
const held = (by: 'pause' | 'quota' | 'rate', ago = 0) => ({ held: { at: now - ago, by } });

describe('what limits a run', () => {
  const rows: readonly [string, RateLimits | undefined, string | undefined][] = [
    ['nothing known', undefined, undefined],
    ['a rate that nobody waits for', limits({ limit: 2 }), undefined],
    ['a rate that somebody waited for a while ago', limits({ limit: 2, ...held('rate', 11_000) }), undefined],
    ['a configured rate', limits({ limit: 2, ...held('rate') }), 'the rate limit (2/s, configured)'],
    [
      'a learned rate',
      limits({ limit: 2.54, learned: true, ...held('rate') }),
      'the rate limit (2.5/s, learned from 429)',
    ],
    ['a slow one', limits({ limit: 0.05, learned: true, ...held('rate') }), 'the rate limit (3/min, learned from 429)'],
    [
      'a pause',
      limits({ limit: 2, pausedUntil: now + 6_500, ...held('pause', 60_000) }),
      'the rate limit (the application asks to wait 7 s, Retry-After)',
    ],
    [
      'a quota',
      limits({ remaining: 4, resetAt: now + 30_000, ...held('quota') }),
      "the rate limit (4 calls left for 30 s, by the application's headers)",
    ],
    ['a pause that is over, and nothing else', limits({ ...held('pause') }), undefined],
  ];
  test.each(rows)('%s', (_, given, expected) => {
    expect(describeLimits(given, now)).toBe(expected);
  });
});
