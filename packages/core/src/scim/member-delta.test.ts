import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composeMemberDeltas, type MemberDelta } from './member-delta.js';

const ids = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 4 });
const delta: fc.Arbitrary<MemberDelta> = fc.oneof(
  fc.record({ replace: ids }),
  // An operation adds or removes, never both.
  ids.map((add) => ({ add, remove: [] })),
  ids.map((remove) => ({ add: [], remove })),
);

function apply(members: ReadonlySet<string>, change: MemberDelta): ReadonlySet<string> {
  if ('replace' in change) return new Set(change.replace);
  const kept = [...members].filter((id) => !change.remove.includes(id));
  return new Set([...kept, ...change.add]);
}

test('one delta does what several did one after the other, whoever belonged to the group', () => {
  fc.assert(
    fc.property(ids, fc.array(delta, { maxLength: 6 }), (before, deltas) => {
      const start: ReadonlySet<string> = new Set(before);
      expect(apply(start, composeMemberDeltas(deltas))).toEqual(deltas.reduce(apply, start));
    }),
    { numRuns: 1000 },
  );
});

test('no id is both added and removed, and none twice', () => {
  fc.assert(
    fc.property(fc.array(delta, { maxLength: 6 }), (deltas) => {
      const composed = composeMemberDeltas(deltas);
      const named = 'replace' in composed ? composed.replace : [...composed.add, ...composed.remove];
      expect(new Set(named).size).toBe(named.length);
    }),
  );
});
