import { describe, expect, test } from 'vitest';
import { withFakeClock } from './__fixtures__/fake-clock.js';
import { type Harness, person, unguarded } from './__fixtures__/harness.js';
import { defaultGuards, everyOperation } from './default-policy.js';
import { limitOf } from './guard-uses.js';

const { start, pass, leap, during, restart } = withFakeClock();
const hour = 3_600_000;

async function people(h: Harness, count: number, more = {}): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push(await h.addUser(person(`user${index}`, more)));
  await pass(10_000);
  return ids;
}

async function leave(h: Harness, ids: readonly string[]): Promise<void> {
  for (const [index, id] of ids.entries()) await h.setUser(id, person(`user${index}`, { active: false }));
  await pass(10_000);
}

const closed = (h: Harness) => [...h.stub.rows.values()].filter(({ active }) => !active).length;

test.each([
  [{ count: 50, percent: 10 }, 3, 10_000, 50],
  [{ count: 50, percent: 10 }, 3, 100, 10],
  [{ count: 50, percent: 10 }, 3, 10, 3],
  [{ percent: 20 }, 3, 1_000, 200],
  [{ count: 1 }, 1, 1_000, 1],
  [{}, 3, 1_000, undefined],
])('a budget of %j (never fewer than %i) for %i people is %s', (budget, least, all, limit) => {
  expect(limitOf({ budget, least }, all)).toBe(limit);
});

describe('more leavers than usual', () => {
  test('are deactivated up to the budget; the others wait in the inbox for a person', async () => {
    const h = await start({ guards: { ...unguarded, deactivate: { count: 4 } } });
    const ids = await people(h, 10);
    await leave(h, ids);
    expect(closed(h)).toBe(4);
    const inbox = await h.orchestrator.inbox('blog');
    expect(inbox).toHaveLength(6);
    expect(inbox[0]?.hold).toMatchObject({ guard: 'deactivate', action: 'deactivate' });
    expect(inbox[0]?.hold.reason).toContain('more than 4 deactivations within 24 h for application blog');
    await pass(hour);
    expect(closed(h)).toBe(4);
    expect(await h.orchestrator.approve('blog', { userName: inbox[0]?.label ?? '' })).toBe(1);
    await pass(5_000);
    expect(closed(h)).toBe(5);
    expect(await h.orchestrator.approve('blog', { guard: 'deactivate' })).toBe(5);
    await pass(5_000);
    expect(closed(h)).toBe(10);
    expect(await h.orchestrator.inbox('blog')).toEqual([]);
  });

  test('who comes back meanwhile is not deactivated by an approval', async () => {
    const h = await start({ guards: { ...unguarded, deactivate: { count: 1 } } });
    const [first, second] = await people(h, 2);
    await leave(h, [first ?? '', second ?? '']);
    const [held] = await h.orchestrator.inbox('blog');
    await h.setUser(held?.resourceId ?? '', person(held?.label ?? ''));
    await pass(5_000);
    expect(await h.orchestrator.inbox('blog')).toEqual([]);
    expect(await h.orchestrator.approve('blog', { guard: 'deactivate' })).toBe(0);
    expect(h.stub.byLogin(held?.label ?? '')?.active).toBe(true);
  });

  test('a rejected one is not asked again while nothing changes', async () => {
    const h = await start({ guards: { ...unguarded, deactivate: { count: 0 } } });
    const [id = ''] = await people(h, 1);
    await leave(h, [id]);
    expect(await h.orchestrator.reject('blog', { userName: 'user0' })).toBe(1);
    await during(h.orchestrator.sync('blog', {}));
    expect(await h.orchestrator.inbox('blog')).toEqual([]);
    expect(closed(h)).toBe(0);
    expect((await h.link(id)).reason).toContain('more than 0');
  });

  test('what changed before a no, and was not worked on yet, is done all the same', async () => {
    const h = await start({ automatic: false, guards: { ...unguarded, deactivate: { count: 0 } } });
    const [id = ''] = await people(h, 1);
    await during(h.orchestrator.sync('blog', {}));
    await leave(h, [id]);
    await during(h.orchestrator.sync('blog', {}));
    await h.setUser(id, person('user0', { title: 'Cook' }));
    await pass(5_000);
    expect(await h.orchestrator.reject('blog', { userName: 'user0' })).toBe(1);
    expect((await h.link(id)).stale).toBe(true);
    await during(h.orchestrator.sync('blog', {}));
    expect(h.stub.byLogin('user0')?.fields.title).toBe('Cook');
  });

  test('a rejected one is not done when the window has room again', async () => {
    const h = await start({ guards: { ...unguarded, deactivate: { count: 1 } } });
    const [first = '', second = ''] = await people(h, 2);
    await leave(h, [first]);
    await h.setUser(second, person('user1', { active: false }));
    await pass(5_000);
    expect(await h.orchestrator.reject('blog', { guard: 'deactivate' })).toBe(1);
    await leap(25 * hour);
    expect((await during(h.orchestrator.plan('blog', {}))).counts).toMatchObject({ hold: 1 });
    expect((await during(h.orchestrator.sync('blog', {}))).counts).toMatchObject({ hold: 1 });
    expect(closed(h)).toBe(1);
  });

  test('the window rolls on', async () => {
    const h = await start({ guards: { ...unguarded, deactivate: { count: 2 } } });
    const ids = await people(h, 5);
    await leave(h, ids.slice(0, 2));
    await pass(25 * hour);
    for (const index of [2, 3]) await h.setUser(ids[index] ?? '', person(`user${index}`, { active: false }));
    await pass(5_000);
    expect(closed(h)).toBe(4);
  });

  test('one client is bounded over all of its applications', async () => {
    const h = await start({}, { clientGuards: { ...unguarded, deactivate: { count: 2 } } });
    await leave(h, await people(h, 5));
    expect(closed(h)).toBe(2);
    const [held] = await h.orchestrator.inbox();
    expect(held?.hold.reason).toContain('client idp');
  });

  test('an apply does not go around the guard', async () => {
    const h = await start({ automatic: false, guards: { ...unguarded, deactivate: { count: 2 } } });
    const ids = await people(h, 5);
    await during(h.orchestrator.sync('blog', {}));
    await leave(h, ids);
    const plan = await during(h.orchestrator.plan('blog', {}));
    expect(plan.counts).toMatchObject({ deactivate: 5 });
    expect(plan.warnings).toEqual([
      '5 deactivations, and room for 2 (at most 2 in the window): 3 would wait for a person',
    ]);
    expect(await h.store.plans.find(plan.id)).toEqual(plan);
    const report = await during(h.orchestrator.apply(plan.id, {}));
    expect(report.counts).toEqual({ deactivate: 2, hold: 3 });
    expect(closed(h)).toBe(2);
  });

  test('a plan tells what the budget of a client leaves of it', async () => {
    const h = await start({ automatic: false }, { clientGuards: { ...unguarded, deactivate: { count: 1 } } });
    const ids = await people(h, 3);
    await during(h.orchestrator.sync('blog', {}));
    await leave(h, ids.slice(0, 2));
    await h.deleteUser(ids[2] ?? '');
    const { warnings } = await during(h.orchestrator.plan('blog', {}));
    expect(warnings).toEqual([
      '2 deactivations, and room for 1 (at most 1 in the window for client idp): 1 would wait for a person',
    ]);
  });

  test('deletions have a budget of their own', async () => {
    const h = await start({ leaving: { onDelete: 'delete' }, guards: { ...unguarded, delete: { count: 1 } } });
    const ids = await people(h, 3);
    for (const id of ids) await h.deleteUser(id);
    await pass(10_000);
    expect(h.stub.rows.size).toBe(2);
    expect((await h.orchestrator.inbox('blog')).map(({ hold }) => hold.guard)).toEqual(['delete', 'delete']);
  });
});

describe('what else is guarded', () => {
  test('a second grant of a privileged role within the window', async () => {
    const policy = { roles: { Admins: 'administrator' }, guards: { ...unguarded, privileged: { count: 1 } } };
    const h = await start(policy);
    const [first = '', second = ''] = await people(h, 2);
    await h.addGroup('Admins', [first, second]);
    await pass(5_000);
    expect([...h.stub.rows.values()].filter(({ roles }) => roles.includes('administrator'))).toHaveLength(1);
    expect((await h.orchestrator.inbox('blog'))[0]?.hold.guard).toBe('privileged');
  });

  test('one attribute that is cleared in many people', async () => {
    const h = await start({ guards: { ...unguarded, wipe: { percent: 20 } } });
    const ids = await people(h, 20, { title: 'Captain' });
    for (const [index, id] of ids.entries()) await h.setUser(id, person(`user${index}`));
    await pass(10_000);
    const kept = [...h.stub.rows.values()].filter(({ fields }) => fields.title === 'Captain');
    expect(kept).toHaveLength(16);
    expect((await h.orchestrator.inbox('blog'))[0]?.hold).toMatchObject({ guard: 'wipe', fields: ['title'] });
  });

  test('a group that is emptied, for the application and for whoever emptied it', async () => {
    const h = await start({ guards: { ...unguarded, deactivate: { count: 3 }, emptied: { count: 3 } } });
    const ids = await people(h, 8);
    const editors = await h.addGroup('Editors', ids);
    await pass(10_000);
    await h.changeMembers(editors, [], ids);
    await pass(10_000);
    expect([...h.stub.rows.values()].filter(({ roles }) => roles.includes('editor'))).toHaveLength(5);
    const [held] = await h.orchestrator.inbox('blog');
    expect(held?.hold).toMatchObject({ guard: 'emptied', action: 'update' });
    expect(held?.hold.reason).toContain('the empty group "Editors" gave');
    expect(await h.orchestrator.approve('blog', { userName: held?.label ?? '' })).toBe(1);
    await pass(5_000);
    expect(await h.orchestrator.inbox('blog')).toHaveLength(4);
    await h.changeMembers(editors, ids);
    await pass(10_000);
    expect(await h.orchestrator.inbox('blog')).toEqual([]);
  });

  test('a group of the scope that is emptied', async () => {
    const scope = { groups: ['Staff'], nested: true };
    const h = await start({ scope, automatic: false }, { clientGuards: { ...unguarded, emptied: { count: 2 } } });
    const ids = await people(h, 5);
    const staff = await h.addGroup('Staff', ids);
    await during(h.orchestrator.sync('blog', {}));
    await h.changeMembers(staff, [], ids);
    const { counts } = await during(h.orchestrator.sync('blog', {}));
    expect(counts).toMatchObject({ deactivate: 2, hold: 3 });
    expect((await h.orchestrator.inbox('blog'))[0]?.hold).toMatchObject({
      guard: 'emptied',
      reason: expect.stringContaining('client idp'),
    });
  });

  test('many who lose a role, while the group keeps others', async () => {
    const h = await start({ guards: { ...unguarded, deactivate: { count: 3 }, emptied: { count: 0 } } });
    const ids = await people(h, 8);
    const editors = await h.addGroup('Editors', ids);
    await pass(10_000);
    await h.changeMembers(editors, [], ids.slice(1));
    await pass(10_000);
    expect([...h.stub.rows.values()].filter(({ roles }) => roles.includes('editor'))).toHaveLength(5);
    expect((await h.orchestrator.inbox('blog'))[0]?.hold.guard).toBe('role-loss');
  });

  test('not a role that is given in place of the default one', async () => {
    const h = await start({ defaultRole: 'subscriber', guards: { ...unguarded, deactivate: { count: 1 } } });
    const ids = await people(h, 4);
    await h.addGroup('Editors', ids);
    await pass(10_000);
    expect(await h.orchestrator.inbox('blog')).toEqual([]);
    expect([...h.stub.rows.values()].map(({ roles }) => roles)).toEqual(ids.map(() => ['editor']));
  });

  test('of two that hold the same person, each is approved once', async () => {
    const h = await start({ guards: { ...unguarded, deactivate: { count: 0 }, wipe: { count: 0 } } });
    const [id = ''] = await people(h, 1, { title: 'Captain' });
    const editors = await h.addGroup('Editors', [id]);
    await pass(10_000);
    await h.setUser(id, person('user0'));
    await h.changeMembers(editors, [], [id]);
    await pass(10_000);
    const asked: string[] = [];
    for (let [held] = await h.orchestrator.inbox('blog'); held; [held] = await h.orchestrator.inbox('blog')) {
      asked.push(held.hold.guard);
      if (asked.length > 2) break;
      await h.orchestrator.approve('blog', { guard: held.hold.guard });
      await pass(10_000);
    }
    expect(asked).toEqual(['role-loss', 'wipe']);
    expect(h.stub.byLogin('user0')?.roles).toEqual(['subscriber']);
  });

  test('a value that goes back and forth', async () => {
    const h = await start();
    const [id = ''] = await people(h, 1);
    for (let turn = 0; turn < 12; turn += 1) {
      await h.setUser(id, person('user0', { title: turn % 2 === 0 ? 'Captain' : 'Sailor' }));
      await pass(2_000);
    }
    expect((await h.orchestrator.inbox('blog'))[0]?.hold.guard).toBe('flip');
    expect(h.stub.calls.filter((call) => call === 'update user0').length).toBeLessThan(8);
  });

  test('nothing of it holds up a usual day', async () => {
    const h = await start({ guards: defaultGuards }, { clientGuards: defaultGuards });
    const ids = await people(h, 30, { title: 'Captain' });
    await h.setUser(ids[0] ?? '', person('user0', { active: false }));
    await h.setUser(ids[1] ?? '', person('user1'));
    await h.setUser(ids[2] ?? '', person('user2', { title: 'Admiral' }));
    await pass(10_000);
    expect(await h.orchestrator.inbox()).toEqual([]);
    expect(closed(h)).toBe(1);
  });
});

describe('an operation that was switched off', () => {
  test('leaves a record of what it means, and a backlog that a person starts', async () => {
    const h = await start({ operations: { deactivate: false } });
    const ids = await people(h, 3);
    await leave(h, ids);
    expect(closed(h)).toBe(0);
    expect(await h.link(ids[0] ?? '')).toMatchObject({
      skipped: 'deactivate',
      reason: expect.stringContaining('keeps access'),
    });
    const next = await restart(h, {});
    await next.setUser(ids[0] ?? '', person('user0', { active: false, title: 'Gone' }));
    await pass(10_000);
    expect(closed(h)).toBe(0);
    expect((await next.orchestrator.inbox('blog')).map(({ hold }) => hold.guard)).toEqual(['backlog']);
    const plan = await during(next.orchestrator.plan('blog', {}));
    expect(plan.counts).toMatchObject({ deactivate: 3 });
    await during(next.orchestrator.apply(plan.id, {}));
    expect(closed(h)).toBe(3);
  });

  test('who was deactivated instead of deleted is not deleted by the switch either', async () => {
    const leaving = { onDelete: 'delete' } as const;
    for (const operations of [{ delete: false }, { delete: false, deactivate: false }]) {
      const h = await start({ leaving, operations });
      const ids = await people(h, 2);
      for (const id of ids) await h.deleteUser(id);
      await pass(10_000);
      const next = await restart(h, {
        leaving,
        schedules: [{ cron: '*/10 * * * * *', mode: 'full', operations: everyOperation }],
      });
      await pass(30_000);
      expect(next.stub.rows.size).toBe(2);
      const waiting = (await next.orchestrator.inbox('blog')).map(({ hold }) => hold.reason);
      const skipped = 'deactivate' in operations ? 'deactivate' : 'delete';
      expect(waiting).toEqual(Array(2).fill(expect.stringContaining(`the operation ${skipped} was switched off`)));
      expect((await during(next.orchestrator.sync('blog', {}))).counts).toMatchObject({ remove: 2 });
    }
  });

  test('is no backlog of a way that has always been allowed to do it', async () => {
    const leaving = { onDelete: 'delete' } as const;
    const nightly = { ...everyOperation, create: false };
    const h = await start({
      leaving,
      operations: { deactivate: false, delete: false },
      schedules: [{ cron: '*/10 * * * * *', mode: 'full', operations: nightly }],
    });
    const [anna = '', ben = ''] = await people(h, 2);
    await h.setUser(anna, person('user0', { active: false }));
    await h.deleteUser(ben);
    await pass(15_000);
    expect([...h.stub.rows.values()].map(({ active }) => active)).toEqual([false]);
    expect(await h.orchestrator.inbox('blog')).toEqual([]);
  });

  test('a leaver who came back and leaves again is no backlog', async () => {
    const h = await start({ operations: { deactivate: false } });
    const [id = ''] = await people(h, 1);
    await leave(h, [id]);
    const next = await restart(h, {});
    await next.setUser(id, person('user0'));
    await pass(5_000);
    await next.setUser(id, person('user0', { active: false }));
    await pass(5_000);
    expect(closed(h)).toBe(1);
  });
});
