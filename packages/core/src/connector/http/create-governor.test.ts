import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFakeClock, type FakeClock } from './__fixtures__/create-fake-clock.js';
import { createGovernor, type Governor, type Pass } from './create-governor.js';
import type { Quota } from './quota.js';
import type { RateNews } from './read-rate-news.js';

const never = new AbortController().signal;
const good: RateNews = { refused: false, quotas: [] };
const refusal: RateNews = { refused: true, quotas: [] };

async function pass(governor: Governor): Promise<Pass> {
  const entered = await governor.enter(never);
  if ('wait' in entered) throw new Error(`held back for ${entered.wait} ms`);
  return entered;
}

/** Makes so many calls as fast as it may, each answered at once; returns when they began, from the first look on. */
async function call(clock: FakeClock, governor: Governor, count: number, news: RateNews = good): Promise<number[]> {
  const from = clock.now();
  const starts: number[] = [];
  const work = Promise.all(
    Array.from({ length: count }, async () => {
      const entered = await pass(governor);
      starts.push(clock.now() - from);
      entered.end(news);
    }),
  );
  await clock.run(work);
  await work;
  return starts;
}

function setUp() {
  const clock = createFakeClock();
  const governor = createGovernor(clock);
  const quota = (remaining: number, seconds: number, limit = 100): Quota => ({
    name: 'q',
    limit,
    remaining,
    resetAt: clock.now() + seconds * 1000,
  });
  return { clock, governor, quota };
}

describe('a governor', () => {
  test('without anything configured or told lets everybody through', async () => {
    const { clock, governor } = setUp();
    expect(new Set(await call(clock, governor, 500))).toEqual(new Set([0]));
    expect(governor.limits()).toEqual({ learned: false, waiting: 0 });
  });

  test('keeps to the lowest rate that any client asked for', async () => {
    const { clock, governor } = setUp();
    for (const rate of [5, 2, 8]) governor.allow(rate);
    expect(await call(clock, governor, 6)).toEqual([0, 0, 1000, 1000, 2000, 2000]);
    expect(governor.limits()).toMatchObject({ limit: 2, learned: false, held: { by: 'rate' } });
  });

  test('halves the rate after a refusal, once for all calls that were under way', async () => {
    const { clock, governor } = setUp();
    const passes = await Promise.all(Array.from({ length: 8 }, () => pass(governor)));
    for (const entered of passes) entered.end(refusal);
    expect(governor.limits()).toMatchObject({ limit: 4, learned: true });
    expect((await call(clock, governor, 4)).every((start) => start >= 1000)).toBe(true);
    await call(clock, governor, 1, refusal);
    expect(governor.limits()).toMatchObject({ limit: 2 });
  });

  test('halves a configured rate, and goes back to it step by step while all is well', async () => {
    const { clock, governor } = setUp();
    governor.allow(10);
    await call(clock, governor, 10);
    await call(clock, governor, 1, refusal);
    const seen: (number | undefined)[] = [];
    for (let seconds = 0; seconds < 60; seconds += 10) {
      seen.push(governor.limits().limit);
      await clock.run(clock.sleep(10_000, never));
      await call(clock, governor, 1);
    }
    expect(seen.map((limit) => Math.round(limit ?? 0))).toEqual([5, 6, 7, 8, 9, 10]);
    expect(governor.limits()).toMatchObject({ limit: 10, learned: false });
  });

  test('forgets what it learned when twice the refused rate is not refused', async () => {
    const { clock, governor } = setUp();
    await call(clock, governor, 10);
    (await pass(governor)).end(refusal);
    for (let step = 0; step < 16; step += 1) {
      await clock.run(clock.sleep(10_000, never));
      await call(clock, governor, 1);
    }
    expect(governor.limits().limit).toBeUndefined();
  });

  test('never learns to send less than one call a minute', async () => {
    const { clock, governor } = setUp();
    for (let index = 0; index < 30; index += 1) {
      await clock.run(clock.sleep(60_000, never));
      (await pass(governor)).end(refusal);
    }
    expect(governor.limits().limit).toBeCloseTo(1 / 60);
  });

  test('lets nobody through before Retry-After is over, not even who waits already', async () => {
    const { clock, governor } = setUp();
    governor.allow(1);
    const first = await pass(governor);
    const waiting = call(clock, governor, 2);
    first.end({ ...good, pause: 7_000 });
    expect(await waiting).toEqual([7_000, 8_000]);
    await call(clock, governor, 1, { ...good, pause: 5_000 });
    expect(governor.limits()).toMatchObject({ limit: 1, pausedUntil: clock.now() + 5_000 });
  });

  test('sends away at once whoever would wait for more than ten seconds', async () => {
    const { governor } = setUp();
    (await pass(governor)).end({ ...refusal, pause: 600_000 });
    expect(await governor.enter(never)).toEqual({ wait: 600_000 });
    expect(governor.limits()).toMatchObject({ waiting: 0, held: { by: 'pause' } });
  });

  test('spreads what is left of a quota until its reset', async () => {
    const { clock, governor, quota } = setUp();
    (await pass(governor)).end({ ...good, quotas: [quota(4, 10)] });
    expect(await call(clock, governor, 5)).toEqual([2000, 4000, 6000, 8000, 10_000]);
    expect(governor.limits()).toMatchObject({ held: { by: 'quota' } });
  });

  test('uses the most of a quota without waiting', async () => {
    const { clock, governor, quota } = setUp();
    (await pass(governor)).end({ ...good, quotas: [quota(30, 8)] });
    const starts = await call(clock, governor, 31);
    expect(starts.filter((start) => start === 0)).toHaveLength(10);
    expect(starts.at(-1)).toBe(8_000);
  });

  test('counts calls that began after the one whose answer tells what is left', async () => {
    const { governor, quota } = setUp();
    const passes = await Promise.all(Array.from({ length: 5 }, () => pass(governor)));
    passes[1]?.end({ ...good, quotas: [quota(50, 10)] });
    expect(governor.limits().remaining).toBe(47);
    passes[0]?.end({ ...good, quotas: [quota(99, 10)] });
    expect(governor.limits().remaining).toBe(47);
  });

  test('does not believe for more than a minute that nothing is left', async () => {
    const { clock, governor, quota } = setUp();
    (await pass(governor)).end({ ...good, quotas: [quota(0, 3000)] });
    expect(await governor.enter(never)).toEqual({ wait: 60_000 });
    await clock.run(clock.sleep(60_000, never));
    expect(await governor.enter(never)).toHaveProperty('end');
  });

  test('keeps to the tightest of several quotas', async () => {
    const { clock, governor, quota } = setUp();
    const quotas = [quota(90, 30), { ...quota(0, 3, 10), name: 'burst' }];
    (await pass(governor)).end({ ...good, quotas });
    expect(governor.limits()).toMatchObject({ remaining: 0, resetAt: clock.now() + 3000 });
    expect(await call(clock, governor, 1)).toEqual([3000]);
  });

  test('leaves no timer and no place in the line behind when a caller, or everybody, gives up', async () => {
    const disposal = new AbortController();
    const clock = createFakeClock();
    const governor = createGovernor({ ...clock, now: clock.now, disposed: disposal.signal });
    (await pass(governor)).end({ ...refusal, pause: 5_000 });
    const tired = new AbortController();
    const [head, second, third] = [governor.enter(never), governor.enter(tired.signal), governor.enter(never)];
    const rejected = [head, second, third].map((entering) => expect(entering).rejects.toThrow('abort'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(governor.limits().waiting).toBe(3);
    tired.abort();
    await rejected[1];
    expect(governor.limits().waiting).toBe(2);
    disposal.abort();
    await Promise.all(rejected);
    expect({ sleeping: clock.sleeping, waiting: governor.limits().waiting }).toEqual({ sleeping: 0, waiting: 0 });
  });
});

/** A vendor with a hidden limit in fixed windows, that says so in one of the ways that vendors have. */
const vendor = fc.record({
  rate: fc.option(fc.double({ min: 0.2, max: 40, noNaN: true }), { nil: undefined }),
  limit: fc.integer({ min: 1, max: 30 }),
  window: fc.integer({ min: 1, max: 20 }),
  tells: fc.constantFrom('nothing', 'Retry-After', 'quota'),
  takes: fc.integer({ min: 0, max: 700 }),
  callers: fc.integer({ min: 1, max: 12 }),
});

test('whatever the vendor does, no stretch of time sees more calls than allowed, no pause is broken, and all get through', async () => {
  await fc.assert(
    fc.asyncProperty(vendor, async ({ rate, limit, window, tells, takes, callers }) => {
      const clock = createFakeClock();
      const governor = createGovernor(clock);
      if (rate !== undefined) governor.allow(rate);
      const starts: number[] = [];
      const served = new Map<number, number>();
      let [left, pausedUntil, broken] = [120, 0, 0];

      function answer(): RateNews {
        const number = Math.floor(clock.now() / 1000 / window);
        const resetAt = (number + 1) * window * 1000;
        const count = (served.get(number) ?? 0) + 1;
        const refused = count > limit;
        if (!refused) served.set(number, count);
        const quotas = tells === 'quota' ? [{ name: 'q', limit, remaining: Math.max(0, limit - count), resetAt }] : [];
        if (!refused || tells !== 'Retry-After') return { refused, quotas };
        return { refused, quotas, pause: resetAt - clock.now() };
      }

      async function work(): Promise<void> {
        while (left > 0) {
          const entered = await governor.enter(never);
          if ('wait' in entered) {
            await clock.sleep(entered.wait, never);
            continue;
          }
          starts.push(clock.now());
          if (clock.now() < pausedUntil) broken += 1;
          const news = answer();
          await clock.sleep(takes, never);
          if (!news.refused) left -= 1;
          if (news.pause !== undefined) pausedUntil = Math.max(pausedUntil, clock.now() + news.pause);
          entered.end(news);
        }
      }

      const done = await clock.run(Promise.all(Array.from({ length: callers }, work)), 120 * 120_000);
      expect({ done, broken }).toEqual({ done: true, broken: 0 });
      if (rate === undefined) return;
      const burst = Math.max(1, Math.floor(rate));
      const span = (burst * 1000) / rate;
      const tooSoon = starts.filter(
        (start, index) => start - (starts[index - burst] ?? Number.NEGATIVE_INFINITY) < span - 0.001,
      );
      expect(tooSoon).toEqual([]);
    }),
    { numRuns: 150 },
  );
}, 60_000);
