import assert from 'node:assert/strict';
import type { StoreCase } from './store-case.js';
import { waitForClock } from './store-context.js';

export const trashedGroupCases: readonly StoreCase[] = [
  {
    name: 'a deleted group is no group of anybody, but lists its members until its mark is removed',
    async run({ scope, createUser, createGroup, change, read, readMembers, readMarks, store }) {
      const ada = await createUser({ userName: 'ada' });
      const eve = await createUser({ userName: 'eve' });
      const staff = await createGroup('Staff', [ada.id, eve.id]);
      await store.marks.remove((await readMarks()).map(({ seq }) => seq));
      await change(staff, { resource: 'trash', marks: [{ type: 'Group', id: staff.id, reach: 'members' }] });

      assert.equal(await store.resources.find(scope, 'Group', staff.id), undefined);
      assert.deepEqual(await store.resources.listGroups(scope, [ada.id, eve.id]), new Map());
      assert.deepEqual(await read(ada), ada);
      assert.deepEqual(
        (await readMembers(staff)).map(({ value }) => value),
        [ada.id, eve.id],
      );

      const [mark, ...more] = await readMarks();
      assert.ok(mark);
      assert.deepEqual(more, []);
      await store.marks.remove([mark.seq]);
      assert.deepEqual(await readMembers(staff), []);
    },
  },
  {
    name: 'member rows of a deleted group outlive its earlier marks',
    async run({ createUser, createGroup, change, readMembers, readMarks, store }) {
      const ada = await createUser({ userName: 'ada' });
      const staff = await createGroup('Staff', [ada.id]);
      await store.marks.remove((await readMarks()).map(({ seq }) => seq));
      const reached = { type: 'Group', id: staff.id, reach: 'members' } as const;
      const self = { type: 'Group', id: staff.id, reach: 'self' } as const;
      const renamed = await change(staff, { resource: { displayName: 'Crew' }, marks: [reached] });
      await change(renamed, { resource: 'trash', marks: [self, reached] });
      const [rename, own, deletion] = await readMarks();
      assert.ok(rename && own && deletion);
      await store.marks.remove([rename.seq]);
      await store.marks.remove([own.seq]);
      assert.equal((await readMembers(staff)).length, 1);
      await store.marks.remove([deletion.seq]);
      assert.deepEqual(await readMembers(staff), []);
    },
  },
  {
    name: 'the mark of a living group takes no member rows with it',
    async run({ createUser, createGroup, change, readMembers, readMarks, store }) {
      const ada = await createUser({ userName: 'ada' });
      const staff = await createGroup('Staff', [ada.id]);
      const marks = [{ type: 'Group', id: staff.id, reach: 'members' }] as const;
      await change(staff, { resource: { displayName: 'Crew' }, marks });
      await store.marks.remove((await readMarks()).map(({ seq }) => seq));
      assert.equal((await readMembers(staff)).length, 1);
    },
  },
  {
    name: 'a deleted group is no member of others any more, and those change their version',
    async run({ createGroup, change, read, readMembers }) {
      const nested = await createGroup('Nested');
      const parent = await createGroup('Parent', [nested.id]);
      await waitForClock();
      await change(nested, { resource: 'trash' });
      const after = await read(parent);
      assert.equal(after.version, parent.version + 1);
      assert.ok(after.lastModified > parent.lastModified);
      assert.deepEqual(await readMembers(parent), []);
    },
  },
  {
    name: 'a member who is deleted after the group is listed no more',
    async run({ createUser, createGroup, change, readMembers }) {
      const ada = await createUser({ userName: 'ada' });
      const eve = await createUser({ userName: 'eve' });
      const staff = await createGroup('Staff', [ada.id, eve.id]);
      await change(staff, { resource: 'trash', marks: [{ type: 'Group', id: staff.id, reach: 'members' }] });
      await change(ada, { resource: 'trash' });
      assert.deepEqual(
        (await readMembers(staff)).map(({ value }) => value),
        [eve.id],
      );
    },
  },
];
