import { afterEach, describe, expect, test } from 'vitest';
import { ConnectorError } from '../connector/connector-error.js';
import { type Harness, person, startHarness } from './__fixtures__/harness.js';
import { createOrchestrator } from './create-orchestrator.js';

const running: Harness[] = [];

async function start(...given: Parameters<typeof startHarness>): Promise<Harness> {
  const harness = await startHarness(...given);
  running.push(harness);
  return harness;
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((harness) => harness.stop()));
});

describe('people reach the application', () => {
  test('a new person gets an account, and then nothing more is written', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna', { title: 'Captain' }));
    await h.settled();
    expect(h.stub.byLogin('anna')?.fields).toEqual({
      login: 'anna',
      email: 'anna@example.org',
      name: 'ANNA',
      title: 'Captain',
    });
    expect((await h.link(anna)).state).toBe('linked');
    h.stub.calls.length = 0;
    await h.orchestrator.sync('blog', {});
    expect(h.stub.calls.filter((call) => !call.startsWith('list'))).toEqual([]);
  });

  test('a change sends only what differs, and a value that is gone is cleared', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna', { title: 'Captain' }));
    await h.settled();
    const row = h.stub.byLogin('anna');
    if (row) row.fields.name = 'changed at the site';
    await h.setUser(anna, person('anna'));
    await h.settled();
    expect(row?.fields).toEqual({ login: 'anna', email: 'anna@example.org', name: 'changed at the site' });
  });

  test('ten changes while the site is slow end in the call in flight plus one', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await h.settled();
    h.stub.calls.length = 0;
    const first = deferred();
    h.stub.before = (call) => (call === 'update' ? first.promise : undefined);
    await h.setUser(anna, person('anna', { title: 'change 0' }));
    await expect.poll(() => h.stub.calls).toContain('update anna');
    for (let change = 1; change <= 10; change += 1)
      await h.setUser(anna, person('anna', { title: `change ${change}` }));
    first.resolve();
    await h.settled();
    expect(h.stub.byLogin('anna')?.fields.title).toBe('change 10');
    expect(h.stub.calls.filter((call) => call === 'update anna')).toHaveLength(2);
  });

  test('an inactive person without an account gets none', async () => {
    const h = await start();
    await h.addUser(person('anna', { active: false }));
    await h.settled();
    expect(h.stub.rows.size).toBe(0);
  });

  test("a vendor's test user is held until real values come", async () => {
    const h = await start();
    const id = await h.addUser(person('testuser', { displayName: 'displayname' }));
    await h.settled();
    expect(await h.link(id)).toMatchObject({ state: 'held', reason: 'it is a test user' });
    expect(h.stub.calls).toEqual([]);
    await h.setUser(id, person('testuser', { displayName: 'John Doe' }));
    await h.settled();
    expect(h.stub.byLogin('testuser')?.fields.name).toBe('John Doe');
  });

  test('who lacks what the application requires is parked with the name of it', async () => {
    const h = await start();
    const id = await h.addUser({ userName: 'anna', active: true });
    await h.settled();
    expect((await h.link(id)).state).toBe('parked');
    expect((await h.link(id)).reason).toContain('email');
  });

  test('an application whose mapping changed is filled from the directory without anybody pushing again', async () => {
    const h = await start();
    await h.addUser(person('anna'));
    await h.settled();
    running.push(await h.restart({ mapping: [{ scim: 'userName', remote: 'nick' }] }));
    await expect.poll(() => h.stub.byLogin('anna')?.fields.nick, { timeout: 3000 }).toBe('anna');
  });
});

describe('leaving and coming back', () => {
  test('an inactive person is deactivated, the memo kept, and gets everything back', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await h.settled();
    const row = h.stub.byLogin('anna');
    row?.roles.push('shop-keeper');
    await h.setUser(anna, person('anna', { active: false }));
    await h.settled();
    expect(row).toMatchObject({ active: false, roles: [] });
    expect(await h.link(anna)).toMatchObject({ accountActive: false, memo: { roles: ['subscriber', 'shop-keeper'] } });
    expect((await h.link(anna)).reason).toContain('partly deactivated: the door at the back');
    await h.setUser(anna, person('anna', { title: 'Back' }));
    await h.settled();
    expect(row).toMatchObject({ active: true, roles: ['subscriber', 'shop-keeper'], fields: { title: 'Back' } });
    expect((await h.link(anna)).memo).toBeUndefined();
  });

  test('a deletion deactivates by default and leaves a tombstone; the same person returns to the account', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'), 'ext-1');
    await h.settled();
    await h.deleteUser(anna);
    await h.settled();
    expect(await h.link(anna)).toMatchObject({ state: 'tombstone', accountActive: false });
    const again = await h.addUser(person('anna'), 'ext-1');
    await h.settled();
    expect(await h.link(again)).toMatchObject({ state: 'linked', accountId: '1', accountActive: true });
    expect(h.stub.rows.size).toBe(1);
  });

  test('an application that deactivates instead of removing is asked once, and a returner is active again', async () => {
    const h = await start({ leaving: { onDelete: 'delete' } });
    const { users } = h.stub.connector;
    const deactivate = users?.deactivate;
    if (deactivate === undefined) throw new Error('the stub deactivates nobody');
    Object.assign(users ?? {}, {
      remove: async (...[ref, , signal]: Parameters<NonNullable<NonNullable<typeof users>['remove']>>) => ({
        kind: 'deactivated',
        account: await deactivate(ref, signal),
      }),
    });
    const anna = await h.addUser(person('anna'), 'ext-1');
    await h.settled();
    await h.deleteUser(anna);
    await h.settled();
    await h.orchestrator.sync('blog', {});
    expect(h.stub.calls.filter((call) => call === 'deactivate anna')).toHaveLength(1);
    expect((await h.link(anna)).reason).toMatch(/^deleted from the directory, .*the application keeps accounts$/);
    const again = await h.addUser(person('anna'), 'ext-1');
    await h.settled();
    expect(await h.link(again)).toMatchObject({ state: 'linked', accountActive: true });
  });

  test('a return before the removal was done leaves nothing to be removed', async () => {
    const h = await start({ leaving: { onDelete: 'delete' } });
    const anna = await h.addUser(person('anna'), 'ext-1');
    await h.settled();
    h.stub.before = () => {
      throw new ConnectorError('unavailable', 'down');
    };
    await h.deleteUser(anna);
    await expect.poll(async () => (await h.link(anna)).errorKind).toBe('unavailable');
    h.stub.before = () => {};
    await h.addUser(person('anna'), 'ext-1');
    await expect.poll(() => h.stub.calls.includes('remove anna'), { timeout: 1500 }).toBe(false);
    await h.settled();
    expect(h.stub.byLogin('anna')?.active).toBe(true);
  });

  test('whoever returns with another externalId gets the account back when a person says that they are the same', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'), 'ext-1');
    await h.addGroup('Editors', [anna]);
    await h.settled();
    await h.deleteUser(anna);
    await h.settled();
    const again = await h.addUser(person('anna', { displayName: 'Anna' }), 'ext-2');
    await h.settled();
    const [item] = await h.orchestrator.inbox('blog');
    expect(item).toMatchObject({ label: 'anna', hold: { guard: 'adopt', account: '1' } });
    expect(item?.hold.reason).toContain('who was deleted from the directory');
    expect(await h.orchestrator.approve('blog', { userName: 'anna' })).toBe(1);
    await h.settled();
    expect(await h.link(again)).toMatchObject({ accountId: '1', accountActive: true, matchedBy: 'operator' });
    // What the one before was entitled to does not come back.
    expect(h.stub.byLogin('anna')).toMatchObject({ active: true, fields: { name: 'Anna' }, roles: [] });
    expect((await h.link(anna)).accountId).toBeUndefined();
  });

  test('the same userName with another externalId is parked for a person', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'), 'ext-1');
    await h.settled();
    await h.deleteUser(anna);
    await h.settled();
    const stranger = await h.addUser(person('anna'), 'ext-2');
    await h.settled();
    expect((await h.link(stranger)).state).toBe('parked');
    expect((await h.link(stranger)).reason).toContain('who was deleted from the directory');
    expect(h.stub.byLogin('anna')?.active).toBe(false);
  });

  test('grace delays a deactivation, and who comes back within it is not touched', async () => {
    const h = await start({ leaving: { grace: 400 } });
    const anna = await h.addUser(person('anna'));
    const ben = await h.addUser(person('ben'));
    await h.settled();
    await h.setUser(anna, person('anna', { active: false }));
    await h.setUser(ben, person('ben', { active: false }));
    await h.settled();
    expect(h.stub.byLogin('anna')?.active).toBe(true);
    expect((await h.link(anna)).reason).toContain('keeps access until then');
    await h.setUser(ben, person('ben'));
    await expect.poll(() => h.stub.byLogin('anna')?.active, { timeout: 3000 }).toBe(false);
    expect(h.stub.calls).not.toContain('deactivate ben');
  });

  const switchedOff = [
    { what: 'deactivate off', policy: { operations: { deactivate: false } }, reason: 'keeps access', active: true },
    {
      what: 'onInactive keep',
      policy: { leaving: { onInactive: 'keep' as const } },
      reason: 'keeps access',
      active: true,
    },
  ];
  test.each(switchedOff)(
    'with $what the link says that the person keeps access',
    async ({ policy, reason, active }) => {
      const h = await start(policy);
      const anna = await h.addUser(person('anna'));
      await h.settled();
      await h.setUser(anna, person('anna', { active: false }));
      await h.settled();
      expect(h.stub.byLogin('anna')?.active).toBe(active);
      expect((await h.link(anna)).reason).toContain(reason);
    },
  );

  test('with delete switched off a deleted person is deactivated instead', async () => {
    const h = await start({ leaving: { onDelete: 'delete' }, operations: { delete: false } });
    const anna = await h.addUser(person('anna'));
    await h.settled();
    await h.deleteUser(anna);
    await h.settled();
    expect(h.stub.byLogin('anna')?.active).toBe(false);
  });
});

describe('roles from groups', () => {
  test('membership grants and takes the role, other roles stay', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await h.settled();
    const group = await h.addGroup('Editors', [anna]);
    await h.settled();
    expect(h.stub.byLogin('anna')?.roles).toEqual(['subscriber', 'editor']);
    await h.changeMembers(group, [], [anna]);
    await h.settled();
    expect(h.stub.byLogin('anna')?.roles).toEqual(['subscriber']);
  });

  test('a renamed group keeps its role; a deleted one takes it away', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    const group = await h.addGroup('Editors', [anna]);
    await h.settled();
    await h.renameGroup(group, 'Writers');
    await h.settled();
    expect(h.stub.byLogin('anna')?.roles).toContain('editor');
    await h.deleteGroup(group);
    await h.settled();
    expect(h.stub.byLogin('anna')?.roles).not.toContain('editor');
  });

  test('two groups of one name park, never grant; when one is left, it grants', async () => {
    const h = await start({ automatic: true });
    const anna = await h.addUser(person('anna'));
    await h.settled();
    h.stub.before = () => {
      throw new ConnectorError('unavailable', 'down');
    };
    const store = h.store.marks.list;
    h.store.marks.list = async () => [];
    await h.addGroup('Editors', [anna]);
    const second = await h.addGroup('editors');
    h.store.marks.list = store;
    h.stub.before = () => {};
    await expect.poll(async () => (await h.link(anna)).state, { timeout: 3000 }).toBe('parked');
    expect(h.stub.byLogin('anna')?.roles).toEqual(['subscriber']);
    await h.deleteGroup(second);
    await expect.poll(() => h.stub.byLogin('anna')?.roles, { timeout: 3000 }).toContain('editor');
  });

  test('a second group with the name of a bound one grants nothing', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await h.addGroup('Editors', []);
    await h.settled();
    await h.addGroup('Editors', [anna]);
    await h.settled();
    expect(h.stub.byLogin('anna')?.roles).toEqual(['subscriber']);
  });
});

describe('who stands there already', () => {
  test('an exact log-in is adopted, but e-mail and roles wait for an operator', async () => {
    const h = await start();
    h.stub.place({ login: 'anna', email: 'old@example.org', name: 'Old' }, { roles: ['author'] });
    const anna = await h.addUser(person('anna'));
    await h.addGroup('Editors', [anna]);
    await h.settled();
    expect(h.stub.byLogin('anna')).toMatchObject({
      roles: ['author'],
      fields: { email: 'old@example.org', name: 'ANNA' },
    });
    expect((await h.link(anna)).withheld).toEqual({ email: 'anna@example.org', roles: ['editor'] });
    expect(await h.orchestrator.approve('blog', { userName: 'Anna' })).toBe(1);
    await expect.poll(() => h.stub.byLogin('anna')?.roles, { timeout: 3000 }).toEqual(['author', 'editor']);
    expect(h.stub.byLogin('anna')?.fields.email).toBe('anna@example.org');
  });

  test('an account that is adopted open is known to be open, so that a closing there is noticed', async () => {
    const h = await start();
    h.stub.place({ login: 'anna', email: 'anna@example.org', name: 'Anna' });
    const anna = await h.addUser(person('anna'));
    await h.settled();
    expect(await h.link(anna)).toMatchObject({ state: 'linked', matchedBy: 'login', accountActive: true });
  });

  const refused = [
    {
      what: 'an administrator',
      account: { login: 'anna', email: 'x@example.org' },
      roles: ['administrator'],
      reason: 'administrator',
    },
    {
      what: 'the service account',
      account: { login: 'service', email: 'anna@example.org' },
      roles: [],
      reason: 'protected',
    },
    {
      what: 'an e-mail match alone',
      account: { login: 'someone', email: 'anna@example.org' },
      roles: [],
      reason: 'a person must decide',
    },
  ];
  test.each(refused)('$what is never taken over', async ({ account, roles, reason }) => {
    const h = await start();
    h.stub.place({ ...account }, { roles: [...roles] });
    const anna = await h.addUser(person('anna'));
    await h.settled();
    expect((await h.link(anna)).state).toBe('parked');
    expect((await h.link(anna)).reason).toContain(reason);
    expect(h.stub.rows.size).toBe(1);
  });

  test('a log-in that the vendor altered joins nobody, and nobody is asked', async () => {
    const h = await start();
    h.stub.place({ login: 'an.na', email: 'other@example.org' });
    const id = await h.addUser(person('an+na'));
    await h.settled();
    expect((await h.link(id)).state).toBe('parked');
    expect((await h.link(id)).accountId).toBeUndefined();
    expect(await h.orchestrator.inbox('blog')).toEqual([]);
  });

  test('two accounts that match park with both', async () => {
    const h = await start();
    h.stub.place({ login: 'anna', email: 'x@example.org' });
    h.stub.place({ login: 'other', email: 'anna@example.org' });
    const anna = await h.addUser(person('anna'));
    await h.settled();
    expect((await h.link(anna)).reason).toMatch(/account 1 .* and account 2/);
  });
});

describe('when things go wrong', () => {
  test('a create whose answer was lost is looked up, not sent twice', async () => {
    const h = await start();
    let lost = 1;
    h.stub.after = (call) => {
      if (call === 'create' && lost-- > 0) throw new ConnectorError('unavailable', 'reset', { outcomeUnknown: true });
    };
    const anna = await h.addUser(person('anna'));
    await expect.poll(async () => (await h.store.links.find('blog', anna))?.state, { timeout: 5000 }).toBe('linked');
    expect(h.stub.calls.filter((call) => call === 'create anna')).toHaveLength(1);
    expect((await h.link(anna)).withheld).toBeUndefined();
  });

  test('wrong credentials are tried once, halt the application over a restart, and end with new ones', async () => {
    const h = await start();
    h.stub.before = () => {
      throw new ConnectorError('auth', 'the password was refused');
    };
    for (const name of ['anna', 'ben', 'cleo', 'dora', 'emil']) await h.addUser(person(name));
    await expect.poll(async () => (await h.store.applications.get('blog')).halted?.kind).toBe('auth');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(h.stub.calls).toHaveLength(1);
    const again = await h.restart({}, 'first');
    running.push(again);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(h.stub.calls).toHaveLength(1);
    h.stub.before = () => {};
    running.push(await again.restart({}, 'second'));
    await expect.poll(() => h.stub.rows.size, { timeout: 3000 }).toBe(5);
  });

  test('a halt ends when the checks pass', async () => {
    const h = await start();
    h.stub.before = () => {
      throw new ConnectorError('auth', 'the password was refused');
    };
    await h.addUser(person('anna'));
    await expect.poll(async () => (await h.store.applications.get('blog')).halted?.kind).toBe('auth');
    h.stub.before = () => {};
    const results = await h.orchestrator.test('blog');
    expect(results.map((result) => result.status)).toEqual(['passed', 'passed', 'passed']);
    await expect.poll(() => h.stub.rows.size, { timeout: 3000 }).toBe(1);
  });

  test('an application that is down is paused and probed, and loses nothing', async () => {
    const h = await start();
    let down = true;
    h.stub.before = () => {
      if (down) throw new ConnectorError('unavailable', 'connection refused');
    };
    for (let count = 0; count < 30; count += 1) await h.addUser(person(`user${count}`));
    await expect
      .poll(async () => (await h.store.applications.get('blog')).pausedUntil, { timeout: 5000 })
      .toBeDefined();
    expect(h.stub.calls.length).toBeLessThan(10);
    down = false;
    await expect.poll(() => h.stub.rows.size, { timeout: 8000 }).toBe(30);
    expect((await h.store.applications.get('blog')).failures).toBe(0);
  }, 15_000);

  test("a refusal is parked with the vendor's message, and the next change tries again", async () => {
    const h = await start();
    h.stub.before = (call) => {
      if (call === 'create')
        throw new ConnectorError('invalid', 'stub: e-mail addresses of this domain are not allowed.');
    };
    const anna = await h.addUser(person('anna'));
    await h.settled();
    expect(await h.link(anna)).toMatchObject({
      state: 'parked',
      reason: 'stub: e-mail addresses of this domain are not allowed.',
    });
    h.stub.before = () => {};
    await h.setUser(anna, person('anna', { title: 'Captain' }));
    await h.settled();
    expect((await h.link(anna)).state).toBe('linked');
  });

  test('a stranger under a linked id halts the application, and nothing is written', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna; rm -rf'));
    await h.settled();
    h.stub.rows.clear();
    h.stub.place({ login: 'stranger', email: 's@example.org' }, { id: '1', born: 5 });
    h.stub.calls.length = 0;
    await h.setUser(anna, person('anna; rm -rf', { active: false }));
    await expect.poll(async () => (await h.store.applications.get('blog')).halted?.kind).toBe('identity');
    expect(h.stub.calls).toEqual(['get 1']);
    expect(h.stub.byLogin('stranger')?.active).toBe(true);
    const results = await h.orchestrator.test('blog');
    expect(results.at(-1)?.status).toBe('failed');
    // Copied into a shell it runs nothing else.
    expect(results.at(-1)?.hint).toContain("linkspan unlink blog 'anna; rm -rf'");
    expect(await h.orchestrator.unlink('blog', 'anna; rm -rf')).toBe('unlinked');
    expect((await h.orchestrator.test('blog')).at(-1)?.status).toBe('passed');
  });

  test('a URL that leads to another site halts before anything is written', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await h.settled();
    h.stub.site = 'https://production.example';
    const again = await h.restart();
    running.push(again);
    h.stub.calls.length = 0;
    await again.setUser(anna, person('anna', { title: 'Captain' }));
    await expect
      .poll(async () => (await h.store.applications.get('blog')).halted?.kind, { timeout: 3000 })
      .toBe('identity');
    expect(h.stub.calls).toEqual([]);
    await again.orchestrator.test('blog', { acceptSite: true });
    await expect.poll(() => h.stub.byLogin('anna')?.fields.title, { timeout: 3000 }).toBe('Captain');
  });

  test('an account deleted at the site is made anew only when an operator asks for it', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await h.settled();
    h.stub.rows.clear();
    await h.setUser(anna, person('anna', { title: 'Captain' }));
    await h.settled();
    expect((await h.link(anna)).reason).toContain('no longer exists');
    expect(h.stub.rows.size).toBe(0);
    await h.orchestrator.sync('blog', { userNames: ['ANNA'] });
    expect(h.stub.byLogin('anna')?.fields.title).toBe('Captain');
  });

  test("an account deleted at the site ends a leaver's work", async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await h.settled();
    h.stub.rows.clear();
    await h.deleteUser(anna);
    await h.settled();
    const link = await h.link(anna);
    expect(link).toMatchObject({ state: 'tombstone', reason: 'account 1 no longer exists there' });
    expect(link.dueAt).toBeUndefined();
  });
});

describe('by hand', () => {
  test('a dry run shows what would be done and writes nothing', async () => {
    const h = await start({ automatic: false });
    h.stub.place({ login: 'ben', email: 'ben@example.org' });
    h.stub.place({ login: 'root', email: 'cleo@example.org' }, { roles: ['administrator'] });
    for (const name of ['anna', 'ben', 'cleo']) await h.addUser(person(name));
    await h.addUser(person('dora', { active: false }));
    const items: string[] = [];
    const report = await h.orchestrator.sync('blog', {
      dryRun: true,
      onItem: (item) => items.push(`${item.label} ${item.action}`),
    });
    expect(items.sort()).toEqual(['anna create', 'ben adopt', 'cleo park', 'dora none']);
    expect(report.counts).toEqual({ create: 1, adopt: 1, park: 1, none: 1 });
    expect(h.stub.calls).toEqual(['list ']);
    expect(h.stub.rows.size).toBe(2);
  });

  test('a sync of everybody reaches those who were deleted while nothing was automatic', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await h.settled();
    const manual = await h.restart({ automatic: false });
    running.push(manual);
    await manual.deleteUser(anna);
    await manual.settled();
    expect(h.stub.byLogin('anna')?.active).toBe(true);
    const items: string[] = [];
    const onItem = ({ label, action }: { label: string; action: string }) => items.push(`${label} ${action}`);
    await manual.orchestrator.sync('blog', { dryRun: true, onItem });
    await manual.orchestrator.sync('blog', { onItem });
    expect(items).toEqual(['anna deactivate', 'anna deactivate']);
    expect(h.stub.byLogin('anna')?.active).toBe(false);
  });

  test('who was deleted while the application was switched off loses access when it is switched on', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await h.settled();
    await h.stop();
    const off = createOrchestrator({ store: h.store, applications: [], log: { debug() {}, info() {}, warn() {} } });
    await off.start();
    await h.deleteUser(anna);
    off.hint();
    await expect.poll(async () => (await h.store.marks.list(1)).length).toBe(0);
    await off.stop();
    running.splice(0);
    await start({}, { store: h.store, stub: h.stub });
    await expect.poll(() => h.stub.byLogin('anna')?.active, { timeout: 3000 }).toBe(false);
  });

  test('without automatic provisioning a change waits for a sync', async () => {
    const h = await start({ automatic: false });
    await h.addUser(person('anna'));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(h.stub.calls).toEqual([]);
    const report = await h.orchestrator.sync('blog', { userNames: ['anna', 'nobody'] });
    expect(report).toMatchObject({ counts: { create: 1 }, unknown: ['nobody'] });
    expect(h.stub.rows.size).toBe(1);
  });
});

function deferred() {
  let resolve: () => void = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
