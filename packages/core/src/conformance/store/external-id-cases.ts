import assert from 'node:assert/strict';
import type { StoreCase } from './store-case.js';

export const externalIdCases: readonly StoreCase[] = [
  {
    name: 'externalId is kept for each client by itself',
    async run({ scope, createUser, change, store }) {
      const other = { ...scope, client: 'second' };
      const find = (asking: typeof scope) => store.resources.find(asking, 'User', ada.id);
      const ada = await createUser({ userName: 'ada' }, { externalId: 'first-1' });
      assert.equal(ada.externalId, 'first-1');
      assert.equal((await find(other))?.externalId, undefined);

      const second = await change(ada, { scope: other, externalId: 'second-1' });
      assert.equal(second.externalId, 'second-1');
      assert.equal((await find(scope))?.externalId, 'first-1');
      const page = await store.resources.query(other, { type: 'User', startIndex: 1, count: 1 });
      assert.equal(page.resources[0]?.externalId, 'second-1');

      await change(second, { scope: other, externalId: null });
      assert.equal((await find(other))?.externalId, undefined);
      assert.equal((await find(scope))?.externalId, 'first-1');
    },
  },
  {
    name: 'setting, changing and removing externalId is a change; leaving it out keeps it',
    async run({ createUser, change, read }) {
      const none = await createUser({ userName: 'ada' });
      const set = await change(none, { externalId: 'X-1' });
      const recased = await change(set, { externalId: 'x-1' });
      const kept = await change(recased, { resource: { userName: 'ada', title: 'Countess' } });
      const removed = await change(kept, { externalId: null });
      assert.deepEqual(
        [set, recased, kept, removed].map(({ version, externalId }) => [version, externalId]),
        [
          [2, 'X-1'],
          [3, 'x-1'],
          [4, 'x-1'],
          [5, undefined],
        ],
      );
      assert.deepEqual(await read(none), removed);
    },
  },
  {
    name: 'two resources may have one externalId',
    async run({ createUser, read }) {
      const ada = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      const eve = await createUser({ userName: 'eve' }, { externalId: 'x-1' });
      assert.equal((await read(ada)).externalId, 'x-1');
      assert.equal((await read(eve)).externalId, 'x-1');
    },
  },
];
