import { describe, expect, test } from 'vitest';
import type { RateLimits } from '../connector/rate-limits.js';
import { createMemoryStore } from '../store/memory/create-memory-store.js';
import { createStubSite } from './__fixtures__/stub-site.js';
import { createProgress } from './create-progress.js';
import { createRuntime } from './create-runtime.js';
import { defaultPolicy } from './default-policy.js';
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

test('the progress of a run says what its application waits for', () => {
  const { module, connector } = createStubSite();
  let given = limits({ limit: 2, learned: true });
  const application = { name: 'blog', directory: 'main', credentials: '', policy: defaultPolicy, module, connector };
  const log = { debug() {}, info() {}, warn() {} };
  const options = { store: createMemoryStore(), log, now: () => now };
  const runtime = createRuntime({ ...application, limits: () => given }, options);
  const progress = createProgress(runtime ?? expect.fail(), { total: 10, seen: 0 });
  progress.done();
  expect(progress.read(1).limitedBy).toBe('the application');
  given = limits({ limit: 2, learned: true, ...held('rate') });
  expect(progress.read(2).limitedBy).toBe('the rate limit (2/s, learned from 429)');
});
