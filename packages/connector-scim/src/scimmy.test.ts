import { change, groupsOf, refer, signal, testConnector, usersOf } from '@linkspan/core/conformance';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import connector from './index.js';
import { connectTo } from './testing/connect-to.js';
import { notInScim } from './testing/not-in-scim.js';
import { groupFields, personFields } from './testing/people.js';
import { startScimmy } from './testing/start-scimmy.js';

const site = await startScimmy();
const { url, token } = site;
const quirks = { 'duplicate-members': true, 'search-by-post': true };

const members = async (groupId: string) =>
  (site.state.groups.get(groupId)?.members ?? []).map(({ value, type }) => ({
    id: value,
    type: type === 'Group' ? ('Group' as const) : ('User' as const),
  }));

afterAll(() => site.stop());

describe.each(['discover', 'put'] as const)('the contract, with update: %s', async (update) => {
  const { cases, skipped } = await testConnector(connector, {
    connect: (credentials) =>
      connectTo({ url, token: credentials === 'wrong' ? 'wrong' : token, pageSize: 5, quirks, update }),
    fields: personFields,
    clearable: ['name.givenName', 'displayName', 'title', 'enterprise.department', 'phoneNumbers', 'addresses'],
    text: ['name.givenName', 'displayName', 'title', 'enterprise.department'],
    pageSize: 5,
    groups: { fields: groupFields, text: ['displayName'], pageSize: 5, members: { list: members } },
    reset: async () => site.reset(),
  });

  test.each(cases)('$name', ({ run }) => run());

  test('leaves out only what SCIM does not have', () => {
    expect(skipped.flatMap(({ missing }) => missing).filter((one) => !notInScim.includes(one))).toEqual([]);
  });
});

describe('what scimmy-routers does, and a quirk mends', () => {
  beforeEach(() => site.reset());

  test.each([
    { switched: false, times: 2 },
    { switched: true, times: 1 },
  ])(
    'a member who is added again is there $times times with duplicate-members: $switched',
    async ({ switched, times }) => {
      const connection = connectTo({ url, token, quirks: { 'duplicate-members': switched } });
      const { id } = await usersOf(connection).create(personFields(1), signal);
      const group = await groupsOf(connection).create(groupFields(1), signal);
      for (let turn = 0; turn < 2; turn += 1)
        await groupsOf(connection).update(refer(group), change({ added: { members: [{ id, type: 'User' }] } }), signal);
      expect(await members(group.id)).toHaveLength(times);
    },
  );

  test('a listing of more than 20 says that it is not complete, unless it is searched for by POST', async () => {
    const users = (search: boolean) =>
      usersOf(connectTo({ url, token, pageSize: 10, quirks: { 'search-by-post': search } }));
    for (let n = 0; n < 25; n += 1) await users(false).create(personFields(n), signal);
    const walk = async (search: boolean) => {
      const ids = new Set<string>();
      let page = await users(search).list(undefined, signal);
      let { complete } = page;
      for (const { id } of page.items) ids.add(id);
      while (page.next !== undefined) {
        page = await users(search).list(page.next, signal);
        complete &&= page.complete;
        for (const { id } of page.items) ids.add(id);
      }
      return { size: ids.size, complete };
    };
    expect(await walk(false)).toEqual({ size: 20, complete: false });
    expect(await walk(true)).toEqual({ size: 25, complete: true });
  });

  test('its filters mind case: who is there is found all the same, and the check says what it costs', async () => {
    const connection = connectTo({ url, token });
    const { id } = await usersOf(connection).create(personFields(1), signal);
    const found = await usersOf(connection).find({ remote: 'userName', value: 'PERSON1@CORP.EXAMPLE' }, signal);
    expect(found?.id).toBe(id);
    const check = connection.checks.find((one) => one.id === 'look-up');
    expect(await check?.run(signal)).toMatchObject({ ok: true, warning: expect.stringContaining('everybody is read') });
  });

  test('members of a group are told, of an empty one too', async () => {
    const connection = connectTo({ url, token });
    const { id } = await usersOf(connection).create(personFields(1), signal);
    const group = await groupsOf(connection).create(groupFields(1), signal);
    expect(await groupsOf(connection).members(group.id, undefined, signal)).toEqual({ items: [], complete: true });
    const added = { members: [{ id, type: 'User' }] };
    await groupsOf(connection).update(refer(group), change({ added }), signal);
    expect(await groupsOf(connection).members(group.id, undefined, signal)).toEqual({
      items: [{ id, type: 'User' }],
      complete: true,
    });
  });
});
