import type { Link } from '../../store/link.js';
import type { Newcomer } from '../../store/newcomer-store.js';
import { maskSecret } from '../mask-secret.js';
import type { InboxItem, TwoWayStatus } from '../orchestrator.js';
import type { Runtime } from '../runtime.js';
import { toJson } from '../step.js';
import { nextPull } from './create-puller.js';
import { readBackState } from './pull-changes.js';

const atOnce = 500;

/** What two-way sync leaves to a person on one link. */
export function backItem(link: Link): InboxItem['hold'] | undefined {
  const { back, state, errorKind, accountId = '', reason = '', lastErrorAt } = link;
  const conflicts = Object.entries(back?.conflicts ?? {}).filter(([, { take }]) => take === undefined);
  if (conflicts.length > 0) {
    const shown = conflicts.map(([name, conflict]) => {
      const { directory = null, account = null } = conflict;
      const values = toJson({ directory: maskSecret(name, directory), account: maskSecret(name, account) });
      return [name, { ...conflict, ...values }] as const;
    });
    return {
      guard: 'conflict',
      action: 'update',
      reason: [...new Set(conflicts.map(([, one]) => one.reason))].join('; '),
      fields: conflicts.map(([name]) => name),
      since: Math.min(...conflicts.map(([, { since }]) => since)),
      conflicts: Object.fromEntries(shown),
    };
  }
  if (state !== 'parked' || errorKind !== 'not-found') return undefined;
  return {
    guard: 'gone',
    action: 'recreate',
    reason,
    account: accountId,
    ...(lastErrorAt !== undefined && { since: lastErrorAt }),
  };
}

/** Accounts that came up there and wait for a person. */
export async function listReported(runtime: Runtime): Promise<readonly Newcomer[]> {
  const { store, name, type } = runtime;
  const reported: Newcomer[] = [];
  for (let after: string | undefined; ; ) {
    const query = { state: 'reported', limit: atOnce, ...(after !== undefined && { after }) } as const;
    const page = await store.newcomers.list(name, type, query);
    const accountIds = page.map(({ accountId }) => accountId);
    const held = await store.links.list({ application: name, type, accountIds, limit: atOnce });
    const owned = new Set(held.map(({ accountId }) => accountId));
    reported.push(...page.filter(({ accountId }) => !owned.has(accountId)));
    after = page.at(-1)?.accountId;
    if (page.length < atOnce) return reported;
  }
}

export function reportedItem({ name }: Runtime, newcomer: Newcomer): InboxItem {
  const { accountId, label = accountId, reason = '', since, by } = newcomer;
  const hold = { guard: 'new-account', action: 'import', reason, since, account: accountId } as const;
  return { application: name, label, hold: { ...hold, ...(by !== undefined && { by }) } };
}

export async function readTwoWay(runtime: Runtime, conflicts: number): Promise<TwoWayStatus> {
  const nextAt = await nextPull(runtime);
  return {
    application: runtime.name,
    type: runtime.type,
    state: await readBackState(runtime),
    ...(nextAt !== undefined && { nextAt }),
    conflicts,
    reported: (await listReported(runtime)).length,
  };
}
