import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GroupRef, Scope } from '../store/resource.js';
import { effectiveGroups } from './effective-groups.js';

const scope: Scope = { directory: 'main', client: '' };

/** Whom each group holds. */
function directory(members: Readonly<Record<string, readonly string[]>>) {
  const queries: (readonly string[])[] = [];
  return {
    queries,
    async listGroups(_: Scope, ids: readonly string[]): Promise<ReadonlyMap<string, readonly GroupRef[]>> {
      queries.push(ids);
      const groups = (id: string) =>
        Object.entries(members).flatMap(([value, within]) => (within.includes(id) ? [{ value, display: value }] : []));
      return new Map(ids.map((id) => [id, groups(id)] as const).filter(([, found]) => found.length > 0));
    },
  };
}

const rows: readonly [string, Readonly<Record<string, readonly string[]>>, readonly string[]][] = [
  ['none', { A: ['eve'] }, []],
  ['direct ones', { A: ['anna'], B: ['anna', 'eve'] }, ['A direct', 'B direct']],
  ['the group above', { A: ['B'], B: ['anna'] }, ['B direct', 'A indirect']],
  ['not the group within', { A: ['B', 'anna'], B: ['eve'] }, ['A direct']],
  ['one that is both, as direct', { A: ['B', 'anna'], B: ['anna'] }, ['A direct', 'B direct']],
  ['one above two ways, once', { A: ['B', 'C'], B: ['anna'], C: ['anna'] }, ['B direct', 'C direct', 'A indirect']],
  ['a circle', { A: ['B', 'anna'], B: ['A'] }, ['A direct', 'B indirect']],
  [
    'a circle above',
    { A: ['C'], B: ['A'], C: ['B', 'D'], D: ['anna'] },
    ['D direct', 'C indirect', 'A indirect', 'B indirect'],
  ],
  ['a group within itself', { A: ['A', 'anna'] }, ['A direct']],
];
test.each(rows)('the groups of a person are %s', async (_, members, expected) => {
  const groups = (await effectiveGroups(directory(members), scope, ['anna'])).get('anna') ?? [];
  expect(groups.map(({ value, type }) => `${value} ${type}`)).toEqual(expected);
});

test('twenty levels take twenty-one queries, whoever asks', async () => {
  const levels = Array.from({ length: 20 }, (_, level) => [
    `g${level}`,
    [level === 0 ? 'anna' : `g${level - 1}`, 'eve'],
  ]);
  const store = directory(Object.fromEntries(levels));
  const groups = await effectiveGroups(store, scope, ['anna', 'eve', 'kim']);
  expect(groups.get('anna')).toHaveLength(20);
  expect(groups.get('eve')?.every(({ type }) => type === 'direct')).toBe(true);
  expect(groups.has('kim')).toBe(false);
  expect(store.queries.length).toBeLessThanOrEqual(21);
});

const ids = fc.constantFrom('A', 'B', 'C', 'D', 'anna');
test('whatever stands in whatever, a group counts exactly where a way leads up to it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D'), fc.array(ids)), async (members) => {
      const reached = new Set<string>();
      for (let before = -1; before < reached.size; ) {
        before = reached.size;
        for (const [group, within] of Object.entries(members))
          if (within.includes('anna') || within.some((id) => reached.has(id))) reached.add(group);
      }
      const groups = (await effectiveGroups(directory(members), scope, ['anna'])).get('anna') ?? [];
      expect(groups.map(({ value }) => value).toSorted()).toEqual([...reached].toSorted());
    }),
  );
});
