import assert from 'node:assert/strict';
import type { JournalEntry } from '../../store/resource.js';
import type { StoreCase } from './store-case.js';

export const journalCases: readonly StoreCase[] = [
  {
    name: 'lines are read back exactly, newest first, with rising numbers',
    async run({ scope, application, store }) {
      const entries: readonly JournalEntry[] = [
        {
          actor: 'operator',
          action: 'approved',
          directory: scope.directory,
          resourceType: 'User',
          resourceId: 'r-1',
          application,
        },
        {
          actor: `application:${application}`,
          action: 'updated',
          directory: scope.directory,
          application,
          resourceType: 'User',
          resourceId: 'r-2',
          changes: { 'e.mail': { from: null, to: "O'Neil" } },
          reason: 'changed',
          requestId: 'q-1',
        },
      ];
      await store.journal.append(entries);
      await store.journal.append([]);
      const lines = await store.journal.list({ application, limit: 10 });
      assert.deepEqual(
        lines.map(({ seq: _, at: __, ...entry }) => entry),
        entries.toReversed(),
      );
      const [newest, oldest] = lines;
      assert.ok(newest && oldest && newest.seq > oldest.seq);
      assert.equal(new Date(newest.at).toISOString(), newest.at);
    },
  },
  {
    name: 'history is read by resource, by application, and page by page',
    async run({ scope, application, nextId, store }) {
      const [ada, eve] = [nextId(), nextId()];
      const entry = (resourceId: string, action: string, of: object = {}): JournalEntry => ({
        actor: 'client:idp',
        action,
        directory: scope.directory,
        resourceType: 'User',
        resourceId,
        ...of,
      });
      await store.journal.append([
        entry(ada, 'create'),
        entry(eve, 'create'),
        entry(ada, 'created', { application }),
        entry(eve, 'created', { application }),
        entry(ada, 'patch'),
      ]);
      const actions = async (query: Omit<Parameters<typeof store.journal.list>[0], 'limit'>, limit = 10) =>
        (await store.journal.list({ ...query, limit })).map(({ resourceId, action }) => [resourceId, action]);
      assert.deepEqual(await actions({ resourceId: ada }), [
        [ada, 'patch'],
        [ada, 'created'],
        [ada, 'create'],
      ]);
      assert.deepEqual(await actions({ application }), [
        [eve, 'created'],
        [ada, 'created'],
      ]);
      assert.deepEqual(await actions({ application, resourceId: ada }), [[ada, 'created']]);
      assert.deepEqual(await actions({ resourceId: ada }, 1), [[ada, 'patch']]);
      const [newest] = await store.journal.list({ resourceId: ada, limit: 1 });
      assert.ok(newest);
      assert.deepEqual(await actions({ resourceId: ada, before: newest.seq }, 1), [[ada, 'created']]);
      assert.deepEqual(await actions({ resourceId: nextId() }), []);
    },
  },
];
