import type { Link } from '../../store/link.js';
import type { Newcomer } from '../../store/newcomer-store.js';
import type { InboxItem } from '../inbox-item.js';
import { maskSecret } from '../mask-secret.js';
import type { Runtime } from '../runtime.js';
import { toJson } from '../step.js';
import type { TwoWayStatus } from '../two-way.js';
import { nextPull } from './create-puller.js';
import { listReported } from './list-reported.js';
import { readBackState } from './pull-changes.js';

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
