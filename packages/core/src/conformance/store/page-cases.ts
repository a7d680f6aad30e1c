import assert from 'node:assert/strict';
import type { StoreCase } from './store-case.js';

export const pageCases: readonly StoreCase[] = [
  {
    name: 'pages are in the order of creation, with the total of all that match',
    async run({ scope, createUser, store }) {
      const ids: string[] = [];
      for (let index = 0; index < 5; index += 1) ids.push((await createUser({ userName: `user-${9 - index}` })).id);
      const rows = [
        [1, 2, ids.slice(0, 2)],
        [3, 2, ids.slice(2, 4)],
        [5, 2, ids.slice(4)],
        [1, 100, ids],
        [6, 2, []],
        [1000, 2, []],
        [1, 0, []],
      ] as const;
      for (const [startIndex, count, expected] of rows) {
        const { total, resources } = await store.resources.query(scope, { type: 'User', startIndex, count });
        const found = resources.map(({ id }) => id);
        assert.deepEqual({ total, found }, { total: 5, found: expected }, `startIndex ${startIndex}, count ${count}`);
      }
    },
  },
  {
    name: 'the total follows what is created, deleted and refused',
    async run({ scope, createUser, createGroup, change, tryCommit, nextId, store }) {
      const count = async (type: string) =>
        (await store.resources.query(scope, { type, startIndex: 1, count: 0 })).total;
      assert.deepEqual([await count('User'), await count('Group')], [0, 0]);
      const ada = await createUser({ userName: 'ada' });
      await createUser({ userName: 'eve' });
      await createGroup('Staff');
      await tryCommit({ type: 'User', id: nextId(), version: 0 }, { resource: { userName: 'ada' } });
      assert.deepEqual([await count('User'), await count('Group')], [2, 1]);
      const changed = await change(ada, { resource: { userName: 'ada', title: 'Countess' } });
      await change(changed, { resource: 'trash' });
      assert.deepEqual([await count('User'), await count('Group')], [1, 1]);
    },
  },
  {
    name: 'a walk without totals gives the same pages',
    async run({ scope, createUser, store }) {
      await createUser({ userName: 'ada' });
      await createUser({ userName: 'eve' });
      const query = { type: 'User', startIndex: 1, count: 1 };
      const counted = await store.resources.query(scope, query);
      const walked = await store.resources.query(scope, { ...query, withoutTotal: true });
      assert.deepEqual(walked.resources, counted.resources);
    },
  },
];
