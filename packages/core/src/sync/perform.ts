import type { Hold, Link, LinkFacts, LinkState } from '../store/link.js';
import type { MembershipResult } from '../store/membership-store.js';
import type { JournalEntry } from '../store/resource.js';
import { endConflicts } from './back/end-conflicts.js';
import { takeAccount } from './back/take-account.js';
import { changeMembers } from './change-members.js';
import { createAccount } from './create-account.js';
import { deactivateAccount } from './deactivate-account.js';
import type { AccountFinder } from './find-account.js';
import { accountLeft, journalLine } from './journal-line.js';
import { lookForAccount } from './look-for-account.js';
import { wipeUnwanted } from './open-password.js';
import type { Plan } from './plan.js';
import { reactivateAccount } from './reactivate-account.js';
import type { View } from './read-view.js';
import { removeAccount } from './remove-account.js';
import { rereadAccount } from './reread-account.js';
import type { Runtime } from './runtime.js';
import { lateNow } from './send-write.js';
import { noAccount, noError, type Step } from './step.js';
import { updateAccount } from './update-account.js';

export interface PerformContext {
  readonly runtime: Runtime;
  readonly finder: AccountFinder;
  readonly signal: AbortSignal;
  /** Facts that must be durable before the next call is made. */
  save(facts: LinkFacts, journal?: JournalEntry, memberships?: readonly MembershipResult[]): Promise<void>;
  /** Before what cannot be taken back by looking at the account: it is still the site that people were linked on. */
  requireSite(options?: { readonly now: true }): Promise<void>;
  /** Whether the application has answered for anybody else since then: then a failure is this person's alone. */
  answeredOthersSince(time: number): boolean;
}

/** Carries out one planned action and says what was learned. Throws what the connector throws. */
export async function perform(context: PerformContext, link: Link, view: View): Promise<Step> {
  const keptUntil = await wipeUnwanted(context.runtime, link, view);
  const step = await carryOut(context, link, view);
  return step.again || step.dueAt !== undefined || keptUntil === undefined ? step : { ...step, dueAt: keptUntil };
}

async function carryOut(context: PerformContext, link: Link, view: View): Promise<Step> {
  const { plan } = view;
  switch (plan.action) {
    case 'none':
      return restForNow(context, link, view, plan.reason === 'agrees' ? null : plan.reason);
    case 'skip':
      return skip(context, link, view, plan);
    case 'hold':
      return rest('held', plan.reason, context);
    case 'park':
      return {
        ...rest('parked', plan.reason, context),
        journal: journalLine(context.runtime, link, 'parked', { reason: plan.reason }),
      };
    case 'wait':
      return { ...rest(restingState(link, view), plan.reason, context), dueAt: plan.until };
    case 'look':
      return lookForAccount(context, link, view);
    case 'reread':
      return rereadAccount(context, link, view);
    case 'merge':
      return takeAccount(context, link, view);
    case 'create':
      return createAccount(context, link, view, plan.fields);
    case 'update':
      return updateAccount(context, link, view, plan);
    case 'members':
      return changeMembers(context, link, plan);
    case 'deactivate':
      return deactivateAccount(context, link, plan.reason);
    case 'reactivate':
      return reactivateAccount(context, link, view, plan.reason);
    case 'remove':
      return removeAccount(context, link, plan.reason);
    case 'unlink':
      return letGo(context, link, plan.reason);
  }
}

function rest(state: LinkState, reason: string | null, { runtime }: PerformContext): Step {
  return {
    again: false,
    facts: { state, reason, skipped: null, hold: null, approved: null, ...noError, lastDoneAt: runtime.now() },
  };
}

/** What was lost may still be done there after it was done again: then the account is looked at once more. */
function restForNow(context: PerformContext, link: Link, view: View, reason: string | null): Step {
  const resting = rest(restingState(link, view), reason, context);
  const ended = endConflicts(context.runtime, link, view);
  const step: Step = { ...resting, ...settledMembers(link, view), facts: { ...resting.facts, ...ended } };
  if (link.late === undefined) return step;
  const late = lateNow(link, context.runtime.now());
  if (late === undefined) return { ...step, facts: { ...step.facts, late: null } };
  return link.accountId === undefined ? step : { ...step, dueAt: late.until };
}

function settledMembers({ accountId }: Link, { resource, members }: View): Pick<Step, 'memberships'> {
  if (members === undefined) return {};
  if (resource === undefined && accountId === undefined) return { memberships: 'forget' };
  const { settled } = members.changes;
  return settled.length > 0 ? { memberships: settled } : {};
}

/** Recorded once: whoever looks sees what would be done, and that nobody does it. */
function skip(context: PerformContext, link: Link, view: View, { operation, reason }: Plan & { action: 'skip' }): Step {
  const step = rest(restingState(link, view), reason, context);
  const facts = { ...step.facts, skipped: operation };
  if (link.skipped === operation && link.reason === reason) return { ...step, facts };
  return { ...step, facts, journal: journalLine(context.runtime, link, 'skipped', { reason, changes: { operation } }) };
}

/** What a guard holds back waits for a person. */
export function heldBack({ runtime }: PerformContext, link: Link, hold: Hold): Step {
  const facts: LinkFacts = { state: 'held', reason: hold.reason, hold, ...noError, lastDoneAt: runtime.now() };
  if (link.hold?.digest === hold.digest && link.hold.guard === hold.guard) return { again: false, facts };
  const { guard, action, reason } = hold;
  return { again: false, facts, journal: journalLine(runtime, link, 'held', { reason, changes: { guard, action } }) };
}

/** The account stays as it is, and is nobody's of ours any more. */
function letGo({ runtime }: PerformContext, link: Link, reason: string): Step {
  return {
    again: false,
    facts: { ...noAccount, ...noError, state: 'new', reason, lastDoneAt: runtime.now() },
    journal: journalLine(runtime, link, 'unlinked', { reason, changes: accountLeft(link) }),
  };
}

function restingState(link: Link, view: View): LinkState {
  if (view.resource === undefined) return 'tombstone';
  return link.accountId === undefined ? 'new' : 'linked';
}
