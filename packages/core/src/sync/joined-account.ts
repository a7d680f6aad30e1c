import type { Account } from '../connector/account.js';
import { sameValue } from '../connector/difference.js';
import type { JsonObject } from '../scim/json.js';
import type { Hold, Link, LinkFacts } from '../store/link.js';
import { without } from './change-parts.js';
import type { Correlation } from './correlate.js';
import type { DesiredAccount } from './desired-account.js';
import { digest } from './digest.js';
import { accountOf, journalLine, shownFields } from './journal-line.js';
import type { PerformContext } from './perform.js';
import type { View } from './read-view.js';
import { managedPart, type Runtime } from './runtime.js';
import { answered } from './send-write.js';
import { accountFacts, noAccount, noError, type Step, toJson } from './step.js';

/** What follows from who stands at the place of a person's account. One that is ours was made by a create that sent `sent`. */
export function joined(
  context: Pick<PerformContext, 'runtime'>,
  link: Link,
  view: Pick<View, 'desired'>,
  {
    correlation,
    sent,
  }: { readonly correlation: Exclude<Correlation, { kind: 'nobody' }>; readonly sent: Account['fields'] },
): Step {
  switch (correlation.kind) {
    case 'ours':
      return foundAgain(context, link, correlation.account, sent);
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

/** Since it was made somebody may have worked on it: of what comes back, what differs from what was sent is news. */
function foundAgain(
  context: Pick<PerformContext, 'runtime'>,
  link: Link,
  account: Account,
  sent: Readonly<Record<string, unknown>>,
): Step {
  const { runtime } = context;
  const { back, rolesField } = runtime;
  const step = linked(context, link, account, sent);
  if (back === undefined) return step;
  const names = [
    ...back.rules
      .filter((rule) => !sameValue(rule, sent[rule.remote], account.fields[rule.remote]))
      .map(({ remote }) => remote),
    ...(back.roles && rolesField !== undefined ? [rolesField] : []),
  ];
  const made = toJson(Object.fromEntries(names.map((name) => [name, sent[name] ?? (name === rolesField ? [] : '')])));
  return {
    ...step,
    look: { at: runtime.now() },
    facts: {
      ...step.facts,
      readBack: { ...step.facts.readBack, ...made },
      ...(back.active && { accountActive: true }),
    },
  };
}

export function linked(
  { runtime }: Pick<PerformContext, 'runtime'>,
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
    // Open as it is seen to be, so that a closing there is news. What is closed is for the plan to look at.
    accountActive: account.active === true ? true : null,
    creatingSince: null,
    doubtful: null,
    reason: null,
    sent: toJson(sent),
    readBack: { ...toJson(account.fields), ...unsaid(runtime, wanted) },
    withheld: Object.keys(withheld).length === 0 ? null : toJson(withheld),
  };
  return {
    again: true,
    facts,
    ...(runtime.back && { look: { at: runtime.now() } }),
    journal: journalLine(runtime, link, 'adopted', {
      reason: by === 'operator' ? 'joined by an operator' : `${by} matches exactly`,
      changes: { ...accountOf(account), agreed: shownFields(sent), withheld: Object.keys(withheld) },
    }),
  };
}

/** What comes back and the directory says nothing of is news, as if there had been nothing. */
function unsaid({ back }: Runtime, wanted: Readonly<Record<string, unknown>>): JsonObject {
  const names = back?.rules.map(({ remote }) => remote) ?? [];
  return Object.fromEntries(names.filter((name) => wanted[name] === undefined).map((name) => [name, '']));
}
