import assert from 'node:assert/strict';
import type { JournalLine, JournalQuery } from '../../store/journal.js';
import type { JournalEntry } from '../../store/resource.js';
import type { StoreCase } from './store-case.js';
import { type StoreContext, waitForClock } from './store-context.js';

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
          run: '000000000007',
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
  {
    name: 'history is read by who, what, run, request and time, in any combination',
    async run(context) {
      const { application, store, nextId } = context;
      const [ada, eve] = [nextId(), nextId()];
      const [actor, run, requestId] = [nextId(), nextId(), nextId()];
      for (const part of [
        { resourceId: ada, application, run },
        { resourceId: eve, application, actor, action: 'created', run, requestId },
        { resourceId: ada, actor, action: 'created', requestId },
        { resourceId: eve, application, action: 'created' },
      ]) {
        await store.journal.append([lineOf(context, part)]);
        await waitForClock();
      }
      const [adas, eves] = await Promise.all(
        [ada, eve].map((resourceId) => store.journal.list({ resourceId, limit: 10 })),
      );
      const lines = [...(adas ?? []), ...(eves ?? [])].toSorted((a, b) => a.seq - b.seq);
      assert.equal(lines.length, 4);
      const at = (index: number) => lines[index]?.at ?? '';
      const table: readonly (readonly [Omit<JournalQuery, 'limit'>, readonly number[]])[] = [
        [{ actor }, [2, 1]],
        [{ application, action: 'created' }, [3, 1]],
        [{ run }, [1, 0]],
        [{ requestId }, [2, 1]],
        [{ run, requestId }, [1]],
        [{ resourceId: eve, actor }, [1]],
        [{ resourceId: ada, action: 'created' }, [2]],
        [{ application, since: at(1) }, [3, 1]],
        [{ application, until: at(1) }, [0]],
        [{ application, since: at(0), until: at(3) }, [1, 0]],
        [{ application, since: at(3), until: at(3) }, []],
        [{ requestId, before: lines[2]?.seq ?? 0 }, [1]],
        [{ resourceId: eve, application, actor, action: 'created', run, requestId, since: at(1), until: at(2) }, [1]],
        [{ run: nextId() }, []],
      ];
      for (const [query, expected] of table) {
        const wanted = expected.map((index) => lines[index]);
        assert.deepEqual(await store.journal.list({ ...query, limit: 10 }), wanted, JSON.stringify(query));
      }
    },
  },
  {
    name: 'who follows reads on from where it stands, oldest first',
    async run(context) {
      const { application, store } = context;
      const append = (...actions: readonly string[]) =>
        store.journal.append(actions.map((action) => lineOf(context, { action, application })));
      await append('first');
      const [first] = await store.journal.list({ application, limit: 1 });
      assert.ok(first);
      assert.deepEqual(await store.journal.follow(first.seq, 10), []);
      await append('second', 'third', 'fourth');
      const behind = await store.journal.follow(first.seq, 10);
      assert.deepEqual(
        behind.map(({ action }) => action),
        ['second', 'third', 'fourth'],
      );
      assert.deepEqual(behind.toReversed(), await store.journal.list({ application, limit: 3 }));
      assert.deepEqual(await store.journal.follow(first.seq, 2), behind.slice(0, 2));
      assert.deepEqual(await store.journal.follow(behind[1]?.seq ?? 0, 10), behind.slice(2));
    },
  },
  {
    name: 'who follows while many write misses no line and gets none twice',
    async run(context) {
      const { application, rounds, store } = context;
      await store.journal.append([lineOf(context, { application })]);
      const [start] = await store.journal.list({ application, limit: 1 });
      assert.ok(start);
      const actions = Array.from({ length: 40 * rounds }, (_, index) => `line ${index}`);
      const writing = Promise.all(
        actions.map((action) => store.journal.append([lineOf(context, { action, application })])),
      );
      const followed: JournalLine[] = [];
      const deadline = Date.now() + 30_000;
      while (followed.length < actions.length && Date.now() < deadline) {
        followed.push(...(await store.journal.follow(followed.at(-1)?.seq ?? start.seq, 7)));
      }
      await writing;
      assert.deepEqual(followed.map(({ action }) => action).toSorted(), actions.toSorted());
    },
  },
];

function lineOf({ scope, nextId }: StoreContext, part: Partial<JournalEntry>): JournalEntry {
  return {
    actor: 'client:idp',
    action: 'test',
    directory: scope.directory,
    resourceType: 'User',
    resourceId: nextId(),
    ...part,
  };
}
