import type { Change } from '../connector/account.js';
import type { AttributeRule } from '../connector/attribute-rule.js';
import { difference, isEmptyChange } from '../connector/difference.js';
import type { Link } from '../store/link.js';
import type { ResourceRecord } from '../store/resource.js';
import type { ApplicationPolicy } from './application.js';
import type { DesiredAccount } from './desired-account.js';

export interface Capabilities {
  readonly create: boolean;
  readonly update: boolean;
  readonly deactivate: boolean;
  readonly reactivate: boolean;
  readonly remove: boolean;
}

export interface PlanInput {
  readonly link: Link;
  /** Absent: deleted from the directory. */
  readonly resource?: ResourceRecord;
  /** Absent with `resource`. */
  readonly desired?: DesiredAccount;
  /** Why nothing of this person may reach the application yet. */
  readonly quarantine?: string;
  readonly policy: ApplicationPolicy;
  readonly capabilities: Capabilities;
  readonly rules: readonly AttributeRule[];
  /** Remote names whose values are sets, and which of their values are ours to grant and to take. */
  readonly sets: readonly string[];
  readonly managed: readonly unknown[];
  readonly now: number;
}

/** One action, with its reason. `look` finds out what became of a create whose answer was lost, `reread` of any other write. */
export type Plan = { readonly reason: string } & (
  | { readonly action: 'none' }
  | { readonly action: 'skip' }
  | { readonly action: 'hold' }
  | { readonly action: 'park' }
  | { readonly action: 'wait'; readonly until: number }
  | { readonly action: 'look' }
  | { readonly action: 'reread' }
  | { readonly action: 'create'; readonly fields: Readonly<Record<string, unknown>> }
  | {
      readonly action: 'update';
      readonly change: Change;
      /** What counts as agreed when it is done. */
      readonly agreed: Readonly<Record<string, unknown>>;
    }
  | { readonly action: 'reactivate' }
  | { readonly action: 'deactivate' }
  | { readonly action: 'remove' }
);

/** Pure: what there is and what should be → what to do about it, and why. */
export function plan(input: PlanInput): Plan {
  const { link, resource } = input;
  if (link.doubtful === 'create') return { action: 'look', reason: 'the answer to the create was lost' };
  if (link.doubtful !== undefined)
    return { action: 'reread', reason: `the answer to the last write (${link.doubtful}) was lost` };
  if (resource === undefined) return planDeleted(input);
  if (resource.attributes.active === false) return planInactive(input, resource);
  if (input.quarantine !== undefined) return { action: 'hold', reason: input.quarantine };
  if (link.accountId === undefined || link.goneSince !== undefined) return planCreate(input);
  if (link.accountActive === false) return planReactivate(input);
  return planUpdate(input);
}

function planDeleted(input: PlanInput): Plan {
  const { link, policy, capabilities } = input;
  if (link.accountId === undefined) return { action: 'none', reason: 'deleted from the directory, has no account' };
  const choice = policy.leaving.onDelete;
  if (choice === 'keep') return { action: 'none', reason: 'keeps access: leaving.onDelete is keep' };
  if (choice === 'delete' && policy.operations.delete) {
    return capabilities.remove
      ? { action: 'remove', reason: 'deleted from the directory' }
      : {
          action: 'park',
          reason: 'keeps access: this application cannot delete accounts; set leaving.onDelete to deactivate',
        };
  }
  return planDeactivation(input, 'deleted from the directory');
}

function planInactive(input: PlanInput, resource: ResourceRecord): Plan {
  const { link, policy, now } = input;
  if (link.accountId === undefined) return { action: 'none', reason: 'inactive, has no account and gets none' };
  if (policy.leaving.onInactive === 'keep')
    return { action: 'none', reason: 'keeps access: leaving.onInactive is keep' };
  const since = resource.inactiveSince === undefined ? now : Date.parse(resource.inactiveSince);
  const until = since + policy.leaving.grace;
  if (until > now && link.accountActive !== false) {
    return { action: 'wait', until, reason: 'inactive, within leaving.grace: keeps access until then' };
  }
  return planDeactivation(input, 'inactive in the directory');
}

function planDeactivation({ link, policy, capabilities }: PlanInput, why: string): Plan {
  if (link.accountActive === false) return { action: 'none', reason: link.reason ?? `${why}, deactivated` };
  if (!policy.operations.deactivate)
    return { action: 'skip', reason: `keeps access: ${why}, but the operation deactivate is switched off` };
  if (!capabilities.deactivate)
    return { action: 'park', reason: `keeps access: ${why}, but this application cannot deactivate accounts` };
  return { action: 'deactivate', reason: why };
}

function planCreate({ policy, capabilities, desired }: PlanInput): Plan {
  if (!policy.operations.create)
    return { action: 'skip', reason: 'has no account: the operation create is switched off' };
  if (!capabilities.create)
    return { action: 'park', reason: 'has no account: this application cannot create accounts' };
  const obstacle = obstacleIn(desired);
  if (obstacle !== undefined || desired === undefined) return { action: 'park', reason: obstacle ?? 'nothing to map' };
  return { action: 'create', fields: desired.createFields, reason: 'has no account yet' };
}

function planReactivate({ policy, capabilities }: PlanInput): Plan {
  if (!policy.operations.deactivate) {
    return {
      action: 'skip',
      reason: 'stays deactivated: the operation deactivate (and with it reactivation) is switched off',
    };
  }
  if (!capabilities.reactivate)
    return { action: 'park', reason: 'stays deactivated: this application cannot reactivate accounts' };
  return { action: 'reactivate', reason: 'active in the directory again' };
}

function planUpdate(input: PlanInput): Plan {
  const { link, policy, capabilities, desired, rules, sets } = input;
  if (desired === undefined) return { action: 'park', reason: 'nothing to map' };
  const withheldNames = Object.keys(link.withheld ?? {});
  const open = without(desired.fields, withheldNames);
  const agreed = managedOnly(input, without(link.sent ?? {}, withheldNames));
  const whole = difference(open, agreed, rules, sets);
  const obstacle = obstacleIn(desired);
  // What somebody may not have any more is taken, whatever else stands in the way.
  const change = obstacle === undefined ? whole : lossesOf(whole, desired.undecided);
  if (isEmptyChange(change))
    return obstacle === undefined
      ? { action: 'none', reason: settledReason(withheldNames) }
      : { action: 'park', reason: obstacle };
  const fields = changedFields(change).join(', ');
  if (!policy.operations.update)
    return { action: 'skip', reason: `differs in ${fields}: the operation update is switched off` };
  if (!capabilities.update)
    return { action: 'park', reason: `differs in ${fields}: this application cannot update accounts` };
  return {
    action: 'update',
    change,
    agreed: obstacle === undefined ? open : { ...link.sent, ...afterLosses(agreed, change) },
    reason: `differs in ${fields}`,
  };
}

/** Of a set that was agreed, what is still ours: a role that left the configuration is nobody's to take. */
function managedOnly({ sets, managed }: PlanInput, agreed: Record<string, unknown>): Record<string, unknown> {
  const kept = sets.flatMap((name) => {
    const values = agreed[name];
    return Array.isArray(values) ? [[name, values.filter((value) => managed.includes(value))] as const] : [];
  });
  return { ...agreed, ...Object.fromEntries(kept) };
}

/** The part of a change that only takes. */
export function lossesOf({ removed }: Change, undecided: readonly unknown[] = []): Change {
  const losses = Object.entries(removed).flatMap(([name, values]) => {
    const lost = values.filter((value) => !undecided.includes(value));
    return lost.length === 0 ? [] : [[name, lost] as const];
  });
  return { set: {}, cleared: [], added: {}, removed: Object.fromEntries(losses) };
}

export function isLossOnly({ set, cleared, added }: Change): boolean {
  return cleared.length === 0 && Object.keys(set).length === 0 && Object.keys(added).length === 0;
}

/** The sets that losses leave. */
export function afterLosses(
  agreed: Readonly<Record<string, unknown>>,
  { removed }: Change,
): Record<string, readonly unknown[]> {
  return Object.fromEntries(
    Object.entries(removed).map(([name, lost]) => {
      const before = agreed[name];
      return [name, Array.isArray(before) ? before.filter((value) => !lost.includes(value)) : []];
    }),
  );
}

function obstacleIn(desired: DesiredAccount | undefined): string | undefined {
  if (desired === undefined) return undefined;
  const [failure] = desired.failed;
  if (failure !== undefined) return failure.message;
  if (desired.missing.length > 0) {
    return `the person has no value for ${desired.missing.join(', ')}, which the application requires: map it, or give it a default`;
  }
  if (desired.ambiguousGroups.length > 0) {
    return `more than one group is named ${desired.ambiguousGroups.map((name) => `"${name}"`).join(', ')}, so no role is granted: rename or delete the others`;
  }
  return undefined;
}

function settledReason(withheld: readonly string[]): string {
  return withheld.length === 0
    ? 'agrees'
    : `agrees, but ${withheld.join(', ')} of the adopted account stay as they are until approved`;
}

/** The remote names that a change touches. */
export function changedFields(change: Change): readonly string[] {
  return [
    ...new Set([
      ...Object.keys(change.set),
      ...change.cleared,
      ...Object.keys(change.added),
      ...Object.keys(change.removed),
    ]),
  ].sort();
}

export function without<Value>(
  record: Readonly<Record<string, Value>>,
  names: readonly string[],
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}
