import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ConnectorError } from '../connector/connector-error.js';
import { createMemoryStore } from '../store/memory/create-memory-store.js';
import { type Harness, person, startHarness } from './__fixtures__/harness.js';
import { createStubSite } from './__fixtures__/stub-site.js';

const minute = 60_000;
const running: Harness[] = [];

async function start(...given: Parameters<typeof startHarness>): Promise<Harness> {
  const harness = await startHarness(...given);
  running.push(harness);
  return harness;
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-01-01T00:00:00.000Z') });
});

afterEach(async () => {
  for (const harness of running.splice(0)) void harness.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  vi.useRealTimers();
});

const pass = (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds);

function refuse(refused: string, kind: ConstructorParameters<typeof ConnectorError>[0], message: string) {
  return (call: string) => {
    if (call === refused) throw new ConnectorError(kind, message);
  };
}

describe('nobody gains by looking like somebody', () => {
  test('an adopted account gets no role before an operator approves, whenever the group comes', async () => {
    const h = await start();
    h.stub.place({ login: 'anna', email: 'attacker@evil.example', name: 'ANNA' });
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    await h.addGroup('Editors', [anna]);
    await h.setUser(anna, person('anna', { emails: [{ value: 'new@example.org', primary: true }] }));
    await pass(5_000);
    expect(h.stub.byLogin('anna')).toMatchObject({ roles: ['subscriber'], fields: { email: 'attacker@evil.example' } });
    await h.orchestrator.approve('blog', { userName: 'anna' });
    await pass(5_000);
    expect(h.stub.byLogin('anna')).toMatchObject({
      roles: ['subscriber', 'editor'],
      fields: { email: 'new@example.org' },
    });
  });

  test('who was deleted and is created again by another client does not get the account', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'), 'ext-1');
    await pass(5_000);
    await h.deleteUser(anna);
    await pass(5_000);
    const id = 'another-anna';
    const scope = { directory: 'main', client: 'other' };
    const journal = {
      actor: 'client:other',
      action: 'create',
      directory: 'main',
      resourceType: 'User',
      resourceId: id,
    };
    const marks = [{ type: 'User', id, reach: 'self' as const }];
    await h.store.resources.commit({
      scope,
      type: 'User',
      id,
      expectVersion: 0,
      resource: person('anna'),
      externalId: 'ext-1',
      marks,
      journal,
    });
    h.orchestrator.hint();
    await pass(60_000);
    expect(await h.link(id)).toMatchObject({ state: 'parked' });
    expect((await h.link(id)).accountId).toBeUndefined();
    expect(await h.link(anna)).toMatchObject({ state: 'tombstone', accountId: '1', accountActive: false });
    expect(h.stub.rows.size).toBe(1);
  });

  test('an account that an operator let go of is not joined again', async () => {
    const h = await start();
    h.stub.place({ login: 'anna', email: 'somebody@else.example' });
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    expect((await h.link(anna)).accountId).toBe('1');
    await h.orchestrator.unlink('blog', 'anna');
    await pass(5_000);
    expect(await h.link(anna)).toMatchObject({
      state: 'parked',
      reason: expect.stringContaining('an operator let go of'),
    });
    expect((await h.link(anna)).accountId).toBeUndefined();
  });
});

describe('nobody keeps a role by accident', () => {
  test('an e-mail that the application refuses does not keep somebody in a role', async () => {
    const h = await start();
    h.stub.place({ login: 'other', email: 'taken@example.org' });
    const anna = await h.addUser(person('anna'));
    const editors = await h.addGroup('Editors', [anna]);
    await pass(5_000);
    expect(h.stub.byLogin('anna')?.roles).toContain('editor');
    await h.setUser(anna, person('anna', { emails: [{ value: 'taken@example.org', primary: true }] }));
    await pass(5_000);
    await h.changeMembers(editors, [], [anna]);
    await pass(5_000);
    expect(h.stub.byLogin('anna')?.roles).toEqual([]);
    expect(await h.link(anna)).toMatchObject({ state: 'parked', reason: expect.stringContaining('taken') });
    h.stub.calls.length = 0;
    await h.setUser(anna, person('anna'));
    await pass(5_000);
    expect((await h.link(anna)).state).toBe('linked');
  });

  test('a missing value does not keep somebody in a role', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    const editors = await h.addGroup('Editors', [anna]);
    await pass(5_000);
    await h.setUser(anna, { userName: 'anna', active: true });
    await h.changeMembers(editors, [], [anna]);
    await pass(5_000);
    expect(h.stub.byLogin('anna')?.roles).toEqual([]);
    expect((await h.link(anna)).state).toBe('parked');
  });

  test('two groups of one name take no role of another group hostage, and none of their own', async () => {
    const h = await start({ roles: { Editors: 'editor', Authors: 'author' } });
    const anna = await h.addUser(person('anna'));
    const editors = await h.addGroup('Editors', [anna]);
    const authors = await h.addGroup('Authors', [anna]);
    await pass(5_000);
    expect(h.stub.byLogin('anna')?.roles).toEqual(['author', 'editor']);
    const { list } = h.store.marks;
    h.store.marks.list = async () => [];
    await h.deleteGroup(authors);
    await h.addGroup('Authors', [anna]);
    await h.addGroup('authors', []);
    await h.changeMembers(editors, [], [anna]);
    h.store.marks.list = list;
    await pass(5_000);
    expect(h.stub.byLogin('anna')?.roles).toEqual(['author']);
    expect((await h.link(anna)).reason).toContain('more than one group is named "Authors"');
  });

  test('a role that was lost while inactive does not come back for a moment', async () => {
    const h = await start({ operations: { update: false } });
    const anna = await h.addUser(person('anna'));
    const editors = await h.addGroup('Editors', [anna]);
    await pass(5_000);
    await h.setUser(anna, person('anna', { active: false }));
    await pass(5_000);
    await h.changeMembers(editors, [], [anna]);
    await h.setUser(anna, person('anna'));
    await pass(5_000);
    expect(h.stub.byLogin('anna')).toMatchObject({ active: true, roles: [] });
  });

  test('what somebody was long ago does not come back with an old memo', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    const row = h.stub.byLogin('anna');
    if (row) row.roles = ['administrator'];
    h.stub.before = refuse('deactivate', 'unsupported', 'no capability');
    await h.setUser(anna, person('anna', { active: false }));
    await pass(5_000);
    h.stub.before = () => {};
    await h.setUser(anna, person('anna'));
    await pass(5_000);
    if (row) row.roles = ['subscriber'];
    await h.setUser(anna, person('anna', { active: false }));
    await pass(5_000);
    await h.setUser(anna, person('anna'));
    await pass(5_000);
    expect(row).toMatchObject({ active: true, roles: ['subscriber'] });
  });

  test('taking a line out of `roles` takes the role from nobody', async () => {
    const h = await start({ roles: { Editors: 'editor', Authors: 'author' } });
    const anna = await h.addUser(person('anna'));
    await h.addGroup('Editors', [anna]);
    await h.addGroup('Authors', []);
    await pass(5_000);
    const restarting = h.restart({ roles: { Authors: 'author' } });
    await pass(5_000);
    running.push(await restarting);
    await pass(5_000);
    expect(h.stub.byLogin('anna')?.roles).toContain('editor');
  });
});

describe('one person whom the application fails', () => {
  test.each([1, 2, 5])(
    '%i leavers whose deactivation always fails do not stop the others',
    async (count) => {
      const h = await start();
      const leavers: string[] = [];
      for (let index = 0; index < count; index += 1) leavers.push(await h.addUser(person(`leaver${index}`)));
      await pass(10_000);
      h.stub.before = refuse('deactivate', 'unavailable', 'PHP fatal error');
      for (const [index, id] of leavers.entries()) await h.setUser(id, person(`leaver${index}`, { active: false }));
      await pass(60 * minute);
      for (let index = 0; index < 20; index += 1) await h.addUser(person(`new${index}`));
      await pass(15 * minute);
      expect(h.stub.rows.size).toBe(count + 20);
      h.stub.before = () => {};
      await pass(2 * 60 * minute);
      for (let index = 0; index < count; index += 1) expect(h.stub.byLogin(`leaver${index}`)?.active).toBe(false);
    },
    60_000,
  );

  test('is tried less and less often while the others are worked on', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await pass(10_000);
    h.stub.before = async (call) => {
      if (call === 'deactivate') throw new ConnectorError('unavailable', 'PHP fatal error');
      await new Promise((resolve) => setTimeout(resolve, 200));
    };
    await h.setUser(anna, person('anna', { active: false }));
    for (let index = 0; index < 300; index += 1) await h.addUser(person(`new${index}`));
    await pass(30_000);
    expect(h.stub.calls.filter((call) => call === 'deactivate anna').length).toBeLessThan(10);
    expect((await h.store.applications.get('blog')).pausedUntil).toBeUndefined();
  }, 60_000);
});

describe('a site that is not the one', () => {
  test('nothing is concluded from what another site does not have, and nothing is made there', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    // Longer than a proof of the site counts.
    await pass(15_000);
    const rows = new Map(h.stub.rows);
    h.stub.rows.clear();
    h.stub.site = 'https://staging.example';
    await h.setUser(anna, person('anna', { active: false }));
    await h.addUser(person('ben'));
    await pass(20_000);
    expect((await h.store.applications.get('blog')).halted?.kind).toBe('identity');
    expect(h.stub.rows.size).toBe(0);
    h.stub.site = 'https://stub.example';
    for (const [id, row] of rows) h.stub.rows.set(id, row);
    await h.orchestrator.test('blog');
    await pass(5_000);
    expect(h.stub.byLogin('anna')?.active).toBe(false);
    expect(h.stub.byLogin('ben')?.active).toBe(true);
  });

  test("a leaver's account that was gone is closed when a backup brings it back", async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    const rows = new Map(h.stub.rows);
    h.stub.rows.clear();
    await h.setUser(anna, person('anna', { active: false }));
    await pass(5_000);
    expect((await h.link(anna)).reason).toContain('no longer exists');
    for (const [id, row] of rows) h.stub.rows.set(id, row);
    const syncing = h.orchestrator.sync('blog', {});
    await pass(5_000);
    await syncing;
    expect(h.stub.byLogin('anna')?.active).toBe(false);
  });

  test('a returner whose account was gone gets a new one', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    h.stub.rows.clear();
    await h.setUser(anna, person('anna', { active: false }));
    await pass(5_000);
    await h.setUser(anna, person('anna'));
    await pass(5_000);
    expect(h.stub.byLogin('anna')?.active).toBe(true);
    expect((await h.link(anna)).state).toBe('linked');
  });

  test('a site where nobody who is linked can be found fails the test of the connection', async () => {
    const h = await start();
    await h.addUser(person('anna'));
    await h.addUser(person('ben'));
    await pass(5_000);
    h.stub.rows.clear();
    expect((await h.orchestrator.test('blog')).at(-1)).toMatchObject({
      status: 'failed',
      detail: '0 accounts compared, 2 of those linked are not there any more',
    });
  });
});

describe('an unanswered create is looked for, whatever comes between', () => {
  test.each([
    ['the answer is lost and the look-up is refused', { outcomeUnknown: true }, 'find'],
    ['the site fails after the account is there', {}, undefined],
  ] as const)('%s', async (_, options, refused) => {
    const h = await start();
    let lost = 1;
    h.stub.after = (call) => {
      if (call === 'create' && lost-- > 0) throw new ConnectorError('unavailable', 'failed', options);
    };
    if (refused !== undefined) h.stub.before = refuse(refused, 'unsupported', 'list_users is missing');
    const anna = await h.addUser(person('anna'));
    await pass(500);
    await h.setUser(anna, person('anna', { active: false }));
    await pass(5_000);
    h.stub.before = () => {};
    await h.orchestrator.test('blog');
    await pass(5 * minute);
    expect(h.stub.byLogin('anna')?.active).toBe(false);
  });
});

describe('whoever takes a link up', () => {
  test('gives it back when the database fails, so that a leaver does not wait for the queue to end', async () => {
    const store = createMemoryStore();
    const stub = createStubSite();
    const h = await start({}, { store, stub });
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    stub.before = () => new Promise((resolve) => setTimeout(resolve, 3_000));
    for (let index = 0; index < 300; index += 1) await h.addUser(person(`other${index}`));
    await pass(2_000);
    await h.setUser(anna, person('anna', { active: false }));
    const { claim } = store.links;
    const { find } = store.resources;
    let failures = 1;
    store.links.claim = async (...given) => {
      const claimed = await claim(...given);
      if (claimed.some((link) => link.resourceId === anna)) {
        store.resources.find = async (...asked) => {
          if (asked[2] === anna && failures-- > 0) throw new Error('SQLITE_IOERR');
          return find(...asked);
        };
      }
      return claimed;
    };
    await pass(minute);
    expect(failures).toBeLessThan(1);
    expect(stub.byLogin('anna')?.active).toBe(false);
  });

  test('never works on one person twice at once, even where the clock jumps', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    let present = 0;
    let most = 0;
    h.stub.before = async (call) => {
      if (call !== 'update') return;
      present += 1;
      most = Math.max(most, present);
      await new Promise((resolve) => setTimeout(resolve, 9_000));
      present -= 1;
    };
    await h.setUser(anna, person('anna', { title: 'Captain' }));
    await pass(2_500);
    vi.setSystemTime(Date.now() + minute);
    await pass(3 * minute);
    expect(most).toBe(1);
    expect(h.stub.byLogin('anna')?.fields['title']).toBe('Captain');
    expect((await h.link(anna)).dueAt).toBeUndefined();
  });
});

describe('what an operator is told and asked', () => {
  test('a leaver who could not be deactivated keeps access, and is tried again once the checks pass', async () => {
    const h = await start();
    const anna = await h.addUser(person('anna'));
    await pass(5_000);
    h.stub.before = refuse('deactivate', 'unsupported', '403 rest_cannot_edit');
    await h.deleteUser(anna);
    await pass(5_000);
    expect((await h.link(anna)).reason).toBe('keeps access: 403 rest_cannot_edit');
    h.stub.before = () => {};
    await h.orchestrator.test('blog');
    await pass(5_000);
    expect(h.stub.byLogin('anna')?.active).toBe(false);
  });

  test('a deleted person is synced by the name that the link remembers', async () => {
    const h = await start({ automatic: false });
    const anna = await h.addUser(person('anna'));
    const first = h.orchestrator.sync('blog', {});
    await pass(1_000);
    await first;
    await h.deleteUser(anna);
    await pass(1_000);
    const second = h.orchestrator.sync('blog', { userNames: ['Anna'] });
    await pass(1_000);
    expect(await second).toMatchObject({ counts: { deactivate: 1 }, unknown: [] });
    expect(h.stub.byLogin('anna')?.active).toBe(false);
  });

  test('without automatic provisioning a returner waits for a sync', async () => {
    const h = await start({ automatic: false });
    const sync = async () => {
      const syncing = h.orchestrator.sync('blog', {});
      await pass(5_000);
      await syncing;
    };
    const anna = await h.addUser(person('anna'), 'ext-1');
    await sync();
    await h.deleteUser(anna);
    await sync();
    await h.addUser(person('anna'), 'ext-1');
    await pass(minute);
    expect(h.stub.byLogin('anna')?.active).toBe(false);
    expect(h.stub.calls).not.toContain('reactivate anna');
  });

  test('a dry run before the first start knows the groups, and writes nothing down', async () => {
    const store = createMemoryStore();
    const before = await start({ roles: {} }, { store });
    const anna = await before.addUser(person('anna'));
    await before.addGroup('Editors', [anna]);
    await pass(5_000);
    await store.applications.update('blog', { site: null });
    const { record, touch } = store.links;
    const items: unknown[] = [];
    const h = await start({ automatic: false }, { store });
    store.links.record = async () => Promise.reject(new Error('written'));
    store.links.touch = async () => Promise.reject(new Error('written'));
    await h.orchestrator.sync('blog', { dryRun: true, onItem: ({ label, action }) => items.push([label, action]) });
    Object.assign(store.links, { record, touch });
    expect(items).toEqual([['anna', 'update']]);
  });
});

test('a leaver does not wait for the members of a renamed group', async () => {
  const h = await start();
  const members = await Promise.all(Array.from({ length: 3_000 }, (_, index) => h.addUser(person(`member${index}`))));
  const editors = await h.addGroup('Editors', members);
  await pass(2 * minute);
  const { listMembers } = h.store.resources;
  let walked = 0;
  h.store.resources.listMembers = async (...query) => {
    walked += 1;
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    return listMembers(...query);
  };
  await h.renameGroup(editors, 'Writers');
  await pass(1_000);
  await h.setUser(members[0] ?? '', person('member0', { active: false }));
  await pass(12_000);
  expect(walked).toBeLessThan(4);
  expect(h.stub.byLogin('member0')?.active).toBe(false);
}, 60_000);
