import { expect, it } from 'vitest';
import { listRequests } from '../requests/list-requests.js';
import { startTestServer } from '../testing/start-test-server.js';

const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];

function post(body: object): RequestInit {
  return { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/scim+json' } };
}

function startWith(keys: object) {
  return startTestServer({ clients: { idp: { tokens: [{ env: 'IDP_TOKEN' }], ...keys } } });
}

it('what a client is forgiven stands in the request log, by name', async () => {
  const { call, host } = await startWith({});
  expect((await call('/Users', post({ userName: 'ada', active: 'True' }))).status).toBe(201);
  await expect.poll(() => listRequests(host.database, { client: 'idp', limit: 9 })).toHaveLength(1);
  const [entry] = await listRequests(host.database, { client: 'idp', limit: 9 });
  expect(entry?.tolerated).toEqual(['body-schemas', 'boolean-as-text']);
});

it('a strict client is forgiven nothing, and told which section says so', async () => {
  const { call } = await startWith({ strict: true });
  const refused = await call('/Users', post({ schemas, userName: 'ada', active: 'True' }));
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('RFC 7643 section 2.3.2') });
  expect((await call('/Users', post({ schemas, userName: 'ada', active: true }))).status).toBe(201);
});

it('/Me is whom the configuration names, in the bulk request that creates it, too', async () => {
  const { call } = await startWith({ me: 'ada' });
  const bulk = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    Operations: [{ method: 'POST', path: '/Users', bulkId: 'a', data: { schemas, userName: 'Ada' } }],
  };
  const answer = await call('/Bulk', post(bulk));
  expect(answer.headers.get('content-type')).toBe('application/scim+json');
  const { Operations } = Object(await answer.json());
  expect(Operations).toMatchObject([{ status: '201', bulkId: 'a' }]);
  const me = await call('/Me');
  expect(me.headers.get('location')).toBe(Operations[0].location);
  expect((await startWith({}).then((other) => other.call('/Me'))).status).toBe(501);
});

it('a list over all types is asked of the database, type by type', async () => {
  const { call } = await startWith({});
  const group = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'Ada' };
  await call('/Groups', post({ ...group, displayName: 'Other' }));
  await call('/Groups', post(group));
  await call('/Users', post({ schemas, userName: 'ada', displayName: 'Ada' }));
  await call('/Users', post({ schemas, userName: 'bob', title: 'x' }));
  const namesOf = async (query: string) => {
    const { totalResults, Resources } = Object(await (await call(`/?${query}`)).json());
    const names = Resources.map((one: Record<string, unknown>) => one['userName'] ?? one['displayName']);
    return [totalResults, ...names];
  };
  expect(await namesOf('')).toEqual([4, 'ada', 'bob', 'Other', 'Ada']);
  expect(await namesOf('startIndex=2&count=2')).toEqual([4, 'bob', 'Other']);
  expect(await namesOf('filter=displayName eq "ada"')).toEqual([2, 'ada', 'Ada']);
  expect(await namesOf('filter=title ne "x" and displayName pr')).toEqual([3, 'ada', 'Other', 'Ada']);
  expect(await namesOf('filter=meta.resourceType eq "Group" and not (displayName eq "Ada")')).toEqual([1, 'Other']);
});

it('a bulk request is no longer than any other body, as ServiceProviderConfig says', async () => {
  const { call } = await startTestServer({ server: { bodyLimit: '1KiB' } });
  const { bulk } = Object(await (await call('/ServiceProviderConfig')).json());
  expect(bulk).toEqual({ supported: true, maxOperations: 1000, maxPayloadSize: 1024 });
});
