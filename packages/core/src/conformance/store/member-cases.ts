import assert from 'node:assert/strict';
import type { StoreCase } from './store-case.js';

export const memberCases: readonly StoreCase[] = [
  {
    name: 'members are listed by value with type and present display',
    async run({ createUser, createGroup, change, readMembers }) {
      const ada = await createUser({ userName: 'ada', displayName: 'Ada Lovelace' });
      const eve = await createUser({ userName: 'eve' });
      const nested = await createGroup('Nested');
      const staff = await createGroup('Staff', [nested.id, eve.id, ada.id]);
      assert.deepEqual(await readMembers(staff), [
        { value: ada.id, type: 'User', display: 'Ada Lovelace' },
        { value: eve.id, type: 'User', display: 'eve' },
        { value: nested.id, type: 'Group', display: 'Nested' },
      ]);
      await change(ada, { resource: { userName: 'ada', displayName: 'Countess' } });
      assert.equal((await readMembers(staff))[0]?.display, 'Countess');
    },
  },
  {
    name: 'members are listed page by page with `after`, each once',
    async run({ scope, createUser, createGroup, store }) {
      const ids: string[] = [];
      for (let index = 0; index < 7; index += 1) ids.push((await createUser({ userName: `user-${index}` })).id);
      const staff = await createGroup('Staff', ids.toReversed());
      const pages: (readonly string[])[] = [];
      for (let after: string | undefined; ; after = pages.at(-1)?.at(-1)) {
        const query = { group: staff.id, limit: 3, ...(after !== undefined && { after }) };
        const members = await store.resources.listMembers(scope, query);
        if (members.length === 0) break;
        pages.push(members.map(({ value }) => value));
      }
      assert.deepEqual(pages, [ids.slice(0, 3), ids.slice(3, 6), ids.slice(6)]);
    },
  },
  {
    name: 'many who change members of one group at once need no version, and each moves it by one',
    async run({ createUser, createGroup, tryCommit, read, readMembers, readMarks, countJournalLines }) {
      const people = await Promise.all(Array.from({ length: 12 }, (_, index) => createUser({ userName: `u${index}` })));
      const [leaver, ...joiners] = people.map(({ id }) => id);
      assert.ok(leaver);
      const staff = await createGroup('Staff', [leaver]);
      const before = (await readMarks()).length;
      const deltas = [
        { add: [], remove: [leaver] },
        ...joiners.map((id) => ({ add: [id], remove: [] })),
        { add: [joiners[0] ?? ''], remove: [] },
      ];
      const outcomes = await Promise.all(
        deltas.map((members) => tryCommit(staff, { expectVersion: 'any', expectOwner: 'idp', members })),
      );
      assert.deepEqual([...new Set(outcomes.map(({ kind }) => kind))], ['committed']);
      assert.equal(outcomes.filter((outcome) => outcome.kind === 'committed' && outcome.changed).length, 12);
      assert.equal((await read(staff)).version, 13);
      assert.deepEqual(
        (await readMembers(staff)).map(({ value }) => value),
        joiners.toSorted(),
      );
      assert.deepEqual([(await readMarks()).length - before, await countJournalLines(staff)], [12, 13]);
    },
  },
  {
    name: 'members of what has another owner by now, or is gone, are not changed without a version',
    async run({ createUser, createGroup, tryCommit, change, readMembers }) {
      const ada = await createUser({ userName: 'ada' });
      const staff = await createGroup('Staff');
      const members = { add: [ada.id], remove: [] };
      const other = await tryCommit(staff, { expectVersion: 'any', expectOwner: 'other', members });
      assert.deepEqual(other, { kind: 'version-conflict', version: 1 });
      assert.deepEqual(await readMembers(staff), []);
      await change(staff, { resource: 'trash' });
      assert.deepEqual(await tryCommit(staff, { expectVersion: 'any', members }), { kind: 'absent' });
    },
  },
  {
    name: 'a group without members, and a group that is not there, list none',
    async run({ createGroup, readMembers, nextId }) {
      assert.deepEqual(await readMembers(await createGroup('Empty')), []);
      assert.deepEqual(await readMembers({ id: nextId() }), []);
    },
  },
  {
    name: 'the groups of users are the direct ones, with their present names',
    async run({ scope, createUser, createGroup, change, store }) {
      const ada = await createUser({ userName: 'ada' });
      const eve = await createUser({ userName: 'eve' });
      const lone = await createUser({ userName: 'lone' });
      const staff = await createGroup('Staff', [ada.id, eve.id]);
      const editors = await createGroup('Editors', [ada.id]);
      await createGroup('Parents', [staff.id]);
      await change(editors, { resource: { displayName: 'Authors' } });
      const groups = await store.resources.listGroups(scope, [ada.id, eve.id, lone.id]);
      const inStaff = { value: staff.id, display: 'Staff' };
      assert.deepEqual(
        new Map([...groups].map(([user, refs]) => [user, refs.toSorted((a, b) => (a.value < b.value ? -1 : 1))])),
        new Map([
          [ada.id, [inStaff, { value: editors.id, display: 'Authors' }]],
          [eve.id, [inStaff]],
        ]),
      );
      assert.deepEqual(await store.resources.listGroups(scope, []), new Map());
    },
  },
  {
    name: 'unknown members are refused by name, and nothing is written',
    async run({ scope, createUser, createGroup, change, tryCommit, nextId, read, readMembers, readMarks }) {
      const ada = await createUser({ userName: 'ada' });
      const gone = await createUser({ userName: 'gone' });
      await change(gone, { resource: 'trash' });
      const elsewhere = { ...scope, directory: `${scope.directory}-elsewhere` };
      const foreign = await createUser({ userName: 'foreign' }, { scope: elsewhere });
      const staff = await createGroup('Staff');
      const unknown = [nextId(), gone.id, foreign.id];
      const named = [unknown[0] ?? '', ada.id, gone.id, foreign.id];
      const resource = { displayName: 'Renamed' };
      for (const members of [{ replace: named }, { add: named, remove: [] }]) {
        for (const record of [staff, { type: 'Group', id: nextId(), version: 0 }]) {
          const outcome = await tryCommit(record, { resource, members });
          assert.ok(outcome.kind === 'unknown-members', JSON.stringify(outcome));
          assert.deepEqual(outcome.values.toSorted(), unknown.toSorted());
        }
      }
      assert.deepEqual(await read(staff), staff);
      assert.deepEqual(await readMembers(staff), []);
      assert.deepEqual(await readMarks(), []);
    },
  },
  {
    name: 'removing who is unknown does nothing, and does not hinder the rest',
    async run({ createUser, createGroup, change, nextId, readMembers }) {
      const ada = await createUser({ userName: 'ada' });
      const staff = await createGroup('Staff');
      await change(staff, { members: { add: [ada.id], remove: [nextId()] } });
      assert.deepEqual(
        (await readMembers(staff)).map(({ value }) => value),
        [ada.id],
      );
    },
  },
];
