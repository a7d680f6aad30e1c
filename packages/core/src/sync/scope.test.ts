import { describe, expect, test } from 'vitest';
import { parseFilter } from '../scim/parse-filter.js';
import { resolveFilter } from '../scim/resolve-filter.js';
import { userType } from '../scim/resource-types.js';
import { withFakeClock } from './__fixtures__/fake-clock.js';
import { person } from './__fixtures__/harness.js';
import type { ScopePolicy } from './application.js';

const { start, restart, pass, during } = withFakeClock();

function scope(text: string | undefined, groups: readonly string[] = [], nested = true): { scope: ScopePolicy } {
  const filter = text === undefined ? undefined : { text, filter: resolveFilter(userType, parseFilter(text)) };
  return { scope: { ...(filter && { filter }), groups, nested } };
}

const employees = scope('userType eq "Employee"');

describe('who belongs to an application', () => {
  test('only who matches the filter gets an account, and who stops matching is a leaver', async () => {
    const h = await start(employees);
    const anna = await h.addUser(person('anna', { userType: 'Employee' }));
    const ben = await h.addUser(person('ben', { userType: 'Contractor' }));
    await pass(5_000);
    expect([...h.stub.rows.values()].map(({ fields }) => fields.login)).toEqual(['anna']);
    expect((await h.link(ben)).reason).toContain('out of scope');
    await h.setUser(anna, person('anna', { userType: 'Contractor' }));
    await pass(5_000);
    expect(h.stub.byLogin('anna')?.active).toBe(false);
    expect((await h.link(anna)).reason).toContain('the filter userType eq "Employee" does not match');
    await h.setUser(anna, person('anna', { userType: 'Employee' }));
    await pass(5_000);
    expect(h.stub.byLogin('anna')?.active).toBe(true);
  });

  test('an absent attribute that the filter needs makes nobody a leaver, and nobody an account', async () => {
    const h = await start(employees);
    const anna = await h.addUser(person('anna', { userType: 'Employee' }));
    await pass(5_000);
    await h.setUser(anna, person('anna', { title: 'Captain' }));
    const ben = await h.addUser(person('ben'));
    await pass(5_000);
    expect(h.stub.byLogin('anna')).toMatchObject({ active: true, fields: { title: 'Captain' } });
    for (const id of [anna, ben]) expect((await h.link(id)).reason).toContain('whether it is in scope cannot be told');
    expect(h.stub.byLogin('ben')).toBeUndefined();
  });

  test('who left the scope is not let in again while it cannot be told who belongs there', async () => {
    const h = await start(employees);
    const anna = await h.addUser(person('anna', { userType: 'Employee' }));
    await pass(5_000);
    await h.setUser(anna, person('anna', { userType: 'Contractor' }));
    await pass(5_000);
    await h.setUser(anna, person('anna'));
    await pass(5_000);
    expect(h.stub.byLogin('anna')?.active).toBe(false);
    expect((await h.link(anna)).reason).toContain('stays deactivated: whether it is in scope cannot be told');
    await h.setUser(anna, person('anna', { userType: 'Employee' }));
    await pass(5_000);
    expect(h.stub.byLogin('anna')?.active).toBe(true);
  });

  test('the filter and any one of the groups', async () => {
    const h = await start(scope('userType eq "Employee"', ['Staff', 'Board']));
    const employee = { userType: 'Employee' };
    const [anna, ben] = [await h.addUser(person('anna', employee)), await h.addUser(person('ben'))];
    const cleo = await h.addUser(person('cleo', employee));
    await h.addGroup('Staff', [ben]);
    await h.addGroup('Board', [anna, ben]);
    await pass(5_000);
    expect([...h.stub.rows.values()].map(({ fields }) => fields.login)).toEqual(['anna']);
    expect((await h.link(cleo)).reason).toContain('in none of the groups "Staff", "Board"');
  });

  test.each([true, false])('members of groups within count where nested is %s', async (nested) => {
    const h = await start(scope(undefined, ['Staff'], nested));
    const anna = await h.addUser(person('anna'));
    const team = await h.addGroup('Team', [anna]);
    await h.addGroup('Staff', [team]);
    await pass(5_000);
    expect(h.stub.byLogin('anna') !== undefined).toBe(nested);
  });

  test.each([
    ['keep', true, /keeps access/],
    ['deactivate', false, /out of scope/],
    ['delete', undefined, undefined],
    ['unlink', true, /out of scope/],
  ] as const)('leaving the scope with onScopeExit: %s', async (onScopeExit, active, reason) => {
    const h = await start({ ...scope(undefined, ['Staff']), leaving: { onScopeExit } });
    const anna = await h.addUser(person('anna'));
    const staff = await h.addGroup('Staff', [anna]);
    await pass(5_000);
    await h.changeMembers(staff, [], [anna]);
    await pass(5_000);
    expect(h.stub.byLogin('anna')?.active).toBe(active);
    if (reason !== undefined) expect((await h.link(anna)).reason).toMatch(reason);
    expect((await h.link(anna)).accountId).toBe(
      onScopeExit === 'keep' || onScopeExit === 'deactivate' ? '1' : undefined,
    );
  });
});

describe('a scope group that cannot be told any more', () => {
  test('makes nobody a leaver, says so, and comes back with an operator', async () => {
    const h = await start(scope(undefined, ['Staff']));
    const anna = await h.addUser(person('anna'));
    const staff = await h.addGroup('Staff', [anna]);
    await pass(5_000);
    await h.deleteGroup(staff);
    await pass(5_000);
    expect(h.stub.byLogin('anna')?.active).toBe(true);
    expect((await h.store.applications.get('blog')).scopeFrozen?.reason).toContain('"Staff"');
    const again = await h.addGroup('Staff', []);
    await h.setUser(anna, person('anna', { title: 'Captain' }));
    await pass(5_000);
    expect(h.stub.byLogin('anna')).toMatchObject({ active: true, fields: { title: 'Captain' } });
    await h.changeMembers(again, [anna]);
    expect(await h.orchestrator.resume('blog')).toBe('resumed');
    await pass(5_000);
    expect((await h.store.applications.get('blog')).scopeFrozen).toBeUndefined();
    await h.changeMembers(again, [], [anna]);
    await pass(5_000);
    expect(h.stub.byLogin('anna')?.active).toBe(false);
  });

  test('gives nobody back an account that was closed before', async () => {
    const h = await start(scope(undefined, ['Staff']));
    const [anna, ben] = [await h.addUser(person('anna')), await h.addUser(person('ben'))];
    const staff = await h.addGroup('Staff', [anna, ben]);
    await pass(5_000);
    await h.changeMembers(staff, [], [ben]);
    await pass(5_000);
    await h.deleteGroup(staff);
    await h.setUser(ben, person('ben', { title: 'Cook' }));
    await pass(5_000);
    await during(h.orchestrator.sync('blog', { full: true }));
    expect(h.stub.byLogin('ben')?.active).toBe(false);
    expect((await h.link(ben)).reason).toContain('whether it is in scope cannot be told');
    expect(h.stub.byLogin('anna')?.active).toBe(true);
    await h.addGroup('Staff', [anna, ben]);
    await h.orchestrator.resume('blog');
    await pass(5_000);
    expect(h.stub.byLogin('ben')?.active).toBe(true);
  });

  test('lets go of whoever is in none of its groups once there is such a group', async () => {
    const h = await start();
    const [anna, ben] = [await h.addUser(person('anna')), await h.addUser(person('ben'))];
    await pass(5_000);
    const next = await restart(h, scope(undefined, ['Staff']));
    await pass(5_000);
    expect([...next.stub.rows.values()].map(({ active }) => active)).toEqual([true, true]);
    await next.addGroup('Staff', [anna]);
    await pass(5_000);
    expect(next.stub.byLogin('anna')?.active).toBe(true);
    expect(next.stub.byLogin('ben')?.active).toBe(false);
    expect((await next.link(ben)).reason).toContain('in none of the groups "Staff"');
  });

  test('is not the scope of anybody who is not in the one that an operator takes instead', async () => {
    const h = await start(scope(undefined, ['Staff']));
    const [anna, ben] = [await h.addUser(person('anna')), await h.addUser(person('ben'))];
    const staff = await h.addGroup('Staff', [anna, ben]);
    await pass(5_000);
    await h.deleteGroup(staff);
    await h.addGroup('Staff', [anna]);
    await pass(5_000);
    expect(h.stub.byLogin('ben')?.active).toBe(true);
    await h.orchestrator.resume('blog');
    await pass(5_000);
    expect(h.stub.byLogin('ben')?.active).toBe(false);
    expect(h.stub.byLogin('anna')?.active).toBe(true);
  });

  test('lets nobody in who left it before, until an operator says so', async () => {
    const h = await start(scope(undefined, ['Staff']));
    const [anna, ben] = [await h.addUser(person('anna')), await h.addUser(person('ben'))];
    const staff = await h.addGroup('Staff', [anna, ben]);
    await pass(5_000);
    await h.changeMembers(staff, [], [anna, ben]);
    await pass(5_000);
    await h.deleteGroup(staff);
    await pass(5_000);
    await during(h.orchestrator.sync('blog', {}));
    expect([...h.stub.rows.values()].map(({ active }) => active)).toEqual([false, false]);
    await h.addGroup('Staff', [anna]);
    await h.orchestrator.resume('blog');
    await pass(5_000);
    expect(h.stub.byLogin('anna')?.active).toBe(true);
    expect(h.stub.byLogin('ben')?.active).toBe(false);
  });

  test('a renamed group stays the scope', async () => {
    const h = await start(scope(undefined, ['Staff']));
    const anna = await h.addUser(person('anna'));
    const staff = await h.addGroup('Staff', [anna]);
    await pass(5_000);
    await h.renameGroup(staff, 'Personnel');
    await pass(5_000);
    expect(h.stub.byLogin('anna')?.active).toBe(true);
    const ben = await h.addUser(person('ben'));
    await h.changeMembers(staff, [ben]);
    await pass(5_000);
    expect(h.stub.byLogin('ben')?.active).toBe(true);
  });
});

test('who leaves the scope goes before everybody else', async () => {
  const h = await start(scope(undefined, ['Staff']));
  const anna = await h.addUser(person('anna'));
  const staff = await h.addGroup('Staff', [anna]);
  await pass(5_000);
  h.stub.before = () => new Promise((resolve) => setTimeout(resolve, 1_000));
  const others = await Promise.all(Array.from({ length: 60 }, (_, index) => h.addUser(person(`other${index}`))));
  await h.changeMembers(staff, others);
  await pass(3_000);
  await h.changeMembers(staff, [], [anna]);
  await pass(6_000);
  expect(h.stub.byLogin('anna')?.active).toBe(false);
  expect(h.stub.rows.size).toBeLessThan(61);
  expect((await h.link(anna)).leftAt).toBeDefined();
});

test('a scope that is narrowed reaches everybody without anybody pushing again', async () => {
  const h = await start();
  await h.addUser(person('anna', { userType: 'Employee' }));
  await h.addUser(person('ben', { userType: 'Contractor' }));
  await pass(5_000);
  await restart(h, employees);
  await pass(5_000);
  expect(h.stub.byLogin('anna')?.active).toBe(true);
  expect(h.stub.byLogin('ben')?.active).toBe(false);
});

test('who is out of scope is not synced by hand either, and is told why', async () => {
  const h = await start(employees);
  await h.addUser(person('ben', { userType: 'Contractor' }));
  await pass(5_000);
  const items: string[] = [];
  await during(
    h.orchestrator.sync('blog', {
      userNames: ['ben'],
      onItem: ({ action, reason }) => items.push(`${action}: ${reason}`),
    }),
  );
  expect(items).toEqual([
    'none: out of scope: the filter userType eq "Employee" does not match, has no account and gets none',
  ]);
});
