import { difference, isEmptyChange, sameValue } from '../connector/difference.js';
import { afterLosses, changedFields, lossesOf, without } from './change-parts.js';
import { findMappingObstacle } from './find-mapping-obstacle.js';
import type { Plan, PlanInput } from './plan.js';
import type { ScopeVerdict } from './scope-verdict.js';
import { lateNow } from './send-write.js';

/** As a plan tells it. */
export const passwordFollows = 'its password will be set';

/** What differs between what the account should have and what was agreed. */
export function planUpdate(input: PlanInput): Plan {
  const { link, scope, operations, capabilities, desired, rules, sets, members } = input;
  if (desired === undefined) return { action: 'park', reason: 'nothing to map' };
  const withheldNames = [...Object.keys(link.withheld ?? {}), ...conflictingFields(input)];
  const agreed = managedOnly(input, without(link.sent ?? {}, withheldNames));
  const { open, postponed } = postpone(input, without(desired.fields, withheldNames), agreed);
  const whole = difference(open, agreed, rules, sets);
  const obstacle = findMappingObstacle(desired);
  // What somebody may not have any more is taken, whatever else stands in the way.
  const change = obstacle === undefined ? whole : lossesOf(whole, desired.undecided);
  // What an adopted account keeps until somebody approves, its holder keeps with it: the way in. And a lost write may still bring an
  // earlier password, which nobody could see.
  const isWithheld = Object.keys(link.withheld ?? {}).length > 0;
  const mayComeLate = lateNow(link, input.now) !== undefined;
  const password = obstacle === undefined && !isWithheld && !mayComeLate ? input.password : undefined;
  if (isEmptyChange(change) && password === undefined)
    return obstacle === undefined
      ? {
          action: 'none',
          reason: settledReason({
            withheld: Object.keys(link.withheld ?? {}),
            conflicting: Object.keys(link.back?.conflicts ?? {}),
            postponed,
            scope,
            waiting: members?.waiting,
            late: input.password !== undefined && mayComeLate,
          }),
        }
      : { action: 'park', reason: obstacle };
  const differences = isEmptyChange(change) ? [] : [`differs in ${changedFields(change).join(', ')}`];
  const reason = [...differences, ...(password === undefined ? [] : [passwordFollows])].join('; ');
  if (!operations.update)
    return {
      action: 'skip',
      operation: 'update',
      reason: `${reason}: the operation update is switched off`,
    };
  if (!capabilities.update) return { action: 'park', reason: `${reason}: this application cannot update accounts` };
  return {
    action: 'update',
    change,
    agreed: obstacle === undefined ? open : { ...link.sent, ...afterLosses(agreed, change) },
    ...(password !== undefined && { password }),
    reason,
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

function settledReason({
  withheld,
  conflicting,
  postponed,
  scope,
  waiting = 0,
  late,
}: {
  readonly withheld: readonly string[];
  readonly conflicting: readonly string[];
  readonly postponed: readonly string[];
  readonly scope: ScopeVerdict | undefined;
  readonly waiting: number | undefined;
  readonly late: boolean;
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
    ...(late ? ['but its password follows when a write whose answer was lost cannot be done any more'] : []),
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
