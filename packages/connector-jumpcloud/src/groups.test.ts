import type { MemberRef } from '@linkspan/core';
import { change, groupsOf, refer, rejection, signal } from '@linkspan/core/conformance';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FakeGroup, FakeUser } from './fake/index.js';
import { ids } from './testing/ids.js';
import { startTestJumpCloud } from './testing/start-test-jumpcloud.js';

const site = await startTestJumpCloud();
const { fake } = site;
const groups = groupsOf(site.connect());
const id = 'a'.repeat(24);

beforeEach(() => fake.reset());
afterEach(() => expect(site.takeViolations()).toEqual([]));
afterAll(() => fake.stop());

function give(more: Readonly<Partial<FakeGroup>> = {}, members: readonly string[] = []): void {
  const group = { id, name: 'Editors', type: 'user_group', membershipMethod: 'STATIC', ...more };
  fake.groups.set(group.id, group as FakeGroup);
  fake.members.set(group.id, new Set(members));
}

function givePeople(count: number): readonly MemberRef[] {
  return Array.from({ length: count }, (_, n) => {
    const _id = (n + 1).toString(16).padStart(24, '0');
    fake.users.set(_id, { _id, username: `p${n}`, email: `p${n}@corp.example`, state: 'ACTIVATED' } as FakeUser);
    return { id: _id, type: 'User' };
  });
}

const update = async (part: Parameters<typeof change>[0]) =>
  groups.update(refer(await groups.get(id, signal)), change(part), signal);

describe('a dynamic group', () => {
  test.each(['DYNAMIC_AUTOMATED', 'DYNAMIC_REVIEW_REQUIRED'])(
    '(%s) says why nobody may touch it',
    async (membershipMethod) => {
      give({ membershipMethod });
      expect((await groups.get(id, signal)).protected).toContain(membershipMethod);
    },
  );

  test('is not written even where it has become one only just now', async () => {
    const [ada] = givePeople(1);
    give();
    const before = await groups.get(id, signal);
    give({ membershipMethod: 'DYNAMIC_AUTOMATED' });
    for (const part of [{ added: { members: [ada] } }, { set: { name: 'Authors' } }]) {
      const { kind, message } = await rejection(groups.update(refer(before), change(part), signal));
      expect([kind, message]).toEqual(['unsupported', expect.stringContaining('"Editors" are computed by JumpCloud')]);
    }
    expect(fake.requests.some(({ method, path }) => method !== 'GET' && path.includes(id))).toBe(false);
  });

  test.each(['STATIC', 'NOTSET'])('is not what %s says', async (membershipMethod) => {
    give({ membershipMethod });
    expect((await groups.get(id, signal)).protected).toBeUndefined();
  });
});

test('a new name, which replaces the group whole, keeps what is not ours', async () => {
  const attributes = { sudo: { enabled: false, withoutPassword: false }, ldapGroups: [{ name: 'editors' }] };
  give({ attributes, email: 'editors@corp.example', description: 'Who edits' });
  await update({ set: { name: 'Authors' } });
  expect(fake.groups.get(id)).toMatchObject({
    name: 'Authors',
    attributes,
    email: 'editors@corp.example',
    description: 'Who edits',
    membershipMethod: 'STATIC',
  });
});

test('a group that makes administrators of devices is privileged', async () => {
  give({ attributes: { sudo: { enabled: true, withoutPassword: false } } });
  expect((await groups.get(id, signal)).privileged).toBe(true);
});

describe('members', () => {
  test('are added and removed one in a request, four at once at most', async () => {
    const people = givePeople(14);
    give(
      {},
      people.slice(10).map((one) => one.id),
    );
    await update({ added: { members: people.slice(0, 10) }, removed: { members: people.slice(10) } });
    expect([...(fake.members.get(id) ?? [])].toSorted()).toEqual(people.slice(0, 10).map((one) => one.id));
    expect(fake.mostAtOnce).toBeGreaterThan(1);
    expect(fake.mostAtOnce).toBeLessThanOrEqual(4);
  });

  test('who cannot be added do not keep those beside them out, and are named', async () => {
    const [ada, bob] = givePeople(2);
    give();
    const gone = { id: 'f'.repeat(24), type: 'User' };
    const error = await rejection(update({ added: { members: [gone, ada, bob] } }));
    expect([error.kind, error.field]).toEqual(['invalid', 'members']);
    expect(error.message).toContain(gone.id);
    expect(fake.members.get(id)?.size).toBe(2);
  });

  test.each([0, 1, 99, 100, 101, 199, 250])('%i of them are read, each once', async (count) => {
    const people = givePeople(count);
    give(
      {},
      people.map((one) => one.id),
    );
    const pages = [];
    let cursor: string | undefined;
    do {
      const page = await groups.members(id, cursor, signal);
      pages.push(page);
      cursor = page.next;
    } while (cursor !== undefined);
    expect(ids(pages)).toEqual(people.map((one) => one.id));
    expect(pages.every(({ complete }) => complete)).toBe(true);
  });

  test('who move while they are read leave the listing incomplete', async () => {
    const people = givePeople(150);
    give(
      {},
      people.map((one) => one.id),
    );
    const first = await groups.members(id, undefined, signal);
    fake.members.get(id)?.delete(people[3]?.id ?? '');
    expect((await groups.members(id, first.next, signal)).complete).toBe(false);
  });

  test('of a group that is gone are not nobody', async () => {
    expect((await rejection(groups.members(id, undefined, signal))).kind).toBe('not-found');
  });
});

test.each(['Tom & Jerry', 'Sales, Europe', 'R*', 'Q: who?', '100 %', 'Ödland'])(
  'a group is found by its name: %s',
  async (name) => {
    give({ name });
    give({ id: 'b'.repeat(24), name: 'Rest' });
    expect((await groups.find({ remote: 'name', value: name }, signal))?.id).toBe(id);
    expect((await groups.find({ remote: 'id', value: id }, signal))?.fields['name']).toBe(name);
  },
);

test('groups that come and go while they are listed leave the listing incomplete', async () => {
  for (let n = 0; n < 150; n += 1)
    give({ id: n.toString(16).padStart(24, 'e'), name: `Team ${String(n).padStart(3, '0')}` });
  const first = await groups.list(undefined, signal);
  expect(first.complete).toBe(true);
  fake.groups.delete(first.items[0]?.id ?? '');
  expect((await groups.list(first.next, signal)).complete).toBe(false);
});
