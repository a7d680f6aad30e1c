import { change, groupsOf, refer, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { expect, onTestFinished, test } from 'vitest';
import { type FakeOptions, startFakeScim } from './fake/index.js';
import { connectTo } from './testing/connect-to.js';
import { groupFields, personFields } from './testing/people.js';

async function start(options: FakeOptions = {}, more: Partial<Parameters<typeof connectTo>[0]> = {}) {
  const fake = await startFakeScim(options);
  const connector = connectTo({ url: fake.url, token: fake.token, ...more });
  onTestFinished(async () => {
    await connector.dispose?.();
    await fake.stop();
  });
  return { fake, connector, users: usersOf(connector), groups: groupsOf(connector) };
}

test.each<FakeOptions>([{ patch: false }, { preconditions: true }, { preconditions: true, patch: false }])(
  'with %j, what somebody else changed in between is read again and kept',
  async (options) => {
    const { fake, users } = await start(options);
    const { id } = await users.create(personFields(1), signal);
    const before = await users.get(id, signal);
    fake.disturb(2);
    const after = await users.update(refer(before), change({ set: { title: 'Boss' } }), signal);
    expect(after.fields).toMatchObject({ title: 'Boss', nickName: 'other 0' });
  },
);

test('whoever is always faster wins: it is tried again later, and nothing is in doubt', async () => {
  const { fake, users } = await start({ patch: false });
  const before = await users.create(personFields(1), signal);
  fake.disturb(100);
  const { kind, outcomeUnknown } = await rejection(
    users.update(refer(before), change({ set: { title: 'Boss' } }), signal),
  );
  expect([kind, outcomeUnknown]).toEqual(['unavailable', false]);
});

test('a group that is put back whole loses nobody who came in between', async () => {
  const { fake, users, groups } = await start({ patch: false });
  const [one, other] = [await users.create(personFields(1), signal), await users.create(personFields(2), signal)];
  const group = await groups.create(groupFields(1), signal);
  await fake.ask('PUT', `/Groups/${group.id}`, { displayName: 'Group', members: [{ value: one.id }] });
  fake.disturb(1);
  await groups.update(refer(group), change({ added: { members: [{ id: other.id, type: 'User' }] } }), signal);
  const { items } = await groups.members(group.id, undefined, signal);
  expect(items.map(({ id }) => id).sort()).toEqual([one.id, other.id].sort());
});

test('a deactivation that is only pretended is told', async () => {
  const { users } = await start({ active: 'pretended' });
  const account = await users.create(personFields(1), signal);
  const { kind, message } = await rejection(users.deactivate(refer(account), signal));
  expect(kind).toBe('unsupported');
  expect(message).toContain('still active');
});

test.each([
  ['deactivates', { kind: 'deactivated', account: { active: false } }],
  ['pretended', undefined],
] as const)('a deletion that is %s is told', async (deletion, expected) => {
  const { users } = await start({ deletion });
  const account = await users.create(personFields(1), signal);
  if (expected !== undefined) expect(await users.remove(refer(account), {}, signal)).toMatchObject(expected);
  else expect((await rejection(users.remove(refer(account), {}, signal))).kind).toBe('unsupported');
});

test('content goes to nobody: an heir is refused before anything is sent', async () => {
  const { fake, users } = await start();
  const account = await users.create(personFields(1), signal);
  const sent = fake.requests.length;
  expect((await rejection(users.remove(refer(account), { reassignTo: '1' }, signal))).kind).toBe('unsupported');
  expect(fake.requests).toHaveLength(sent);
});

test('a wrong token is shown once, a right one never asked for', async () => {
  const { fake, users } = await start({}, { token: 'wrong' });
  expect((await rejection(users.get('1', signal))).kind).toBe('auth');
  expect(fake.requests).toHaveLength(1);
});

test.each(['header', 'body'] as const)(
  'an access token is asked for once, and again once it is refused: %s',
  async (sentIn) => {
    const fake = await startFakeScim({ oauth: { uses: 5 } });
    onTestFinished(() => fake.stop());
    const { users } = { users: usersOf(connectTo({ url: fake.url, oauth: { ...fake.oauth, sentIn } })) };
    const { id } = await users.create(personFields(1), signal);
    await Promise.all([users.get(id, signal), users.get(id, signal)]);
    expect(fake.tokensGiven()).toBe(1);
    await users.get(id, signal);
    await users.get(id, signal);
    expect(fake.tokensGiven()).toBe(2);
  },
);

test('a client secret that is refused halts, with a word about where to look', async () => {
  const fake = await startFakeScim({ oauth: { uses: 5 } });
  onTestFinished(() => fake.stop());
  const users = usersOf(connectTo({ url: fake.url, oauth: { ...fake.oauth, clientSecret: 'wrong' } }));
  const { kind, message } = await rejection(users.get('1', signal));
  expect(kind).toBe('auth');
  expect(message).toContain('invalid_client');
  expect(message).not.toContain('wrong');
  expect(fake.requests).toEqual([]);
});

test('a look-up costs one request, and one that finds nobody shows once that filters work', async () => {
  const { fake, users } = await start();
  await users.create(personFields(1), signal);
  const cost = async (value: string) => {
    const before = fake.requests.length;
    await users.find({ remote: 'userName', value }, signal);
    return fake.requests.length - before;
  };
  expect(await cost('person1@corp.example')).toBe(1);
  expect(await cost('nobody@corp.example')).toBe(5);
  expect(await cost('nobody@corp.example')).toBe(1);
});

test('a create whose answer was lost is found again by the id that was sent with it', async () => {
  const { fake, users } = await start();
  await fake.ask('POST', '/Users', { userName: 'anna', externalId: '0190-resource' });
  const found = await users.find({ remote: 'externalId', value: '0190-resource' }, signal);
  expect(found?.fields.userName).toBe('anna');
});

test('who was created and cannot be seen yet is in doubt, not gone, and is found later', async () => {
  const { users } = await start({ visible: 'later' });
  const { kind, outcomeUnknown } = await rejection(users.create(personFields(1), signal));
  expect([kind, outcomeUnknown]).toEqual(['unavailable', true]);
  const found = await users.find({ remote: 'externalId', value: String(personFields(1).externalId) }, signal);
  expect(found?.fields.userName).toBe('person1@corp.example');
});

test('a listing passes over nobody when somebody behind it is deleted', async () => {
  const { fake, users } = await start({}, { pageSize: 3 });
  const ids: string[] = [];
  for (let n = 0; n < 8; n += 1) ids.push((await users.create(personFields(n), signal)).id);
  const first = await users.list(undefined, signal);
  await fake.ask('DELETE', `/Users/${ids[0]}`);
  const seen = first.items.map(({ id }) => id);
  let next = first.next;
  while (next !== undefined) {
    const page = await users.list(next, signal);
    expect(page.complete).toBe(true);
    seen.push(...page.items.map(({ id }) => id));
    next = page.next;
  }
  expect(seen).toEqual(ids);
});

test('a listing that has lost its place says that it is not complete', async () => {
  const { fake, users } = await start({ paging: 'index' }, { pageSize: 3 });
  const ids: string[] = [];
  for (let n = 0; n < 8; n += 1) ids.push((await users.create(personFields(n), signal)).id);
  const { next } = await users.list(undefined, signal);
  await fake.ask('DELETE', `/Users/${ids[2]}`);
  expect((await users.list(next, signal)).complete).toBe(false);
});

test('a field that the server tells of is empty where it is absent', async () => {
  const { users } = await start();
  const { fields } = await users.create({ userName: 'anna' }, signal);
  expect(fields).toMatchObject({ title: '', phoneNumbers: [], 'enterprise.department': '' });
});

test('a field that the server does not tell of cannot be read until somebody has it', async () => {
  const { users } = await start({ discovery: false });
  const { id, fields } = await users.create({ userName: 'anna' }, signal);
  expect(Object.keys(fields)).toEqual(['userName']);
  await users.create({ userName: 'bea', title: 'Boss' }, signal);
  expect((await users.get(id, signal)).fields).toEqual({ userName: 'anna', title: '' });
});

test('an e-mail address alone becomes the one address, and stands beside no list of them', async () => {
  const { users } = await start();
  const alone = await users.create({ userName: 'anna', 'emails.value': 'anna@mail.example' }, signal);
  expect(alone.fields.emails).toEqual([{ value: 'anna@mail.example', type: 'work', primary: true }]);
  const emails = [
    { value: 'bea@mail.example', type: 'home', primary: true },
    { value: 'b@corp.example', type: 'work' },
  ];
  const both = await users.create({ userName: 'bea', 'emails.value': 'bea@mail.example', emails }, signal);
  expect(both.fields).toMatchObject({ emails, 'emails.value': 'bea@mail.example' });
});

test.each<FakeOptions>([{}, { patch: false }, { bodies: false }])(
  'with %j, a password goes with a create and with a change, and comes back with neither',
  async (options) => {
    const { fake, users } = await start(options);
    const made = await users.create({ ...personFields(1), password: 'F1rst' }, signal);
    expect(fake.passwords()).toEqual(['F1rst']);
    const changed = await users.update(refer(made), change({ set: { password: 'S3cond', title: 'Boss' } }), signal);
    expect(fake.passwords()).toEqual(['S3cond']);
    expect(changed.fields).toMatchObject({ title: 'Boss' });
    expect(JSON.stringify([made, changed])).not.toMatch(/F1rst|S3cond/);
    await users.update(refer(changed), change({ set: { title: 'Chief' } }), signal);
    expect(fake.passwords()).toEqual(['S3cond']);
  },
);
