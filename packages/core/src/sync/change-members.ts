import type { Account, AccountRef, Change } from '../connector/account.js';
import { ConnectorError } from '../connector/connector-error.js';
import type { JsonObject } from '../scim/json.js';
import type { Link } from '../store/link.js';
import type { MembershipResult } from '../store/membership-store.js';
import { agreedUpon, doubted, type MemberChange, type MemberChanges, undoubted } from './decide-members.js';
import { journalLine } from './journal-line.js';
import type { PerformContext } from './perform.js';
import type { Plan } from './plan.js';
import type { Runtime } from './runtime.js';
import { answered, isClearNo, lateTime, refusesValue, sendWrite } from './send-write.js';
import { accountFacts, type Step } from './step.js';
import { verifyAccount } from './verify-account.js';

interface Outcome {
  readonly account?: Account;
  readonly done: readonly MembershipResult[];
  /** Whom the vendor would not put in, with its message. */
  readonly refused: readonly string[];
  /** Whom it would not take out. */
  readonly kept: readonly string[];
}

/** Puts members in and takes them out with one call, which may be repeated without harm. */
export async function changeMembers(
  context: PerformContext,
  link: Link,
  { changes, reason }: Plan & { action: 'members' },
): Promise<Step> {
  const { runtime, signal } = context;
  if (changes.add.length + changes.remove.length === 0) return { again: true, facts: {}, memberships: changes.settled };
  const ref = await verifyAccount(runtime, link, signal);
  const outcome = await sendMembers(context, link, ref, changes);
  if (outcome === 'moved') return { again: true, facts: answered(link) };
  const { account, done, refused, kept } = outcome;
  const all = [...refused, ...kept];
  const told = all.length === 0 ? reason : `${reason}; refused: ${all.join('; ')}`;
  return {
    again: true,
    facts: { ...(account && accountFacts(account)), ...answered(link) },
    memberships: [...changes.settled, ...done],
    journal: journalLine(runtime, link, 'members', { reason: told, changes: describeMembers(changes) }),
    ...(kept.length > 0 && changes.last !== undefined && { kept: { told: kept, after: changes.last } }),
  };
}

/** What the vendor refuses as a whole is sent in halves, so that one member keeps no other out, and nobody in. */
async function sendMembers(
  context: PerformContext,
  link: Link,
  ref: AccountRef,
  changes: MemberChanges,
): Promise<Outcome | 'moved'> {
  const { runtime, signal, save } = context;
  const { update } = runtime.accounts;
  if (update === undefined) throw new ConnectorError('unsupported', 'this application cannot change groups');
  const memberships = doubted(changes, runtime.now() + lateTime);
  try {
    const account = await sendWrite(context, link, { kind: 'update', memberships }, async () =>
      (await isStillSo(runtime, link, changes))
        ? update(ref, changeOf(runtime.members?.remote ?? '', changes), signal)
        : 'moved',
    );
    if (account === 'moved') return account;
    return { account, done: agreedUpon(changes, runtime.now()), refused: [], kept: [] };
  } catch (error) {
    if (!isClearNo(error)) throw error;
    await save({}, undefined, undoubted(changes));
    if (!ConnectorError.is(error) || !refusesValue(error)) throw error;
    const halves = halve(changes);
    if (halves === undefined) return refusedAlone(changes, error);
    const outcomes: Outcome[] = [];
    for (const half of halves) {
      const outcome = await sendMembers(context, link, ref, half);
      if (outcome === 'moved') return outcome;
      outcomes.push(outcome);
    }
    return joinOutcomes(outcomes);
  }
}

/**
 * After the memberships were doubted: whoever comes back meanwhile takes theirs along to another id, where nobody would know of what is sent
 * now, and a late touch may have made another one under the former id. Where one is there no more, or the directory says something else by
 * now, nothing is sent, and all are looked at anew. Whatever changes later finds the doubt.
 */
async function isStillSo(
  { store, name, scope }: Runtime,
  { resourceId }: Link,
  { add, remove }: MemberChanges,
): Promise<boolean> {
  const members = [...add, ...remove].map(({ membership }) => membership.member);
  const known = await store.memberships.listByMember(name, members);
  if (known.filter(({ group }) => group === resourceId).length < members.length) return false;
  const groups = await store.resources.listGroups(scope, members);
  const isIn = ({ membership }: MemberChange) =>
    groups.get(membership.member)?.some(({ value }) => value === resourceId) === true;
  return add.every(isIn) && !remove.some(isIn);
}

/** First those that are only taken out. */
function halve(changes: MemberChanges): readonly MemberChanges[] | undefined {
  const { add, remove } = changes;
  if (add.length > 0 && remove.length > 0)
    return [
      { ...changes, add: [] },
      { ...changes, remove: [] },
    ];
  if (add.length + remove.length < 2) return undefined;
  return [
    { ...changes, add: firstHalf(add), remove: firstHalf(remove) },
    { ...changes, add: secondHalf(add), remove: secondHalf(remove) },
  ];
}

const firstHalf = (all: readonly MemberChange[]) => all.slice(0, Math.ceil(all.length / 2));
const secondHalf = (all: readonly MemberChange[]) => all.slice(Math.ceil(all.length / 2));

/** Who may not come in waits for another account, or for a person; who stays in is open still, and an error once all others are out. */
function refusedAlone({ add: [added], remove: [removed] }: MemberChanges, { message }: ConnectorError): Outcome {
  if (added === undefined) return { done: [], refused: [], kept: removed ? [`${removed.label}: ${message}`] : [] };
  const { membership, label } = added;
  const { member, revision } = membership;
  return {
    done: [{ member, revision, now: { agreed: 'out', open: false } }],
    refused: [`${label}: ${message}`],
    kept: [],
  };
}

function joinOutcomes(outcomes: readonly Outcome[]): Outcome {
  const account = outcomes.findLast((one) => one.account !== undefined)?.account;
  return {
    ...(account && { account }),
    done: outcomes.flatMap(({ done }) => done),
    refused: outcomes.flatMap(({ refused }) => refused),
    kept: outcomes.flatMap(({ kept }) => kept),
  };
}

function changeOf(remote: string, { add, remove }: MemberChanges): Change {
  const refs = (changes: readonly MemberChange[]) =>
    changes.length === 0 ? {} : { [remote]: changes.map(({ ref }) => ref) };
  return { set: {}, cleared: [], added: refs(add), removed: refs(remove) };
}

/** By what the members are called. */
export function describeMembers({ add, remove }: MemberChanges): JsonObject {
  const labels = (changes: readonly MemberChange[]) => changes.map(({ label }) => label);
  return { members: { added: labels(add), removed: labels(remove) } };
}
