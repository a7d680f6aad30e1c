import type { Change } from '../connector/account.js';
import type { AttributeRule } from '../connector/attribute-rule.js';
import { difference, isEmptyChange, sameValue } from '../connector/difference.js';
import type { Link, Operation } from '../store/link.js';
import type { ResourceRecord } from '../store/resource.js';
import type { ApplicationPolicy, Operations } from './application.js';
import type { MemberChanges } from './decide-members.js';
import type { DesiredAccount } from './desired-account.js';
import { planGroupGone, planMembers } from './plan-group.js';
import { planLeaving } from './plan-leaving.js';
import type { MembersView } from './read-members.js';
import type { ScopeVerdict } from './scope-verdict.js';
import { isLateOver, lateNow } from './send-write.js';

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
  /** Absent with `resource`. */
  readonly scope?: ScopeVerdict;
  readonly policy: Pick<ApplicationPolicy, 'leaving' | 'groups'>;
  /** Of a group: what is open of its members, and what is left when nothing is. */
  readonly members?: MembersView;
  /** Those of the way in which this is done. */
  readonly operations: Operations;
  readonly capabilities: Capabilities;
  readonly rules: readonly AttributeRule[];
  /** What is changed there comes back. */
  readonly comesBack?: boolean;
  /** Remote names whose values are sets, and which of their values are ours to grant and to take. */
  readonly sets: readonly string[];
  readonly managed: readonly unknown[];
  readonly now: number;
}

/** One action, with its reason. `look` finds out what became of a create whose answer was lost, `reread` of any other write. */
export type Plan = { readonly reason: string } & (
  | { readonly action: 'none' }
  /** It would be done if the operation were switched on. */
  | { readonly action: 'skip'; readonly operation: Operation }
  | { readonly action: 'hold' }
  | { readonly action: 'park' }
  | { readonly action: 'wait'; readonly until: number }
  | { readonly action: 'look' }
  | { readonly action: 'reread' }
  /** The account may have changed there: what is new comes back first. */
  | { readonly action: 'merge' }
  | { readonly action: 'create'; readonly fields: Readonly<Record<string, unknown>> }
  | {
      readonly action: 'update';
      readonly change: Change;
      /** What counts as agreed when it is done. */
      readonly agreed: Readonly<Record<string, unknown>>;
    }
  /** Of a group. */
  | { readonly action: 'members'; readonly changes: MemberChanges }
  | { readonly action: 'reactivate' }
  | { readonly action: 'deactivate' }
  | { readonly action: 'remove' }
  | { readonly action: 'unlink' }
);

/** Pure: what there is and what should be → what to do about it, and why. */
export function plan(input: PlanInput): Plan {
  const { link } = input;
  if (link.doubtful === 'create') return { action: 'look', reason: 'the answer to the create was lost' };
  if (link.doubtful !== undefined)
    return { action: 'reread', reason: `the answer to the last write (${link.doubtful}) was lost` };
  if (link.accountId !== undefined && link.goneSince === undefined && isLateOver(link, input.now))
    return { action: 'reread', reason: 'a write whose answer was lost may have been done after all' };
  if (mayHaveNews(input)) return { action: 'merge', reason: 'the account may have changed there' };
  const leaving = input.members === undefined ? planLeaving(input) : planGroupGone(input);
  if (leaving !== undefined)
    return mayBeMade(input) ? { action: 'look', reason: 'left while a create was under way' } : leaving;
  if (input.quarantine !== undefined) return { action: 'hold', reason: input.quarantine };
  if (link.accountId === undefined || link.goneSince !== undefined) return planCreate(input);
  if (link.accountActive === false) return planReactivate(input);
  return planMembers(input) ?? planUpdate(input);
}

/** Of whoever is gone from the directory nothing comes back. */
function mayHaveNews({ link, resource, comesBack }: PlanInput): boolean {
  const isThere = link.accountId !== undefined && link.goneSince === undefined;
  return comesBack === true && link.look !== undefined && resource !== undefined && isThere;
}

/** A create was lost, looked for in vain, and not sent again: it may still be done. */
function mayBeMade({ link, now }: PlanInput): boolean {
  return link.accountId === undefined && lateNow(link, now)?.create !== undefined;
}

function planCreate({ link, scope, operations, capabilities, desired }: PlanInput): Plan {
  if (scope?.kind === 'frozen')
    return { action: 'none', reason: `has no account: whether it is in scope cannot be told (${scope.reason})` };
  if (link.back?.released)
    return { action: 'none', reason: link.reason ?? 'its account was deleted there, and twoWay.onDeleted is unlink' };
  if (!operations.create)
    return { action: 'skip', operation: 'create', reason: 'has no account: the operation create is switched off' };
  if (!capabilities.create)
    return { action: 'park', reason: 'has no account: this application cannot create accounts' };
  const obstacle = obstacleIn(desired);
  if (obstacle !== undefined || desired === undefined) return { action: 'park', reason: obstacle ?? 'nothing to map' };
  return { action: 'create', fields: desired.createFields, reason: 'has no account yet' };
}

function planReactivate({ scope, operations, capabilities }: PlanInput): Plan {
  // It may have been deactivated because the person left the scope.
  if (scope?.kind === 'frozen')
    return { action: 'none', reason: `stays deactivated: whether it is in scope cannot be told (${scope.reason})` };
  if (!operations.deactivate) {
    return {
      action: 'skip',
      operation: 'deactivate',
      reason: 'stays deactivated: the operation deactivate (and with it reactivation) is switched off',
    };
  }
  if (!capabilities.reactivate)
    return { action: 'park', reason: 'stays deactivated: this application cannot reactivate accounts' };
  return { action: 'reactivate', reason: 'active in the directory again' };
}

function planUpdate(input: PlanInput): Plan {
  const { link, scope, operations, capabilities, desired, rules, sets, members } = input;
  if (desired === undefined) return { action: 'park', reason: 'nothing to map' };
  const withheldNames = [...Object.keys(link.withheld ?? {}), ...conflictingFields(input)];
  const agreed = managedOnly(input, without(link.sent ?? {}, withheldNames));
  const { open, postponed } = postpone(input, without(desired.fields, withheldNames), agreed);
  const whole = difference(open, agreed, rules, sets);
  const obstacle = obstacleIn(desired);
  // What somebody may not have any more is taken, whatever else stands in the way.
  const change = obstacle === undefined ? whole : lossesOf(whole, desired.undecided);
  if (isEmptyChange(change))
    return obstacle === undefined
      ? {
          action: 'none',
          reason: settledReason({
            withheld: Object.keys(link.withheld ?? {}),
            conflicting: Object.keys(link.back?.conflicts ?? {}),
            postponed,
            scope,
            waiting: members?.waiting,
          }),
        }
      : { action: 'park', reason: obstacle };
  const fields = changedFields(change).join(', ');
  if (!operations.update)
    return {
      action: 'skip',
      operation: 'update',
      reason: `differs in ${fields}: the operation update is switched off`,
    };
  if (!capabilities.update)
    return { action: 'park', reason: `differs in ${fields}: this application cannot update accounts` };
  return {
    action: 'update',
    change,
    agreed: obstacle === undefined ? open : { ...link.sent, ...afterLosses(agreed, change) },
    reason: `differs in ${fields}`,
  };
}

/** A value that a person is to decide about is written by nobody; roles are taken and given all the same. */
function conflictingFields({ link, sets }: PlanInput): readonly string[] {
  return Object.keys(link.back?.conflicts ?? {}).filter((name) => !sets.includes(name));
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

function settledReason({
  withheld,
  conflicting,
  postponed,
  scope,
  waiting = 0,
}: {
  readonly withheld: readonly string[];
  readonly conflicting: readonly string[];
  readonly postponed: readonly string[];
  readonly scope: ScopeVerdict | undefined;
  readonly waiting: number | undefined;
}): string {
  const doubts = [
    ...(withheld.length === 0
      ? []
      : [`but ${withheld.join(', ')} of the adopted account stay as they are until approved`]),
    ...(conflicting.length === 0
      ? []
      : [`but ${conflicting.join(', ')}: changed on both sides, or refused, and left to a person`]),
    ...(scope?.kind === 'frozen' ? [`but whether it is in scope cannot be told (${scope.reason})`] : []),
    ...(postponed.length === 0
      ? []
      : [`but ${postponed.join(', ')} follows when a create whose answer was lost cannot be done any more`]),
    ...(waiting === 0
      ? []
      : [`but ${waiting} of its members are not in it there: they have no account, or were refused`]),
  ];
  return ['agrees', ...doubts].join(', ');
}

/**
 * While a create whose answer was lost may still be done, what an account is found by stays as that create sent it, unless part of it never
 * changes: a name that is given up would be free for the late one, and it would make another account that nobody looks for.
 */
function postpone(
  { link, rules, now }: PlanInput,
  desired: Readonly<Record<string, unknown>>,
  agreed: Readonly<Record<string, unknown>>,
): { readonly open: Readonly<Record<string, unknown>>; readonly postponed: readonly string[] } {
  const foundBy = rules.filter(({ correlates }) => correlates !== undefined);
  const isFixed = foundBy.some(({ when }) => when === 'create');
  if (isFixed || lateNow(link, now)?.create === undefined) return { open: desired, postponed: [] };
  const postponed = foundBy
    .filter(({ remote }) => remote in agreed)
    .filter((rule) => !sameValue(rule, desired[rule.remote], agreed[rule.remote]))
    .map(({ remote }) => remote);
  const kept = postponed.map((remote) => [remote, agreed[remote]] as const);
  return { open: { ...desired, ...Object.fromEntries(kept) }, postponed };
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
