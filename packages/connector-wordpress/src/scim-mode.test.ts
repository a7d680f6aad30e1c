import { connectMiniOrange, createConnectorContext, miniOrangeConfig, runChecks } from '@linkspan/core';
import { change, refer, rejection, signal, testConnector, usersOf } from '@linkspan/core/conformance';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { startFakeMiniOrange } from './fake/index.js';
import { addMiniOrangeUser } from './fake/mini-orange/mini-orange-site.js';
import connector from './index.js';
import { connectScimModeTo } from './testing/connect-scim-mode.js';

const silent = { debug: () => {}, info: () => {}, warn: () => {} };

const free = await startFakeMiniOrange('free');
const premium = await startFakeMiniOrange('premium');
premium.site.deprovision = 'deactivate';

afterAll(async () => {
  await free.stop();
  await premium.stop();
});

beforeEach(() => {
  free.site.users.clear();
  premium.site.users.clear();
  for (const { site } of [free, premium]) addMiniOrangeUser(site, { login: 'admin', email: 'admin@site.example' });
});

const connectFree = (takeover = true) => {
  const { url, token } = free;
  return connectScimModeTo({ url, token, profile: 'miniorange-free', takeover });
};
const connectPremium = (deprovision: 'delete' | 'deactivate' = 'deactivate', token = premium.token) =>
  connectScimModeTo({ url: premium.url, token, profile: 'miniorange-premium', deprovision });

const personFields = (n: number) => ({
  username: `person${n}`,
  email: `person${n}@mail.example`,
  first_name: `Anna ${n}`,
  last_name: `Berg ${n}`,
  name: `Anna Berg ${n}`,
});
const person = { username: 'anna', email: 'anna@mail.example', first_name: 'Anna', last_name: 'Berg' };

describe('the contract in the premium form', async () => {
  const { cases } = await testConnector(connector, {
    connect: (credentials) => connectPremium('deactivate', credentials === 'wrong' ? 'wrong' : premium.token),
    fields: personFields,
    text: ['first_name', 'last_name', 'name'],
    pageSize: 50,
    reset: async () => premium.site.users.clear(),
  });

  // It gives roles to nobody, and shows none.
  const withRoles = ['an account with a privileged role says so, an ordinary one does not'];

  test.each(cases.filter(({ name }) => !withRoles.includes(name)))('$name', ({ run }) => run());
});

describe('the free form', () => {
  test('can create where that is allowed, read, and change names: nothing else is pretended', () => {
    expect(Object.keys(usersOf(connectFree())).sort()).toEqual(['create', 'get', 'update']);
    expect(Object.keys(usersOf(connectFree(false))).sort()).toEqual(['get', 'update']);
    expect(connectFree().groups).toBeUndefined();
  });

  test('its checks say what it cannot do', async () => {
    const results = await runChecks(connectFree().checks, { signal });
    expect(results.map(({ id, status }) => `${id} ${status}`)).toEqual([
      'sign-in passed',
      'profile warning',
      'fields warning',
      'create warning',
    ]);
    expect(results[1]?.hint).toContain('whoever leaves keeps access');
    expect(results[2]?.hint).toContain('{ remote: nickname, drop: true }');
    expect(results[3]?.hint).toContain('an administrator too');
  });

  test('O2: a create overwrites who has the log-in, which is why it must be allowed', async () => {
    const account = await usersOf(connectFree()).create({ ...person, username: 'admin' }, signal);
    expect(account).toMatchObject({ id: '1', fields: { username: 'admin', email: 'anna@mail.example' } });
  });

  test('O3: an account is read without the brackets of its id, and active though that is a text', async () => {
    expect(await usersOf(connectFree()).get('1', signal)).toMatchObject({ id: '1', active: true, identity: '1 admin' });
  });

  test('a last name, which no create stores, is there all the same', async () => {
    expect((await usersOf(connectFree()).create(person, signal)).fields).toEqual(person);
  });

  test('O6: a change names the user whom it is about, and says that the account is active (O8)', async () => {
    const users = usersOf(connectFree());
    const account = await users.create(person, signal);
    const changed = await users.update(refer(account), change({ set: { first_name: 'Ann' } }), signal);
    expect(changed.fields).toEqual({ ...person, first_name: 'Ann' });
    expect(free.requests.filter(({ method }) => method === 'PUT').at(-1)?.json).toMatchObject({
      userName: 'anna',
      active: true,
    });
    expect(free.site.users.get(1)?.firstName).toBe('');
  });

  test('O7: no request for one user has a query', () => {
    expect(free.requests.filter(({ path }) => /\/Users\/.*\?/.test(path))).toEqual([]);
  });

  test.each([
    ['create', 'nickname', 'does not store nickname'],
    ['create', 'roles', 'does not store roles'],
    ['update', 'email', 'does not change email'],
    ['update', 'name', 'does not change name'],
  ])('%s with %s is refused, before anything is sent', async (method, field, text) => {
    const users = usersOf(connectFree());
    const account = await users.get('1', signal);
    const sent = free.requests.length;
    const call =
      method === 'create'
        ? users.create({ ...person, [field]: 'x' }, signal)
        : users.update(refer(account), change({ set: { [field]: 'x' } }), signal);
    const { kind, message } = await rejection(call);
    expect(kind).toBe('unsupported');
    expect(message).toContain(text);
    expect(free.requests).toHaveLength(sent);
  });
});

describe('the premium form', () => {
  test.each([
    ['deactivate', ['create', 'deactivate', 'find', 'get', 'list', 'reactivate', 'update']],
    ['delete', ['create', 'find', 'get', 'list', 'update']],
  ] as const)('set to %s can %j', (deprovision, methods) => {
    expect(Object.keys(usersOf(connectPremium(deprovision))).sort()).toEqual(methods);
  });

  test('set to delete says that nobody is deactivated', async () => {
    const results = await runChecks(connectPremium('delete').checks, { signal });
    expect(results.find(({ id }) => id === 'deactivate')).toMatchObject({ status: 'warning' });
  });

  test.each([
    ['username', { ...person, username: 'ADMIN' }],
    ['email', { ...person, email: 'admin@site.example' }],
  ])('who has the %s already is not overwritten', async (field, fields) => {
    const refused = await rejection(usersOf(connectPremium()).create(fields, signal));
    expect([refused.kind, refused.field]).toEqual(['conflict', field]);
    expect(premium.site.users.get(1)).toMatchObject({ email: 'admin@site.example' });
  });

  test('nobody is known to be no administrator, so that nobody who is there is joined by itself', async () => {
    expect((await usersOf(connectPremium()).get('1', signal)).privileged).toBe(true);
  });

  test('a log-in that would be cut off is refused', async () => {
    const refused = await rejection(usersOf(connectPremium()).create({ ...person, username: 'a'.repeat(51) }, signal));
    expect([refused.kind, refused.field]).toEqual(['invalid', 'username']);
  });

  test('O8: a change deprovisions nobody, and one of an inactive account is refused', async () => {
    const users = usersOf(connectPremium());
    const account = await users.create(person, signal);
    await users.update(refer(account), change({ set: { first_name: 'Ann' } }), signal);
    expect(premium.site.users.get(2)).toMatchObject({ active: true, firstName: 'Ann' });
    const left = await users.deactivate(refer(account), signal);
    expect(left.active).toBe(false);
    const refused = await rejection(users.update(refer(left), change({ set: { first_name: 'A' } }), signal));
    expect(refused.kind).toBe('unsupported');
  });

  test('O9: who comes back is activated, by an operation without a path', async () => {
    const users = usersOf(connectPremium());
    const account = await users.create(person, signal);
    const left = await users.deactivate(refer(account), signal);
    expect(await users.reactivate(refer(left), signal)).toMatchObject({ active: true });
    const patches = premium.requests.filter(({ method }) => method === 'PATCH').slice(-2);
    expect(patches.map(({ json }) => json.Operations)).toEqual([
      [{ op: 'replace', value: { active: false } }],
      [{ op: 'replace', value: { active: true } }],
    ]);
  });

  test('what only a companion has is left out without a word', async () => {
    const users = usersOf(connectPremium());
    const account = await users.create({ ...person, linkspan_external_id: '0190' }, signal);
    expect(premium.requests.filter(({ method }) => method === 'POST').at(-1)?.json).not.toHaveProperty(
      'linkspan_external_id',
    );
    const set = { linkspan_external_id: '0191' };
    expect(await users.update(refer(account), change({ set }), signal)).toEqual(account);
    expect(await users.find({ remote: 'linkspan_external_id', value: '0190' }, signal)).toBeUndefined();
  });

  test('a site whose form never changes an address refuses to, as Drupal’s does', async () => {
    const { url, token } = premium;
    const config = miniOrangeConfig.parse({
      mode: 'scim',
      url,
      token,
      profile: 'miniorange-premium',
      deprovision: 'delete',
    });
    const rules = {
      rules: [
        { scim: 'userName', remote: 'name' },
        { scim: 'emails.value', remote: 'mail' },
      ],
    };
    const places = { name: 'userName', mail: 'emails.value' };
    const context = createConnectorContext({ name: 'drupal', log: silent, signal });
    const users = usersOf(
      connectMiniOrange({ name: 'drupal', config, rules, places, fixed: ['emails.value'] }, context),
    );
    const account = await users.create({ name: 'anna', mail: 'anna@mail.example' }, signal);
    const refused = await rejection(users.update(refer(account), change({ set: { mail: 'a@mail.example' } }), signal));
    expect([refused.kind, refused.field]).toEqual(['unsupported', 'mail']);
    expect(refused.message).toMatch(/^drupal: /);
    premium.site.deprovision = 'delete';
    expect(await users.remove(refer(account), {}, signal)).toEqual({ kind: 'removed' });
    premium.site.deprovision = 'deactivate';
  });

  test('O10: a listing has the first user, and more than 50', async () => {
    for (let n = 0; n < 60; n += 1) addMiniOrangeUser(premium.site, { login: `p${n}`, email: `p${n}@x.example` });
    const users = usersOf(connectPremium());
    const first = await users.list(undefined, signal);
    const second = await users.list(first.next, signal);
    expect(first.items[0]?.id).toBe('1');
    expect(first.items.length + second.items.length).toBe(61);
    expect([second.next, second.complete]).toEqual([undefined, true]);
  });
});
