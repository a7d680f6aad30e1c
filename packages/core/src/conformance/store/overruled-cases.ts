import assert from 'node:assert/strict';
import type { Overruled } from '../../store/resource.js';
import type { StoreCase } from './store-case.js';
import { expectCommitted } from './store-context.js';

const overruled: Readonly<Record<string, Overruled>> = {
  title: { by: 'application:intranet', at: '2026-01-01T00:00:00.000Z', over: 'Countess "ü"' },
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department': {
    by: 'application:blog',
    at: '2026-01-02T00:00:00.000Z',
    over: null,
  },
  members: { by: 'application:blog', at: '2026-01-03T00:00:00.000Z', over: { 'u-1': 'in' } },
};

export const overruledCases: readonly StoreCase[] = [
  {
    name: 'what an application said over others is read back with the resource, wherever it is read',
    async run({ scope, createUser, change, read, store }) {
      const made = await createUser({ userName: 'ada' }, { overruled });
      assert.deepEqual(made.overruled, overruled);
      assert.deepEqual(await read(made), made);
      const page = await store.resources.query(scope, { type: 'User', startIndex: 1, count: 10 });
      assert.deepEqual(page.resources, [made]);
      const changed = await change(made, { resource: { userName: 'ada', title: 'Baroness' } });
      assert.deepEqual(changed.overruled, overruled);
      assert.deepEqual(await read(made), changed);
      const { title: _, ...rest } = overruled;
      const again = await change(changed, { resource: { userName: 'ada' }, overruled: rest });
      assert.deepEqual([again.version, again.overruled], [changed.version + 1, rest]);
      assert.deepEqual(await read(made), again);
    },
  },
  {
    name: 'a change of it alone is written without a version, a mark or a line of history',
    async run({ createUser, tryCommit, read, readMarks, countJournalLines }) {
      const ada = await createUser({ userName: 'ada' });
      const marks = [{ type: 'User', id: ada.id, reach: 'self' }] as const;
      const before = await readMarks();
      const noted = expectCommitted(await tryCommit(ada, { resource: { userName: 'ada' }, overruled, marks }));
      assert.deepEqual(noted, { kind: 'committed', changed: false, record: { ...ada, overruled } });
      assert.deepEqual(await read(ada), noted.record);
      const cleared = expectCommitted(await tryCommit(ada, { overruled: null, marks }));
      assert.deepEqual(cleared, { kind: 'committed', changed: false, record: ada });
      assert.deepEqual(await read(ada), ada);
      assert.deepEqual(await readMarks(), before);
      assert.equal(await countJournalLines(ada), 1);
    },
  },
  {
    name: 'it goes with a change of members, and stays where a commit is refused',
    async run({ createUser, createGroup, change, tryCommit, read }) {
      const ada = await createUser({ userName: 'ada' });
      const staff = await createGroup('Staff');
      const { members } = overruled;
      const joined = await change(staff, {
        members: { add: [ada.id], remove: [] },
        ...(members && { overruled: { members } }),
      });
      assert.deepEqual([joined.version, joined.overruled], [staff.version + 1, { members }]);
      assert.equal((await tryCommit(staff, { overruled: null })).kind, 'version-conflict');
      assert.deepEqual(await read(staff), joined);
    },
  },
  {
    name: 'it goes into the trash, and comes back by a restore',
    async run({ scope, createUser, change, read, store }) {
      const ada = await createUser({ userName: 'ada' }, { overruled });
      await change(ada, { resource: 'trash' });
      const [trashed] = await store.resources.listTrash(scope, { limit: 1 });
      assert.deepEqual(trashed?.record, ada);
      const journal = {
        actor: 'operator',
        action: 'restore',
        directory: scope.directory,
        resourceType: 'User',
        resourceId: ada.id,
      };
      const outcome = await store.resources.restore({ scope, type: 'User', id: ada.id, journal });
      assert.ok(outcome.kind === 'restored');
      assert.deepEqual(outcome.record.overruled, overruled);
      assert.deepEqual(await read(ada), outcome.record);
    },
  },
];
