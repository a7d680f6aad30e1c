import type { Account, Change } from '../connector/account.js';
import { ConnectorError } from '../connector/connector-error.js';
import { sameValue } from '../connector/difference.js';
import type { JsonObject } from '../scim/json.js';
import type { Link } from '../store/link.js';
import type { PlanItem, StoredPlan } from '../store/plan-store.js';
import type { Run, StoredRunItem } from '../store/run-store.js';
import { changesOf } from './describe-plan.js';
import { digest } from './digest.js';
import { keepItems } from './make-plan.js';
import { refusal } from './run-sync.js';
import { type Runtime, runtimeFor } from './runtime.js';
import { suggestCommand } from './suggest-command.js';

const validity = 24 * 3_600_000;
const itemsAtOnce = 200;

/** How one item of a run is taken back. */
export type Reversal =
  | { readonly action: 'update'; readonly change: Change }
  | { readonly action: 'deactivate' | 'reactivate' | 'unlink' }
  /** It cannot be, or need not be. */
  | { readonly action: 'park' | 'none'; readonly reason: string };

/**
 * A plan that takes a run back: fields that still hold what the run wrote get their former values, accounts that it made are suspended,
 * leavers come back. What others have changed since stays.
 * @throws Error where the application is halted, paused or refuses.
 */
export async function makeUndoPlan(runtime: Runtime, run: Run): Promise<StoredPlan> {
  const { plans, runs } = runtime.store;
  const { manual } = runtime.application.policy;
  const { signal } = new AbortController();
  const refused = await refusal(runtime, { signal, dryRun: true, operations: manual === false ? undefined : manual });
  if (refused !== undefined) throw new Error(refused);
  const now = runtime.now();
  const stored = await plans.begin({
    application: runtime.name,
    createdAt: now,
    expiresAt: now + validity,
    options: { undo: run.id },
    counts: {},
  });
  const keeper = keepItems(runtime, stored.id);
  const counts: Record<string, number> = {};
  for (let after: number | undefined; ; ) {
    const page = await runs.listItems(run.id, { limit: itemsAtOnce, ...(after === undefined ? {} : { after }) });
    for (const item of page) {
      const link = await runtime.store.links.find(runtime.name, item.resourceId);
      const own = (link && runtimeFor(runtime, link)) ?? runtime;
      const planned = await planItem(own, item, link);
      if (planned === undefined) continue;
      counts[planned.action] = (counts[planned.action] ?? 0) + 1;
      await keeper.add(planned);
    }
    after = page.at(-1)?.seq;
    if (page.length < itemsAtOnce) break;
  }
  await plans.finish(stored.id, { hash: await keeper.end(), counts });
  return (await plans.find(stored.id)) ?? stored;
}

async function planItem(runtime: Runtime, item: StoredRunItem, link: Link | undefined): Promise<PlanItem | undefined> {
  const reversal = await reversalOf(runtime, item, link);
  if (reversal.action === 'none') return undefined;
  const { resourceId, label } = item;
  return {
    resourceId,
    label,
    action: reversal.action,
    reason: 'reason' in reversal ? reversal.reason : `takes back: ${item.action}`,
    digest: digest([item.seq, reversal]),
    ...(link?.accountId !== undefined && { accountId: link.accountId }),
    ...('change' in reversal && { changes: changesOf(item.after, reversal.change) }),
  };
}

/** Reads the account as it is now. */
export async function reversalOf(runtime: Runtime, item: StoredRunItem, link: Link | undefined): Promise<Reversal> {
  if (item.action === 'remove')
    return { action: 'park', reason: 'the account was deleted, and cannot be brought back by us' };
  if (item.action === 'members')
    return { action: 'park', reason: 'who is in a group is what the directory says: change it there' };
  if (item.action === 'unlink')
    return {
      action: 'park',
      reason: `the account was let go of: \`${suggestCommand('link', runtime.name, item.label)}\` joins it again`,
    };
  if (!reversible.has(item.action)) return { action: 'none', reason: 'nothing was written' };
  if (link?.accountId === undefined) return { action: 'none', reason: 'there is no account any more' };
  if (item.accountId !== undefined && item.accountId !== link.accountId)
    return { action: 'park', reason: 'the person has another account now' };
  const account = await readAccount(runtime, link);
  if (account === undefined) return { action: 'none', reason: 'there is no account any more' };
  if (account.identity !== link.identity)
    return { action: 'park', reason: 'the account is not the one that was linked' };
  switch (item.action) {
    case 'create':
      if (!runtime.capabilities.deactivate)
        return { action: 'park', reason: 'it was made, and stays: this application cannot deactivate it' };
      return account.active === false ? { action: 'none', reason: 'suspended already' } : { action: 'deactivate' };
    case 'adopt':
      return { action: 'unlink' };
    case 'deactivate':
      return account.active === false ? { action: 'reactivate' } : { action: 'none', reason: 'active again' };
    case 'reactivate':
      return account.active === false ? { action: 'none', reason: 'deactivated again' } : { action: 'deactivate' };
    default:
      return revert(runtime, item, account);
  }
}

const reversible: ReadonlySet<string> = new Set(['create', 'adopt', 'update', 'deactivate', 'reactivate']);

function revert(runtime: Runtime, { before = {}, after = {} }: StoredRunItem, account: Account): Reversal {
  const set: Record<string, unknown> = {};
  const cleared: string[] = [];
  const added: Record<string, readonly unknown[]> = {};
  const removed: Record<string, readonly unknown[]> = {};
  for (const name of Object.keys(before)) {
    const there = account.fields[name];
    if (runtime.sets.includes(name)) {
      const [was, wrote, now] = [before[name], after[name], there].map(listOf);
      const more = (was ?? []).filter((one) => !wrote?.includes(one) && !now?.includes(one));
      const less = (wrote ?? []).filter((one) => !was?.includes(one) && now?.includes(one));
      if (more.length > 0) added[name] = more;
      if (less.length > 0) removed[name] = less;
      continue;
    }
    const rule = runtime.rules.find((one) => one.remote === name);
    const untouched = sameValue(rule, after[name] ?? undefined, there ?? undefined);
    if (!untouched || sameValue(rule, before[name] ?? undefined, there ?? undefined)) continue;
    if (isBlank(before[name])) cleared.push(name);
    else set[name] = before[name];
  }
  const change: Change = { set, cleared, added, removed };
  const nothing = [set, added, removed].every((part) => Object.keys(part).length === 0) && cleared.length === 0;
  return nothing ? { action: 'none', reason: 'others have changed it since' } : { action: 'update', change };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isBlank(value: JsonObject[string] | undefined): boolean {
  return value === undefined || value === null || value === '';
}

async function readAccount(runtime: Runtime, link: Link): Promise<Account | undefined> {
  try {
    return await runtime.accounts.get(link.accountId ?? '', new AbortController().signal);
  } catch (error) {
    if (ConnectorError.is(error) && error.kind === 'not-found') return undefined;
    throw error;
  }
}
