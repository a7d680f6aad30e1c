import { expect, test } from 'vitest';
import type { Json } from '../json.js';
import { createTestClient, group, user } from './__fixtures__/create-test-client.js';

const schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'];

async function seed() {
  const client = createTestClient({ limits: { pageSize: 4 } });
  await client.send('POST', '/Users', user('eve', { title: 'Pilot', displayName: 'Eve' }));
  await client.send('POST', '/Groups', group('Staff', '0001'));
  await client.send('POST', '/Users', user('bob', { active: false }));
  await client.send('POST', '/Groups', group('Eve'));
  await client.send('POST', '/Users', user('ann'));
  return client;
}

const sameAsGet: [body: Record<string, Json>, query: string][] = [
  [{}, ''],
  [{ filter: 'title pr' }, 'filter=title pr'],
  [{ startIndex: 2, count: 1 }, 'startIndex=2&count=1'],
  [{ sortBy: 'userName', sortOrder: 'descending' }, 'sortBy=userName&sortOrder=descending'],
  [{ attributes: ['userName', 'name.familyName'], filter: null }, 'attributes=userName,name.familyName'],
  [{ EXCLUDEDATTRIBUTES: ['meta', 'title'], COUNT: 0 }, 'excludedAttributes=meta,title&count=0'],
];
test.each(sameAsGet)('a search for %j answers what GET /Users?%s does', async (body, query) => {
  const { send } = await seed();
  const { status, text } = await send('POST', '/Users/.search', { schemas, ...body });
  expect(status).toBe(200);
  expect(text).toBe((await send('GET', `/Users?${query}`)).text);
});

const refused: [target: string, body: Json | undefined, scimType: string, named: string][] = [
  ['/Users/.search', undefined, 'invalidSyntax', 'body'],
  ['/Users/.search', [], 'invalidSyntax', 'object'],
  ['/Users/.search', { schemas, fitler: 'userName pr' }, 'invalidSyntax', 'fitler'],
  ['/.search', { schemas, attributes: 'userName' }, 'invalidSyntax', 'attributes'],
  ['/.search', { schemas, attributes: [1] }, 'invalidSyntax', 'attributes'],
  ['/.search', { schemas, count: '5' }, 'invalidSyntax', 'count'],
  ['/.search', { schemas, startIndex: 1.5 }, 'invalidSyntax', 'startIndex'],
  ['/.search', { schemas, filter: 'shoeSize eq 42' }, 'invalidFilter', 'shoeSize'],
  ['/.search', { schemas, filter: 'userName eq' }, 'invalidFilter', ''],
  ['/.search', { schemas, attributes: ['id'], excludedAttributes: ['name'] }, 'invalidValue', 'attributes'],
  ['/.search', { schemas, sortBy: 'displayName' }, 'invalidValue', '/Users, /Groups'],
  ['/Users/.search?filter=userName pr', { schemas }, 'invalidSyntax', 'body'],
];
test.each(refused)('POST %s with %j is refused', async (target, body, scimType, named) => {
  const { send } = await seed();
  const { status, json } = await send('POST', target, body);
  expect(status).toBe(400);
  expect(json).toMatchObject({ scimType, detail: expect.stringContaining(named) });
});

/** Users stand before groups, each in the order of creation. */
const root: [body: Record<string, Json>, ids: string[], totalResults: number][] = [
  [{}, ['0001', '0003', '0005', '0002'], 5],
  [{ startIndex: 3 }, ['0005', '0002', '0004'], 5],
  [{ startIndex: 4, count: 1 }, ['0002'], 5],
  [{ startIndex: 5, count: 2 }, ['0004'], 5],
  [{ startIndex: 6 }, [], 5],
  [{ count: 0 }, [], 5],
  [{ filter: 'meta.resourceType eq "Group"' }, ['0002', '0004'], 2],
  [{ filter: 'not (meta.resourceType eq "Group") and meta.created pr' }, ['0001', '0003', '0005'], 3],
  [{ filter: 'displayName eq "eve"' }, ['0001', '0004'], 2],
  [{ filter: 'id eq "0004" or userName eq "bob"' }, ['0003', '0004'], 2],
  [{ filter: 'members.value eq "0001"' }, ['0002'], 1],
  [{ filter: 'title pr' }, ['0001'], 1],
  [{ filter: 'emails[type eq "work"]' }, [], 0],
  [{ filter: 'title eq null and displayName pr' }, ['0002', '0004'], 2],
  [{ filter: 'active ne true and displayName pr' }, ['0002', '0004'], 2],
  [{ filter: 'title ne null' }, ['0001'], 1],
  [{ filter: 'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "b"' }, ['0003'], 1],
  [{ filter: 'userName pr', sortBy: 'userName' }, ['0005', '0003', '0001'], 3],
];
test.each(root)('everything is asked for %j, by POST and by GET', async (body, ids, totalResults) => {
  const { send } = await seed();
  const { status, json, text } = await send('POST', '/.search', { schemas, ...body });
  expect(status).toBe(200);
  expect(json).toMatchObject({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults,
    startIndex: Number(body['startIndex'] ?? 1),
    itemsPerPage: ids.length,
  });
  expect(json.Resources.map(({ id }) => id)).toEqual(ids);
  const query = new URLSearchParams(Object.entries(body).map(([name, value]): [string, string] => [name, `${value}`]));
  expect((await send('GET', `/?${query}`)).text).toBe(text);
});

test('resources of each type are shown as that type shows them', async () => {
  const { send } = await seed();
  const { json } = await send('GET', '/?filter=displayName eq "eve"&attributes=displayName,title');
  expect(json.Resources).toEqual([
    { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], id: '0001', displayName: 'Eve', title: 'Pilot' },
    { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], id: '0004', displayName: 'Eve' },
  ]);
});

test('of a type that the page does not reach only the number is read, of one that cannot match nothing', async () => {
  const asked: [type: string, count: number][] = [];
  const { send } = createTestClient({
    wrap: (resources) => ({
      ...resources,
      query: (scope, query) => {
        asked.push([query.type, query.count]);
        return resources.query(scope, query);
      },
    }),
  });
  await send('POST', '/Users', user('ann'));
  await send('GET', '/?count=1');
  await send('GET', '/?filter=userName pr&count=1');
  expect(asked).toEqual([
    ['User', 1],
    ['Group', 0],
    ['User', 1],
  ]);
});
