import { expect, test } from 'vitest';
import type { Member, Scope } from '../store/resource.js';
import type { MembersQuery } from '../store/resource-store.js';
import type { Store } from '../store/store.js';
import { memberPages } from './member-pages.js';

const scope: Scope = { directory: 'main', client: '' };

/** Groups are in capitals. */
function sourceOf(groups: Readonly<Record<string, readonly string[]>>) {
  const resources = {
    async listMembers(_: Scope, { group, after = '', limit }: MembersQuery): Promise<readonly Member[]> {
      const values = (groups[group] ?? []).filter((value) => value > after).toSorted();
      return values.slice(0, limit).map((value) => ({ value, type: value in groups ? 'Group' : 'User' }));
    },
    find: async (_: Scope, type: string, id: string) => ({ type, id, attributes: { userName: id } }),
  };
  return { scope, store: { resources } as unknown as Store };
}

async function walk(groups: Readonly<Record<string, readonly string[]>>, from?: string) {
  const pages: (readonly [string, string | undefined])[] = [];
  for await (const { resources, last } of memberPages(sourceOf(groups), 'A', from))
    pages.push([resources.map(({ id }) => id).join(' '), last]);
  return pages;
}

const crowd = Array.from({ length: 1_500 }, (_, index) => `u${String(index).padStart(4, '0')}`);
const nested = { A: ['B', 'anna', 'kim'], B: ['C', 'eve'], C: ['A', 'tom'] };

test('everybody in a group and in the groups within it comes, a circle once', async () => {
  expect(await walk(nested)).toEqual([
    ['anna kim', 'kim'],
    ['eve', undefined],
    ['tom', undefined],
  ]);
});

test('a walk that goes on knows the groups that stand before, and tells only its own last member', async () => {
  expect(await walk(nested, 'anna')).toEqual([
    ['kim', 'kim'],
    ['eve', undefined],
    ['tom', undefined],
  ]);
  expect(await walk(nested, 'kim')).toEqual([
    ['eve', undefined],
    ['tom', undefined],
  ]);
});

test('a great group comes in pages, whether it is the group itself or within it', async () => {
  expect((await walk({ A: crowd })).map(([, last]) => last)).toEqual(['u0999', 'u1499']);
  const within = await walk({ A: ['B'], B: crowd });
  expect(within.flatMap(([ids]) => ids.split(' ')).filter(Boolean)).toEqual(crowd);
});
