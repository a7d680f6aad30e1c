import assert from 'node:assert/strict';
import type { StoreCase } from './store-case.js';
import { expectCommitted, waitForClock } from './store-context.js';

export const trashCases: readonly StoreCase[] = [
  {
    name: 'a deleted resource is in no answer any more, and cannot be changed or deleted again',
    async run({ scope, createUser, tryCommit, store }) {
      const ada = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      const outcome = expectCommitted(await tryCommit(ada, { resource: 'trash' }));
      assert.equal(outcome.changed, true);
      assert.equal(outcome.record.id, ada.id);
      assert.equal(await store.resources.find(scope, 'User', ada.id), undefined);
      const page = await store.resources.query(scope, { type: 'User', startIndex: 1, count: 10 });
      assert.deepEqual(page, { total: 0, resources: [] });
      for (const version of [ada.version, outcome.record.version]) {
        assert.deepEqual(await tryCommit({ ...ada, version }, { resource: 'trash' }), { kind: 'absent' });
        assert.deepEqual(await tryCommit({ ...ada, version }, { resource: ada.attributes }), { kind: 'absent' });
      }
    },
  },
  {
    name: 'a delete writes the marks that it names and its journal line, and no other mark',
    async run({ createUser, createGroup, tryCommit, store, readMarks, countJournalLines }) {
      const ada = await createUser({ userName: 'ada' });
      await createGroup('Staff', [ada.id]);
      await store.marks.remove((await readMarks()).map(({ seq }) => seq));
      await tryCommit(ada, { resource: 'trash', marks: [{ type: 'User', id: ada.id, reach: 'self' }] });
      assert.deepEqual(
        (await readMarks()).map(({ type, id, reach }) => ({ type, id, reach })),
        [{ type: 'User', id: ada.id, reach: 'self' }],
      );
      assert.equal(await countJournalLines(ada), 2);
    },
  },
  {
    name: 'a deleted user leaves every group, and those groups change their version',
    async run({ scope, createUser, createGroup, change, read, readMembers, store }) {
      const ada = await createUser({ userName: 'ada' });
      const eve = await createUser({ userName: 'eve' });
      const staff = await createGroup('Staff', [ada.id, eve.id]);
      const editors = await createGroup('Editors', [ada.id]);
      const others = await createGroup('Others', [eve.id]);
      await waitForClock();
      await change(ada, { resource: 'trash' });
      for (const before of [staff, editors]) {
        const after = await read(before);
        assert.equal(after.version, before.version + 1);
        assert.ok(after.lastModified > before.lastModified);
        assert.deepEqual(after.attributes, before.attributes);
      }
      assert.deepEqual(await read(others), others);
      assert.deepEqual(
        (await readMembers(staff)).map(({ value }) => value),
        [eve.id],
      );
      assert.deepEqual(await readMembers(editors), []);
      assert.deepEqual(await store.resources.listGroups(scope, [ada.id]), new Map());
    },
  },
  {
    name: 'a delete refused by its version leaves every membership',
    async run({ createUser, createGroup, change, tryCommit, read, readMembers }) {
      const first = await createUser({ userName: 'ada' });
      const staff = await createGroup('Staff', [first.id]);
      await change(first, { resource: { userName: 'ada', title: 'Countess' } });
      assert.equal((await tryCommit(first, { resource: 'trash' })).kind, 'version-conflict');
      assert.deepEqual(await read(staff), staff);
      assert.equal((await readMembers(staff)).length, 1);
    },
  },
];
