import type { Account, Change } from '../connector/account.js';
import { ConnectorError } from '../connector/connector-error.js';
import type { Json } from '../scim/json.js';
import type { Link, LinkFacts, LinkState } from '../store/link.js';
import { createAccount, lookForAccount } from './create-account.js';
import type { AccountFinder } from './find-account.js';
import type { Plan } from './plan.js';
import type { View } from './read-view.js';
import { managedPart, type Runtime } from './runtime.js';
import { accountFacts, journalLine, noAccount, noError, type Step, toJson } from './step.js';
import { verifyAccount } from './verify-account.js';

export interface PerformContext {
  readonly runtime: Runtime;
  readonly finder: AccountFinder;
  readonly signal: AbortSignal;
  /** Facts that must be durable before a call is made. */
  save(facts: LinkFacts): Promise<void>;
}

/** Carries out one planned action and says what was learned. Throws what the connector throws. */
export async function perform(context: PerformContext, link: Link, view: View): Promise<Step> {
  const { plan } = view;
  switch (plan.action) {
    case 'none':
    case 'skip':
      return rest(restingState(link, view), plan.reason === 'agrees' ? null : plan.reason, context);
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
    case 'create':
      return createAccount(context, link, view, plan.fields);
    case 'update':
      return updateAccount(context, link, plan);
    case 'deactivate':
      return deactivateAccount(context, link, plan.reason);
    case 'reactivate':
      return reactivateAccount(context, link, plan.reason);
    case 'remove':
      return removeAccount(context, link, plan.reason);
  }
}

function rest(state: LinkState, reason: string | null, { runtime }: PerformContext): Step {
  return { again: false, facts: { state, reason, ...noError, lastDoneAt: runtime.now() } };
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
  const withheld = withheldPart(link);
  const sent: Record<string, unknown> = {};
  for (const name of Object.keys({ ...link.sent, ...view.desired?.fields })) {
    const there = managedPart(runtime, name, current.fields[name]);
    if (there !== undefined) sent[name] = there;
  }
  const leaver = view.resource === undefined || view.resource.attributes.active === false;
  return {
    again: true,
    facts: {
      ...accountFacts(current),
      doubtful: null,
      sent: toJson({ ...sent, ...withheld }),
      accountActive: leaver ? null : (current.active ?? null),
    },
  };
}

async function updateAccount(context: PerformContext, link: Link, plan: Plan & { action: 'update' }): Promise<Step> {
  const { runtime, signal } = context;
  const ref = await verifyAccount(runtime, link, signal);
  await context.save({ doubtful: 'update' });
  const account = await capability(runtime.users.update)(ref, plan.change, signal);
  return {
    again: true,
    facts: { ...accountFacts(account), doubtful: null, sent: toJson({ ...withheldPart(link), ...plan.desired }) },
    journal: journalLine(runtime, link, 'updated', { reason: plan.reason, changes: changesOf(link, plan.change) }),
  };
}

async function deactivateAccount(context: PerformContext, link: Link, reason: string): Promise<Step> {
  const { runtime, signal } = context;
  const ref = await verifyAccount(runtime, link, signal);
  const memo = link.memo ?? ref.current.memo;
  // What reactivation will need is durable before the call that destroys it at the vendor's side.
  await context.save({ doubtful: 'deactivate', ...(memo !== undefined && { memo }) });
  const account = await capability(runtime.users.deactivate)(
    { ...ref, ...(memo === undefined ? {} : { memo }) },
    signal,
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
      doubtful: null,
      accountActive: false,
      reason:
        remaining.length === 0 ? `${reason}, deactivated` : `${reason}, partly deactivated: ${remaining.join('; ')}`,
    },
    journal: journalLine(runtime, link, 'deactivated', {
      reason,
      ...(remaining.length > 0 && { changes: { remaining: [...remaining] } }),
    }),
  };
}

/** Roles come back from the memo as they were; what of them no longer belongs to the person is then a difference. */
async function reactivateAccount(context: PerformContext, link: Link, reason: string): Promise<Step> {
  const { runtime, signal } = context;
  const ref = await verifyAccount(runtime, link, signal);
  await context.save({ doubtful: 'reactivate' });
  const account = await capability(runtime.users.reactivate)(ref, signal);
  const sets = runtime.sets.map((name) => [name, managedPart(runtime, name, account.fields[name]) ?? []]);
  const sent = { ...link.sent, ...Object.fromEntries(sets), ...withheldPart(link) };
  return {
    again: true,
    facts: {
      ...accountFacts(account),
      doubtful: null,
      accountActive: true,
      sent: toJson(sent),
      memo: null,
      reason: null,
    },
    journal: journalLine(runtime, link, 'reactivated', { reason }),
  };
}

async function removeAccount(context: PerformContext, link: Link, reason: string): Promise<Step> {
  const { runtime, signal } = context;
  const ref = await verifyAccount(runtime, link, signal);
  const { reassignTo } = runtime.application.policy.leaving;
  await context.save({ doubtful: 'remove' });
  const removal = await capability(runtime.users.remove)(ref, reassignTo === undefined ? {} : { reassignTo }, signal);
  if (removal.kind === 'deactivated') return deactivated(runtime, link, removal.account, reason);
  return {
    again: true,
    facts: noAccount,
    journal: journalLine(runtime, link, 'removed', { reason, changes: { account: link.accountId ?? null } }),
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

function changesOf(link: Link, change: Change): Json {
  const was = (name: string) => link.sent?.[name] ?? null;
  return toJson({
    ...Object.fromEntries(Object.entries(change.set).map(([name, to]) => [name, { from: was(name), to }])),
    ...Object.fromEntries(change.cleared.map((name) => [name, { from: was(name), to: null }])),
    ...Object.fromEntries(
      [...new Set([...Object.keys(change.added), ...Object.keys(change.removed)])].map((name) => [
        name,
        { added: change.added[name] ?? [], removed: change.removed[name] ?? [] },
      ]),
    ),
  });
}
