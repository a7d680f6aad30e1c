import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { ConnectorError } from '../connector/connector-error.js';
import { type Harness, type PolicyChange, person, startHarness, unguarded } from './__fixtures__/harness.js';
import { loginsOfMembers } from './__fixtures__/logins-of-members.js';

const all = { groups: { provision: 'all', onDelete: 'delete' } } as const satisfies PolicyChange;
let h: Harness;

afterEach(() => h.stop());

async function start(policy: PolicyChange = all): Promise<void> {
  h = await startHarness(policy);
}

async function addPeople(...names: readonly string[]): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const name of names) ids.push(await h.addUser(person(name)));
  return ids;
}

const loginsIn = (name: string) => loginsOfMembers(h.stub, name);

const updates = () => h.stub.calls.filter((call) => call.startsWith('update'));

describe('a group of the directory', () => {
  test('is made there with whoever has an account, by as many calls as its size asks for', async () => {
    await start();
    const people = await addPeople('anna', 'ben', 'carl', 'dora', 'emil');
    await h.settled();
    await h.addGroup('Writers', people);
    await h.settled();
    expect(loginsIn('Writers')).toEqual(['anna', 'ben', 'carl', 'dora', 'emil']);
    expect(updates()).toHaveLength(2);
  });

  test('is renamed, gains and loses members by difference', async () => {
    await start();
    const [anna = '', ben = '', carl = ''] = await addPeople('anna', 'ben', 'carl');
    const group = await h.addGroup('Writers', [anna, ben]);
    await h.settled();
    h.stub.calls.length = 0;
    await h.renameGroup(group, 'Authors');
    await h.changeMembers(group, [carl], [anna]);
    await h.settled();
    expect(loginsIn('Authors')).toEqual(['ben', 'carl']);
    expect(loginsIn('Writers')).toBeUndefined();
    await h.changeMembers(group, [anna]);
    await h.settled();
    expect(updates().at(-1)).toMatch(/^update Authors \+User \d+$/);
    expect(loginsIn('Authors')).toEqual(['anna', 'ben', 'carl']);
  });

  test('is not there without groups in the configuration, and only those named are', async () => {
    await start({});
    const [anna = ''] = await addPeople('anna');
    await h.addGroup('Writers', [anna]);
    await h.addGroup('Readers', [anna]);
    await h.settled();
    expect(h.stub.groups.rows.size).toBe(0);
    await h.replace({ groups: { provision: ['Writers'], onDelete: 'delete' } });
    await h.settled();
    expect(loginsIn('Writers')).toEqual(['anna']);
    expect(h.stub.groups.rows.size).toBe(1);
  });

  test('that is named keeps being provisioned under another name, and is left as it is when it is named no more', async () => {
    await start({ groups: { provision: ['Writers'], onDelete: 'delete' } });
    const [anna = '', ben = ''] = await addPeople('anna', 'ben');
    const group = await h.addGroup('Writers', [anna]);
    await h.settled();
    await h.renameGroup(group, 'Authors');
    await h.settled();
    expect(loginsIn('Authors')).toEqual(['anna']);
    await h.replace({ groups: { provision: ['Others'], onDelete: 'delete' } });
    await h.changeMembers(group, [ben], [anna]);
    await h.settled();
    expect(loginsIn('Authors')).toEqual(['anna']);
  });

  test('that stands there already is adopted, and whoever others put in stays in', async () => {
    await start();
    const [anna = ''] = await addPeople('anna');
    h.stub.groups.rows.set('7', { id: '7', born: 0, name: 'Writers', members: new Set(['User 99']) });
    const group = await h.addGroup('Writers', [anna]);
    await h.settled();
    expect((await h.link(group)).accountId).toBe('7');
    expect(loginsIn('Writers')).toEqual(['User 99', 'anna']);
    await h.changeMembers(group, [], [anna]);
    await h.settled();
    expect(loginsIn('Writers')).toEqual(['User 99']);
  });

  test('may have the account id of a person: they are counted apart', async () => {
    await start();
    const [anna = ''] = await addPeople('anna');
    const group = await h.addGroup('Writers', [anna]);
    await h.settled();
    expect((await h.link(group)).accountId).toBe((await h.link(anna)).accountId);
  });

  test('within a group is a member of it there', async () => {
    await start();
    const [anna = ''] = await addPeople('anna');
    const inner = await h.addGroup('Inner', [anna]);
    const outer = await h.addGroup('Outer', [inner]);
    await h.settled();
    expect(h.stub.groups.members('Outer')).toEqual([`Group ${(await h.link(inner)).accountId}`]);
    await h.changeMembers(outer, [], [inner]);
    await h.settled();
    expect(h.stub.groups.members('Outer')).toEqual([]);
  });
});

describe('a member without an account', () => {
  test('follows when there is one', async () => {
    await start();
    const homeless = await h.addUser({ userName: 'anna', active: true });
    const [ben = ''] = await addPeople('ben');
    const group = await h.addGroup('Writers', [homeless, ben]);
    await h.settled();
    expect(loginsIn('Writers')).toEqual(['ben']);
    expect((await h.link(group)).reason).toContain('1 of its members');
    await h.setUser(homeless, person('anna'));
    await h.settled();
    expect(loginsIn('Writers')).toEqual(['anna', 'ben']);
    expect((await h.link(group)).reason).toBeUndefined();
  });

  test('costs nothing more while the group is otherwise at rest', async () => {
    await start({ ...all, operations: { create: true } });
    const homeless = await h.addUser({ userName: 'anna', active: true });
    await h.addGroup('Writers', [homeless]);
    await h.settled();
    h.stub.calls.length = 0;
    await h.setUser(homeless, { userName: 'anna', active: true, title: 'Captain' });
    await h.settled();
    expect(h.stub.calls).toEqual([]);
  });

  test('that got another one is put in with that', async () => {
    await start({ ...all, automatic: false });
    const [anna = ''] = await addPeople('anna');
    await h.addGroup('Writers', [anna]);
    await h.orchestrator.sync('blog', {});
    h.stub.place({ login: 'annamaria', email: 'am@example.org' }, { id: '50' });
    await h.orchestrator.unlink('blog', 'anna');
    await h.orchestrator.link('blog', 'anna', '50');
    await h.orchestrator.sync('blog', {});
    expect(h.stub.groups.members('Writers')).toContain('User 50');
  });
});

describe('a group that is deleted from the directory', () => {
  test.each([
    ['delete', {}, undefined],
    ['delete', { delete: false }, []],
    ['empty', {}, []],
    ['keep', {}, ['anna', 'ben']],
  ] as const)('with onDelete %s and %j', async (onDelete, operations, members) => {
    await start({ groups: { provision: 'all', onDelete }, operations });
    const group = await h.addGroup('Writers', await addPeople('anna', 'ben'));
    await h.settled();
    await h.deleteGroup(group);
    await h.settled();
    expect(loginsIn('Writers')).toEqual(members);
    expect((await h.link(group)).state).toBe('tombstone');
  });

  test('and comes back has its members again', async () => {
    await start();
    const group = await h.addGroup('Writers', await addPeople('anna', 'ben'));
    await h.settled();
    await h.deleteGroup(group);
    await h.settled();
    const scope = { directory: 'main', client: 'idp' };
    const journal = {
      actor: 'operator',
      action: 'restore',
      directory: 'main',
      resourceType: 'Group',
      resourceId: group,
    };
    await h.store.resources.restore({ scope, type: 'Group', id: group, journal });
    h.orchestrator.hint();
    await h.settled();
    expect(loginsIn('Writers')).toEqual(['anna', 'ben']);
  });
});

describe('whoever leaves a group', () => {
  test('is taken out although the group’s new name is refused', async () => {
    await start();
    const [anna = '', ben = ''] = await addPeople('anna', 'ben');
    const group = await h.addGroup('Writers', [anna, ben]);
    await h.settled();
    h.stub.groups.rows.set('9', { id: '9', born: 0, name: 'Authors', members: new Set() });
    await h.renameGroup(group, 'Authors');
    await h.changeMembers(group, [], [anna]);
    await h.settled();
    expect(loginsIn('Writers')).toEqual(['ben']);
    expect((await h.link(group)).state).toBe('parked');
  });

  test('because they are gone from the directory is taken out where the account stays', async () => {
    await start({ ...all, leaving: { onDelete: 'keep' } });
    const [anna = '', ben = ''] = await addPeople('anna', 'ben');
    await h.addGroup('Writers', [anna, ben]);
    await h.settled();
    await h.deleteUser(anna);
    await h.settled();
    expect(loginsIn('Writers')).toEqual(['ben']);
  });

  test('with all others waits for a person: a group is seldom emptied on purpose', async () => {
    await start({ ...all, guards: { ...unguarded, emptied: { count: 3 } } });
    const people = await addPeople('anna', 'ben', 'carl', 'dora', 'emil');
    const group = await h.addGroup('Writers', people);
    await h.settled();
    await h.changeMembers(group, [], people.slice(1));
    await h.settled();
    expect(loginsIn('Writers')).toEqual(['anna']);
    await h.changeMembers(group, people.slice(1));
    await h.settled();
    await h.changeMembers(group, [], people);
    await h.settled();
    expect(loginsIn('Writers')?.length).toBeGreaterThan(1);
    expect(await h.orchestrator.inbox('blog')).toMatchObject([{ label: 'Writers', hold: { guard: 'emptied' } }]);
  });

  test('with too many others waits for a person, and goes when one approves', async () => {
    await start({ ...all, guards: { ...unguarded, deactivate: { count: 4 } } });
    const people = await addPeople('anna', 'ben', 'carl', 'dora', 'emil', 'fred', 'gina');
    const group = await h.addGroup('Writers', people);
    await h.settled();
    await h.changeMembers(group, [], people);
    await h.settled();
    const left = loginsIn('Writers')?.length ?? 0;
    expect(left).toBeGreaterThanOrEqual(3);
    expect(await h.orchestrator.inbox('blog')).toMatchObject([{ label: 'Writers', hold: { guard: 'role-loss' } }]);
    expect(await h.orchestrator.approve('blog', { userName: 'Writers' })).toBe(1);
    await h.settled();
    expect(loginsIn('Writers')).toEqual([]);
  });
});

describe('in trouble', () => {
  test('a member whom the vendor refuses keeps nobody else out, and is named', async () => {
    await start();
    const people = await addPeople('anna', 'ben', 'carl');
    await h.settled();
    const bad = `User ${(await h.link(people[1] ?? '')).accountId}`;
    h.stub.before = (name, subject) => {
      if (name === 'update' && subject.includes(`+${bad}`))
        throw new ConnectorError('invalid', 'stub: no such member.');
    };
    const group = await h.addGroup('Writers', people);
    await h.settled();
    expect(loginsIn('Writers')).toEqual(['anna', 'carl']);
    const lines = await h.store.journal.list({ resourceId: group, action: 'members', limit: 5 });
    expect(lines[0]?.reason).toContain('ben: stub: no such member.');
    h.stub.before = () => {};
    await h.orchestrator.retry('blog', 'Writers');
    await h.settled();
    expect(loginsIn('Writers')).toEqual(['anna', 'ben', 'carl']);
  });

  test('a group that is gone there and asked for again gets all its members', async () => {
    await start();
    const group = await h.addGroup('Writers', await addPeople('anna', 'ben', 'carl', 'dora'));
    await h.settled();
    h.stub.groups.rows.clear();
    await h.renameGroup(group, 'Authors');
    await h.settled();
    expect((await h.link(group)).reason).toContain('no longer exists');
    await h.orchestrator.sync('blog', { userNames: ['Authors'] });
    await h.settled();
    expect(loginsIn('Authors')).toEqual(['anna', 'ben', 'carl', 'dora']);
  });

  test('a process that ended over it loses no member', async () => {
    await start();
    const [anna = '', ben = ''] = await addPeople('anna', 'ben');
    const group = await h.addGroup('Writers', [anna]);
    await h.settled();
    let lost = false;
    h.stub.after = (name, subject) => {
      if (name !== 'update' || !subject.startsWith('Writers') || lost) return;
      lost = true;
      throw new ConnectorError('unavailable', 'stub: the answer was lost.', { outcomeUnknown: true });
    };
    await h.changeMembers(group, [ben], [anna]);
    await h.settled();
    h = await h.restart();
    await h.orchestrator.retry('blog', 'Writers');
    await h.settled();
    expect(loginsIn('Writers')).toEqual(['ben']);
  });
});

describe('beside automatic provisioning', () => {
  test('a manual pass over everybody works on groups, too; with automatic off nothing moves before', async () => {
    await start({ ...all, automatic: false });
    const [anna = ''] = await addPeople('anna');
    await h.addGroup('Writers', [anna]);
    await h.settled();
    expect(h.stub.calls).toEqual([]);
    const report = await h.orchestrator.sync('blog', {});
    expect(report.counts).toMatchObject({ create: 2 });
    expect(loginsIn('Writers')).toEqual(['anna']);
  });

  test('a plan shows who would be put in and taken out, apply does it, and a second plan is empty', async () => {
    await start({ ...all, automatic: false });
    const [anna = '', ben = ''] = await addPeople('anna', 'ben');
    const group = await h.addGroup('Writers', [anna]);
    await h.orchestrator.sync('blog', {});
    await h.changeMembers(group, [ben], [anna]);
    await h.settled();
    const plan = await h.orchestrator.plan('blog', {});
    expect(plan.counts).toMatchObject({ members: 1 });
    const items = await h.orchestrator.planItems(plan.id, { limit: 10 });
    expect(items).toMatchObject([
      { label: 'Writers', action: 'members', changes: { members: { added: ['ben'], removed: ['anna'] } } },
    ]);
    expect((await h.orchestrator.apply(plan.id, {})).counts).toMatchObject({ members: 1 });
    expect(loginsIn('Writers')).toEqual(['ben']);
    const { none: _, ...left } = (await h.orchestrator.plan('blog', {})).counts;
    expect(left).toEqual({});
  });

  test('a full run does not take a group for an account that nobody owns, nor the other way round', async () => {
    await start({ ...all, automatic: false });
    const people = await addPeople('anna', 'ben');
    await h.addGroup('Writers', people);
    await h.orchestrator.sync('blog', {});
    h.stub.groups.rows.set('2', { id: '2', born: 0, name: randomUUID(), members: new Set() });
    h.stub.place({ login: 'stranger', email: 's@example.org' });
    expect((await h.orchestrator.sync('blog', { full: true })).unmanaged).toBe(1);
  });
});
