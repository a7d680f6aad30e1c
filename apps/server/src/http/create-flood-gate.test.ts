import { describe, expect, it } from 'vitest';
import { createFloodGate } from './create-flood-gate.js';

function gate(options: { readonly mostKeys?: number } = {}) {
  const clock = { now: 1_000 };
  const { pass } = createFloodGate({ burst: 3, perSecond: 2, mostKeys: 100, ...options, now: () => clock.now });
  return { clock, passes: (key: string, times: number) => Array.from({ length: times }, () => pass(key)) };
}

describe('a flood gate', () => {
  it('lets a burst through, and then one after the other', () => {
    const { clock, passes } = gate();
    expect(passes('a', 5)).toEqual([0, 0, 0, 500, 500]);
    clock.now += 499;
    expect(passes('a', 1)).toEqual([1]);
    clock.now += 1;
    expect(passes('a', 2)).toEqual([0, 500]);
    clock.now += 60_000;
    expect(passes('a', 4)).toEqual([0, 0, 0, 500]);
  });

  it('counts each key by itself', () => {
    const { passes } = gate();
    expect(passes('a', 4).at(-1)).toBe(500);
    expect(passes('b', 3)).toEqual([0, 0, 0]);
  });

  it('forgets those that came longest ago when there are too many', () => {
    const { passes } = gate({ mostKeys: 2 });
    passes('a', 3);
    passes('b', 3);
    passes('c', 1);
    expect(passes('b', 1)).toEqual([500]);
    expect(passes('a', 1)).toEqual([0]);
  });
});
