import assert from 'node:assert/strict';
import type { StoreCase } from './store-case.js';
import { type StoreContext, waitForClock } from './store-context.js';

export const membershipChangeCases: readonly StoreCase[] = [
  {
    name: 'a membership moves the version and lastModified of the group, never of the member',
    async run({ createUser, createGroup, change, read }) {
      const ada = await createUser({ userName: 'ada' });
      const nested = await createGroup('Nested');
      const staff = await createGroup('Staff');
      await waitForClock();
      const joined = await change(staff, { members: { add: [ada.id, nested.id], remove: [] } });
      assert.equal(joined.version, 2);
      assert.ok(joined.lastModified > staff.lastModified);
      assert.deepEqual(joined.attributes, staff.attributes);
      await waitForClock();
      const left = await change(joined, { members: { add: [], remove: [ada.id, nested.id] } });
      assert.equal(left.version, 3);
      assert.ok(left.lastModified > joined.lastModified);
      assert.deepEqual(await read(ada), ada);
      assert.deepEqual(await read(nested), nested);
    },
  },
  {
    name: 'members who really join or leave are marked once each, of a group its members; those who stay are not',
    async run(context) {
      const { createUser, createGroup, change } = context;
      const [ada, eve, kim] = [
        await createUser({ userName: 'ada' }),
        await createUser({ userName: 'eve' }),
        await createUser({ userName: 'kim' }),
      ];
      const nested = await createGroup('Nested');
      const within = `Group members ${nested.id}`;
      const self = ({ id }: { readonly id: string }) => `User self ${id}`;
      assert.deepEqual(await takeMarks(context), []);

      const staff = await createGroup('Staff', [ada.id, nested.id, ada.id]);
      assert.deepEqual(await takeMarks(context), [within, self(ada)]);
      const two = await change(staff, { members: { add: [ada.id, nested.id, eve.id, eve.id], remove: [kim.id] } });
      assert.deepEqual(await takeMarks(context), [self(eve)]);
      const replaced = await change(two, { members: { replace: [kim.id, eve.id] } });
      assert.deepEqual(await takeMarks(context), [within, self(ada), self(kim)]);
      const fewer = await change(replaced, { members: { add: [], remove: [eve.id, ada.id, nested.id] } });
      assert.deepEqual(await takeMarks(context), [self(eve)]);
      const again = await change(fewer, { members: { add: [nested.id], remove: [] } });
      assert.deepEqual(await takeMarks(context), [within]);
      await change(again, { members: { replace: [] } });
      assert.deepEqual(await takeMarks(context), [within, self(kim)]);
    },
  },
  {
    name: 'a commit changes attributes and members together, as one version',
    async run(context) {
      const { createUser, createGroup, change, readMembers, readMarks } = context;
      const ada = await createUser({ userName: 'ada' });
      const staff = await createGroup('Staff');
      const marks = [{ type: 'Group', id: staff.id, reach: 'members' }] as const;
      const part = { resource: { displayName: 'Crew' }, members: { replace: [ada.id] }, marks };
      const crew = await change(staff, part);
      assert.equal(crew.version, 2);
      assert.deepEqual(crew.attributes, { displayName: 'Crew' });
      assert.deepEqual(
        (await readMembers(staff)).map(({ value }) => value),
        [ada.id],
      );
      const reaches = (await readMarks()).map(({ id, reach }) => `${reach} ${id}`);
      assert.deepEqual(reaches.toSorted(), [`members ${staff.id}`, `self ${ada.id}`]);
    },
  },
  {
    name: 'replace sets a membership of hundreds, add and remove change one of them',
    async run({ scope, createUser, createGroup, change, readMembers, store }) {
      const ids: string[] = [];
      for (let index = 0; index < 600; index += 1) ids.push((await createUser({ userName: `user-${index}` })).id);
      const [first = '', last = ''] = [ids.at(0), ids.at(-1)];
      const staff = await createGroup('Staff', ids);
      const page = await store.resources.listMembers(scope, { group: staff.id, limit: 5000 });
      assert.deepEqual(
        page.map(({ value }) => value),
        ids,
      );
      const without = await change(staff, { members: { add: [], remove: [first] } });
      assert.equal((await store.resources.listMembers(scope, { group: staff.id, limit: 5000 })).length, 599);
      await change(without, { members: { replace: [first, last] } });
      assert.deepEqual(
        (await readMembers(staff)).map(({ value }) => value),
        [first, last],
      );
    },
  },
];

/** What was marked, sorted; the marks are removed. */
async function takeMarks({ readMarks, store }: StoreContext): Promise<readonly string[]> {
  const marks = await readMarks();
  await store.marks.remove(marks.map(({ seq }) => seq));
  return marks.map(({ type, reach, id }) => `${type} ${reach} ${id}`).toSorted();
}
