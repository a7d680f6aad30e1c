import assert from 'node:assert/strict';
import type { StoreCase } from './store-case.js';
import { expectCommitted, type StoreContext } from './store-context.js';

type Place = { readonly application: string; readonly directory: string; readonly type: string };

function placeOf({ application, scope }: StoreContext, more: Partial<Place> = {}): Place {
  return { application, directory: scope.directory, type: 'User', ...more };
}

/** Its line of history, as a delivery writes one. */
function lineOf({ application, directory, type }: Place, resourceId: string) {
  return { actor: 'linkspan', action: 'password-set', directory, application, resourceType: type, resourceId };
}

export const passwordCases: readonly StoreCase[] = [
  {
    name: 'a password waits for each application that is named, until it is wiped there',
    async run(context) {
      const { store, application, createUser } = context;
      const password = { sealed: 'sealed "ü"', revision: 'r-1', applications: [application, `${application}-2`] };
      const ada = await createUser({ userName: 'ada' }, { password });
      const bob = await createUser({ userName: 'bob' });
      assert.equal(JSON.stringify(ada).includes('sealed'), false);
      const places = [placeOf(context), placeOf(context, { application: `${application}-2` })] as const;
      for (const place of places) {
        const [waiting, ...others] = await store.passwords.listWaiting(place, [bob.id, ada.id]);
        assert.deepEqual(others, []);
        const { setAt = Number.NaN, ...rest } = waiting ?? {};
        assert.deepEqual(rest, { resourceId: ada.id, sealed: 'sealed "ü"', revision: 'r-1' });
        assert.ok(Math.abs(setAt - Date.parse(ada.created)) < 60_000);
      }
      const elsewhere = [{ application: 'other' }, { directory: 'other' }, { type: 'Group' }];
      for (const other of elsewhere)
        assert.deepEqual(await store.passwords.listWaiting(placeOf(context, other), [ada.id]), []);

      const [place, second] = places;
      const waiting = { resourceId: ada.id, revision: 'r-1' };
      assert.equal(await store.passwords.wipe(place, waiting, lineOf(place, ada.id)), true);
      assert.equal(await store.passwords.wipe(place, waiting, lineOf(place, ada.id)), false);
      assert.deepEqual(await store.passwords.listWaiting(place, [ada.id]), []);
      assert.equal((await store.passwords.listWaiting(second, [ada.id])).length, 1);
      const lines = await store.journal.list({ resourceId: ada.id, action: 'password-set', limit: 10 });
      assert.equal(lines.length, 1);
    },
  },
  {
    name: 'a later password takes the place of one that waits, and is not wiped with it',
    async run(context) {
      const { store, application, createUser, change } = context;
      const applications = [application];
      const ada = await createUser({ userName: 'ada' }, { password: { sealed: 'one', revision: 'r-1', applications } });
      await change(ada, { password: { sealed: 'two', revision: 'r-2', applications } });
      const place = placeOf(context);
      assert.equal(await store.passwords.wipe(place, { resourceId: ada.id, revision: 'r-1' }), false);
      const [waiting, ...others] = await store.passwords.listWaiting(place, [ada.id]);
      assert.deepEqual([waiting?.sealed, waiting?.revision, others], ['two', 'r-2', []]);
    },
  },
  {
    name: 'a password alone moves no version, but writes its marks and its line of history',
    async run(context) {
      const { application, createUser, tryCommit, read, readMarks, countJournalLines } = context;
      const ada = await createUser({ userName: 'ada' });
      const before = await readMarks();
      const password = { sealed: 'one', revision: 'r-1', applications: [application] };
      const marks = [{ type: 'User', id: ada.id, reach: 'self' }] as const;
      const outcome = expectCommitted(await tryCommit(ada, { password, marks }));
      assert.deepEqual(outcome, { kind: 'committed', changed: true, record: ada });
      assert.deepEqual(await read(ada), ada);
      assert.equal((await readMarks()).length, before.length + 1);
      assert.equal(await countJournalLines(ada), 2);
    },
  },
  {
    name: 'a password goes with a change of attributes, and not with a commit that is refused',
    async run(context) {
      const { store, application, createUser, change, tryCommit } = context;
      const ada = await createUser({ userName: 'ada' });
      const password = { sealed: 'one', revision: 'r-1', applications: [application] };
      const changed = await change(ada, { resource: { userName: 'ada', title: 'Countess' }, password });
      assert.equal(changed.version, ada.version + 1);
      const later = { ...password, sealed: 'two', revision: 'r-2' };
      assert.equal((await tryCommit(ada, { password: later })).kind, 'version-conflict');
      const taken = await tryCommit(
        { ...ada, id: context.nextId(), version: 0 },
        { resource: { userName: 'ADA' }, password: later },
      );
      assert.equal(taken.kind, 'uniqueness');
      const [waiting] = await store.passwords.listWaiting(placeOf(context), [ada.id]);
      assert.equal(waiting?.revision, 'r-1');
    },
  },
  {
    name: 'passwords of several at once are kept each under their own resource',
    async run(context) {
      const { store, application, createUser, tryCommit } = context;
      const people = await Promise.all(['ada', 'bob', 'eve'].map((userName) => createUser({ userName })));
      const applications = [application, `${application}-2`];
      await Promise.all(
        people.map((one, index) =>
          tryCommit(one, { password: { sealed: `s-${index}`, revision: `r-${index}`, applications } }),
        ),
      );
      const waiting = await store.passwords.listWaiting(
        placeOf(context),
        people.map(({ id }) => id),
      );
      assert.deepEqual(
        waiting.map(({ resourceId, sealed }) => [resourceId, sealed]).toSorted(),
        people.map(({ id }, index) => [id, `s-${index}`]).toSorted(),
      );
    },
  },
  {
    name: 'a deletion wipes what waits of the resource, and of nobody else',
    async run(context) {
      const { store, application, createUser, change } = context;
      const password = { sealed: 'one', revision: 'r-1', applications: [application] };
      const ada = await createUser({ userName: 'ada' }, { password });
      const bob = await createUser({ userName: 'bob' }, { password });
      await change(ada, { resource: 'trash' });
      const left = await store.passwords.listWaiting(placeOf(context), [ada.id, bob.id]);
      assert.deepEqual(
        left.map(({ resourceId }) => resourceId),
        [bob.id],
      );
    },
  },
  {
    name: 'what waits too long is wiped, with a line of history that says for which application',
    async run(context) {
      const { store, application, createUser } = context;
      const password = { sealed: 'one', revision: 'r-1', applications: [application] };
      const ada = await createUser({ userName: 'ada' }, { password });
      const place = placeOf(context);
      const [waiting] = await store.passwords.listWaiting(place, [ada.id]);
      assert.ok(waiting);
      await store.passwords.expire(waiting.setAt);
      assert.deepEqual(await store.passwords.listWaiting(place, [ada.id]), [waiting]);
      assert.ok((await store.passwords.expire(waiting.setAt + 1)) >= 1);
      assert.deepEqual(await store.passwords.listWaiting(place, [ada.id]), []);
      const lines = await store.journal.list({ resourceId: ada.id, action: 'password-wiped', limit: 10 });
      assert.deepEqual(
        lines.map((line) => [line.application, line.directory, line.resourceType]),
        [[application, ada.directory, 'User']],
      );
      assert.equal(JSON.stringify(lines).includes('one"'), false);
    },
  },
  {
    name: 'what waits for an application that takes none any more, or of another directory, is wiped',
    async run(context) {
      const { store, application, createUser, scope } = context;
      const applications = [application, `${application}-2`];
      const ada = await createUser({ userName: 'ada' }, { password: { sealed: 'one', revision: 'r-1', applications } });
      const place = placeOf(context);
      const { directory } = scope;
      assert.ok((await store.passwords.keepOnly([{ application, directory }])) >= 1);
      assert.equal((await store.passwords.listWaiting(place, [ada.id])).length, 1);
      const other = { ...place, application: `${application}-2` };
      assert.deepEqual(await store.passwords.listWaiting(other, [ada.id]), []);
      assert.ok((await store.passwords.keepOnly([{ application, directory: 'other' }])) >= 1);
      assert.deepEqual(await store.passwords.listWaiting(place, [ada.id]), []);
      assert.equal(await store.passwords.keepOnly([]), 0);
    },
  },
];
