import assert from 'node:assert/strict';
import type { CaseAssertions } from './assertion.js';
import type { ReplaySession, Reply } from './replay-session.js';
import { valueAt } from './value-at.js';

/** Only the other one of the two that were there. */
const onlyThatMemberGone = hasMembers('otherUserId');

export const groupAssertions: Readonly<Record<string, CaseAssertions>> = {
  J17: {
    'id string': ({ json }) => assert.equal(typeof valueAt(json, 'id'), 'string'),
    'displayName echoed': ({ json }) => assert.equal(valueAt(json, 'displayName'), 'Test Group'),
    'members [] or absent, not null': ({ json }) => {
      const members = valueAt(json, 'members');
      assert(members === undefined || (Array.isArray(members) && members.length === 0), JSON.stringify(members));
    },
  },
  J18: {
    'members[0].value={{userId}}': ({ json }, session) =>
      assert.equal(valueAt(json, 'members', 0, 'value'), session.captured('userId')),
  },
  J19: {
    'GET then shows the new displayName, members untouched': async (reply, session) => {
      assert.equal(valueAt((await readGroup(session)).json, 'displayName'), 'Engineering 2');
      await hasMembers('userId')(reply, session);
    },
  },
  J20: { 'GET then has the member once': hasMembers('userId') },
  J21: { 'still once; not 409': hasMembers('userId') },
  J22a: { 'only that member gone': onlyThatMemberGone },
  J22b: { 'only that member gone, NOT all members': onlyThatMemberGone },
  J22c: {
    'members empty': hasMembers(),
    'displayName kept': async (_reply, session) =>
      assert.equal(valueAt((await readGroup(session)).json, 'displayName'), 'Engineering'),
  },
  J24: {
    'empty body': ({ body }) => assert.equal(body, ''),
    'GET then 404 SCIM Error': async (_reply, session) => {
      const { status, json } = await readGroup(session);
      assert.equal(status, 404);
      assert.deepEqual(valueAt(json, 'schemas'), ['urn:ietf:params:scim:api:messages:2.0:Error']);
      assert.equal(valueAt(json, 'status'), '404');
    },
    'members still exist as users': async (_reply, session) => {
      for (const name of ['userId', 'otherUserId']) {
        assert.equal((await session.call({ method: 'GET', path: `/Users/{{${name}}}` })).status, 200);
      }
    },
  },
};

function readGroup(session: ReplaySession): Promise<Reply> {
  return session.call({ method: 'GET', path: '/Groups/{{groupId}}' });
}

/** Exactly these, by the names of their captures, each once. */
function hasMembers(...names: readonly string[]): (reply: Reply, session: ReplaySession) => Promise<void> {
  return async (_reply, session) => {
    const members = valueAt((await readGroup(session)).json, 'members') ?? [];
    assert(Array.isArray(members), JSON.stringify(members));
    const values = members.map((member) => valueAt(member, 'value'));
    assert.deepEqual(values.toSorted(), names.map((name) => session.captured(name)).toSorted());
  };
}
