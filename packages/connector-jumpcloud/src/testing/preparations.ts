import assert from 'node:assert/strict';
import type { JsonObject } from '@linkspan/core';
import type { ReplaySession } from './replay-session.js';
import { valueAt } from './value-at.js';

/** What has to hold before a case, beyond what the cases before it left behind; without it some asserts could not fail. */
export const preparations: Readonly<Record<string, (session: ReplaySession) => Promise<void>>> = {
  // J07 left the user inactive already.
  J08: (session) => setActive(session, true),
  // J18 left the member in the group already.
  J20: (session) => setMembers(session),
  J22a: async (session) => {
    await create(session, 'otherUserId', '/Users', { userName: 'other@example.io' });
    await setMembers(session, 'userId', 'otherUserId');
  },
  J22b: (session) => setMembers(session, 'userId', 'otherUserId'),
  J22c: (session) => setMembers(session, 'userId', 'otherUserId'),
  J24: (session) => setMembers(session, 'userId', 'otherUserId'),
  J25: (session) =>
    create(session, 'leaversGroupId', '/Groups', {
      displayName: 'Leavers',
      members: [{ value: '{{userId}}' }, { value: '{{otherUserId}}' }],
    }),
  // A create shows more of content negotiation than a refusal.
  J29: async (session) => {
    await session.call({ method: 'DELETE', path: '/Users/{{userId}}' });
  },
};

async function setActive(session: ReplaySession, active: boolean): Promise<void> {
  const { status } = await session.call({
    method: 'PATCH',
    path: '/Users/{{userId}}',
    body: patch({ op: 'replace', path: 'active', value: active }),
  });
  assert(status < 300, `the user could not be prepared: ${status}`);
}

/** By the names of their captures. */
async function setMembers(session: ReplaySession, ...names: readonly string[]): Promise<void> {
  const { status, body } = await session.call({
    method: 'PATCH',
    path: '/Groups/{{groupId}}',
    body: patch({ op: 'replace', path: 'members', value: names.map((name) => ({ value: `{{${name}}}` })) }),
  });
  assert(status < 300, `the group could not be prepared: ${status} ${body}`);
}

async function create(
  session: ReplaySession,
  name: string,
  path: '/Users' | '/Groups',
  attributes: JsonObject,
): Promise<void> {
  const schema = `urn:ietf:params:scim:schemas:core:2.0:${path === '/Users' ? 'User' : 'Group'}`;
  const { status, body, json } = await session.call({
    method: 'POST',
    path,
    body: { schemas: [schema], ...attributes },
  });
  assert.equal(status, 201, `${path} could not be prepared: ${body}`);
  session.capture(name, String(valueAt(json, 'id')));
}

function patch(operation: JsonObject) {
  return { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [operation] };
}
