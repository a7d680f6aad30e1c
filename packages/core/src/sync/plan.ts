import type { Change } from '../connector/account.js';
import type { AttributeRule } from '../connector/attribute-rule.js';
import type { Link, Operation } from '../store/link.js';
import type { ResourceRecord } from '../store/resource.js';
import type { ApplicationPolicy, Operations } from './application.js';
import type { MemberChanges } from './decide-members.js';
import type { DesiredAccount } from './desired-account.js';
import { findMappingObstacle } from './find-mapping-obstacle.js';
import { planGroupGone, planMembers } from './plan-group.js';
import { planLeaving } from './plan-leaving.js';
import { passwordFollows, planUpdate } from './plan-update.js';
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
  /** The revision of the password that the application has still to get. */
  readonly password?: string;
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
  | {
      readonly action: 'create';
      readonly fields: Readonly<Record<string, unknown>>;
      /** The revision of the password that goes along, never the password. */
      readonly password?: string;
    }
  | {
      readonly action: 'update';
      readonly change: Change;
      /** What counts as agreed when it is done. */
      readonly agreed: Readonly<Record<string, unknown>>;
      readonly password?: string;
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

/** Of whoever is gone from the directory only that their account has been opened again. */
function mayHaveNews({ link, resource, comesBack }: PlanInput): boolean {
  const isThere = link.accountId !== undefined && link.goneSince === undefined;
  const isAsked = resource !== undefined || link.accountActive === false;
  return comesBack === true && link.look !== undefined && isAsked && isThere;
}

/** A create was lost, looked for in vain, and not sent again: it may still be done. */
function mayBeMade({ link, now }: PlanInput): boolean {
  return link.accountId === undefined && lateNow(link, now)?.create !== undefined;
}

function planCreate({ link, scope, operations, capabilities, desired, password }: PlanInput): Plan {
  if (scope?.kind === 'frozen')
    return { action: 'none', reason: `has no account: whether it is in scope cannot be told (${scope.reason})` };
  if (link.back?.released)
    return { action: 'none', reason: link.reason ?? 'its account was deleted there, and twoWay.onDeleted is unlink' };
  if (!operations.create)
    return { action: 'skip', operation: 'create', reason: 'has no account: the operation create is switched off' };
  if (!capabilities.create)
    return { action: 'park', reason: 'has no account: this application cannot create accounts' };
  const obstacle = findMappingObstacle(desired);
  if (obstacle !== undefined || desired === undefined) return { action: 'park', reason: obstacle ?? 'nothing to map' };
  const fields = desired.createFields;
  if (password === undefined) return { action: 'create', fields, reason: 'has no account yet' };
  return { action: 'create', fields, password, reason: `has no account yet; ${passwordFollows}` };
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
