import type { Account } from '../connector/account.js';
import { ConnectorError } from '../connector/connector-error.js';
import { sameValue } from '../connector/difference.js';
import type { Hold, Link, LinkFacts } from '../store/link.js';
import { type Correlation, correlate } from './correlate.js';
import { correlationChecks, looksBeforehand } from './correlation-checks.js';
import type { DesiredAccount } from './desired-account.js';
import { digest } from './digest.js';
import { accountOf, journalLine, shownFields } from './journal-line.js';
import type { PerformContext } from './perform.js';
import { without } from './plan.js';
import type { View } from './read-view.js';
import { managedPart, type Runtime } from './runtime.js';
import { answered, isClearNo, lateUntil, unanswered } from './send-write.js';
import { accountFacts, noAccount, noError, type Step, toJson } from './step.js';

/** Says durably that a create is under way, sends it, and links what it made; on a conflict looks who stands there. */
export async function createAccount(
  context: PerformContext,
  link: Link,
  view: View,
  fields: Readonly<Record<string, unknown>>,
): Promise<Step> {
  const { runtime, signal } = context;
  const create = runtime.users.create;
  if (create === undefined) throw new ConnectorError('unsupported', 'this application cannot create accounts');
  const firstSent = link.creatingSince;
  const sentAt = runtime.now();
  await context.requireSite();
  if (looksBeforehand(runtime.rules, runtime.application.policy.correlation)) {
    const correlation = await whoStandsThere(context, link, view, fields);
    if (correlation.kind !== 'nobody') return joined(context, link, view, correlation);
  }
  await context.save({
    ...noAccount,
    ...unanswered('create', sentAt),
    state: 'creating',
    creatingSince: firstSent ?? sentAt,
    sent: toJson(fields),
  });
  try {
    return linked(context, link, await create(fields, signal), fields);
  } catch (error) {
    if (!ConnectorError.is(error) || !isClearNo(error)) throw error;
    const nothingMade = { ...answered(link), state: 'new', creatingSince: firstSent ?? null, sent: null } as const;
    if (error.kind !== 'conflict') {
      await context.save(nothingMade);
      throw error;
    }
    // Sent once, it may have arrived twice: a proxy repeats what it got no answer to.
    const madeSince = firstSent === undefined ? wholeSecond(sentAt) : afterLostAnswer(firstSent);
    const correlation = await whoStandsThereNow(context, link, view, fields, madeSince);
    if (correlation.kind !== 'nobody') return joined(context, link, view, correlation);
    await context.save(nothingMade);
    throw new ConnectorError('invalid', `${error.message} Nobody could be found there by an exact match.`, {
      cause: error,
    });
  }
}

const clockSkew = 5 * 60_000;

/** The vendor's clock may be off. */
function afterLostAnswer(sentAt: number): number {
  return sentAt - clockSkew;
}

/** Vendors tell whole seconds. No more leeway than that: a no is an answer, and a stranger's account may be some minutes old. */
function wholeSecond(sentAt: number): number {
  return Math.floor(sentAt / 1_000) * 1_000;
}

/** Finds out what became of a create whose answer was lost, before anything is sent again. */
export async function lookForAccount(context: PerformContext, link: Link, view: View): Promise<Step> {
  const madeSince = link.creatingSince === undefined ? undefined : afterLostAnswer(link.creatingSince);
  const correlation = await whoStandsThereNow(context, link, view, link.sent ?? {}, madeSince);
  // The first sending stays remembered: a slow site may still be at work on it, and then answers the next create with a conflict.
  const nobody: Step = {
    again: true,
    facts: {
      ...noAccount,
      ...answered(link),
      sent: link.sent ?? null,
      creatingSince: link.creatingSince ?? null,
      state: 'new',
    },
  };
  const leaves = view.resource === undefined || view.resource.attributes.active === false || view.scope?.kind === 'out';
  if (correlation.kind === 'ours' || (correlation.kind !== 'nobody' && !leaves))
    return joined(context, link, view, correlation);
  // A next create would meet a late one as a conflict; a leaver has none coming, and would be left with an account.
  const until = lateUntil(link, context.runtime.now());
  return leaves && until !== undefined ? lookAgain(context, link, until) : nobody;
}

const firstPause = 10_000;

function lookAgain({ runtime }: PerformContext, link: Link, until: number): Step {
  return {
    again: false,
    facts: {
      ...noError,
      doubtful: 'create',
      state: 'creating',
      reason: 'left while a create was under way: looked for until it cannot come any more',
    },
    dueAt: Math.min(runtime.now() + firstPause * 2 ** Math.min(link.attempts, 10), until),
    attempts: link.attempts + 1,
  };
}

/** Who stands where this person's account would be, by what a create sent or would send. */
export async function whoStandsThere(
  { runtime, finder, signal }: Pick<PerformContext, 'runtime' | 'finder' | 'signal'>,
  link: Link,
  view: Pick<View, 'resource' | 'desired'>,
  fields: Readonly<Record<string, unknown>>,
  madeSince?: number,
): Promise<Correlation> {
  const { correlation } = runtime.application.policy;
  const checks = correlationChecks({
    rules: runtime.rules,
    ...(correlation && { correlation }),
    ...(view.resource && { resource: view.resource }),
    fields,
    altered: view.desired?.altered ?? [],
    openRegistration: await runtime.openRegistration(signal),
  });
  const since = madeSince === undefined ? {} : { madeSince };
  return correlate({ application: runtime.name, link, checks, ...since }, finder, runtime.store.links, signal);
}

/** After a create was sent: what a listing of an earlier time has not seen is asked for. */
async function whoStandsThereNow(
  context: PerformContext,
  link: Link,
  view: View,
  fields: Readonly<Record<string, unknown>>,
  madeSince: number | undefined,
): Promise<Correlation> {
  const found = await whoStandsThere(context, link, view, fields, madeSince);
  const { live } = context.finder;
  if (found.kind !== 'nobody' || live === undefined) return found;
  return whoStandsThere({ ...context, finder: live }, link, view, fields, madeSince);
}

function joined(
  context: PerformContext,
  link: Link,
  view: View,
  correlation: Exclude<Correlation, { kind: 'nobody' }>,
): Step {
  switch (correlation.kind) {
    case 'ours':
      return linked(context, link, correlation.account, link.sent ?? {});
    case 'adopt':
      return adopted(context.runtime, link, view.desired, correlation.account, correlation.by);
    case 'ask':
    case 'park':
      return {
        again: false,
        facts: {
          ...noAccount,
          ...noError,
          state: 'parked',
          reason: correlation.reason,
          hold: correlation.kind === 'ask' ? asked(context.runtime, link, correlation) : null,
        },
        journal: journalLine(context.runtime, link, 'parked', { reason: correlation.reason }),
      };
  }
}

/** Said no once, it is not asked again about the same account. */
function asked(runtime: Runtime, link: Link, { account, by, reason }: Extract<Correlation, { kind: 'ask' }>): Hold {
  const decision = digest(['adopt', account.id, account.identity]);
  if (link.hold?.digest === decision) return link.hold;
  const told = `${by} is the same`;
  return {
    guard: 'adopt',
    action: 'adopt',
    reason: `${told}: ${reason}`,
    since: runtime.now(),
    digest: decision,
    account: account.id,
  };
}

function linked(
  { runtime }: PerformContext,
  link: Link,
  account: Account,
  fields: Readonly<Record<string, unknown>>,
): Step {
  const createOnly = runtime.rules.filter((rule) => rule.when === 'create').map((rule) => rule.remote);
  return {
    again: true,
    facts: {
      ...accountFacts(account),
      sent: toJson(without(fields, createOnly)),
      state: 'linked',
      matchedBy: 'created',
      accountActive: account.active ?? true,
      ...answered(link),
      creatingSince: null,
      reason: null,
    },
    journal: journalLine(runtime, link, 'created', {
      changes: { ...accountOf(account), fields: shownFields(fields) },
    }),
  };
}

/**
 * Gently: the account's identifying fields and its roles stay as they are until an operator approves, whatever becomes of the person
 * meanwhile; they are shown as withheld.
 */
export function adopted(
  runtime: Runtime,
  link: Pick<Link, 'directory' | 'type' | 'resourceId'>,
  desired: DesiredAccount | undefined,
  account: Account,
  by: string,
): Step {
  const wanted = desired?.fields ?? {};
  const withheld = Object.fromEntries(runtime.guarded.map((name) => [name, wanted[name] ?? null]));
  const sent: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(wanted)) {
    const rule = runtime.rules.find((one) => one.remote === name);
    const there = managedPart(runtime, name, account.fields[name]);
    if (sameValue(rule, value, there)) sent[name] = value;
    else if (there !== undefined) sent[name] = there;
  }
  const facts: LinkFacts = {
    ...accountFacts(account),
    state: 'linked',
    matchedBy: by,
    hold: null,
    refusedAccount: null,
    accountActive: null,
    creatingSince: null,
    doubtful: null,
    reason: null,
    sent: toJson(sent),
    withheld: Object.keys(withheld).length === 0 ? null : toJson(withheld),
  };
  return {
    again: true,
    facts,
    journal: journalLine(runtime, link, 'adopted', {
      reason: by === 'operator' ? 'joined by an operator' : `${by} matches exactly`,
      changes: { ...accountOf(account), agreed: shownFields(sent), withheld: Object.keys(withheld) },
    }),
  };
}
