import assert from 'node:assert/strict';
import type { StoreCase } from './store-case.js';
import { expectCommitted, waitForClock } from './store-context.js';

const isoMilliseconds = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

export const commitCases: readonly StoreCase[] = [
  {
    name: 'a new resource has version 1, its creator as owner and one time for both dates',
    async run({ scope, createUser, read }) {
      const created = await createUser({ userName: 'ada' });
      const { created: createdAt, lastModified, id } = created;
      assert.match(createdAt, isoMilliseconds);
      assert.ok(Math.abs(Date.parse(createdAt) - Date.now()) < 86_400_000);
      assert.deepEqual(created, {
        directory: scope.directory,
        type: 'User',
        id,
        owner: scope.client,
        version: 1,
        created: createdAt,
        lastModified: createdAt,
        attributes: { userName: 'ada' },
      });
      assert.equal(lastModified, createdAt);
      assert.deepEqual(await read(created), created);
    },
  },
  {
    name: 'a change moves version and lastModified, and keeps owner and creation whoever makes it',
    async run({ scope, createUser, change, read }) {
      const before = await createUser({ userName: 'ada' });
      await waitForClock();
      const other = { ...scope, client: 'second' };
      const after = await change(before, { scope: other, resource: { userName: 'ada', title: 'Countess' } });
      assert.equal(after.version, 2);
      assert.equal(after.owner, scope.client);
      assert.equal(after.created, before.created);
      assert.match(after.lastModified, isoMilliseconds);
      assert.ok(after.lastModified > before.lastModified);
      assert.deepEqual(await read(before), after);
    },
  },
  {
    name: 'a commit on a stale version is refused with the present one, and writes nothing',
    async run({ createUser, change, tryCommit, read, readMarks, countJournalLines }) {
      const first = await createUser({ userName: 'ada' });
      const second = await change(first, { resource: { userName: 'ada', title: 'Countess' } });
      const mark = { type: 'User', id: first.id, reach: 'self' } as const;
      const stale = { resource: { userName: 'eve' }, externalId: 'x', marks: [mark] };
      assert.deepEqual(await tryCommit(first, stale), { kind: 'version-conflict', version: 2 });
      assert.deepEqual(await tryCommit({ ...first, version: 7 }, stale), { kind: 'version-conflict', version: 2 });
      assert.deepEqual(await tryCommit(first, { resource: 'trash' }), { kind: 'version-conflict', version: 2 });
      assert.deepEqual(await read(first), second);
      assert.deepEqual(await readMarks(), []);
      assert.equal(await countJournalLines(first), 2);
    },
  },
  {
    name: 'a commit of a new resource on an id that exists is a version conflict',
    async run({ createUser, tryCommit, read }) {
      const ada = await createUser({ userName: 'ada' });
      const outcome = await tryCommit({ ...ada, version: 0 }, { resource: { userName: 'eve' } });
      assert.deepEqual(outcome, { kind: 'version-conflict', version: 1 });
      assert.deepEqual(await read(ada), ada);
    },
  },
  {
    name: 'a commit on what is not there is absent: unknown id, other type, other directory',
    async run({ scope, nextId, createUser, tryCommit, read }) {
      const ada = await createUser({ userName: 'ada' });
      const resource = { userName: 'eve', displayName: 'Eve' };
      const elsewhere = { ...scope, directory: `${scope.directory}-elsewhere` };
      for (const part of [{ resource }, { resource: 'trash' }, { externalId: 'x' }] as const) {
        assert.deepEqual(await tryCommit({ type: 'User', id: nextId(), version: 1 }, part), { kind: 'absent' });
        assert.deepEqual(await tryCommit({ ...ada, type: 'Group' }, part), { kind: 'absent' });
        assert.deepEqual(await tryCommit(ada, { ...part, scope: elsewhere }), { kind: 'absent' });
      }
      assert.deepEqual(await read(ada), ada);
    },
  },
  {
    name: 'a commit that changes nothing says so and writes no version, mark or journal',
    async run({ createUser, createGroup, tryCommit, read, readMarks, countJournalLines }) {
      const attributes = { userName: 'ada', name: { givenName: 'Ada', familyName: 'Lovelace' }, active: true };
      const ada = await createUser(attributes, { externalId: 'x-1' });
      const staff = await createGroup('Staff', [ada.id]);
      const marks = await readMarks();
      const reordered = { active: true, name: { familyName: 'Lovelace', givenName: 'Ada' }, userName: 'ada' };
      const self = { marks: [{ type: 'User', id: ada.id, reach: 'self' }] } as const;
      const rows = [
        [ada, { resource: attributes }],
        [ada, { resource: reordered, externalId: 'x-1' }],
        [ada, { externalId: 'x-1' }],
        [ada, {}],
        [staff, { resource: { displayName: 'Staff' } }],
        [staff, { members: { replace: [ada.id] } }],
        [staff, { members: { replace: [ada.id, ada.id] } }],
        [staff, { members: { add: [ada.id], remove: [] } }],
        [staff, { members: { add: [], remove: [staff.id] } }],
      ] as const;
      for (const [record, part] of rows) {
        const outcome = expectCommitted(await tryCommit(record, { ...part, ...self }));
        assert.deepEqual(outcome, { kind: 'committed', record, changed: false }, JSON.stringify(part));
        assert.deepEqual(await read(record), record);
      }
      assert.deepEqual(await readMarks(), marks);
      assert.equal(await countJournalLines(ada), 1);
      assert.equal(await countJournalLines(staff), 1);
    },
  },
  {
    name: 'a commit that changes something writes its journal line and its marks',
    async run({ scope, createUser, tryCommit, readMarks, store }) {
      const ada = await createUser({ userName: 'ada' });
      const journal = {
        actor: 'client:idp',
        action: 'patch',
        directory: scope.directory,
        resourceType: 'User',
        resourceId: ada.id,
        changes: { title: { from: null, to: 'Countess' } },
        requestId: 'r-1',
      };
      const marks = [
        { type: 'User', id: ada.id, reach: 'self' },
        { type: 'Group', id: 'g-1', reach: 'members' },
      ] as const;
      const outcome = await tryCommit(ada, { resource: { userName: 'ada', title: 'Countess' }, marks, journal });
      assert.equal(expectCommitted(outcome).changed, true);
      const [line] = await store.journal.list({ resourceId: ada.id, limit: 1 });
      assert.ok(line);
      const { seq, at, ...entry } = line;
      assert.equal(typeof seq, 'number');
      assert.match(at, isoMilliseconds);
      assert.deepEqual(entry, journal);
      const found = (await readMarks()).map(({ seq: _, ...mark }) => mark);
      assert.deepEqual(
        found,
        marks.map((mark) => ({ ...mark, directory: scope.directory, origin: { requestId: 'r-1' } })),
      );
    },
  },
  {
    name: 'two directories never see each other',
    async run({ scope, createUser, createGroup, store }) {
      const ada = await createUser({ userName: 'ada' });
      const staff = await createGroup('Staff', [ada.id]);
      const elsewhere = { ...scope, directory: `${scope.directory}-elsewhere` };
      const query = { type: 'User', startIndex: 1, count: 10 };
      assert.equal(await store.resources.find(elsewhere, 'User', ada.id), undefined);
      assert.deepEqual(await store.resources.query(elsewhere, query), { total: 0, resources: [] });
      assert.deepEqual(await store.resources.listMembers(elsewhere, { group: staff.id, limit: 10 }), []);
      assert.deepEqual(await store.resources.listGroups(elsewhere, [ada.id]), new Map());
      assert.equal((await store.resources.query(scope, query)).total, 1);
    },
  },
  {
    name: 'a resource is found by its own type only',
    async run({ scope, createUser, store }) {
      const ada = await createUser({ userName: 'ada' });
      assert.equal(await store.resources.find(scope, 'Group', ada.id), undefined);
      assert.equal((await store.resources.query(scope, { type: 'Group', startIndex: 1, count: 10 })).total, 0);
    },
  },
];
