import { afterEach, describe, expect, test } from 'vitest';
import { ConnectorError } from '../../connector/connector-error.js';
import type { Json, JsonObject } from '../../scim/json.js';
import { type Harness, type PolicyChange, person, startHarness } from '../__fixtures__/harness.js';
import { createStubSite, type StubEdit, type StubSite } from '../__fixtures__/stub-site.js';
import type { TwoWayPolicy } from '../application.js';

const running: Harness[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((harness) => harness.stop()));
});

const twoWay: TwoWayPolicy = {
  source: ['feed', 'webhook', 'poll'],
  poll: 40,
  operations: { create: true, update: true, deactivate: true, delete: true },
  attributes: ['name', 'displayName', 'title'],
  authority: {},
  conflict: 'hold',
  onNew: 'report',
  onDeleted: 'report',
};

function siteWithFeed(): StubSite {
  const stub = createStubSite();
  stub.feed = { id: 'f1', events: [] };
  return stub;
}

async function start(
  policy: Omit<PolicyChange, 'twoWay'> & { readonly twoWay?: Partial<TwoWayPolicy> } = {},
  given: Parameters<typeof startHarness>[1] & { readonly feed?: false } = {},
) {
  const stub = given.stub ?? (given.feed === false ? createStubSite() : siteWithFeed());
  const harness = await startHarness({ ...policy, twoWay: { ...twoWay, ...policy.twoWay } }, { ...given, stub });
  running.push(harness);
  /** All is written, and asked for once more. */
  const settled = async () => {
    await harness.settled();
    await harness.orchestrator.pull('blog');
    await harness.settled();
  };
  const attributes = async (id: string) => (await harness.read(id))?.attributes;
  const writes = () => stub.calls.filter((call) => /^(create|update|deactivate|reactivate|remove) /.test(call));
  const conflicts = async (id: string) => (await harness.link(id)).back?.conflicts ?? {};
  return { ...harness, settled, attributes, writes, conflicts };
}

async function withAnna(...given: Parameters<typeof start>) {
  const h = await start(...given);
  const anna = await h.addUser(person('anna', { title: 'Captain' }));
  await h.settled();
  await h.orchestrator.sync('blog', {});
  h.stub.calls.length = 0;
  return { ...h, anna };
}

describe.each([
  ['by the feed', {}],
  ['by listing, without a feed', { feed: false }],
] as const)('%s', (_, given) => {
  test('a change made there comes back, and nothing is written there for it', async () => {
    const h = await withAnna({}, given);
    h.stub.edit('anna', { fields: { title: 'Boss', name: 'Anna B.' } });
    await h.settled();
    expect(await h.attributes(h.anna)).toMatchObject({ title: 'Boss', displayName: 'Anna B.', userName: 'anna' });
    await h.settled();
    expect(h.writes()).toEqual([]);
  });

  test('what is cleared there is cleared here; what could not be read says nothing', async () => {
    const h = await withAnna({}, given);
    h.stub.edit('anna', { fields: { title: '' } });
    await h.settled();
    expect(await h.attributes(h.anna)).not.toHaveProperty('title');
    h.stub.edit('anna', { fields: { name: undefined } });
    await h.settled();
    expect(await h.attributes(h.anna)).toMatchObject({ displayName: 'ANNA' });
    expect(h.writes()).toEqual([]);
  });

  test('what is not named does not come back', async () => {
    const h = await withAnna({}, given);
    h.stub.edit('anna', { fields: { email: 'other@example.org' }, active: false, roles: ['editor'] });
    await h.settled();
    expect(await h.attributes(h.anna)).toMatchObject({ active: true, emails: [{ value: 'anna@example.org' }] });
  });

  test('an address comes back where it stands', async () => {
    const h = await withAnna({ twoWay: { attributes: ['emails'] } }, given);
    h.stub.edit('anna', { fields: { email: 'other@example.org' } });
    await h.settled();
    expect(await h.attributes(h.anna)).toMatchObject({ emails: [{ value: 'other@example.org', primary: true }] });
  });

  test('a person who is blocked there leaves, and who is let in again is back', async () => {
    const h = await withAnna({ twoWay: { attributes: ['active'] } }, given);
    h.stub.edit('anna', { active: false });
    await h.settled();
    expect(await h.attributes(h.anna)).toMatchObject({ active: false });
    h.stub.edit('anna', { active: true });
    await h.settled();
    expect(await h.attributes(h.anna)).toMatchObject({ active: true });
    expect(h.writes()).toEqual([]);
  });

  test.each([
    ['who has left by the word of both', 'left'],
    ['whom it deleted', 'deleted'],
  ] as const)('%s stays out, also when somebody there lets them in again', async (_, how) => {
    const h = await withAnna({ twoWay: { attributes: ['active'] } }, given);
    h.stub.edit('anna', { active: false });
    await h.settled();
    if (how === 'left') await h.put(h.anna, person('anna', { title: 'Captain', active: false }));
    else await h.deleteUser(h.anna);
    await h.settled();
    h.stub.edit('anna', { active: true });
    await h.settled();
    await h.settled();
    expect(h.stub.byLogin('anna')?.active).toBe(false);
    expect((await h.attributes(h.anna))?.active ?? false).toBe(false);
  });

  test('who is let in there against the identity provider’s word is closed out again', async () => {
    const h = await withAnna({ twoWay: { attributes: ['active'] } }, given);
    await h.setUser(h.anna, person('anna', { title: 'Captain', active: false }));
    await h.settled();
    h.stub.edit('anna', { active: true });
    await h.settled();
    expect(await h.attributes(h.anna)).toMatchObject({ active: false });
    expect(h.stub.byLogin('anna')?.active).toBe(false);
  });
});

const operationsOff = { create: true, update: false, deactivate: false, delete: false };

test('an operation that is switched off does not come back', async () => {
  const h = await withAnna({
    twoWay: { operations: operationsOff, attributes: ['title', 'active'], onDeleted: 'delete' },
  });
  h.stub.edit('anna', { fields: { title: 'Boss' }, active: false });
  await h.settled();
  expect(await h.attributes(h.anna)).toMatchObject({ title: 'Captain', active: true });
  h.stub.edit('anna', null);
  await h.settled();
  expect(await h.attributes(h.anna)).toMatchObject({ title: 'Captain' });
  expect(await h.link(h.anna)).toMatchObject({ state: 'parked', reason: expect.stringContaining('operations.delete') });
});

describe('both sides have spoken', () => {
  /** The directory's change waits while the site is away; then both are found. */
  async function bothSpeak(
    policy: Partial<TwoWayPolicy>,
    there: StubEdit = { fields: { title: 'Boss' } },
    here: JsonObject = { title: 'Major' },
  ) {
    const h = await withAnna({ automatic: false, twoWay: policy });
    h.stub.edit('anna', there);
    await h.setUser(h.anna, person('anna', here));
    await h.settled();
    await h.orchestrator.sync('blog', {});
    await h.settled();
    const title = async () => [(await h.attributes(h.anna))?.title, h.stub.byLogin('anna')?.fields.title];
    return { ...h, title };
  }

  const choices: [policy: Partial<TwoWayPolicy>, directory: Json | undefined, account: Json | undefined][] = [
    [{ conflict: 'directory' }, 'Major', 'Major'],
    [{ conflict: 'application' }, 'Boss', 'Boss'],
    [{ conflict: 'hold' }, 'Major', 'Boss'],
    [{ conflict: 'hold', authority: { title: 'application' } }, 'Boss', 'Boss'],
    [{ conflict: 'application', authority: { title: 'client' } }, 'Major', 'Major'],
  ];
  test.each(choices)('%j', async (policy, directory, account) => {
    const h = await bothSpeak(policy);
    expect(await h.title()).toEqual([directory, account]);
    const writes = h.writes().length;
    await h.orchestrator.sync('blog', {});
    await h.settled();
    expect(h.writes()).toHaveLength(writes);
  });

  test.each([
    ['the application', {}, ['Boss', 'Boss']],
    ['the directory', {}, ['Major', 'Major']],
    ['the application, whose listing tells no times', { feed: false }, ['Major', 'Boss']],
  ] as const)('the newest counts, here of %s', async (last, given, expected) => {
    const h = await withAnna({ automatic: false, twoWay: { conflict: 'newest' } }, given);
    const here = () => h.put(h.anna, person('anna', { title: 'Major' }));
    const there = async () => h.stub.edit('anna', { fields: { title: 'Boss' } });
    const order = last === 'the directory' ? [there, here] : [here, there];
    for (const speak of order) {
      await speak();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await h.settled();
    await h.orchestrator.sync('blog', {});
    await h.settled();
    expect([(await h.attributes(h.anna))?.title, h.stub.byLogin('anna')?.fields.title]).toEqual(expected);
    expect(Object.keys(await h.conflicts(h.anna))).toEqual(expected[0] === expected[1] ? [] : ['title']);
  });

  test('the same value on both sides is agreed on, without a write', async () => {
    const h = await bothSpeak({}, { fields: { title: 'Major' } });
    expect(await h.title()).toEqual(['Major', 'Major']);
    expect(h.writes()).toEqual([]);
    expect(await h.conflicts(h.anna)).toEqual({});
  });

  test('different fields do not disturb each other', async () => {
    const h = await bothSpeak({}, { fields: { name: 'Anna B.' } });
    expect(await h.attributes(h.anna)).toMatchObject({ title: 'Major', displayName: 'Anna B.' });
    expect(h.stub.byLogin('anna')?.fields).toMatchObject({ title: 'Major', name: 'Anna B.' });
  });

  test('what is held shows both values and who set them, and holds nothing else', async () => {
    const h = await bothSpeak({ conflict: 'hold' });
    const [item] = await h.orchestrator.inbox();
    expect(item).toMatchObject({
      label: 'anna',
      hold: {
        guard: 'conflict',
        fields: ['title'],
        conflicts: { title: { scim: 'title', directory: 'Major', account: 'Boss', accountBy: 'Mallory' } },
      },
    });
    await h.setUser(h.anna, person('anna', { title: 'Major', displayName: 'A.' }));
    await h.orchestrator.sync('blog', {});
    expect(h.stub.byLogin('anna')?.fields).toMatchObject({ title: 'Boss', name: 'A.' });
  });

  test.each([
    ['directory', 'Major'],
    ['application', 'Boss'],
  ] as const)('a person decides for the %s', async (take, title) => {
    const h = await bothSpeak({ conflict: 'hold' });
    expect(await h.orchestrator.resolve('blog', { userName: 'anna', take, attributes: ['nickName'] })).toBe(0);
    expect(await h.orchestrator.resolve('blog', { userName: 'anna', take })).toBe(1);
    await h.settled();
    await h.orchestrator.sync('blog', {});
    expect(await h.title()).toEqual([title, title]);
    expect(await h.orchestrator.inbox()).toEqual([]);
    const taken = (await h.orchestrator.explain('anna'))[0]?.history.find(({ action }) => action === 'taken');
    expect(taken?.changes).toEqual(take === 'directory' ? undefined : { title: { from: 'Major', to: 'Boss' } });
  });

  test('a conflict ends by itself where both sides come to say the same', async () => {
    const h = await bothSpeak({ conflict: 'hold' });
    await h.setUser(h.anna, person('anna', { title: 'Boss' }));
    h.stub.edit('anna', { fields: { name: 'A.' } });
    await h.settled();
    expect(await h.conflicts(h.anna)).toEqual({});
  });

  test('nor has anybody to look there for that', async () => {
    const h = await bothSpeak({ conflict: 'hold' });
    await h.setUser(h.anna, person('anna', { title: 'Boss' }));
    await h.orchestrator.sync('blog', {});
    expect(await h.conflicts(h.anna)).toEqual({});
    expect(await h.orchestrator.inbox()).toEqual([]);
    expect(await h.title()).toEqual(['Boss', 'Boss']);
  });

  test('a change that nobody has told of yet is found before it would be written over', async () => {
    const h = await withAnna({ twoWay: { poll: 3_600_000, source: ['poll'] } }, { feed: false });
    h.stub.edit('anna', { fields: { title: 'Boss' } });
    await h.setUser(h.anna, person('anna', { title: 'Major' }));
    await expect.poll(() => h.conflicts(h.anna)).toHaveProperty('title');
    expect(h.stub.byLogin('anna')?.fields.title).toBe('Boss');
  });
});

test.each([
  ['where that does not come back', {}],
  ['where that waits for a person', { attributes: ['title', 'active'] }],
] as const)('who was closed out there still gets what the directory says, %s', async (_, twoWay) => {
  const guards = { window: 86_400_000, deactivate: { count: 0 }, delete: {}, privileged: {}, wipe: {}, emptied: {} };
  const h = await withAnna({ guards, twoWay });
  h.stub.edit('anna', { active: false });
  await h.settled();
  await h.setUser(h.anna, person('anna', { title: 'Major' }));
  await h.settled();
  expect(h.stub.byLogin('anna')).toMatchObject({ active: false, fields: { title: 'Major' } });
  expect((await h.link(h.anna)).attempts).toBe(0);
});

describe('what others do between our reading and our writing', () => {
  const changes: [what: string, change: StubEdit, expected: JsonObject][] = [
    ['another field', { fields: { name: 'Anna B.' } }, { displayName: 'Anna B.', title: 'Major' }],
    ['a role', { roles: ['subscriber', 'editor'] }, { title: 'Major' }],
  ];
  test.each(changes)('comes back: %s', async (what, change, expected) => {
    const h = await start({
      twoWay: { poll: 3_600_000, attributes: ['displayName', 'title', 'roles'], authority: { roles: 'application' } },
    });
    const anna = await h.addUser(person('anna', { title: 'Captain' }));
    const group = await h.addGroup('Editors');
    await h.settled();
    h.stub.before = (call) => {
      if (call !== 'update') return;
      h.stub.before = () => undefined;
      h.stub.edit('anna', change);
    };
    await h.setUser(anna, person('anna', { title: 'Major' }));
    await h.settled();
    expect(await h.attributes(anna)).toMatchObject(expected);
    const [member] = await h.store.resources.listMembers({ directory: 'main', client: 'idp' }, { group, limit: 10 });
    expect(member !== undefined).toBe(what === 'a role');
  });

  test('of the same field our own lost write is told from theirs', async () => {
    const h = await withAnna({ twoWay: { conflict: 'application' } });
    h.stub.after = async (call) => {
      if (call !== 'update') return;
      h.stub.after = () => undefined;
      await h.setUser(h.anna, person('anna', { title: 'Colonel' }));
      throw new ConnectorError('unavailable', 'stub: the answer is lost', { outcomeUnknown: true });
    };
    await h.setUser(h.anna, person('anna', { title: 'Major' }));
    await expect.poll(() => h.stub.byLogin('anna')?.fields.title, { timeout: 5_000 }).toBe('Colonel');
    await h.settled();
    expect(await h.attributes(h.anna)).toMatchObject({ title: 'Colonel' });
  });

  test('is found on an account whose create was lost', async () => {
    const h = await start({ twoWay: { poll: 3_600_000 } });
    h.stub.after = (call) => {
      if (call !== 'create') return;
      h.stub.after = () => undefined;
      h.stub.edit('anna', { fields: { title: 'Boss' } });
      throw new ConnectorError('unavailable', 'stub: the answer is lost', { outcomeUnknown: true });
    };
    const anna = await h.addUser(person('anna', { title: 'Captain' }));
    await expect.poll(() => h.attributes(anna), { timeout: 5_000 }).toMatchObject({ title: 'Boss' });
    await h.settled();
    expect(h.stub.byLogin('anna')?.fields.title).toBe('Boss');
  });

  test('is no less theirs where a write of ours was lost: who was closed out stays so', async () => {
    const h = await withAnna({ twoWay: { attributes: ['title', 'active'] } });
    h.stub.after = (call) => {
      if (call !== 'update') return;
      h.stub.after = () => undefined;
      h.stub.edit('anna', { active: false });
      throw new ConnectorError('unavailable', 'stub: the answer is lost', { outcomeUnknown: true });
    };
    await h.setUser(h.anna, person('anna', { title: 'Major' }));
    await expect.poll(() => h.attributes(h.anna), { timeout: 5_000 }).toMatchObject({ active: false });
    expect(h.stub.byLogin('anna')?.active).toBe(false);
  });
});

describe('a full pass that enforces what was agreed', () => {
  const quiet = { drift: 'enforce', twoWay: { attributes: ['title', 'roles'], poll: 3_600_000 } } as const;

  test('does not take what somebody changed there for a drift', async () => {
    const h = await withAnna(quiet, { feed: false });
    h.stub.edit('anna', { fields: { title: 'Boss' } });
    await h.orchestrator.sync('blog', { full: true });
    await h.settled();
    expect(await h.attributes(h.anna)).toMatchObject({ title: 'Boss' });
    expect(await h.conflicts(h.anna)).toEqual({});
    expect(h.writes()).toEqual([]);
  });

  test('gives nobody a role again and again who was closed out there', async () => {
    const h = await withAnna({ ...quiet, twoWay: { ...quiet.twoWay, attributes: ['title'] } }, { feed: false });
    await h.addGroup('Editors', [h.anna]);
    await h.settled();
    h.stub.calls.length = 0;
    h.stub.edit('anna', { active: false, roles: [] });
    await h.orchestrator.sync('blog', { full: true });
    expect(h.writes()).toEqual([]);
  });

  test('leaves a role that waits for a person', async () => {
    const h = await withAnna(quiet, { feed: false });
    await h.addGroup('Editors');
    h.stub.edit('anna', { roles: ['subscriber', 'editor'] });
    await h.settled();
    await h.orchestrator.sync('blog', { full: true });
    expect(await h.conflicts(h.anna)).toHaveProperty('roles');
    expect(h.stub.byLogin('anna')?.roles).toContain('editor');
  });
});

test('what somebody changes there while another field of the account is written comes back', async () => {
  const h = await start();
  const anna = await h.addUser(person('anna', { title: 'Captain' }));
  await h.settled();
  let edited = false;
  h.stub.before = (call) => {
    if (call !== 'update' || edited) return;
    edited = true;
    h.stub.edit('anna', { fields: { title: 'Theirs' } });
  };
  await h.setUser(anna, person('anna', { title: 'Captain', displayName: 'Anna B.' }));
  await h.settled();
  expect(await h.attributes(anna)).toMatchObject({ title: 'Theirs', displayName: 'Anna B.' });
  expect(h.stub.byLogin('anna')?.fields).toMatchObject({ title: 'Theirs', name: 'Anna B.' });
});

test('an identity provider that repeats itself does not undo what came back', async () => {
  const h = await start({ twoWay: { authority: { title: 'application' } } });
  const body = person('anna', { title: 'Captain' });
  const anna = await h.addUser(body);
  await h.settled();
  h.stub.edit('anna', { fields: { title: 'Boss' } });
  await h.settled();
  expect(await h.put(anna, body)).toBe(200);
  await h.settled();
  expect(await h.attributes(anna)).toMatchObject({ title: 'Boss' });
  expect(h.stub.byLogin('anna')?.fields.title).toBe('Boss');
  const values = await h.orchestrator.provenance('anna');
  expect(values?.find(({ attribute }) => attribute === 'title')).toMatchObject({
    value: 'Boss',
    by: 'application:blog',
    overrules: 'Captain',
  });
});

test('more than the guard allows is not cleared here because it is empty there', async () => {
  const guards = { window: 86_400_000, deactivate: {}, delete: {}, privileged: {}, wipe: { count: 0 }, emptied: {} };
  const h = await withAnna({ guards });
  h.stub.edit('anna', { fields: { title: '' } });
  await h.settled();
  expect(await h.attributes(h.anna)).toMatchObject({ title: 'Captain' });
  expect(await h.conflicts(h.anna)).toMatchObject({ title: { reason: expect.stringContaining('title was cleared') } });
});

test('nothing comes back from an account that is another one by now: the application halts', async () => {
  const h = await withAnna();
  const row = h.stub.byLogin('anna');
  if (row) row.born += 1;
  h.stub.edit('anna', { fields: { title: 'Stranger' } });
  await expect.poll(async () => (await h.store.applications.get('blog')).halted?.kind).toBe('identity');
  expect(await h.attributes(h.anna)).toMatchObject({ title: 'Captain' });
});

test('what the directory refuses waits for a person, and the rest comes back', async () => {
  const mapping = [{ remote: 'name', scim: 'userName' }];
  const h = await start({ twoWay: { attributes: ['userName', 'title'] }, mapping });
  const anna = await h.addUser(person('anna'));
  await h.addUser(person('bob'));
  await h.settled();
  h.stub.edit('anna', { fields: { name: 'bob', title: 'Boss' } });
  await h.settled();
  expect(await h.attributes(anna)).toMatchObject({ userName: 'anna', title: 'Boss' });
  expect(await h.conflicts(anna)).toMatchObject({
    name: { scim: 'userName', reason: expect.stringContaining('belongs to another') },
  });
  h.stub.edit('anna', { fields: { name: 'anna.b' } });
  await h.settled();
  expect(await h.orchestrator.resolve('blog', { userName: 'anna', take: 'application' })).toBe(1);
  await h.settled();
  expect(await h.attributes(anna)).toMatchObject({ userName: 'anna.b' });
  expect(h.stub.byLogin('anna')?.fields.name).toBe('anna.b');
});

describe('a deleted account', () => {
  const choices: [
    policy: Partial<TwoWayPolicy>,
    person: 'here' | 'inactive' | 'gone',
    account: boolean,
    state: string,
  ][] = [
    [{ onDeleted: 'report' }, 'here', false, 'parked'],
    [{ onDeleted: 'recreate' }, 'here', true, 'linked'],
    [{ onDeleted: 'unlink' }, 'here', false, 'new'],
    [{ onDeleted: 'deactivate' }, 'inactive', false, 'linked'],
    [{ onDeleted: 'delete' }, 'gone', false, 'tombstone'],
  ];
  test.each(choices)('%j', async (policy, expected, account, state) => {
    const h = await withAnna({ twoWay: policy });
    h.stub.edit('anna', null);
    await h.settled();
    const there = await h.attributes(h.anna);
    expect(there === undefined ? 'gone' : there.active === false ? 'inactive' : 'here').toBe(expected);
    expect(h.stub.byLogin('anna') !== undefined).toBe(account);
    expect((await h.link(h.anna)).state).toBe(state);
    expect(await h.link(h.anna)).not.toHaveProperty('look');
    const writes = h.writes().length;
    if (expected === 'here') await h.setUser(h.anna, person('anna', { title: 'Major' }));
    await h.settled();
    expect(h.stub.byLogin('anna') !== undefined).toBe(account);
    if (expected !== 'here') expect(h.writes()).toHaveLength(writes);
  });

  test.each(['deactivate', 'delete'] as const)(
    '%s: nobody is told of a leaver whose account is open, nor of anything to do',
    async (onDeleted) => {
      const h = await withAnna({ twoWay: { onDeleted } });
      h.stub.edit('anna', null);
      await h.settled();
      expect(await h.store.links.list({ application: 'blog', type: 'User', leaving: true, limit: 5 })).toEqual([]);
      expect((await h.orchestrator.explain('anna'))[0]?.next).toMatchObject({
        action: 'none',
        reason: expect.stringContaining('its account is gone'),
      });
      expect((await h.orchestrator.plan('blog', {})).counts).toEqual({ none: 1 });
    },
  );

  test('a listing that is missing somebody who is there deletes nobody', async () => {
    const h = await withAnna({ twoWay: { onDeleted: 'delete' } }, { feed: false });
    const row = h.stub.byLogin('anna');
    h.stub.before = (call) => {
      if (call === 'list' && row) h.stub.rows.delete(row.id);
      if (call === 'get' && row) h.stub.rows.set(row.id, row);
    };
    await h.settled();
    expect(await h.attributes(h.anna)).toBeDefined();
  });

  test('no more are taken for leavers than the guard allows', async () => {
    const budget = { window: 86_400_000, deactivate: {}, delete: { count: 1 }, privileged: {}, wipe: {}, emptied: {} };
    const h = await start({ twoWay: { onDeleted: 'delete' }, guards: budget });
    const people = await Promise.all(['anna', 'bob', 'cid'].map((name) => h.addUser(person(name))));
    await h.settled();
    for (const name of ['anna', 'bob', 'cid']) h.stub.edit(name, null);
    await h.settled();
    const left = await Promise.all(people.map((id) => h.attributes(id)));
    expect(left.filter((one) => one === undefined)).toHaveLength(1);
    expect((await h.orchestrator.inbox()).map(({ hold }) => hold.guard)).toEqual(['gone', 'gone']);
  });

  test('that was let go of is made anew where an operator asks for it, and keeps no old conflict', async () => {
    const h = await withAnna({ automatic: false, twoWay: { onDeleted: 'unlink' } });
    h.stub.edit('anna', { fields: { title: 'Boss' } });
    await h.setUser(h.anna, person('anna', { title: 'Major' }));
    await h.settled();
    expect(await h.conflicts(h.anna)).toHaveProperty('title');
    h.stub.edit('anna', null);
    await h.settled();
    await h.orchestrator.sync('blog', {});
    expect(h.stub.byLogin('anna')).toBeUndefined();
    await h.orchestrator.sync('blog', { userNames: ['anna'] });
    expect(h.stub.byLogin('anna')?.fields.title).toBe('Major');
    expect(await h.conflicts(h.anna)).toEqual({});
  });

  test.each([
    ['approve', true],
    ['reject', false],
  ] as const)('a person may %s that it is made anew', async (verb, account) => {
    const h = await withAnna();
    h.stub.edit('anna', null);
    await h.settled();
    expect(await h.orchestrator[verb]('blog', { userName: 'anna' })).toBe(1);
    await h.settled();
    expect(h.stub.byLogin('anna') !== undefined).toBe(account);
    expect(await h.orchestrator.inbox()).toEqual([]);
  });
});

describe('roles', () => {
  async function withEditors(twoWay: Partial<TwoWayPolicy>) {
    const h = await start({ twoWay: { attributes: ['roles'], ...twoWay } });
    const anna = await h.addUser(person('anna'));
    const group = await h.addGroup('Editors');
    await h.settled();
    h.stub.calls.length = 0;
    const members = async () =>
      (await h.store.resources.listMembers({ directory: 'main', client: 'idp' }, { group, limit: 10 })).map(
        ({ value }) => value,
      );
    return { ...h, anna, group, members };
  }

  test('a role given there makes a member, and one taken there ends it', async () => {
    const h = await withEditors({ authority: { roles: 'application' } });
    h.stub.edit('anna', { roles: ['subscriber', 'editor'] });
    await h.settled();
    expect(await h.members()).toEqual([h.anna]);
    h.stub.edit('anna', { roles: ['subscriber'] });
    await h.settled();
    expect(await h.members()).toEqual([]);
    expect(h.writes()).toEqual([]);
  });

  test('a group that a client owns stays as the client says, and a person decides', async () => {
    const h = await withEditors({});
    h.stub.edit('anna', { roles: ['subscriber', 'editor'] });
    await h.settled();
    expect(await h.members()).toEqual([]);
    expect(await h.conflicts(h.anna)).toMatchObject({
      roles: { scim: 'roles', reason: expect.stringContaining('idp') },
    });
    await h.orchestrator.resolve('blog', { userName: 'anna', take: 'directory' });
    await h.settled();
    expect(h.stub.byLogin('anna')?.roles).toEqual(['subscriber']);
    expect(await h.conflicts(h.anna)).toEqual({});
  });

  test('our own deactivation never comes back as a loss of roles', async () => {
    const h = await withEditors({ authority: { roles: 'application' }, attributes: ['roles', 'active'] });
    await h.changeMembers(h.group, [h.anna]);
    await h.settled();
    await h.setUser(h.anna, person('anna', { active: false }));
    await h.settled();
    expect(h.stub.byLogin('anna')?.roles).toEqual([]);
    expect(await h.members()).toEqual([h.anna]);
    await h.setUser(h.anna, person('anna'));
    await h.settled();
    expect(await h.members()).toEqual([h.anna]);
    expect(h.stub.byLogin('anna')?.roles).toContain('editor');
  });
});

describe('accounts that come up there', () => {
  const born = (login: string) => ({ login, email: `${login}@example.org`, name: login.toUpperCase(), title: 'New' });
  function place(h: Harness, login: string, options = {}) {
    const row = h.stub.place(born(login), options);
    h.stub.edit(login, {});
    return row;
  }

  test('whoever is there already is nobody’s news', async () => {
    const stub = siteWithFeed();
    stub.place(born('old'));
    const h = await start({ twoWay: { onNew: 'report' } }, { stub });
    await h.settled();
    expect(await h.orchestrator.inbox()).toEqual([]);
  });

  test.each([
    ['by the feed', {}],
    ['by listing', { feed: false }],
  ] as const)('one that is new is reported, %s; approved it is imported with its link', async (_, given) => {
    const h = await start({ twoWay: { onNew: 'report' } }, given);
    await h.settled();
    const row = place(h, 'dora');
    await h.settled();
    expect(await h.orchestrator.inbox()).toMatchObject([
      { label: 'dora', hold: { guard: 'new-account', account: row.id } },
    ]);
    expect(await h.orchestrator.approve('blog', { userName: 'dora' })).toBe(1);
    await h.settled();
    const dora = await h.store.links.findByAccount('blog', 'User', row.id);
    expect(dora).toMatchObject({ state: 'linked', label: 'dora' });
    expect(await h.attributes(dora?.resourceId ?? '')).toMatchObject({
      userName: 'dora',
      displayName: 'DORA',
      title: 'New',
      emails: [{ value: 'dora@example.org', primary: true }],
      active: true,
    });
    expect(h.writes()).toEqual([]);
    expect(await h.orchestrator.inbox()).toEqual([]);
  });

  test.each([
    ['by the feed', {}, 1],
    ['by listing', { feed: false }, 1],
    ['by an approval, where nobody has looked since', { feed: false }, 0],
  ] as const)('one that is gone again is not asked about, %s', async (_, given, looks) => {
    const h = await start({ twoWay: { onNew: 'report', poll: 3_600_000 } }, given);
    await h.settled();
    place(h, 'dora');
    await h.settled();
    expect(await h.orchestrator.inbox()).toHaveLength(1);
    h.stub.edit('dora', null);
    for (let look = 0; look < looks; look += 1) await h.settled();
    expect(await h.orchestrator.inbox()).toHaveLength(1 - looks);
    expect(await h.orchestrator.approve('blog', {})).toBe(0);
    expect(await h.orchestrator.inbox()).toEqual([]);
  });

  test('one with an administrator’s rights is reported as such', async () => {
    const h = await start({ twoWay: { onNew: 'report' } });
    await h.settled();
    h.stub.place({ login: 'root', email: 'root@example.org' }, { roles: ['administrator'] });
    await h.settled();
    expect(await h.orchestrator.inbox()).toMatchObject([
      { label: 'root', hold: { reason: expect.stringContaining("it has an administrator's rights") } },
    ]);
  });

  test('rejected it is never spoken of again', async () => {
    const h = await start({ twoWay: { onNew: 'report' } });
    await h.settled();
    place(h, 'dora');
    await h.settled();
    expect(await h.orchestrator.reject('blog', { userName: 'dora' })).toBe(1);
    h.stub.edit('dora', { fields: { title: 'x' } });
    await h.settled();
    expect(await h.orchestrator.inbox()).toEqual([]);
  });

  test('of whom no client has said anything, nothing of a client is told to be overruled', async () => {
    const h = await start({ twoWay: { onNew: 'import', attributes: ['title'] } });
    await h.settled();
    h.stub.place({ login: 'bob', email: 'bob@example.org', name: 'Bob', title: 'Major' }, { id: 'n1' });
    h.stub.edit('bob', { fields: { title: 'General' } });
    await h.settled();
    h.stub.edit('bob', { fields: { title: 'Marshal' } });
    await h.settled();
    const title = (await h.orchestrator.provenance('bob'))?.find(({ attribute }) => attribute === 'title');
    expect(title).toMatchObject({ value: 'Marshal', by: 'application:blog' });
    expect(title).not.toHaveProperty('overrules');
  });

  test('imported without being asked, with the groups of its roles; ignored where that is said', async () => {
    const h = await start({
      twoWay: { onNew: 'import', attributes: ['roles', 'title'], authority: { roles: 'application' } },
    });
    const group = await h.addGroup('Editors');
    await h.settled();
    const row = place(h, 'dora', { roles: ['subscriber', 'editor'] });
    await h.settled();
    const id = (await h.store.links.findByAccount('blog', 'User', row.id))?.resourceId;
    const members = await h.store.resources.listMembers({ directory: 'main', client: 'idp' }, { group, limit: 10 });
    expect(members.map(({ value }) => value)).toEqual([id]);
    expect(h.writes()).toEqual([]);
    const other = await start({ twoWay: { onNew: 'ignore' } });
    await other.settled();
    place(other, 'dora');
    await other.settled();
    expect(await other.orchestrator.inbox()).toEqual([]);
  });

  test('one that turned out to be somebody’s is not asked about once they have another', async () => {
    const h = await withAnna();
    const { accountId = '' } = await h.link(h.anna);
    const newcomer = { accountId, state: 'reported', since: 0, attempts: 0 } as const;
    await h.store.newcomers.put('blog', 'User', newcomer);
    await h.settled();
    await h.orchestrator.unlink('blog', 'anna');
    expect(await h.orchestrator.inbox()).toEqual([]);
  });

  test('of one that is joined to a person of the same name, what the directory says nothing of comes back', async () => {
    const h = await start({ twoWay: { poll: 3_600_000 } });
    await h.settled();
    h.stub.place(born('dora'));
    const dora = await h.addUser(person('dora'));
    await h.settled();
    expect(await h.attributes(dora)).toMatchObject({ title: 'New' });
    expect(h.stub.byLogin('dora')?.fields.title).toBe('New');
  });

  const refused: [what: string, login: string, options: object, change: JsonObject, reason: string][] = [
    ['an administrator', 'root', { roles: ['administrator'] }, {}, 'administrator'],
    ['somebody of the same name', 'anna', {}, { email: 'x@example.org' }, 'userName'],
    ['somebody of the same address', 'ann', {}, { email: 'ANNA@example.org' }, 'emails'],
  ];
  test.each(refused)('not by itself: %s', async (_, login, options, change, reason) => {
    const h = await start({ automatic: false, twoWay: { onNew: 'import' } });
    const anna = await h.addUser(person('anna'));
    await h.settled();
    const row = h.stub.place({ ...born(login), ...change }, options);
    h.stub.edit(login, {});
    await h.settled();
    expect(await h.store.links.findByAccount('blog', 'User', row.id)).toBeUndefined();
    expect(await h.orchestrator.inbox()).toMatchObject([
      { hold: { guard: 'new-account', reason: expect.stringContaining(reason) } },
    ]);
    expect(await h.attributes(anna)).toMatchObject({ displayName: 'ANNA' });
  });

  test('not where being imported would mean to lose the account: out of scope', async () => {
    const h = await start({ twoWay: { onNew: 'import' }, scope: { groups: ['Staff'], nested: true } });
    await h.addGroup('Staff');
    await h.settled();
    const row = place(h, 'dora');
    await h.settled();
    expect(row.active).toBe(true);
    expect(await h.orchestrator.inbox()).toMatchObject([{ hold: { reason: expect.stringContaining('out of scope') } }]);
  });

  test('of somebody who came from there no word of a client is told that none has said', async () => {
    const h = await start({ twoWay: { onNew: 'import', attributes: ['title'] } });
    await h.settled();
    place(h, 'dora');
    await h.settled();
    for (const title of ['Captain', 'Boss']) {
      h.stub.edit('dora', { fields: { title } });
      await h.settled();
    }
    const values = await h.orchestrator.provenance('dora');
    const said = values?.find(({ attribute }) => attribute === 'title');
    expect(said).toMatchObject({ value: 'Boss', by: 'application:blog' });
    expect(said).not.toHaveProperty('overrules');
  });

  test('who was deleted from the directory is not imported by their account', async () => {
    const h = await withAnna({ leaving: { onDelete: 'keep' }, twoWay: { onNew: 'import' } });
    await h.deleteUser(h.anna);
    await h.settled();
    h.stub.edit('anna', { fields: { title: 'Ghost' } });
    await h.settled();
    expect(await h.attributes(h.anna)).toBeUndefined();
    expect(await h.store.newcomers.list('blog', 'User', { state: 'new', limit: 9 })).toEqual([]);
    expect(await h.orchestrator.inbox()).toEqual([]);
  });

  test('nobody is imported whose account our own create may have made, for somebody who has left since', async () => {
    const h = await start({ leaving: { onDelete: 'deactivate' }, twoWay: { onNew: 'import' } });
    await h.settled();
    let deleted = '';
    h.stub.after = async (call, subject) => {
      if (call !== 'create') return;
      h.stub.after = () => undefined;
      h.stub.edit('dora', {});
      await h.deleteUser(deleted);
      await h.orchestrator.pull('blog');
      throw new ConnectorError('unavailable', `stub: the answer about ${subject} is lost`, { outcomeUnknown: true });
    };
    deleted = await h.addUser(person('dora'));
    await expect.poll(() => h.stub.byLogin('dora')?.active, { timeout: 8_000 }).toBe(false);
    const page = await h.store.resources.query(
      { directory: 'main', client: '' },
      { type: 'User', startIndex: 1, count: 9 },
    );
    expect(page.resources).toEqual([]);
  });

  test('the same system’s own push is the same person: nobody is made twice, whichever comes first', async () => {
    const stub = siteWithFeed();
    const old = stub.place(born('anna'));
    const h = await start({ twoWay: { onNew: 'import' } }, { stub, client: 'idp' });
    await h.settled();
    // Imported, since it was pushed by nobody yet: as the client's own.
    const id = (await h.store.links.findByAccount('blog', 'User', old.id))?.resourceId ?? '';
    expect(await h.read(id)).toMatchObject({ owner: 'idp', externalId: old.id });
    const other = h.stub.place({ ...born('bob'), login: 'bob.b' });
    const bob = await h.addUser(person('bob'), other.id);
    await h.settled();
    expect(await h.link(bob)).toMatchObject({ accountId: other.id, matchedBy: 'externalId' });
    expect(h.stub.byLogin('bob')).toBeUndefined();
  });

  test('roles that the pushed account has are memberships, where they are the application’s to say, and not taken from it', async () => {
    const authority = { roles: 'application' } as const;
    const h = await start({ twoWay: { attributes: ['roles'], authority } }, { client: 'idp' });
    const group = await h.addGroup('Editors');
    await h.settled();
    const row = h.stub.place({ ...born('bob'), login: 'bob.b' }, { roles: ['editor'] });
    const bob = await h.addUser(person('bob'), row.id);
    await h.settled();
    const members = await h.store.resources.listMembers({ directory: 'main', client: 'idp' }, { group, limit: 10 });
    expect(members.map(({ value }) => value)).toEqual([bob]);
    expect(row.roles).toEqual(['editor']);
  });
});

describe('nothing is lost, and nothing goes in a circle', () => {
  test('a gap in the feed is filled by a listing', async () => {
    const h = await withAnna();
    h.stub.feed = { id: 'f2', events: [] };
    const row = h.stub.byLogin('anna');
    if (row) row.fields.title = 'Boss';
    await expect.poll(() => h.attributes(h.anna)).toMatchObject({ title: 'Boss' });
  });

  test('what was changed while we were down comes back with the next start', async () => {
    const h = await withAnna();
    await h.stop();
    h.stub.edit('anna', { fields: { title: 'Boss' } });
    const next = await start({}, { stub: h.stub, store: h.store });
    await next.settled();
    expect(await next.attributes(h.anna)).toMatchObject({ title: 'Boss' });
  });

  test('a process that dies between the directory and the link leaves both the same', async () => {
    const h = await withAnna();
    const { record } = h.store.links;
    let died = false;
    h.store.links.record = async (...parameters) => {
      if (!died && parameters[2].sent !== undefined) {
        died = true;
        throw new Error('the database is gone');
      }
      return record(...parameters);
    };
    h.stub.edit('anna', { fields: { title: 'Boss' } });
    await expect.poll(() => died).toBe(true);
    await expect.poll(async () => (await h.link(h.anna)).sent, { timeout: 5_000 }).toMatchObject({ title: 'Boss' });
    await h.settled();
    expect(await h.attributes(h.anna)).toMatchObject({ title: 'Boss' });
    expect(h.writes()).toEqual([]);
    expect(await h.conflicts(h.anna)).toEqual({});
  });

  test('a site that writes its own value over and over is held after some rounds', async () => {
    const h = await withAnna({ twoWay: { conflict: 'application' } });
    for (let round = 0; round < 12; round += 1) {
      h.stub.edit('anna', { fields: { title: round % 2 === 0 ? 'Boss' : 'Captain' } });
      await h.settled();
    }
    expect(await h.conflicts(h.anna)).toMatchObject({ title: { reason: expect.stringContaining('back and forth') } });
  });

  test('a listing that is not complete says nothing, and is asked for again', async () => {
    const h = await withAnna({ twoWay: { onDeleted: 'delete', source: ['poll'] } }, { feed: false });
    const list = h.stub.connector.users?.list;
    if (h.stub.connector.users) h.stub.connector.users.list = async () => ({ items: [], complete: false });
    await expect.poll(async () => (await h.orchestrator.twoWay())[0]?.state.failure).toBeDefined();
    expect(await h.attributes(h.anna)).toBeDefined();
    if (h.stub.connector.users && list) h.stub.connector.users.list = list;
  });

  test('it says by which way it learns of changes, and why not by a better one', async () => {
    const h = await start({}, { feed: false });
    await h.settled();
    const [status] = await h.orchestrator.twoWay();
    expect(status).toMatchObject({
      application: 'blog',
      type: 'User',
      state: { way: 'listing', reason: expect.stringContaining('companion'), baseline: true },
      conflicts: 0,
      reported: 0,
    });
    expect(status?.nextAt).toBeGreaterThan(0);
  });
});

test('a full pass that sets right what drifted takes what comes back first', async () => {
  const h = await withAnna({ drift: 'enforce', twoWay: { source: ['webhook'] } }, { feed: false });
  h.stub.edit('anna', { fields: { title: 'Boss', email: 'other@example.org' } });
  await h.orchestrator.sync('blog', { full: true });
  await h.settled();
  expect(await h.attributes(h.anna)).toMatchObject({ title: 'Boss', emails: [{ value: 'anna@example.org' }] });
  expect(h.stub.byLogin('anna')?.fields).toMatchObject({ title: 'Boss', email: 'anna@example.org' });
  expect(await h.conflicts(h.anna)).toEqual({});
});
