import assert from 'node:assert/strict';
import type { Store } from '../../store/store.js';
import { application } from './begin-process.js';
import { editors, type IdentityProvider, type MemberName } from './create-identity-provider.js';
import type { FaultySite } from './faulty-site.js';
import { type History, names } from './history.js';

/** The application equals the directory: nobody twice, nobody open who left, everything else as it was last said. */
export function checkPeople(
  { people, groups }: Pick<IdentityProvider, 'people' | 'groups'>,
  { rows }: FaultySite,
  { onDelete }: Pick<History, 'onDelete'>,
): void {
  const shown = names.map((name) => [...rows.values()].filter(({ login }) => login === name));
  for (const [place, name] of names.entries()) {
    const accounts = shown[place] ?? [];
    const person = people.get(name);
    assert.ok(accounts.length <= 1, `${name} has ${accounts.length} accounts`);
    const [account] = accounts;
    if (person === undefined && onDelete === 'delete') assert.equal(account, undefined, `${name} was to be deleted`);
    if (person?.active !== true) assert.notEqual(account?.active, true, `${name} has left, and the account is open`);
    else
      assert.deepEqual(
        account && {
          active: account.active,
          title: account.title,
          email: account.email,
          editor: account.roles.includes('editor'),
        },
        { active: true, title: person.title, email: person.email, editor: groups.get(editors)?.members.has(name) },
        `${name} is not what the directory says`,
      );
  }
}

/** Every group of the directory once, with exactly the accounts of its members who have one; of other groups what the policy says. */
export function checkGroups(
  { groups }: Pick<IdentityProvider, 'groups'>,
  site: FaultySite,
  { onDelete }: Exclude<History['groups'], undefined>,
): void {
  const there = [...site.groups.values()];
  const wanted = [...groups.values()];
  const accountOf = (member: MemberName) => {
    const person = [...site.rows.values()].find(({ login }) => login === member);
    if (person !== undefined) return [`User ${person.id}`];
    const group = there.find(({ name }) => name === groups.get(member)?.displayName);
    return group === undefined ? [] : [`Group ${group.id}`];
  };
  for (const { displayName, members } of wanted) {
    const [group, ...others] = there.filter(({ name }) => name === displayName);
    assert.ok(group, `the group ${displayName} is not there`);
    assert.equal(others.length, 0, `the group ${displayName} is there ${others.length + 1} times`);
    assert.deepEqual(
      group.members.map(({ type, id }) => `${type} ${id}`).toSorted(),
      [...members].flatMap(accountOf).toSorted(),
      `the group ${displayName} has other members than in the directory`,
    );
  }
  const left = there.filter(({ name }) => !wanted.some(({ displayName }) => displayName === name));
  if (onDelete === 'delete') assert.deepEqual(left, [], 'a group was to be deleted');
  if (onDelete === 'empty')
    assert.deepEqual(
      left.filter(({ members }) => members.length > 0),
      [],
      'a group was to be emptied',
    );
}

/** No link is left in doubt or in somebody's hands, no run from before `calm` without an end. All processes have been stopped. */
export async function checkEnd(store: Store, calm: number): Promise<void> {
  const links = await store.links.list({ application, limit: 1_000 });
  for (const { label, state, doubtful, reason, lastError } of links) {
    assert.equal(doubtful, undefined, `the outcome of a write about ${label} is still not known`);
    assert.ok(['new', 'linked', 'tombstone'].includes(state), `${label} is ${state}: ${reason ?? lastError}`);
  }
  const claimed = await store.links.claim(application, {
    now: Date.now(),
    limit: 1_000,
    lease: { token: 'the last', milliseconds: 1 },
    resourceIds: links.map(({ resourceId }) => resourceId),
  });
  assert.equal(claimed.length, links.length, 'a link is still leased');
  const running = await store.runs.list({ application, state: 'running', limit: 10 });
  const endless = running.filter(({ startedAt }) => startedAt < calm);
  assert.deepEqual(endless, [], 'a run has no end');
  const { halted, quarantine } = await store.applications.get(application);
  assert.deepEqual({ halted, quarantine }, { halted: undefined, quarantine: undefined });
}

/** No member of a group of the directory waits to be put in or taken out. */
export async function checkMemberships(store: Store, groups: IdentityProvider['groups']): Promise<void> {
  for (const { id, displayName } of groups.values()) {
    const { open } = await store.memberships.count(application, id);
    assert.equal(open, 0, `members of ${displayName} may still differ`);
  }
}
