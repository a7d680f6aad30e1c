import assert from 'node:assert/strict';
import type { CaseAssertions } from './assertion.js';
import { valueAt } from './value-at.js';

const listResponse = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';

/** Lists, headers and discovery. */
export const protocolAssertions: Readonly<Record<string, CaseAssertions>> = {
  J02: {
    'schemas=[ListResponse]': ({ json }) => assert.deepEqual(valueAt(json, 'schemas'), [listResponse]),
    'totalResults,startIndex,itemsPerPage are JSON numbers': async ({ json }, session) => {
      for (const name of ['totalResults', 'startIndex', 'itemsPerPage']) {
        assert.equal(typeof valueAt(json, name), 'number', name);
      }
      // The case's note: past the end there is nothing, with the true total.
      const past = await session.call({ method: 'GET', path: '/Users?startIndex=100000&count=100' });
      assert.equal(past.status, 200);
      assert.equal(valueAt(past.json, 'totalResults'), valueAt(json, 'totalResults'));
      assert.deepEqual(valueAt(past.json, 'Resources'), []);
    },
    'Resources is an array even if empty': ({ json }) => assert(Array.isArray(valueAt(json, 'Resources'))),
    'each Resources[i].id is a string': ({ json }) => {
      const resources = valueAt(json, 'Resources');
      assert(Array.isArray(resources) && resources.every((resource) => typeof valueAt(resource, 'id') === 'string'));
    },
  },
  J27: {
    'WWW-Authenticate: Bearer': ({ headers }) => assert.match(headers['www-authenticate'] ?? '', /^Bearer\b/i),
  },
  J28: {
    'same as one slash; no 301/308 redirect, no HTML 404': async ({ status, json }, session) => {
      assert.equal(status, 200);
      for (const path of ['/Users?startIndex=1&count=1', '/Users/?startIndex=1&count=1']) {
        assert.deepEqual((await session.call({ method: 'GET', path })).json, json, path);
      }
      for (const path of ['//Users', '/Users/']) {
        const bare = await session.call({ method: 'GET', path });
        assert.deepEqual(valueAt(bare.json, 'schemas'), [listResponse], path);
      }
    },
  },
  J29: {
    'never 415/406': ({ status }) => assert(status !== 415 && status !== 406, String(status)),
    'response Content-Type application/scim+json': ({ headers }) =>
      assert.equal(headers['content-type'], 'application/scim+json'),
  },
  J32: {
    'patch.supported true': ({ json }) => assert.equal(valueAt(json, 'patch', 'supported'), true),
    'filter.supported true': ({ json }) => assert.equal(valueAt(json, 'filter', 'supported'), true),
    'authenticationSchemes has oauthbearertoken': ({ json }) => {
      const schemes = valueAt(json, 'authenticationSchemes');
      assert(Array.isArray(schemes) && schemes.some((scheme) => valueAt(scheme, 'type') === 'oauthbearertoken'));
    },
  },
};
