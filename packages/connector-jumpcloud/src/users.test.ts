import { change, refer, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FakeUser } from './fake/index.js';
import { startTestJumpCloud } from './testing/start-test-jumpcloud.js';

const site = await startTestJumpCloud();
const { fake } = site;
const users = usersOf(site.connect());
const id = 'a'.repeat(24);

beforeEach(() => fake.reset());
afterEach(() => expect(site.takeViolations()).toEqual([]));
afterAll(() => fake.stop());

function give(more: Readonly<Partial<FakeUser>> = {}): FakeUser {
  const user = { _id: id, username: 'ada', email: 'ada@corp.example', state: 'ACTIVATED', suspended: false, ...more };
  fake.users.set(user._id, user as FakeUser);
  return user as FakeUser;
}

const update = async (part: Parameters<typeof change>[0]) =>
  users.update(refer(await users.get(id, signal)), change(part), signal);

const writes = () => fake.requests.filter(({ method }) => method === 'PUT').map(({ json }) => json);

describe('lists, which JumpCloud replaces whole', () => {
  const mobile = { type: 'mobile', number: '+1-555-1', id: '1'.repeat(24) };
  const second = { type: 'work', number: '+1-555-3', id: '3'.repeat(24) };
  const phones = [mobile, { type: 'work', number: '+1-555-2', id: '2'.repeat(24) }, second];

  test.each([
    ['a number changes', { set: { 'phoneNumbers[work].number': '+1-555-9' } }, ['+1-555-1', '+1-555-9', '+1-555-3']],
    ['a number comes', { set: { 'phoneNumbers[home].number': '5' } }, ['+1-555-1', '+1-555-2', '+1-555-3', '5']],
    ['a number goes', { cleared: ['phoneNumbers[mobile].number'] }, ['+1-555-2', '+1-555-3']],
    [
      'a number arrives as SCIM has it',
      { set: { 'phoneNumbers[mobile].number': 'tel:+1' } },
      ['+1', '+1-555-2', '+1-555-3'],
    ],
  ])('keep the others: %s', async (_what, part, expected) => {
    give({ phoneNumbers: phones });
    await update(part);
    const stored = fake.users.get(id)?.['phoneNumbers'] as readonly { readonly number: string }[];
    expect(stored.map(({ number }) => number)).toEqual(expected);
  });

  test('keep of an address what is not ours, and go with their last part', async () => {
    give({
      addresses: [
        { type: 'work', poBox: '12', locality: 'Oslo', id: '4'.repeat(24) },
        { type: 'home', locality: 'Bergen', id: '5'.repeat(24) },
      ],
    });
    const { fields } = await update({
      set: { 'addresses[work].locality': 'Tromsø' },
      cleared: ['addresses[home].locality'],
    });
    expect(fields).toMatchObject({ 'addresses[work].poBox': '12', 'addresses[work].locality': 'Tromsø' });
    expect(fake.users.get(id)?.['addresses']).toHaveLength(1);
  });

  test('take what was written meanwhile along: what is merged is read just before', async () => {
    give({ attributes: [{ name: 'badge', value: '1' }] });
    const before = await users.get(id, signal);
    give({
      attributes: [
        { name: 'badge', value: '1' },
        { name: 'desk', value: '7' },
      ],
    });
    await users.update(refer(before), change({ set: { 'attributes[badge].value': '2' } }), signal);
    expect(fake.users.get(id)?.['attributes']).toEqual([
      { name: 'badge', value: '2' },
      { name: 'desk', value: '7' },
    ]);
  });

  test('that do not change are not written', async () => {
    give({ phoneNumbers: phones, department: 'Sales' });
    const count = writes().length;
    await update({ set: { 'phoneNumbers[work].number': 'tel:+1-555-2', department: 'Sales' } });
    expect(writes()).toHaveLength(count);
  });
});

describe('a field that is mastered elsewhere', () => {
  const restrictedFields = [
    { field: 'department', type: 'scim', id: '6'.repeat(24) },
    { field: 'phoneNumbers', type: 'active_directory' },
  ];

  test.each([
    [
      'department',
      { set: { department: 'Sales' } },
      /department of "ada" is mastered by an identity provider by SCIM \(6+\)/,
    ],
    ['phoneNumbers[work].number', { set: { 'phoneNumbers[work].number': '1' } }, /mastered by Active Directory/],
    ['department', { set: { jobTitle: 'x' }, cleared: ['department'] }, /mastered by/],
  ])('is never written, and the whole update is refused by its name: %s', async (field, part, message) => {
    give({ department: 'Research', restrictedFields });
    const error = await rejection(update(part));
    expect([error.kind, error.field]).toEqual(['unsupported', field]);
    expect(error.message).toMatch(message);
    expect(fake.users.get(id)).toMatchObject({ department: 'Research' });
  });

  test('is no obstacle where it holds the value already', async () => {
    give({ department: 'Sales', restrictedFields });
    await update({ set: { department: 'Sales', jobTitle: 'Manager' } });
    expect(writes().at(-1)).toEqual({ jobTitle: 'Manager' });
  });
});

test.each([
  ['the log-in', { username: 'lovelace' }, 'unsupported', 'username'],
  ['what is no field', { shoeSize: '42' }, 'invalid', 'shoeSize'],
  ['a phone of an unknown type', { 'phoneNumbers[pager].number': '1' }, 'invalid', 'phoneNumbers[pager].number'],
  ['the id', { _id: 'x' }, 'invalid', '_id'],
  ['a second factor', { mfa: 'x' }, 'invalid', 'mfa'],
  ['a manager by name', { manager: 'boss' }, 'invalid', 'manager'],
  ['a list for a text', { department: ['a'] }, 'invalid', 'department'],
])('%s is refused: %o', async (_what, set, kind, field) => {
  give();
  const error = await rejection(update({ set }));
  expect([error.kind, error.field]).toEqual([kind, field]);
});

test('a manager is written by id', async () => {
  give();
  expect((await update({ set: { manager: 'b'.repeat(24) } })).fields['manager']).toBe('b'.repeat(24));
});

describe('who is active', () => {
  test.each([
    ['ACTIVATED', false, true],
    ['ACTIVATED', true, false],
    ['SUSPENDED', true, false],
    ['STAGED', false, false],
  ] as const)('%s, suspended %s: %s', async (state, suspended, active) => {
    give({ state, suspended, password_expired: true });
    expect((await users.get(id, signal)).active).toBe(active);
  });

  test('a new user is, whatever the organization does with new ones by default', async () => {
    const account = await users.create({ username: 'ada', email: 'ada@corp.example' }, signal);
    expect(account.active).toBe(true);
    expect(fake.mails).toEqual([{ to: 'ada@corp.example', subject: 'Activate your account' }]);
  });

  test('suspension and its end set both marks, and touch nothing else', async () => {
    give({ phoneNumbers: [{ type: 'work', number: '1' }] });
    const count = writes().length;
    const left = await users.deactivate(refer(await users.get(id, signal)), signal);
    expect((await users.reactivate(refer(left), signal)).active).toBe(true);
    expect(writes().slice(count)).toEqual([
      { state: 'SUSPENDED', suspended: true },
      { state: 'ACTIVATED', suspended: false },
    ]);
  });

  test('a staged user is activated by the call for it, and suspended like anybody', async () => {
    give({ state: 'STAGED' });
    const account = await users.reactivate(refer(await users.get(id, signal)), signal);
    expect(account.active).toBe(true);
    expect(fake.requests.some(({ path }) => path.endsWith('/state/activate'))).toBe(true);
    give({ state: 'STAGED' });
    await users.deactivate(refer(account), signal);
    expect(fake.users.get(id)?.state).toBe('SUSPENDED');
  });
});

describe('whoever manages somebody', () => {
  const report = 'b'.repeat(24);

  test('is removed, and nobody manages them then', async () => {
    give();
    give({ _id: report, username: 'bob', email: 'bob@corp.example', manager: id });
    await users.remove(refer(await users.get(id, signal)), {}, signal);
    expect(fake.users.get(report)).not.toHaveProperty('manager');
  });

  test('is not removed for the benefit of somebody who is no user', async () => {
    give();
    const error = await rejection(users.remove(refer(await users.get(id, signal)), { reassignTo: 'boss' }, signal));
    expect([error.kind, error.field, fake.users.size]).toEqual(['invalid', 'reassignTo', 1]);
  });
});

describe('somebody is found', () => {
  test.each([
    ['_id', id, true],
    ['_id', 'b'.repeat(24), false],
    ['_id', 'ada', false],
    ['email', 'ADA@corp.example', true],
    ['username', 'Ada', true],
    ['username', 'ad.', false],
    ['employeeIdentifier', 'E-1', true],
    ['employeeIdentifier', 'e-1', false],
    ['email', '', false],
  ])('by %s %s: %s', async (remote, value, found) => {
    give({ employeeIdentifier: 'E-1' });
    expect((await users.find({ remote, value }, signal))?.id).toBe(found ? id : undefined);
  });

  test('by nothing that says little about who it is', async () => {
    expect((await rejection(users.find({ remote: 'lastname', value: 'x' }, signal))).kind).toBe('unsupported');
  });

  test('by no guess where two have it', async () => {
    give();
    give({ _id: 'b'.repeat(24), username: 'bob', email: 'ADA@corp.example' });
    const error = await rejection(users.find({ remote: 'email', value: 'Ada@corp.example' }, signal));
    expect([error.kind, error.field]).toEqual(['invalid', 'email']);
  });
});

test('a user who is linked to an administrator is privileged, the one whose key is used untouchable', async () => {
  give({ admin: { id: fake.actor.id } });
  const other = await users.get(id, signal);
  expect([other.privileged, other.protected]).toEqual([true, undefined]);
  const named = usersOf(site.connect({ actor: fake.actor.id }));
  expect((await named.get(id, signal)).protected).toContain('whose key');
});

test('what nobody gave a value is read as empty, in a listing too, which asks for every field by name', async () => {
  give({ department: 'Sales', phoneNumbers: [] });
  const { fields } = await users.get(id, signal);
  expect(fields).toMatchObject({ department: 'Sales', jobTitle: '', 'addresses[work].locality': '' });
  expect((await users.list(undefined, signal)).items[0]?.fields).toEqual(fields);
});

test('a write is read back, and what cannot be read then must be looked at', async () => {
  give();
  const account = await users.get(id, signal);
  const count = fake.requests.length;
  const isReadBack = ({ method }: { readonly method: string }) =>
    method === 'GET' && fake.requests.slice(count).some((one) => one.method === 'PUT');
  fake.inject({ trouble: { kind: 'instead', status: 500, body: '{}' }, when: isReadBack });
  const error = await rejection(users.update(refer(account), change({ set: { jobTitle: 'x' } }), signal));
  expect([error.kind, error.outcomeUnknown]).toEqual(['unavailable', true]);
});
