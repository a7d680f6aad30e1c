import assert from 'node:assert/strict';
import type { Account, MemberRef } from '../../connector/account.js';
import type { ConnectorSubject } from './connector-subject.js';

export async function createMember(groups: ConnectorSubject): Promise<MemberRef> {
  return toMember(await createUser(groups));
}

/** A group with two members, of whom one has lost the account. `gone` is undefined where the vendor removes no accounts. */
export async function loseMember(
  groups: ConnectorSubject,
): Promise<{ readonly group: Account; readonly gone: MemberRef | undefined; readonly other: MemberRef }> {
  const group = await groups.create(groups.nextFields());
  const leaver = await createUser(groups);
  const other = await createMember(groups);
  await addMembers(groups, group, [toMember(leaver), other]);
  const { kind } = await groups.of('users').remove(leaver);
  return { group, gone: kind === 'removed' ? toMember(leaver) : undefined, other };
}

export function addMembers(
  groups: ConnectorSubject,
  group: Account,
  members: readonly MemberRef[],
): Promise<Account | undefined> {
  return changeMembers(groups, group, members, []);
}

export function removeMembers(
  groups: ConnectorSubject,
  group: Account,
  members: readonly MemberRef[],
): Promise<Account | undefined> {
  return changeMembers(groups, group, [], members);
}

/** As the core does it: no update takes more than the rules say. Resolves with the last answer. */
export async function changeMembers(
  groups: ConnectorSubject,
  group: Account,
  added: readonly MemberRef[],
  removed: readonly MemberRef[],
): Promise<Account | undefined> {
  const { members } = groups.rules;
  assert.ok(members, 'the rules name no members');
  const { remote, atOnce = 100 } = members;
  const steps = [
    ...added.map((member) => ({ member, joins: true })),
    ...removed.map((member) => ({ member, joins: false })),
  ];
  let answer: Account | undefined;
  for (let from = 0; from < steps.length; from += atOnce) {
    const some = steps.slice(from, from + atOnce);
    const pick = (joins: boolean) => some.filter((step) => step.joins === joins).map(({ member }) => member);
    answer = await groups.update(group, { added: { [remote]: pick(true) }, removed: { [remote]: pick(false) } });
  }
  return answer;
}

/** Asks the site, not the connector. In any order. */
export async function expectMembers(
  { harness }: ConnectorSubject,
  group: Account,
  expected: readonly MemberRef[],
): Promise<void> {
  const found = await harness.groups?.members?.list(group.id);
  assert.ok(found, 'harness.groups.members lists nobody');
  assert.deepEqual(found.map(describe).toSorted(), expected.map(describe).toSorted());
}

function createUser(groups: ConnectorSubject): Promise<Account> {
  const users = groups.of('users');
  return users.create(users.nextFields());
}

function toMember({ id }: Account): MemberRef {
  return { id, type: 'User' };
}

function describe({ type, id }: MemberRef): string {
  return `${type} ${id}`;
}
