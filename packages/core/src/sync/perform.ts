import type { Account, Change } from '../connector/account.js';
import { ConnectorError } from '../connector/connector-error.js';
import { isEmptyChange } from '../connector/difference.js';
import type { JsonObject } from '../scim/json.js';
import type { Hold, Link, LinkFacts, LinkState } from '../store/link.js';
import type { MembershipResult } from '../store/membership-store.js';
import type { JournalEntry } from '../store/resource.js';
import { hasNews } from './back/has-news.js';
import { takeAccount } from './back/take-account.js';
import { changeMembers } from './change-members.js';
import { createAccount } from './create-account.js';
import { changesOf } from './describe-plan.js';
import type { DesiredAccount } from './desired-account.js';
import type { AccountFinder } from './find-account.js';
import { noteWritten } from './find-flip.js';
import { imageOf } from './image-of.js';
import { accountOf, journalLine } from './journal-line.js';
import { lookForAccount } from './look-for-account.js';
import { afterLosses, changedFields, isLossOnly, lossesOf, type Plan } from './plan.js';
import { keptThere } from './plan-leaving.js';
import type { View } from './read-view.js';
import { managedPart, type Runtime } from './runtime.js';
import { answered, lateNow, refusesValue, removed, sendWrite } from './send-write.js';
import { accountFacts, noAccount, noError, type Step, toJson } from './step.js';
import { verifyAccount } from './verify-account.js';

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
      return updateAccount(context, link, plan);
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
  const step: Step = { ...rest(restingState(link, view), reason, context), ...settledMembers(link, view) };
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

function accountLeft({ accountId, identity }: Link): JsonObject {
  return { account: accountId ?? null, identity: identity ?? null };
}

function restingState(link: Link, view: View): LinkState {
  if (view.resource === undefined) return 'tombstone';
  return link.accountId === undefined ? 'new' : 'linked';
}

/**
 * What the account shows counts as agreed, so that whatever the lost write did or did not do is seen as a difference. Of a leaver the
 * deactivation is done again, which is harmless and tells what it leaves open.
 */
async function rereadAccount({ runtime, signal }: PerformContext, link: Link, view: View): Promise<Step> {
  const { current } = await verifyAccount(runtime, link, signal);
  const late = lateNow(link, runtime.now());
  const leaver = view.resource === undefined || view.resource.attributes.active === false;
  const withheld = withheldPart(link);
  const sent: Record<string, unknown> = {};
  const comesBack = runtime.back?.rules.map(({ remote }) => remote) ?? [];
  const names = Object.keys({ ...link.sent, ...view.desired?.fields });
  for (const name of names.filter((one) => !comesBack.includes(one))) {
    const there = managedPart(runtime, name, current.fields[name]);
    if (there !== undefined) sent[name] = there;
  }
  return {
    again: true,
    // Of what comes back it is the merge that tells a write of ours from a change of theirs.
    ...(comesBack.length > 0 && { look: { at: runtime.now() } }),
    facts: {
      ...accountFacts(current),
      doubtful: null,
      late: late ?? null,
      sent: toJson({ ...sent, ...keptBase(link.sent, comesBack), ...withheld }),
      readBack: { ...toJson(current.fields), ...keptBase(link.readBack, comesBack) },
      accountActive: leaver ? null : (current.active ?? null),
      // Of an active account the next leaving remembers anew.
      ...(!leaver && current.active === true && { memo: null }),
    },
  };
}

/** What somebody changed there is not written over unseen. */
function newsFirst({ now }: Runtime): Step {
  return { again: true, facts: {}, look: { at: now() } };
}

function keptBase(agreed: JsonObject | undefined, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(agreed ?? {}).filter(([name]) => names.includes(name)));
}

/** What comes back and was not written: if it is another one now, somebody changed it meanwhile, and it is not agreed. */
function untouched({ back, rolesField }: Runtime, change: Change): readonly string[] {
  const names = [
    ...(back?.rules.map(({ remote }) => remote) ?? []),
    ...(back?.roles && rolesField ? [rolesField] : []),
  ];
  const written = changedFields(change);
  return names.filter((name) => !written.includes(name));
}

async function updateAccount(context: PerformContext, link: Link, plan: Plan & { action: 'update' }): Promise<Step> {
  const { runtime, signal } = context;
  const ref = await verifyAccount(runtime, link, signal);
  if (hasNews(runtime, link, ref.current)) return newsFirst(runtime);
  const update = capability(runtime.accounts.update);
  const send = (change: Change) => sendWrite(context, link, { kind: 'update' }, () => update(ref, change, signal));
  try {
    const account = await send(plan.change);
    return {
      again: true,
      facts: {
        ...accountFacts(account),
        ...answered(link),
        readBack: { ...toJson(account.fields), ...keptBase(link.readBack, untouched(runtime, plan.change)) },
        sent: toJson({ ...withheldPart(link), ...plan.agreed }),
        flips: noteWritten(link.flips, plan.change, runtime.now()),
      },
      journal: journalLine(runtime, link, 'updated', {
        reason: plan.reason,
        changes: changesOf(link.sent, plan.change),
      }),
      image: imageOf(ref, account, changedFields(plan.change)),
    };
  } catch (error) {
    const losses = lossesOf(plan.change);
    if (!ConnectorError.is(error) || !refusesValue(error) || isEmptyChange(losses) || isLossOnly(plan.change))
      throw error;
    // A value that the vendor refuses must not keep somebody in a role: what is only taken goes by itself.
    const account = await send(losses);
    const sent = toJson({ ...link.sent, ...afterLosses(link.sent ?? {}, losses) });
    const journal = journalLine(runtime, link, 'updated', {
      reason: `taken by itself, since the rest was refused: ${plan.reason}`,
      changes: changesOf(link.sent, losses),
    });
    await context.save({ ...accountFacts(account), ...answered(link), sent }, journal);
    throw error;
  }
}

async function deactivateAccount(context: PerformContext, link: Link, reason: string): Promise<Step> {
  const { runtime, signal } = context;
  const ref = await verifyAccount(runtime, link, signal);
  // What the account shows now, where it still shows it: the link's own may be of an earlier leaving.
  const memo = ref.current.memo ?? link.memo;
  // What reactivation will need is durable before the call that destroys it at the vendor's side.
  const remembered = memo === undefined ? {} : { memo };
  const deactivate = capability(runtime.accounts.deactivate);
  const account = await sendWrite(context, link, { kind: 'deactivate', facts: remembered }, () =>
    deactivate({ ...ref, ...remembered }, signal),
  );
  return deactivated(runtime, link, account, reason);
}

function deactivated(runtime: Runtime, link: Link, account: Account, reason: string): Step {
  if (account.active === true) {
    throw new ConnectorError(
      'invalid',
      `account ${account.id} is still active after it was deactivated: look at it by hand`,
    );
  }
  const remaining = account.remaining ?? [];
  return {
    again: true,
    facts: {
      ...accountFacts(account),
      ...answered(link),
      accountActive: false,
      deactivatedAt: runtime.now(),
      closedAt: runtime.now(),
      reason:
        remaining.length === 0 ? `${reason}, deactivated` : `${reason}, partly deactivated: ${remaining.join('; ')}`,
    },
    journal: journalLine(runtime, link, 'deactivated', {
      reason,
      changes: { ...accountOf(account), active: false, ...(remaining.length > 0 && { remaining: [...remaining] }) },
    }),
  };
}

/** What the memo remembers comes back, but for managed roles that no longer belong to the person. */
async function reactivateAccount(
  context: PerformContext,
  link: Link,
  { desired }: View,
  reason: string,
): Promise<Step> {
  const { runtime, signal } = context;
  const ref = await verifyAccount(runtime, link, signal);
  const without = revokedRoles(runtime, desired);
  const reactivate = capability(runtime.accounts.reactivate);
  const account = await sendWrite(context, link, { kind: 'reactivate' }, () =>
    reactivate({ ...ref, ...(without && { without }) }, signal),
  );
  if (account.active === false) {
    throw new ConnectorError(
      'invalid',
      `account ${account.id} is still inactive after it was reactivated: look at it by hand`,
    );
  }
  const sets = runtime.sets.map((name) => [name, managedPart(runtime, name, account.fields[name]) ?? []]);
  const sent = { ...link.sent, ...Object.fromEntries(sets), ...withheldPart(link) };
  return {
    again: true,
    facts: {
      ...accountFacts(account),
      ...answered(link),
      accountActive: true,
      sent: toJson(sent),
      memo: null,
      reason: null,
      deactivatedAt: null,
      leftAt: null,
      closedAt: null,
    },
    journal: journalLine(runtime, link, 'reactivated', { reason, changes: { ...accountOf(account), active: true } }),
  };
}

function revokedRoles(
  { rolesField, managedRoles }: Runtime,
  desired: DesiredAccount | undefined,
): Readonly<Record<string, readonly string[]>> | undefined {
  const wanted = rolesField === undefined ? undefined : desired?.fields[rolesField];
  if (rolesField === undefined || !Array.isArray(wanted)) return undefined;
  const revoked = managedRoles.filter((role) => !wanted.includes(role) && !desired?.undecided.includes(role));
  return revoked.length === 0 ? undefined : { [rolesField]: revoked };
}

async function removeAccount(context: PerformContext, link: Link, reason: string): Promise<Step> {
  const { runtime, signal } = context;
  const ref = await verifyAccount(runtime, link, signal);
  const { reassignTo } = runtime.application.policy.leaving;
  const remove = capability(runtime.accounts.remove);
  const removal = await sendWrite(context, link, { kind: 'remove' }, () =>
    remove(ref, reassignTo === undefined ? {} : { reassignTo }, signal),
  );
  if (removal.kind === 'deactivated') {
    const step = deactivated(runtime, link, removal.account, reason);
    return { ...step, facts: { ...step.facts, reason: `${step.facts.reason}${keptThere}` } };
  }
  return {
    again: true,
    facts: { ...removed(link, runtime.now()), closedAt: runtime.now() },
    journal: journalLine(runtime, link, 'removed', { reason, changes: accountLeft(link) }),
  };
}

/** The plan asks only for what the connector has. */
function capability<Method>(method: Method | undefined): Method {
  if (method === undefined)
    throw new ConnectorError('unsupported', 'the connector lacks the operation that was planned');
  return method;
}

function withheldPart(link: Link): Record<string, unknown> {
  const names = Object.keys(link.withheld ?? {});
  return Object.fromEntries(Object.entries(link.sent ?? {}).filter(([name]) => names.includes(name)));
}
