import assert from 'node:assert/strict';
import type { CaseAssertions } from './assertion.js';
import type { ReplaySession, Reply } from './replay-session.js';
import { valueAt } from './value-at.js';

const coreUser = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterpriseUser = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const testUser = 'testuser@example.io';

const createdUser: CaseAssertions = {
  'body.id string, non-empty': ({ json }) => {
    const id = valueAt(json, 'id');
    assert(typeof id === 'string' && id !== '', `id is ${JSON.stringify(id)}`);
  },
  'body.userName echoed': ({ json }) => assert.equal(valueAt(json, 'userName'), testUser),
  'body.active === true (boolean)': ({ json }) => assert.equal(valueAt(json, 'active'), true),
  'body.emails[0].value echoed': ({ json }) => assert.equal(valueAt(json, 'emails', 0, 'value'), testUser),
  'body.schemas contains core User': ({ json }) => {
    const schemas = valueAt(json, 'schemas');
    assert(Array.isArray(schemas) && schemas.includes(coreUser), `schemas is ${JSON.stringify(schemas)}`);
  },
  'body.meta.resourceType=User, meta.location absolute': ({ json }, session) => {
    assert.equal(valueAt(json, 'meta', 'resourceType'), 'User');
    const location = new URL(String(valueAt(json, 'meta', 'location')));
    assert(location.pathname.endsWith(`/Users/${session.captured('userId')}`), location.href);
  },
  'Location header = meta.location': ({ json, headers }) =>
    assert.equal(headers['location'], valueAt(json, 'meta', 'location')),
};

export const userAssertions: Readonly<Record<string, CaseAssertions>> = {
  J03: createdUser,
  J04: {
    'same as J03': async (reply, session) => {
      for (const assertion of Object.values(createdUser)) await assertion(reply, session);
    },
  },
  J05: {
    'no 400: null means unassigned (RFC 7643 2.5)': ({ status }) => assert.notEqual(status, 400),
    'id unchanged': sameId,
    'active true': isActive(true),
    'body.id equal to path id is accepted and ignored': sameId,
  },
  J06: {
    'addresses/phoneNumbers [] clear the attribute, no 400': async (reply, session) => {
      for (const shown of [reply, await readUser(session)]) {
        assert.deepEqual(valueAt(shown.json, 'addresses') ?? [], []);
        assert.deepEqual(valueAt(shown.json, 'phoneNumbers') ?? [], []);
      }
    },
    'title and enterprise.department stored': async (_reply, session) => {
      const { json } = await readUser(session);
      assert.equal(valueAt(json, 'title'), 'Captain');
      assert.equal(valueAt(json, enterpriseUser, 'department'), 'C-Suite');
    },
    'unknown or unsupported attributes ignored, not rejected': ({ status }) => assert.equal(status, 200),
  },
  J07: {
    'active === false': isActive(false),
    'user still readable: GET 200': async (_reply, session) => {
      const shown = await readUser(session);
      assert.equal(shown.status, 200);
      assert.equal(valueAt(shown.json, 'active'), false);
    },
  },
  J08: {
    'active === false': async ({ status, json }, session) => {
      if (status === 200) assert.equal(valueAt(json, 'active'), false);
      assert.equal(valueAt((await readUser(session)).json, 'active'), false);
    },
  },
  J09: {
    'totalResults 1': isOne,
    'Resources[0].active === false': ({ json }) => assert.equal(valueAt(json, 'Resources', 0, 'active'), false),
  },
  J10: { 'active === true': isActive(true), 'same id': sameId },
  J12: { 'totalResults 1': isOne },
  J13: { 'active stays true': isActive(true) },
  J14: {
    'password never returned, never logged': async ({ body }, session) => {
      const shown = await readUser(session);
      const places = { answer: body, GET: shown.body, log: await session.readLog() };
      for (const [place, text] of Object.entries(places)) {
        assert(!text.includes('S3cret!'), `the password stands in the ${place}`);
      }
      assert.equal(valueAt(shown.json, 'password'), undefined);
    },
  },
  J25: {
    'GET then 404': async (_reply, session) => assert.equal((await readUser(session)).status, 404),
    'filter then totalResults 0': async (_reply, session) => {
      const { json } = await session.call({ method: 'GET', path: `/Users?filter=userName eq "${testUser}"` });
      assert.equal(valueAt(json, 'totalResults'), 0);
    },
    'removed from every group': async (_reply, session) => {
      const { json } = await session.call({ method: 'GET', path: '/Groups/{{leaversGroupId}}' });
      assert.equal(valueAt(json, 'members', 0, 'value'), session.captured('otherUserId'));
      assert.equal(valueAt(json, 'members', 1), undefined);
    },
  },
  J26: { 'no 409 from a tombstone': ({ status }) => assert.notEqual(status, 409) },
  J30: { 'no 400 for an attribute outside the schema': ({ status }) => assert.notEqual(status, 400) },
  J31: {
    'phoneNumbers[0].value echoed verbatim; targets get it without tel:': ({ json }) =>
      assert.equal(valueAt(json, 'phoneNumbers', 0, 'value'), 'tel:+1-555-555-5555'),
  },
};

function readUser(session: ReplaySession): Promise<Reply> {
  return session.call({ method: 'GET', path: '/Users/{{userId}}' });
}

function sameId({ json }: Reply, session: ReplaySession): void {
  assert.equal(valueAt(json, 'id'), session.captured('userId'));
}

function isActive(active: boolean): (reply: Reply) => void {
  return ({ json }) => assert.equal(valueAt(json, 'active'), active);
}

function isOne({ json }: Reply): void {
  assert.equal(valueAt(json, 'totalResults'), 1);
}
