import assert from 'node:assert/strict';
import type { ResourceRecord } from '../../store/resource.js';
import type { RestoreOutcome } from '../../store/resource-store.js';
import { getLink, recordLink, touch } from './link-steps.js';
import type { StoreCase } from './store-case.js';
import { type StoreContext, waitForClock } from './store-context.js';

export const restoreCases: readonly StoreCase[] = [
  {
    name: 'a restored user is who it was, one version on, found by every query and counted',
    async run(context) {
      const { scope, createUser, change, store, countJournalLines } = context;
      const second = { ...scope, client: 'second' };
      const attributes = { userName: 'Ada', active: false, emails: [{ value: 'ada@example.com' }] };
      const made = await createUser(attributes, { externalId: 'x-1' });
      const ada = await change(made, { scope: second, externalId: 'y-1' });
      await waitForClock();
      await change(ada, { resource: 'trash' });
      const restored = await restore(context, ada);
      assert.ok(restored.lastModified > ada.lastModified);
      const { lastModified } = restored;
      assert.deepEqual(restored, { ...ada, externalId: 'x-1', version: ada.version + 1, lastModified });
      assert.deepEqual(await store.resources.find(scope, 'User', ada.id), restored);
      assert.equal((await store.resources.find(second, 'User', ada.id))?.externalId, 'y-1');
      const page = await store.resources.query(scope, { type: 'User', startIndex: 1, count: 10 });
      assert.deepEqual(page, { total: 1, resources: [restored] });
      assert.equal(await countJournalLines(ada), 4);
      await change(restored, { resource: { userName: 'ada' } });
    },
  },
  {
    name: 'a restored user has its userName, which nobody else can take',
    async run(context) {
      const { createUser, change, tryCommit, nextId } = context;
      const ada = await createUser({ userName: 'ada' });
      await change(ada, { resource: 'trash' });
      await restore(context, ada);
      const outcome = await tryCommit({ type: 'User', id: nextId(), version: 0 }, { resource: { userName: 'ADA' } });
      assert.deepEqual(outcome, { kind: 'uniqueness', attribute: 'userName' });
    },
  },
  {
    name: 'a userName that was taken meanwhile refuses the restore, and says who has it',
    async run(context) {
      const { createUser, change, readMarks, countJournalLines, store, scope } = context;
      const ada = await createUser({ userName: 'ada' });
      await change(ada, { resource: 'trash' });
      const holder = await createUser({ userName: 'ADA' });
      assert.deepEqual(await tryRestore(context, ada), { kind: 'taken', attribute: 'userName', holder });
      assert.equal(await store.resources.find(scope, 'User', ada.id), undefined);
      assert.deepEqual(await readMarks(), []);
      assert.equal(await countJournalLines(ada), 2);
      await change(holder, { resource: { userName: 'ada-2' } });
      await restore(context, ada);
    },
  },
  {
    name: 'an externalId that was given to another meanwhile refuses the restore, and says who has it',
    async run(context) {
      const { scope, createUser, createGroup, change } = context;
      const ada = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      await change(ada, { resource: 'trash' });
      await createUser({ userName: 'other client' }, { externalId: 'x-1', scope: { ...scope, client: 'second' } });
      await createGroup('other type', [], { externalId: 'x-1' });
      const holder = await createUser({ userName: 'ada-2' }, { externalId: 'x-1' });
      assert.deepEqual(await tryRestore(context, ada), { kind: 'taken', attribute: 'externalId', holder });
      await change(holder, { externalId: null });
      await restore(context, ada);
    },
  },
  {
    name: 'what is not in the trash cannot be restored: unknown, alive, of another type or directory, or restored before',
    async run(context) {
      const { scope, createUser, change, nextId } = context;
      const ada = await createUser({ userName: 'ada' });
      const absent = { kind: 'absent' };
      assert.deepEqual(await tryRestore(context, ada), absent);
      assert.deepEqual(await tryRestore(context, { type: 'User', id: nextId() }), absent);
      await change(ada, { resource: 'trash' });
      assert.deepEqual(await tryRestore(context, { type: 'Group', id: ada.id }), absent);
      const elsewhere = { ...scope, directory: `${scope.directory}-elsewhere` };
      assert.deepEqual(await tryRestore({ ...context, scope: elsewhere }, ada), absent);
      await restore(context, ada);
      assert.deepEqual(await tryRestore(context, ada), absent);
    },
  },
  {
    name: 'a restored user is again in the groups that are still there, and those change their version',
    async run(context) {
      const { scope, createUser, createGroup, change, read, readMembers, store } = context;
      const ada = await createUser({ userName: 'ada' });
      const staff = await createGroup('Staff', [ada.id]);
      const gone = await createGroup('Gone', [ada.id]);
      const others = await createGroup('Others');
      await change(gone, { resource: 'trash' });
      await change(ada, { resource: 'trash' });
      const before = await read(staff);
      await waitForClock();
      await restore(context, ada);
      const after = await read(staff);
      assert.equal(after.version, before.version + 1);
      assert.ok(after.lastModified > before.lastModified);
      assert.deepEqual(valuesOf(await readMembers(staff)), [ada.id]);
      assert.deepEqual(await read(others), others);
      const groups = await store.resources.listGroups(scope, [ada.id]);
      assert.deepEqual(groups.get(ada.id), [{ value: staff.id, display: 'Staff' }]);
    },
  },
  {
    name: 'a restored group has its members, but for who was deleted meanwhile',
    async run(context) {
      const { createUser, createGroup, change, readMembers, readMarks, store } = context;
      const ada = await createUser({ userName: 'ada' });
      const eve = await createUser({ userName: 'eve' });
      const nested = await createGroup('Nested');
      const staff = await createGroup('Staff', [ada.id, eve.id, nested.id]);
      await change(staff, { resource: 'trash', marks: [{ type: 'Group', id: staff.id, reach: 'members' }] });
      await change(eve, { resource: 'trash' });
      await store.marks.remove((await readMarks()).map(({ seq }) => seq));
      assert.deepEqual(await readMembers(staff), []);
      const restored = await restore(context, staff);
      assert.equal(restored.version, staff.version + 1);
      assert.deepEqual(valuesOf(await readMembers(staff)), [ada.id, nested.id]);
    },
  },
  {
    name: 'a restored group is again within the groups that it was in',
    async run(context) {
      const { createGroup, change, read, readMembers } = context;
      const nested = await createGroup('Nested');
      const parent = await createGroup('Parent', [nested.id]);
      await change(nested, { resource: 'trash' });
      const before = await read(parent);
      await restore(context, nested);
      assert.deepEqual(valuesOf(await readMembers(parent)), [nested.id]);
      assert.equal((await read(parent)).version, before.version + 1);
    },
  },
  ...(['the group', 'the user'] as const).map(
    (first): StoreCase => ({
      name: `of a user and its group that were both deleted, the user is a member again when ${first} is restored first`,
      async run(context) {
        const { createUser, createGroup, change, readMembers } = context;
        const ada = await createUser({ userName: 'ada' });
        const staff = await createGroup('Staff', [ada.id]);
        await change(staff, { resource: 'trash' });
        await change(ada, { resource: 'trash' });
        for (const one of first === 'the group' ? [staff, ada] : [ada, staff]) await restore(context, one);
        assert.deepEqual(valuesOf(await readMembers(staff)), [ada.id]);
      },
    }),
  ),
  {
    name: 'a restore marks the resource, and whoever is within a group',
    async run(context) {
      const { createUser, createGroup, change, readMarks, store } = context;
      const ada = await createUser({ userName: 'ada' });
      const staff = await createGroup('Staff', [ada.id]);
      await change(staff, { resource: 'trash' });
      await change(ada, { resource: 'trash' });
      await store.marks.remove((await readMarks()).map(({ seq }) => seq));
      await restore(context, ada);
      await restore(context, staff);
      assert.deepEqual(
        (await readMarks()).map(({ type, id, reach }) => ({ type, id, reach })),
        [
          { type: 'User', id: ada.id, reach: 'self' },
          { type: 'Group', id: staff.id, reach: 'self' },
          { type: 'Group', id: staff.id, reach: 'members' },
        ],
      );
    },
  },
  {
    name: 'the tombstone of a restored user is its link',
    async run(context) {
      const { createUser, change } = context;
      const ada = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      await touch(context, [ada.id], { dueAt: 1000 });
      await change(ada, { resource: 'trash' });
      await recordLink(context, ada.id, { state: 'tombstone', accountId: '7', accountActive: false }, { attempts: 0 });
      const tombstone = await getLink(context, ada.id);
      await restore(context, ada);
      await touch(context, [ada.id], { dueAt: 1000 });
      const link = await getLink(context, ada.id);
      assert.equal(link.id, tombstone.id);
      assert.equal(link.accountId, '7');
      assert.equal(link.dueAt, 1000);
    },
  },
  {
    name: 'whoever was deleted, restored and deleted again can be restored again',
    async run(context) {
      const { createUser, createGroup, change, readMembers } = context;
      const ada = await createUser({ userName: 'ada' });
      const staff = await createGroup('Staff', [ada.id]);
      let { version } = ada;
      for (const _ of [1, 2]) {
        await change({ ...ada, version }, { resource: 'trash' });
        version = (await restore(context, ada)).version;
      }
      assert.equal(version, 3);
      assert.deepEqual(valuesOf(await readMembers(staff)), [ada.id]);
    },
  },
  {
    name: 'the trash is listed from the last one deleted, by type, page by page',
    async run(context) {
      const { scope, createUser, createGroup, change, store } = context;
      const { listTrash } = store.resources;
      const ada = await createUser({ userName: 'ada' }, { externalId: 'x-1' });
      const staff = await createGroup('Staff');
      const eve = await createUser({ userName: 'eve' });
      assert.deepEqual(await listTrash(scope, { limit: 10 }), []);
      for (const one of [ada, staff, eve]) await change(one, { resource: 'trash', scope: { ...scope } });
      const all = await listTrash(scope, { limit: 10 });
      assert.deepEqual(
        all.map(({ record }) => record),
        [eve, staff, ada],
      );
      for (const { deletedAt, deletedBy, record } of all) {
        assert.ok(deletedAt >= record.lastModified);
        assert.equal(deletedBy, scope.client);
      }
      const [first] = await listTrash(scope, { limit: 1 });
      assert.deepEqual(first, all[0]);
      assert.deepEqual(await listTrash(scope, { limit: 2, before: first?.seq ?? 0 }), all.slice(1));
      assert.deepEqual(await listTrash(scope, { limit: 10, type: 'Group' }), [all[1]]);
      assert.deepEqual(await listTrash({ ...scope, directory: `${scope.directory}-elsewhere` }, { limit: 10 }), []);
      await restore(context, staff);
      assert.deepEqual(await listTrash(scope, { limit: 10 }), [all[0], all[2]]);
    },
  },
  {
    name: 'of several who restore one resource at once, or take its userName, one does',
    async run(context) {
      const { rounds, scope, createUser, change, tryCommit, nextId, store } = context;
      for (let round = 0; round < rounds; round += 1) {
        const userName = `ada-${round}`;
        const ada = await createUser({ userName });
        await change(ada, { resource: 'trash' });
        const creation = tryCommit({ type: 'User', id: nextId(), version: 0 }, { resource: { userName } });
        const outcomes = await Promise.all([tryRestore(context, ada), creation, tryRestore(context, ada)]);
        const done = outcomes.filter(({ kind }) => kind === 'restored' || kind === 'committed');
        assert.equal(done.length, 1, JSON.stringify(outcomes));
      }
      const page = await store.resources.query(scope, { type: 'User', startIndex: 1, count: 0 });
      assert.equal(page.total, rounds);
    },
  },
];

function tryRestore(
  { store, scope }: Pick<StoreContext, 'store' | 'scope'>,
  { type, id }: Pick<ResourceRecord, 'type' | 'id'>,
): Promise<RestoreOutcome> {
  const { directory } = scope;
  const journal = { actor: 'operator', action: 'restore', directory, resourceType: type, resourceId: id };
  return store.resources.restore({ scope, type, id, journal });
}

async function restore(context: StoreContext, record: Pick<ResourceRecord, 'type' | 'id'>): Promise<ResourceRecord> {
  const outcome = await tryRestore(context, record);
  assert.ok(outcome.kind === 'restored', `the restore was refused: ${JSON.stringify(outcome)}`);
  return outcome.record;
}

function valuesOf(members: readonly { readonly value: string }[]): readonly string[] {
  return members.map(({ value }) => value);
}
