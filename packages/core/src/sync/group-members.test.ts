import { randomUUID } from 'node:crypto';
import { afterEach, expect, test } from 'vitest';
import { ConnectorError } from '../connector/connector-error.js';
import { createMemoryStore } from '../store/memory/create-memory-store.js';
import type { Store } from '../store/store.js';
import { type Harness, type PolicyChange, person, startHarness, unguarded } from './__fixtures__/harness.js';
import { loginsOfMembers } from './__fixtures__/logins-of-members.js';

const all = { groups: { provision: 'all', onDelete: 'delete' } } as const satisfies PolicyChange;
const keeping = { ...all, leaving: { onDelete: 'keep' } } as const satisfies PolicyChange;
let h: Harness;

afterEach(() => h.stop());

async function start(policy: PolicyChange): Promise<void> {
  h = await startHarness(policy);
}

/** As a client that tells externalIds makes them. */
async function addPeople(...names: readonly string[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const name of names) ids.push(await h.addUser(person(name), `ext-${name}`));
  return ids;
}

const loginsIn = (name: string) => loginsOfMembers(h.stub, name);

const rowsOf = (member: string) => h.store.memberships.listByMember('blog', [member]);

test('whoever changes is no reason to look at all who were in a group that is gone and kept', async () => {
  await start({ groups: { provision: 'all', onDelete: 'keep' } });
  const [anna = '', ben = ''] = await addPeople('anna', 'ben');
  const group = await h.addGroup('Writers', [anna, ben]);
  await h.settled();
  await h.deleteGroup(group);
  await h.settled();
  const before = await rowsOf(ben);
  await h.setUser(anna, { ...person('anna'), title: 'Captain' });
  await h.settled();
  expect(await rowsOf(ben)).toEqual(before);
});

test('a group that comes back before its deletion was looked at does not stay where it stood', async () => {
  await start(all);
  const [anna = ''] = await addPeople('anna');
  const inner = await makeGroup('Inner', [anna]);
  await h.addGroup('Outer', [inner]);
  await h.settled();
  expect(h.stub.groups.members('Outer')).toHaveLength(1);
  await h.deleteGroup(inner);
  await makeGroup('Inner', [anna]);
  await h.settled();
  expect(loginsIn('Inner')).toEqual(['anna']);
  expect(h.stub.groups.members('Outer')).toEqual([]);
});

/** With an externalId. */
async function makeGroup(displayName: string, members: readonly string[]): Promise<string> {
  const id = randomUUID();
  await h.store.resources.commit({
    scope: { directory: 'main', client: 'idp' },
    type: 'Group',
    id,
    expectVersion: 0,
    resource: { displayName },
    externalId: `ext-${displayName}`,
    members: { add: members, remove: [] },
    marks: [{ type: 'Group', id, reach: 'self' }],
    journal: { actor: 'client:idp', action: 'test', directory: 'main', resourceType: 'Group', resourceId: id },
  });
  h.orchestrator.hint();
  return id;
}

test.each([
  ['groups', {}],
  ['the application', undefined],
] as const)('whoever is deleted while %s are not configured is taken out when they are again', async (_of, without) => {
  await start(keeping);
  const [anna = '', ben = ''] = await addPeople('anna', 'ben');
  await h.addGroup('Writers', [anna, ben]);
  await h.settled();
  await h.replace(without && { ...without, leaving: keeping.leaving });
  await h.deleteUser(anna);
  await expect.poll(() => h.store.marks.list(1)).toEqual([]);
  await h.replace(keeping);
  await h.settled();
  expect(loginsIn('Writers')).toEqual(['ben']);
});

test('whoever gets another account while groups are not configured is in with it when they are again', async () => {
  await start(all);
  const [anna = ''] = await addPeople('anna');
  await h.addGroup('Writers', [anna]);
  await h.settled();
  await h.replace({});
  h.stub.place({ login: 'annamaria', email: 'am@example.org' }, { id: '50' });
  await h.orchestrator.unlink('blog', 'anna');
  await h.settled();
  await h.orchestrator.link('blog', 'anna', '50');
  await h.settled();
  await h.replace(all);
  await h.settled();
  expect(h.stub.groups.members('Writers')).toContain('User 50');
});

test('a group that grants a role and is not provisioned has no memberships', async () => {
  await start({ groups: { provision: ['Writers'], onDelete: 'delete' }, roles: { Editors: 'editor' } });
  const [anna = ''] = await addPeople('anna');
  await h.addGroup('Editors', [anna]);
  await h.settled();
  expect(h.stub.byLogin('anna')?.roles).toContain('editor');
  expect(await rowsOf(anna)).toEqual([]);
});

test('whoever comes back while being taken out is in again', async () => {
  await start(keeping);
  const [anna = '', ben = ''] = await addPeople('anna', 'ben');
  const group = await h.addGroup('Writers', [anna, ben]);
  await h.settled();
  let returner: string | undefined;
  h.stub.before = async (name, subject) => {
    if (name !== 'get' || !subject.startsWith('group') || returner !== undefined) return;
    returner = '';
    [returner = ''] = await addPeople('anna');
    await h.changeMembers(group, [returner]);
  };
  await h.deleteUser(anna);
  await h.settled();
  expect(await rowsOf(returner ?? '')).toMatchObject([{ agreed: 'in' }]);
  expect(loginsIn('Writers')).toEqual(['anna', 'ben']);
});

test('whoever is deleted and comes back while being put in is not in', async () => {
  await start(keeping);
  const [anna = '', ben = ''] = await addPeople('anna', 'ben');
  const group = await h.addGroup('Writers', [ben]);
  await h.settled();
  let isBack = false;
  h.stub.before = async (name, subject) => {
    if (name !== 'get' || !subject.startsWith('group') || isBack) return;
    isBack = true;
    await h.deleteUser(anna);
    await addPeople('anna');
  };
  await h.changeMembers(group, [anna]);
  await h.settled();
  expect(isBack).toBe(true);
  expect(loginsIn('Writers')).toEqual(['ben']);
});

test('the account of somebody who left stays in where another member has it by now', async () => {
  await start({ ...keeping, guards: { ...unguarded, deactivate: { count: 0 } } });
  const [anna = '', ben = ''] = await addPeople('anna', 'ben');
  const annette = await h.addUser({ userName: 'annette', active: true });
  await h.addGroup('Writers', [anna, ben, annette]);
  await h.settled();
  await h.deleteUser(anna);
  await h.settled();
  const { accountId = '' } = await h.link(anna);
  h.stub.calls.length = 0;
  await h.orchestrator.link('blog', 'annette', accountId);
  await h.settled();
  expect(h.stub.groups.members('Writers')).toContain(`User ${accountId}`);
  expect(h.stub.calls.filter((call) => call.includes(`-User ${accountId}`))).toEqual([]);
  expect(await h.orchestrator.inbox('blog')).not.toMatchObject([{ hold: { guard: 'role-loss' } }]);
  expect(await rowsOf(anna)).toEqual([]);
});

test('a leaver whose account was gone and is back is taken out all the same', async () => {
  await start(all);
  const [anna = ''] = await addPeople('anna');
  const group = await h.addGroup('Writers', [anna]);
  await h.settled();
  const { accountId = '' } = await h.link(anna);
  const account = h.stub.rows.get(accountId);
  h.stub.rows.delete(accountId);
  const leaver = { ...person('anna'), active: false };
  await h.setUser(anna, leaver);
  await h.settled();
  await h.orchestrator.retry('blog', 'Writers');
  await h.settled();
  if (account !== undefined) h.stub.rows.set(accountId, account);
  await h.setUser(anna, { ...leaver, title: 'Captain' });
  await h.settled();
  await h.changeMembers(group, [], [anna]);
  await h.settled();
  expect(loginsIn('Writers')).toEqual([]);
});

test('a member whom the vendor does not let go keeps nobody else in, and waits for a person', async () => {
  await start(all);
  const people = await addPeople('anna', 'ben', 'carl', 'dora', 'emil', 'fred', 'gina');
  const group = await h.addGroup('Writers', people);
  await h.settled();
  // Before all others.
  const { accountId, label } = await h.link([...people].sort()[0] ?? '');
  h.stub.before = (name, subject) => {
    if (name === 'update' && subject.split(' -').includes(`User ${accountId}`))
      throw new ConnectorError('invalid', 'stub: the last owner.');
  };
  await h.changeMembers(group, [], people);
  await h.settled();
  expect(loginsIn('Writers')).toEqual([label]);
  const { state, reason } = await h.link(group);
  expect({ state, reason }).toMatchObject({
    state: 'parked',
    reason: expect.stringContaining(`${label}: stub: the last owner.`),
  });
  h.stub.before = () => {};
  await h.orchestrator.retry('blog', undefined);
  await h.settled();
  expect(loginsIn('Writers')).toEqual([]);
  expect((await h.link(group)).state).toBe('linked');
});

test('a plan for groups that are not in the configuration any more touches nobody', async () => {
  const policy = { ...all, leaving: { onDelete: 'delete' }, automatic: false } as const satisfies PolicyChange;
  const { groups: _, ...without } = policy;
  await start(policy);
  const group = await h.addGroup('Writers', await addPeople('anna'));
  await h.orchestrator.sync('blog', {});
  await h.deleteGroup(group);
  await h.settled();
  const plan = await h.orchestrator.plan('blog', {});
  expect(plan.counts).toMatchObject({ remove: 1 });
  await h.replace(without);
  h.stub.calls.length = 0;
  expect((await h.orchestrator.apply(plan.id, {})).counts).toEqual({ moved: 1 });
  // A person there has the same id as the group.
  expect(h.stub.calls).toEqual([]);
  expect((await h.store.applications.get('blog')).halted).toBeUndefined();
});

test('a group is explained and traced as a group', async () => {
  await start(all);
  await h.addGroup('Writers', await addPeople('anna'));
  await h.settled();
  expect(await h.orchestrator.explain('Writers')).toMatchObject([{ next: { action: 'none', reason: 'agrees' } }]);
  const { steps = [] } = (await h.orchestrator.trace('blog', 'Writers')) ?? {};
  expect(steps[0]).toMatchObject({ step: 'read', detail: 'version 1 of Writers' });
  await h.replace({});
  await h.settled();
  expect(await h.orchestrator.explain('Writers')).toEqual([]);
  expect(await h.orchestrator.trace('blog', 'Writers')).toBeUndefined();
});

test('somebody who comes back between the look and the call is not left in the group under the former id', async () => {
  const store = createMemoryStore();
  let comesBack: (() => Promise<void>) | undefined;
  const links: Store['links'] = {
    ...store.links,
    async record(...given) {
      const { memberships } = given[3];
      const doubts = Array.isArray(memberships) && memberships.some(({ now }) => now.agreed === 'unknown');
      const act = doubts ? comesBack : undefined;
      if (act !== undefined) comesBack = undefined;
      await act?.();
      return store.links.record(...given);
    },
  };
  h = await startHarness(all, { store: { ...store, links } });
  const [anna = ''] = await addPeople('anna');
  await h.settled();
  let group = '';
  comesBack = async () => {
    await h.deleteUser(anna);
    await addPeople('anna');
    // The deletion's own touch, which another process began before.
    await store.memberships.touch('blog', [{ group, member: anna }]);
  };
  group = await h.addGroup('Writers', [anna]);
  await h.settled();
  expect(h.stub.byLogin('anna')?.active).toBe(true);
  expect(loginsIn('Writers')).toEqual([]);
});
