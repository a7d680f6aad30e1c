import type { Json, JsonObject, TranscriptReading, TranscriptRequest } from '@linkspan/core';

export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const listResponse = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
export const noList = { schemas: [listResponse], totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: null };

export const address = 'testuser@example.io';
export const password = 'S3cret!-JumpCloud';
export const user = '/Users/{{user}}';
export const group = '/Groups/{{group}}';

export const tested = { passed: 'Test Connection goes on.', failed: 'Test Connection fails at this step.' };
export const pushed = {
  passed: 'Directory Insights: the event has succeeded.',
  failed: 'Directory Insights: the event has failed, presumably with our detail.',
};

/** As recorded, with its placeholder values. */
export const testUser: JsonObject = {
  active: true,
  addresses: [
    {
      country: 'US',
      locality: 'locality',
      postalCode: '80027',
      primary: true,
      region: 'region',
      streetAddress: 'street-address',
      type: 'work',
    },
  ],
  displayName: 'displayname',
  emails: [{ primary: true, type: 'work', value: address }],
  externalId: '66e2d689590450d073d2df3b',
  locale: 'en-US',
  name: { familyName: 'lastname', givenName: 'firstname' },
  phoneNumbers: [{ primary: true, type: 'work', value: 'tel:+1-555-555-5555' }],
  preferredLanguage: 'en-US',
  schemas: [userSchema, enterprise],
  userName: address,
};

/** The recorded small PUT, with one thing changed. */
export function put(change: JsonObject = {}): TranscriptRequest {
  const body = {
    active: true,
    emails: null,
    id: '{{user}}',
    name: { familyName: 'lastname', givenName: 'firstname' },
    schemas: [userSchema],
    userName: address,
    ...change,
  };
  return { method: 'PUT', path: user, body };
}

export function patch(path: string, ...Operations: readonly Json[]): TranscriptRequest {
  return { method: 'PATCH', path, body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations } };
}

export const find = (path: '/Users' | '/Groups', filter: string): TranscriptRequest => ({
  method: 'GET',
  path,
  query: { filter },
});

export const userShows = (title: string, body: JsonObject): TranscriptReading => ({ title, path: user, body });

export const isIn = (title: string, ...captures: readonly string[]): TranscriptReading => ({
  title,
  path: group,
  body: { members: captures.map((capture) => ({ value: `{{${capture}}}` })) },
});
