import assert from 'node:assert/strict';
import type { Run, RunItem, StoredRunItem } from '../../store/run-store.js';
import type { StoreCase } from './store-case.js';
import type { StoreContext } from './store-context.js';

const facts = {
  reason: 'stopped by an operator',
  total: 3,
  counts: { create: 2, seen: 3 },
  cursor: { after: 'r-7', "O'Neil's": [null, 1.5] },
  endedAt: 1_700_000_000_999,
} as const;

export const runCases: readonly StoreCase[] = [
  {
    name: 'a run is read back exactly, and each has an id of its own that sorts by when it began',
    async run(context) {
      const { store } = context;
      const runs: Run[] = [];
      for (const kind of ['sync', 'schedule', 'apply', 'undo'] as const) {
        runs.push(await begin(context, { kind, options: { people: ['r-1', 'ü'], plan: null } }));
      }
      runs.push(await begin(context, { ...facts, state: 'stopped' }));
      for (const run of runs) assert.deepEqual(await store.runs.find(run.id), run);
      const ids = runs.map(({ id }) => id);
      assert.deepEqual(ids.toSorted(), ids);
      assert.equal(new Set(ids).size, ids.length);
      assert.equal(runs[4]?.reason, facts.reason);
      assert.equal(await store.runs.find('no-such-run'), undefined);
    },
  },
  {
    name: 'what is written of a run is read back exactly; absent keys stay, null clears',
    async run(context) {
      const { store } = context;
      const [run, other] = [await begin(context), await begin(context)];
      await store.runs.update(run.id, { ...facts, state: 'stopped', seenAt: 1_700_000_000_888 });
      const written = { ...run, ...facts, state: 'stopped', seenAt: 1_700_000_000_888 };
      assert.deepEqual(await store.runs.find(run.id), written);
      await store.runs.update(run.id, { counts: { seen: 4 } });
      await store.runs.update(run.id, {});
      assert.deepEqual(await store.runs.find(run.id), { ...written, counts: { seen: 4 } });
      const cleared = { reason: null, total: null, cursor: null, endedAt: null };
      await store.runs.update(run.id, { ...cleared, state: 'running' });
      const expected = { ...run, counts: { seen: 4 }, seenAt: 1_700_000_000_888 };
      assert.deepEqual(await store.runs.find(run.id), expected);
      await store.runs.update(run.id, { state: null, counts: null, seenAt: null });
      assert.deepEqual(await store.runs.find(run.id), expected, 'what a run must have stays');
      await store.runs.update('no-such-run', facts);
      assert.deepEqual(await store.runs.find(other.id), other);
    },
  },
  {
    name: 'runs are listed newest first, by application and by state, page by page',
    async run(context) {
      const { application, store } = context;
      const first = await begin(context, { state: 'done' });
      const second = await begin(context);
      const third = await begin(context);
      const elsewhere = await begin(context, { application: `${application}-second` });
      const list = (query: Omit<Parameters<typeof store.runs.list>[0], 'limit'>, limit = 10) =>
        store.runs.list({ ...query, limit });
      assert.deepEqual(await list({ application }), [third, second, first]);
      assert.deepEqual(await list({ application }, 2), [third, second]);
      assert.deepEqual(await list({ application, before: second.id }), [first]);
      assert.deepEqual(await list({ application, state: 'running' }), [third, second]);
      assert.deepEqual(await list({ application, state: 'running', before: third.id }), [second]);
      assert.deepEqual(await list({ application, state: 'stopped' }), []);
      assert.deepEqual(await list({}, 2), [elsewhere, third]);
      assert.deepEqual((await list({ state: 'running' }, 3)).slice(0, 3), [elsewhere, third, second]);
    },
  },
  {
    name: 'what a run did is read back exactly in its order, page by page and by resource',
    async run(context) {
      const { store } = context;
      const [run, other] = [await begin(context), await begin(context)];
      const items: readonly RunItem[] = [
        {
          resourceId: 'r-2',
          label: "O'Neil",
          action: 'update',
          reason: 'title differs',
          accountId: '7',
          identity: 'https://blog.example ada 2020-01-01',
          before: { title: null, roles: ['author'] },
          after: { title: 'ü', roles: [] },
          error: 'partly refused',
        },
        { resourceId: 'r-1', label: 'ada', action: 'create', reason: 'in scope' },
        { resourceId: 'r-2', label: "O'Neil", action: 'update', reason: 'again' },
      ];
      await store.runs.addItems(run.id, items.slice(0, 2));
      await store.runs.addItems(run.id, []);
      await store.runs.addItems(other.id, items.slice(1, 2));
      await store.runs.addItems(run.id, items.slice(2));
      const stored = await store.runs.listItems(run.id, { limit: 10 });
      assert.deepEqual(stored.map(withoutSeq), items);
      const page = await store.runs.listItems(run.id, { limit: 1, after: stored[0]?.seq ?? 0 });
      assert.deepEqual(page, stored.slice(1, 2));
      const ofResource = await store.runs.listItems(run.id, { limit: 10, resourceId: 'r-2' });
      assert.deepEqual(ofResource, [stored[0], stored[2]]);
      assert.deepEqual(await store.runs.listItems(run.id, { limit: 10, after: stored[2]?.seq ?? 0 }), []);
      assert.equal((await store.runs.listItems(other.id, { limit: 10 })).length, 1);
      assert.deepEqual(await store.runs.listItems('no-such-run', { limit: 10 }), []);
    },
  },
  {
    name: 'a thousand items at once keep their order',
    async run(context) {
      const { store } = context;
      const { id } = await begin(context);
      const labels = Array.from({ length: 1200 }, (_, index) => `person ${1200 - index}`);
      const items = labels.map((label) => ({ resourceId: label, label, action: 'create', reason: 'in scope' }));
      await store.runs.addItems(id, items);
      const walked: StoredRunItem[] = [];
      for (;;) {
        const page = await store.runs.listItems(id, { limit: 500, after: walked.at(-1)?.seq ?? 0 });
        if (page.length === 0) break;
        walked.push(...page);
      }
      assert.deepEqual(
        walked.map(({ label }) => label),
        labels,
      );
    },
  },
  {
    name: 'a run whose worker is gone is taken over, by one alone; one that lives or ended is not',
    async run(context) {
      const { store, rounds } = context;
      for (let round = 0; round < rounds; round += 1) {
        const run = await begin(context, { seenAt: 1000 });
        assert.equal(await store.runs.takeOver(run.id, { before: 1000, now: 5000 }), false, 'seen at that time');
        const takers = Array.from({ length: 8 }, () => store.runs.takeOver(run.id, { before: 1001, now: 5000 }));
        assert.deepEqual((await Promise.all(takers)).filter(Boolean), [true]);
        assert.deepEqual(await store.runs.find(run.id), { ...run, seenAt: 5000 });
        await store.runs.update(run.id, { state: 'done' });
        assert.equal(await store.runs.takeOver(run.id, { before: 9000, now: 9000 }), false, 'ended');
      }
      assert.equal(await store.runs.takeOver('no-such-run', { before: 9000, now: 9000 }), false);
    },
  },
];

function begin({ application, store }: StoreContext, part: Partial<Run> = {}): Promise<Run> {
  return store.runs.begin({
    application,
    kind: 'sync',
    actor: 'operator',
    options: {},
    state: 'running',
    counts: {},
    startedAt: 1_700_000_000_123,
    seenAt: 1_700_000_000_456,
    ...part,
  });
}

function withoutSeq({ seq: _, ...item }: StoredRunItem): RunItem {
  return item;
}
