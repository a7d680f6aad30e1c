import assert from 'node:assert/strict';
import type { StoreCase } from './store-case.js';

const taken = { kind: 'uniqueness', attribute: 'userName' };

const sameNames = [
  ['ada', 'ada'],
  ['ada@example.com', 'ADA@Example.COM'],
  ['élodie', 'ÉLODIE'],
  ['ångström', 'A\u030Angstro\u0308m'],
  ['жанна', 'ЖАННА'],
] as const;

const otherNames = [
  ['ada', 'ada '],
  ['elodie', 'élodie'],
  ['a_a', 'aba'],
  ['a%', 'abc'],
  ['strasse', 'straße'],
] as const;

export const uniquenessCases: readonly StoreCase[] = [
  {
    name: 'a userName is taken whatever its case and normal form',
    async run({ createUser, tryCommit, nextId }) {
      for (const [first, second] of sameNames) {
        await createUser({ userName: first });
        const outcome = await tryCommit({ type: 'User', id: nextId(), version: 0 }, { resource: { userName: second } });
        assert.deepEqual(outcome, taken, `${first} and ${second}`);
      }
    },
  },
  {
    name: 'userNames that only look alike are different',
    async run({ scope, createUser }) {
      for (const [index, names] of otherNames.entries()) {
        const own = { scope: { ...scope, directory: `${scope.directory}-${index}` } };
        for (const userName of names) await createUser({ userName }, own);
      }
    },
  },
  {
    name: 'a commit refused for uniqueness writes nothing',
    async run({ createUser, tryCommit, read, readMarks, countJournalLines, nextId }) {
      const ada = await createUser({ userName: 'ada' });
      const eve = await createUser({ userName: 'eve' });
      const marks = [{ type: 'User', id: eve.id, reach: 'self' }] as const;
      assert.deepEqual(await tryCommit(eve, { resource: { userName: 'ADA' }, externalId: 'x', marks }), taken);
      assert.deepEqual(
        await tryCommit({ type: 'User', id: nextId(), version: 0 }, { resource: ada.attributes }),
        taken,
      );
      assert.deepEqual(await read(eve), eve);
      assert.deepEqual(await readMarks(), []);
      assert.equal(await countJournalLines(eve), 1);
    },
  },
  {
    name: 'a resource may change the case of its own userName',
    async run({ createUser, change, createGroup }) {
      const ada = await createUser({ userName: 'ada' });
      const renamed = await change(ada, { resource: { userName: 'Ada' } });
      assert.equal(renamed.attributes['userName'], 'Ada');
      await createGroup('ada');
    },
  },
  {
    name: 'a userName is free again after a rename and after a delete',
    async run({ createUser, change }) {
      const ada = await createUser({ userName: 'ada' });
      const renamed = await change(ada, { resource: { userName: 'lovelace' } });
      await createUser({ userName: 'ADA' });
      await change(renamed, { resource: 'trash' });
      await createUser({ userName: 'Lovelace' });
    },
  },
  {
    name: 'who is told of a commit finds it, whatever is refused at the same moment',
    async run({ createUser, tryCommit, read, nextId }) {
      const ada = await createUser({ userName: 'ada' });
      const eve = await createUser({ userName: 'eve' });
      const bob = { type: 'User', id: nextId(), version: 0 };
      const [created, renamed] = await Promise.all([
        tryCommit(bob, { resource: { userName: 'bob' } }),
        tryCommit(eve, { resource: { userName: 'ada' } }),
      ]);
      assert.deepEqual(renamed, taken);
      assert.equal(created.kind, 'committed');
      assert.equal((await read(bob)).attributes['userName'], 'bob');
      assert.deepEqual(await read(ada), ada);
    },
  },
  {
    name: 'of those who are renamed to one userName at once, exactly one wins, and it spoils nothing for others beside them',
    async run({ createUser, tryCommit, read }) {
      const people = await Promise.all(
        Array.from({ length: 12 }, (_, index) => createUser({ userName: `user-${index}` })),
      );
      const [bystander, ...rivals] = people;
      assert.ok(bystander);
      const [other, ...outcomes] = await Promise.all([
        tryCommit(bystander, { resource: { userName: 'user-0', title: 'Bystander' } }),
        ...rivals.map((rival) => tryCommit(rival, { resource: { userName: 'wanted' } })),
      ]);
      assert.equal(other.kind, 'committed');
      const kinds = outcomes.map(({ kind }) => kind).toSorted();
      assert.deepEqual(kinds, ['committed', ...Array.from({ length: 10 }, () => 'uniqueness')]);
      assert.equal((await read(bystander)).attributes['title'], 'Bystander');
      const names = await Promise.all(rivals.map(async (rival) => (await read(rival)).attributes['userName']));
      assert.equal(names.filter((name) => name === 'wanted').length, 1);
    },
  },
  {
    name: 'one userName may stand in two directories',
    async run({ scope, createUser }) {
      await createUser({ userName: 'ada' });
      await createUser({ userName: 'ada' }, { scope: { ...scope, directory: `${scope.directory}-elsewhere` } });
    },
  },
  {
    name: 'displayNames need not be unique',
    async run({ createUser, createGroup }) {
      await createUser({ userName: 'ada', displayName: 'Ada' });
      await createUser({ userName: 'eve', displayName: 'Ada' });
      const first = await createGroup('Staff');
      const second = await createGroup('Staff');
      assert.notEqual(first.id, second.id);
    },
  },
];
