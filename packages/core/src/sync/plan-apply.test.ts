import { describe, expect, test } from 'vitest';
import { ConnectorError } from '../connector/connector-error.js';
import { createMemoryStore } from '../store/memory/create-memory-store.js';
import type { Store } from '../store/store.js';
import { withFakeClock } from './__fixtures__/fake-clock.js';
import { type Harness, person } from './__fixtures__/harness.js';

const { start, pass, during, restart } = withFakeClock();
/** Many people, or many hours: seconds of work where others work, too. */
const manual = { automatic: false } as const;

async function itemsOf(h: Harness, plan: string) {
  const items = await h.orchestrator.planItems(plan, { limit: 100 });
  return items.map(({ label, action }) => `${label} ${action}`).sort();
}

/** After `kill` nothing that was begun with it comes back: as for a process that is gone. */
function mortalStore(store: Store): { readonly mortal: Store; kill(): void } {
  let dead = false;
  const port = (given: object) =>
    new Proxy(given, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...asked: unknown[]) => (dead ? new Promise(() => undefined) : Reflect.apply(member, target, asked));
      },
    });
  const ports = Object.entries(store).map(([name, given]) => [name, port(given as object)]);
  return {
    mortal: Object.fromEntries(ports) as Store,
    kill() {
      dead = true;
    },
  };
}

describe('a plan', () => {
  test('shows what would be done, writes nothing, and its apply leaves nothing to do', async () => {
    const h = await start(manual);
    h.stub.place({ login: 'ben', email: 'ben@example.org' });
    h.stub.place({ login: 'root', email: 'cleo@example.org' }, { roles: ['administrator'] });
    for (const name of ['anna', 'ben', 'cleo']) await h.addUser(person(name));
    await h.addUser(person('dora', { active: false }));
    const plan = await during(h.orchestrator.plan('blog', {}));
    expect(plan.counts).toEqual({ create: 1, adopt: 1, park: 1, none: 1 });
    expect(await itemsOf(h, plan.id)).toEqual(['anna create', 'ben adopt', 'cleo park']);
    expect(h.stub.calls).toEqual(['list ']);
    const report = await during(h.orchestrator.apply(plan.id, {}));
    expect(report.counts).toEqual({ create: 1, adopt: 1 });
    const second = await during(h.orchestrator.plan('blog', {}));
    expect(second.counts).toEqual({ none: 3, park: 1 });
  });

  test('tells of each field what it is and what it would be', async () => {
    const h = await start(manual);
    const anna = await h.addUser(person('anna', { title: 'Sailor' }));
    await during(h.orchestrator.sync('blog', {}));
    await h.setUser(anna, person('anna', { title: 'Captain' }));
    const plan = await during(h.orchestrator.plan('blog', {}));
    const [item] = await h.orchestrator.planItems(plan.id, { limit: 1 });
    expect(item).toMatchObject({ action: 'update', changes: { title: { from: 'Sailor', to: 'Captain' } } });
  });

  test('does only what it says: whoever has moved since is reported and left', async () => {
    const h = await start(manual);
    const anna = await h.addUser(person('anna', { title: 'Sailor' }));
    const ben = await h.addUser(person('ben', { title: 'Sailor' }));
    await during(h.orchestrator.sync('blog', {}));
    await h.setUser(anna, person('anna', { title: 'Captain' }));
    await h.setUser(ben, person('ben', { title: 'Captain' }));
    const plan = await during(h.orchestrator.plan('blog', {}));
    await h.setUser(ben, person('ben', { title: 'Admiral' }));
    const items: string[] = [];
    const onItem = ({ label, action, reason }: { label: string; action: string; reason: string }) =>
      items.push(`${label} ${action} ${reason}`);
    const report = await during(h.orchestrator.apply(plan.id, { onItem }));
    expect(report.counts).toEqual({ update: 1, moved: 1 });
    expect(items.find((item) => item.startsWith('ben'))).toContain('the plan said update; now it would be: update');
    expect(h.stub.byLogin('anna')?.fields.title).toBe('Captain');
    expect(h.stub.byLogin('ben')?.fields.title).toBe('Sailor');
  });

  test('whose create would meet somebody by now is left', async () => {
    const h = await start(manual);
    await h.addUser(person('anna'));
    const plan = await during(h.orchestrator.plan('blog', {}));
    h.stub.place({ login: 'anna', email: 'anna@example.org' });
    expect((await during(h.orchestrator.apply(plan.id, {}))).counts).toEqual({ moved: 1 });
    expect(h.stub.byLogin('anna')?.born).toBe(0);
  });

  test('whose apply a kill broke off goes on where it was, and what was done before can be taken back', async () => {
    const store = createMemoryStore();
    const { mortal, kill } = mortalStore(store);
    const h = await start(manual, { store: mortal });
    for (let index = 0; index < 60; index += 1) await h.addUser(person(`user${index}`));
    const plan = await during(h.orchestrator.plan('blog', {}));
    h.stub.before = async (call) => {
      if (call === 'create') await new Promise((resolve) => setTimeout(resolve, 1_000));
    };
    void h.orchestrator.apply(plan.id, {});
    await pass(8_900);
    const made = h.stub.rows.size;
    expect(made).toBeGreaterThan(5);
    expect(made).toBeLessThan(50);
    kill();
    const next = await start(manual, { store, stub: h.stub });
    await pass(5 * 60_000);
    expect(h.stub.rows.size).toBe(60);
    expect(h.stub.calls.filter((call) => call.startsWith('create'))).toHaveLength(60);
    const [run] = await next.orchestrator.runs('blog', 9);
    expect(run).toMatchObject({ kind: 'apply', state: 'done' });
    // Of those who were being made when it died, the run does not know what became.
    const { counts } = await during(next.orchestrator.undo(run?.id ?? ''));
    expect(counts.deactivate).toBeGreaterThanOrEqual(56);
  });

  test('that is applied again leaves no run behind', async () => {
    const h = await start(manual);
    await h.addUser(person('anna'));
    await h.addUser(person('dora', { active: false }));
    const plan = await during(h.orchestrator.plan('blog', {}));
    const { run } = await during(h.orchestrator.apply(plan.id, {}));
    expect((await during(h.orchestrator.apply(plan.id, {}))).refused).toContain('applied before');
    expect(await h.orchestrator.runs('blog', 9)).toMatchObject([{ id: run, total: 1, counts: { seen: 1, create: 1 } }]);
  });

  test('is applied once, and not after a day', async () => {
    const h = await start(manual);
    await h.addUser(person('anna'));
    const plan = await during(h.orchestrator.plan('blog', {}));
    await during(h.orchestrator.apply(plan.id, {}));
    expect((await during(h.orchestrator.apply(plan.id, {}))).refused).toContain('applied before');
    const old = await during(h.orchestrator.plan('blog', {}));
    await pass(25 * 3_600_000);
    expect((await during(h.orchestrator.apply(old.id, {}))).refused).toContain('expired');
  });

  const obstacles: readonly (readonly [string, (h: Harness) => Promise<void>])[] = [
    ['halted', (h) => h.orchestrator.pause('blog', 'maintenance.')],
    ['in quarantine', (h) => h.store.applications.update('blog', { quarantine: { reason: 'many failed.', at: 1 } })],
  ];
  test.each(obstacles)('is refused where the application is %s', async (_, stop) => {
    const h = await start(manual);
    const before = await during(h.orchestrator.sync('blog', {}));
    await h.addUser(person('anna'));
    await stop(h);
    const calls = h.stub.calls.length;
    await expect(during(h.orchestrator.plan('blog', {}))).rejects.toThrow('resume blog');
    await expect(during(h.orchestrator.undo(before.run ?? ''))).rejects.toThrow('resume blog');
    expect(h.stub.calls).toHaveLength(calls);
    expect((await during(h.orchestrator.sync('blog', {}))).refused).toContain('resume blog');
    expect(await h.orchestrator.resume('blog')).toBe('resumed');
    expect((await during(h.orchestrator.sync('blog', {}))).counts).toEqual({ create: 1 });
  });

  test('of some people only, found by a filter or by what they are called', async () => {
    const h = await start(manual);
    for (const name of ['anna', 'hanna', 'ben'])
      await h.addUser(person(name, { title: name === 'ben' ? 'Chef' : 'Cook' }));
    expect((await during(h.orchestrator.plan('blog', { search: 'nna' }))).counts).toEqual({ create: 2 });
    expect((await during(h.orchestrator.plan('blog', { filter: 'title eq "Chef"' }))).counts).toEqual({ create: 1 });
    await expect(during(h.orchestrator.plan('blog', { filter: 'title eq' }))).rejects.toMatchObject({ status: 400 });
  });
});

describe('a run that is undone', () => {
  async function done(h: Harness): Promise<string> {
    const report = await during(h.orchestrator.sync('blog', {}));
    return report.run ?? '';
  }

  test('puts back what it wrote, suspends whom it made, and stays undone after the next drain', async () => {
    const h = await start(manual);
    const anna = await h.addUser(person('anna', { title: 'Sailor' }));
    const cleo = await h.addUser(person('cleo'));
    await done(h);
    await h.setUser(anna, person('anna', { title: 'Captain' }));
    await h.addUser(person('ben'));
    await h.setUser(cleo, person('cleo', { active: false }));
    const run = await done(h);
    expect(h.stub.byLogin('anna')?.fields.title).toBe('Captain');
    const plan = await during(h.orchestrator.undo(run));
    expect(await itemsOf(h, plan.id)).toEqual(['anna update', 'ben deactivate', 'cleo reactivate']);
    expect(h.stub.byLogin('anna')?.fields.title).toBe('Captain');
    await during(h.orchestrator.apply(plan.id, {}));
    const undone = () => [
      h.stub.byLogin('anna')?.fields.title,
      h.stub.byLogin('ben')?.active,
      h.stub.byLogin('cleo')?.active,
    ];
    expect(undone()).toEqual(['Sailor', false, true]);
    const next = await restart(h, { automatic: true });
    await next.setUser(anna, person('anna', { title: 'Captain', displayName: 'Anna' }));
    await pass(20_000);
    await during(next.orchestrator.sync('blog', {}));
    expect(undone()).toEqual(['Sailor', false, true]);
    expect((await next.orchestrator.inbox('blog')).map(({ label, hold }) => `${label} ${hold.guard}`).sort()).toEqual([
      'anna undo',
      'ben undo',
      'cleo undo',
    ]);
    expect(await next.orchestrator.approve('blog', { guard: 'undo' })).toBe(3);
    await pass(20_000);
    expect(undone()).toEqual(['Captain', true, false]);
  });

  test('leaves what others have changed since, and keeps roles that others gave', async () => {
    const h = await start(manual);
    const anna = await h.addUser(person('anna', { title: 'Sailor' }));
    const editors = await h.addGroup('Editors', []);
    await done(h);
    await h.setUser(anna, person('anna', { title: 'Captain', displayName: 'Anna' }));
    await h.changeMembers(editors, [anna]);
    const run = await done(h);
    const row = h.stub.byLogin('anna');
    if (row) {
      row.fields.title = 'Admiral';
      row.roles.push('shop-keeper');
    }
    await during(h.orchestrator.apply((await during(h.orchestrator.undo(run))).id, {}));
    expect(row).toMatchObject({
      fields: { title: 'Admiral', name: 'ANNA' },
      roles: ['subscriber', 'shop-keeper'],
    });
  });

  test.each([
    ['the answer was lost', 'after', true],
    ['it was refused', 'before', false],
  ] as const)('where %s, what the drain does next is nothing it should not', async (_, when, doubted) => {
    const h = await start(manual);
    const anna = await h.addUser(person('anna', { title: 'Sailor' }));
    await done(h);
    await h.setUser(anna, person('anna', { title: 'Captain' }));
    const plan = await during(h.orchestrator.undo(await done(h)));
    h.stub[when] = (call) => {
      if (call !== 'update') return;
      throw new ConnectorError(doubted ? 'unavailable' : 'invalid', 'no', { outcomeUnknown: doubted });
    };
    expect((await during(h.orchestrator.apply(plan.id, {}))).counts).toEqual({ error: 1 });
    h.stub[when] = () => {};
    const left = doubted ? 'Sailor' : 'Captain';
    expect(h.stub.byLogin('anna')?.fields.title).toBe(left);
    const next = await restart(h, { automatic: true });
    await next.setUser(anna, person('anna', { title: 'Captain', displayName: 'Anna' }));
    await pass(20_000);
    expect(h.stub.byLogin('anna')?.fields).toMatchObject({ title: left, name: doubted ? 'ANNA' : 'Anna' });
    expect(await next.orchestrator.approve('blog', { guard: 'undo' })).toBe(doubted ? 1 : 0);
    await pass(20_000);
    expect(h.stub.byLogin('anna')?.fields).toMatchObject({ title: 'Captain', name: 'Anna' });
    expect(await next.link(anna)).not.toHaveProperty('doubtful');
  });

  test('remembers what a suspension destroys before it is sent', async () => {
    const h = await start(manual);
    const anna = await h.addUser(person('anna'));
    await h.addGroup('Editors', [anna]);
    const plan = await during(h.orchestrator.undo(await done(h)));
    h.stub.after = (call) => {
      if (call === 'deactivate')
        throw new ConnectorError('unavailable', 'the answer was lost', { outcomeUnknown: true });
    };
    await during(h.orchestrator.apply(plan.id, {}));
    expect(await h.link(anna)).toMatchObject({ memo: { roles: ['editor'] }, hold: { guard: 'undo' } });
  });

  test('a change that was not worked on yet stays to be done where nothing could be taken back', async () => {
    const h = await start(manual);
    const anna = await h.addUser(person('anna', { title: 'Sailor' }));
    await done(h);
    await h.setUser(anna, person('anna', { title: 'Captain' }));
    const plan = await during(h.orchestrator.undo(await done(h)));
    await h.setUser(anna, person('anna', { title: 'Captain', displayName: 'Anna' }));
    await pass(5_000);
    const row = h.stub.byLogin('anna');
    if (row) row.fields.title = 'Admiral';
    expect((await during(h.orchestrator.apply(plan.id, {}))).counts).toEqual({ moved: 1 });
    expect((await h.link(anna)).stale).toBe(true);
  });

  test('does not keep access for somebody who leaves afterwards', async () => {
    const h = await start(manual);
    const anna = await h.addUser(person('anna', { title: 'Sailor' }));
    await done(h);
    await h.setUser(anna, person('anna', { title: 'Captain' }));
    await during(h.orchestrator.apply((await during(h.orchestrator.undo(await done(h)))).id, {}));
    const next = await restart(h, { automatic: true });
    await pass(5_000);
    await next.setUser(anna, person('anna', { title: 'Captain', active: false }));
    await pass(5_000);
    expect(h.stub.byLogin('anna')).toMatchObject({ active: false, fields: { title: 'Sailor' } });
  });

  test('is itself taken back, and then nothing waits for anybody', async () => {
    const h = await start(manual);
    const anna = await h.addUser(person('anna', { title: 'Sailor' }));
    const cleo = await h.addUser(person('cleo'));
    await done(h);
    await h.setUser(anna, person('anna', { title: 'Captain' }));
    await h.setUser(cleo, person('cleo', { active: false }));
    await h.addUser(person('ben'));
    const undone = await during(h.orchestrator.apply((await during(h.orchestrator.undo(await done(h)))).id, {}));
    expect((await during(h.orchestrator.plan('blog', {}))).counts).toEqual({ hold: 3 });
    const again = await during(h.orchestrator.undo(undone.run ?? ''));
    expect(await itemsOf(h, again.id)).toEqual(['anna update', 'ben reactivate', 'cleo deactivate']);
    await during(h.orchestrator.apply(again.id, {}));
    expect(h.stub.byLogin('anna')?.fields.title).toBe('Captain');
    expect([h.stub.byLogin('ben')?.active, h.stub.byLogin('cleo')?.active]).toEqual([true, false]);
    expect(await h.orchestrator.inbox('blog')).toEqual([]);
    expect((await during(h.orchestrator.plan('blog', {}))).counts).toEqual({ none: 3 });
  });

  test('a no to it is asked again when the directory says something new', async () => {
    const h = await start(manual);
    const anna = await h.addUser(person('anna', { title: 'Sailor' }));
    await done(h);
    await h.setUser(anna, person('anna', { title: 'Captain' }));
    await during(h.orchestrator.apply((await during(h.orchestrator.undo(await done(h)))).id, {}));
    await h.orchestrator.reject('blog', { userName: 'anna' });
    await done(h);
    expect(await h.orchestrator.inbox('blog')).toEqual([]);
    await h.setUser(anna, person('anna', { title: 'Admiral' }));
    await done(h);
    expect(await h.orchestrator.inbox('blog')).toMatchObject([{ label: 'anna', hold: { guard: 'undo' } }]);
    expect(h.stub.byLogin('anna')?.fields.title).toBe('Sailor');
  });

  test('a leaver whom it lets in again has an open account, and a clock', async () => {
    const h = await start(manual);
    const anna = await h.addUser(person('anna'));
    await done(h);
    await h.setUser(anna, person('anna', { active: false }));
    const run = await done(h);
    expect((await h.link(anna)).closedAt).toBeDefined();
    await during(h.orchestrator.apply((await during(h.orchestrator.undo(run))).id, {}));
    expect(await h.link(anna)).toMatchObject({ state: 'held', leftAt: expect.any(Number) });
    expect((await h.link(anna)).closedAt).toBeUndefined();
  });

  test('stops at once where the credentials are refused', async () => {
    const h = await start(manual);
    for (const name of ['anna', 'ben']) await h.addUser(person(name));
    const plan = await during(h.orchestrator.undo(await done(h)));
    h.stub.before = () => {
      throw new ConnectorError('auth', 'the password was refused');
    };
    const before = h.stub.calls.length;
    const { refused } = await during(h.orchestrator.apply(plan.id, {}));
    expect(refused).toContain('the password was refused');
    expect(h.stub.calls.length - before).toBe(1);
  });

  test('says what cannot be brought back', async () => {
    const h = await start({ ...manual, leaving: { onDelete: 'delete' } });
    const anna = await h.addUser(person('anna'));
    await done(h);
    await h.deleteUser(anna);
    const plan = await during(h.orchestrator.undo(await done(h)));
    expect(await h.orchestrator.planItems(plan.id, { limit: 9 })).toMatchObject([
      { action: 'park', reason: expect.stringContaining('cannot be brought back') },
    ]);
  });
});
