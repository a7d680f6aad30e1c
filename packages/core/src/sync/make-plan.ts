import type { PlanItem, StoredPlan } from '../store/plan-store.js';
import { createProgress } from './create-progress.js';
import { createTally } from './create-tally.js';
import { digest } from './digest.js';
import type { PlanOptions } from './orchestrator.js';
import { choosePeople } from './people-pages.js';
import { runPass } from './run-pass.js';
import { countPeople, refusal } from './run-sync.js';
import type { Runtime } from './runtime.js';

/** Milliseconds for which a plan may be applied. */
const validity = 24 * 3_600_000;
const itemsAtOnce = 500;

/**
 * Stores what a sync would do, page by page, so that any number of people needs the same memory.
 * @throws Error where the application is halted, paused or refuses.
 */
export async function makePlan(runtime: Runtime, options: PlanOptions): Promise<StoredPlan> {
  const { plans } = runtime.store;
  const { manual } = runtime.application.policy;
  const operations = options.operations ?? (manual === false ? undefined : manual);
  const signal = options.signal ?? new AbortController().signal;
  const refused = await refusal(runtime, { signal, dryRun: true, operations });
  if (refused !== undefined || operations === undefined) throw new Error(refused);
  const { people, unknown } = await choosePeople(runtime, options);
  if (unknown.length > 0) throw new Error(`there is no ${unknown.join(', ')} in the directory`);
  const progress = createProgress(runtime, { total: await countPeople(runtime, people), seen: 0 });
  const { userNames, filter, search, full = false } = options;
  const now = runtime.now();
  const stored = await plans.begin({
    application: runtime.name,
    createdAt: now,
    expiresAt: now + validity,
    options: JSON.parse(JSON.stringify({ operations, userNames, filter, search, full })),
    counts: {},
  });
  const tally = createTally(runtime);
  const keeper = keepItems(runtime, stored.id);
  let seen = 0;
  const { stopped } = await runPass(runtime, {
    way: 'manual',
    operations,
    people,
    full,
    dryRun: true,
    recreate: userNames !== undefined,
    signal,
    async onDecided(decided) {
      await tally.add(decided);
      const { item, digest: decision } = decided;
      if (item.action === 'none' || item.action === 'wait') return;
      const { resourceId, label, action, reason, accountId, changes } = item;
      await keeper.add({
        resourceId,
        label,
        action,
        reason,
        digest: decision,
        ...(accountId !== undefined && { accountId }),
        ...(changes && { changes }),
      });
    },
    async onPage(page) {
      seen += page.seen;
      options.onProgress?.(progress.read(seen));
    },
  });
  if (stopped !== undefined) throw new Error(stopped);
  const warnings = await tally.warnings();
  await plans.finish(stored.id, {
    hash: await keeper.end(),
    counts: countsOf(tally.counts),
    ...(warnings.length > 0 && { warnings }),
  });
  return (await plans.find(stored.id)) ?? stored;
}

function countsOf(counts: Partial<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).map(([action, number = 0]) => [action, number]));
}

/** Writes items in batches, and hashes them in order. */
export function keepItems({ store }: Runtime, plan: string) {
  let items: PlanItem[] = [];
  let hash = digest([]);
  const flush = async () => {
    const waiting = items;
    items = [];
    if (waiting.length > 0) await store.plans.addItems(plan, waiting);
  };
  return {
    async add(item: PlanItem): Promise<void> {
      items.push(item);
      hash = digest([hash, item.resourceId, item.action, item.digest]);
      if (items.length >= itemsAtOnce) await flush();
    },
    async end(): Promise<string> {
      await flush();
      return hash;
    },
  };
}
