import { expect, test } from 'vitest';
import type { Attribute } from '../schema.js';
import { baseUrl, coreUser, createTestClient, enterpriseUser } from './__fixtures__/create-test-client.js';

const { send } = createTestClient();
const coreGroup = 'urn:ietf:params:scim:schemas:core:2.0:Group';

test('what the server says of itself is what it does', async () => {
  const { status, json } = await send('GET', '/ServiceProviderConfig');
  expect(status).toBe(200);
  expect(json).toEqual({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    patch: { supported: true },
    bulk: { supported: true, maxOperations: 1000, maxPayloadSize: 4194304 },
    filter: { supported: true, maxResults: 200 },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: 200,
      maxPageSize: 200,
      cursorTimeout: 86_400,
    },
    authenticationSchemes: [expect.objectContaining({ type: 'oauthbearertoken' })],
    meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
  });
});

test('it names the ways in that the client has, one of them as the primary one', async () => {
  const { send } = createTestClient({ client: { authentication: ['httpbasic', 'oauthbearertoken', 'oauth2'] } });
  const { json } = await send('GET', '/ServiceProviderConfig');
  expect(json.authenticationSchemes).toEqual([
    expect.objectContaining({ type: 'httpbasic', primary: true }),
    expect.objectContaining({ type: 'oauthbearertoken', primary: false }),
    expect.objectContaining({ type: 'oauth2', primary: false, specUri: 'https://www.rfc-editor.org/info/rfc6749' }),
  ]);
});

const lists: [path: string, ids: string[]][] = [
  ['/Schemas', [coreUser, enterpriseUser, coreGroup]],
  ['/Schemas/', [coreUser, enterpriseUser, coreGroup]],
  ['/Schemas?startIndex=5&count=0&sortBy=id', [coreUser, enterpriseUser, coreGroup]],
  ['/ResourceTypes', ['User', 'Group']],
];
test.each(lists)('%s lists %j', async (path, ids) => {
  const { status, json } = await send('GET', path);
  expect(status).toBe(200);
  expect(json).toMatchObject({ totalResults: ids.length, startIndex: 1, itemsPerPage: ids.length });
  expect(json.Resources.map(({ id }) => id)).toEqual(ids);
});

test('every schema and resource type that is listed is found at its own location', async () => {
  for (const path of ['/Schemas', '/ResourceTypes']) {
    for (const resource of (await send('GET', path)).json.Resources) {
      const answer = await send('GET', resource.meta.location.slice(baseUrl.length));
      expect(answer).toMatchObject({ status: 200, json: resource });
    }
  }
});

test('a resource type names its schemas; each is known', async () => {
  const { json } = await send('GET', '/ResourceTypes/User');
  expect(json).toMatchObject({
    endpoint: '/Users',
    schema: coreUser,
    schemaExtensions: [{ schema: enterpriseUser, required: false }],
  });
});

const characteristics = ['type', 'multiValued', 'required', 'caseExact', 'mutability', 'returned', 'uniqueness'];
test('a schema spells every characteristic of every attribute out', async () => {
  const { text } = await send('GET', `/Schemas/${coreUser}`);
  const attributes: Attribute[] = JSON.parse(text).attributes;
  const all = attributes.flatMap((attribute) => [attribute, ...(attribute.subAttributes ?? [])]);
  expect(all.length).toBeGreaterThan(50);
  for (const attribute of all) expect(Object.keys(attribute)).toEqual(expect.arrayContaining(characteristics));
  expect(attributes.find(({ name }) => name === 'userName')).toMatchObject({
    required: true,
    uniqueness: 'server',
    caseExact: false,
  });
});

const answered: [path: string, status: number][] = [
  ['/Schemas?filter=id pr', 403],
  ['/ResourceTypes?filter=id pr', 403],
  ['/ServiceProviderConfig?filter=id pr', 403],
  ['/Schemas?filter=', 200],
  ['/Schemas/urn:unknown', 404],
  ['/ResourceTypes/Device', 404],
];
test.each(answered)('GET %s is answered %i', async (path, status) => {
  const answer = await send('GET', path);
  expect(answer.status).toBe(status);
  expect(answer.json.status).toBe(status === 200 ? undefined : String(status));
});

test('an id is found in any case, also percent-encoded', async () => {
  expect((await send('GET', `/Schemas/${encodeURIComponent(coreUser.toUpperCase())}`)).json.id).toBe(coreUser);
});
