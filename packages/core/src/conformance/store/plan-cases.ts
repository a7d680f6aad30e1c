import assert from 'node:assert/strict';
import type { PlanItem, StoredPlan, StoredPlanItem } from '../../store/plan-store.js';
import type { StoreCase } from './store-case.js';
import type { StoreContext } from './store-context.js';

const item: PlanItem = { resourceId: 'r-1', label: 'ada', action: 'create', reason: 'in scope', digest: 'd-1' };

export const planCases: readonly StoreCase[] = [
  {
    name: 'a plan is read back exactly while it is made and when it is complete',
    async run(context) {
      const { store } = context;
      const [plan, other] = [await begin(context, { options: { people: ['ü'], undo: null } }), await begin(context)];
      assert.ok(plan.id < other.id);
      assert.deepEqual(await store.plans.find(plan.id), plan);
      assert.equal(plan.hash, undefined);
      const complete = {
        hash: 'h-1',
        counts: { create: 2, update: 40 },
        warnings: ['40 deactivations, and room for 3'],
      };
      await store.plans.finish(plan.id, complete);
      const finished = { ...plan, ...complete };
      assert.deepEqual(await store.plans.find(plan.id), finished);
      assert.deepEqual(await store.plans.find(other.id), other);
      assert.equal(await store.plans.find('no-such-plan'), undefined);
    },
  },
  {
    name: 'a plan is applied once, by one of those who try at once',
    async run(context) {
      const { store, rounds } = context;
      for (let round = 0; round < rounds; round += 1) {
        const [plan, other] = [await begin(context), await begin(context)];
        const runs = Array.from({ length: 8 }, (_, index) => `run-${index}`);
        const marked = await Promise.all(runs.map((run) => store.plans.markApplied(plan.id, run)));
        assert.deepEqual(marked.filter(Boolean), [true]);
        const appliedBy = runs[marked.indexOf(true)];
        assert.deepEqual(await store.plans.find(plan.id), { ...plan, appliedBy });
        assert.deepEqual(await store.plans.find(other.id), other);
      }
      assert.equal(await store.plans.markApplied('no-such-plan', 'run-1'), false);
    },
  },
  {
    name: 'plans are listed newest first, by application',
    async run(context) {
      const { application, store } = context;
      const first = await begin(context);
      const second = await begin(context);
      const elsewhere = await begin(context, { application: `${application}-second` });
      assert.deepEqual(await store.plans.list({ application, limit: 10 }), [second, first]);
      assert.deepEqual(await store.plans.list({ application, limit: 1 }), [second]);
      assert.deepEqual(await store.plans.list({ limit: 2 }), [elsewhere, second]);
    },
  },
  {
    name: 'what would be done is read back exactly in its order, page by page',
    async run(context) {
      const { store } = context;
      const [plan, other] = [await begin(context), await begin(context)];
      const items: readonly PlanItem[] = [
        {
          ...item,
          resourceId: 'r-2',
          label: "O'Neil",
          action: 'update',
          accountId: '7',
          changes: { 'e.mail': { from: null, to: 'ü' }, roles: { added: ['editor'], removed: [] } },
        },
        item,
        ...Array.from({ length: 1200 }, (_, index) => ({ ...item, resourceId: `many-${1200 - index}` })),
      ];
      await store.plans.addItems(plan.id, items.slice(0, 1));
      await store.plans.addItems(plan.id, []);
      await store.plans.addItems(other.id, [item]);
      await store.plans.addItems(plan.id, items.slice(1));
      const walked: StoredPlanItem[] = [];
      for (;;) {
        const page = await store.plans.listItems(plan.id, { limit: 500, after: walked.at(-1)?.seq ?? 0 });
        assert.ok(page.length <= 500);
        if (page.length === 0) break;
        walked.push(...page);
      }
      assert.deepEqual(
        walked.map(({ seq: _, ...each }) => each),
        items,
      );
      assert.deepEqual(await store.plans.listItems('no-such-plan', { limit: 10 }), []);
    },
  },
  {
    name: 'plans that expired are forgotten with their items, others stay',
    async run(context) {
      const { store } = context;
      const [old, edge] = [await begin(context, { expiresAt: 1999 }), await begin(context, { expiresAt: 2000 })];
      for (const { id } of [old, edge]) await store.plans.addItems(id, [item]);
      await store.plans.purge(2000);
      assert.equal(await store.plans.find(old.id), undefined);
      assert.deepEqual(await store.plans.listItems(old.id, { limit: 10 }), []);
      assert.deepEqual(await store.plans.find(edge.id), edge);
      assert.equal((await store.plans.listItems(edge.id, { limit: 10 })).length, 1);
    },
  },
];

function begin({ application, store }: StoreContext, part: Partial<StoredPlan> = {}): Promise<StoredPlan> {
  const [createdAt, expiresAt] = [1_700_000_000_123, 1_700_000_900_456];
  return store.plans.begin({ application, createdAt, expiresAt, options: {}, counts: {}, ...part });
}
