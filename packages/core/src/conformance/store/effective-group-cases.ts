import assert from 'node:assert/strict';
import { mostLevels } from '../../store/group-limits.js';
import type { ResourceRecord } from '../../store/resource.js';
import type { StoreCase } from './store-case.js';

export const effectiveGroupCases: readonly StoreCase[] = [
  {
    name: 'the groups of users with those around them: each once, direct ones first, with their present names',
    async run({ scope, createUser, createGroup, change, store }) {
      const ada = await createUser({ userName: 'ada' });
      const eve = await createUser({ userName: 'eve' });
      const lone = await createUser({ userName: 'lone' });
      const team = await createGroup('Team', [ada.id]);
      const site = await createGroup('Site', [eve.id]);
      const unit = await createGroup('Unit', [team.id, site.id]);
      // Directly, and by way of the team.
      const staff = await createGroup('Staff', [unit.id, ada.id, team.id]);
      const gone = await createGroup('Gone', [team.id]);
      await createGroup('Beyond', [gone.id]);
      await change(gone, { resource: 'trash' });
      await change(unit, { resource: { displayName: 'Department' } });
      const groups = await store.resources.listEffectiveGroups(scope, [ada.id, eve.id, lone.id]);
      assert.deepEqual(
        groups,
        new Map([
          [
            ada.id,
            [
              { value: team.id, display: 'Team', type: 'direct' },
              { value: staff.id, display: 'Staff', type: 'direct' },
              { value: unit.id, display: 'Department', type: 'indirect' },
            ],
          ],
          [
            eve.id,
            [
              { value: site.id, display: 'Site', type: 'direct' },
              { value: unit.id, display: 'Department', type: 'indirect' },
              { value: staff.id, display: 'Staff', type: 'indirect' },
            ],
          ],
        ]),
      );
      assert.deepEqual(await store.resources.listEffectiveGroups(scope, []), new Map());
      const withThem = { type: 'User', startIndex: 1, count: 10, also: 'groups' } as const;
      const found = [
        ...(await store.resources.query(scope, withThem)).resources,
        ...(await store.resources.query(scope, { ...withThem, from: 'start' })).resources,
        await store.resources.find(scope, 'User', ada.id, 'groups'),
        await store.resources.find(scope, 'User', lone.id, 'groups'),
      ];
      assert.equal(found.length, 8);
      // A store need not tell them along; where it does, they are the same.
      for (const user of found) if (user?.groups) assert.deepEqual(user.groups, groups.get(user.id) ?? []);
      assert.equal((await store.resources.find(scope, 'User', ada.id))?.groups, undefined);
      const elsewhere = { ...scope, directory: `${scope.directory}-elsewhere` };
      assert.deepEqual(await store.resources.listEffectiveGroups(elsewhere, [ada.id]), new Map());
    },
  },
  {
    name: 'groups that are all in each other are told once each',
    async run({ scope, createUser, createGroup, change, store }) {
      const ada = await createUser({ userName: 'ada' });
      const groups: ResourceRecord[] = [];
      for (let number = 0; number < 30; number += 1) groups.push(await createGroup(String(number)));
      const ids = groups.map(({ id }) => id);
      for (const group of groups) {
        const add = [...ids.filter((id) => id !== group.id), ...(group === groups[7] ? [ada.id] : [])];
        await change(group, { members: { add, remove: [] } });
      }
      const told = (await store.resources.listEffectiveGroups(scope, [ada.id])).get(ada.id);
      const others = ids.filter((id) => id !== groups[7]?.id).sort();
      assert.deepEqual(
        told?.map(({ value }) => value),
        [groups[7]?.id, ...others],
      );
    },
  },
  {
    name: 'groups within groups in a circle, and deeper than is followed, come to an end',
    async run({ scope, createUser, createGroup, change, store }) {
      const ada = await createUser({ userName: 'ada' });
      const first = await createGroup('0', [ada.id]);
      const chain = [first];
      for (let depth = 1; depth <= mostLevels + 2; depth += 1)
        chain.push(await createGroup(String(depth), [chain.at(-1)?.id ?? '']));
      const names = async () =>
        (await store.resources.listEffectiveGroups(scope, [ada.id])).get(ada.id)?.map(({ display }) => display);
      const followed = Array.from({ length: mostLevels }, (_, depth) => String(depth));
      assert.deepEqual(await names(), followed);
      const third = chain[2];
      assert.ok(third);
      await change(first, { members: { add: [third.id, first.id], remove: [] } });
      assert.deepEqual(await names(), followed);
    },
  },
];
