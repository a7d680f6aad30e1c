import { expect, test } from 'vitest';
import { createTestClient, group, user } from './__fixtures__/create-test-client.js';

async function seed() {
  const client = createTestClient({ limits: { pageSize: 4 } });
  await client.send(
    'POST',
    '/Users',
    user('eve', { name: { familyName: 'Adams' }, emails: [{ value: 'eve@example.com' }] }),
  );
  await client.send('POST', '/Users', user('Bob', { name: { familyName: 'zorn' }, active: false, externalId: 'x2' }));
  await client.send('POST', '/Users', user('ann', { title: 'Captain' }));
  await client.send('POST', '/Users', user('dan', { name: { familyName: 'Zimmer' } }));
  await client.send('POST', '/Users', user('cid', { name: { familyName: 'adams' } }));
  await client.send('POST', '/Groups', group('Staff', '0001', '0003'));
  return client;
}

const listed: [query: string, userNames: string[], totalResults: number, startIndex: number][] = [
  ['', ['eve', 'Bob', 'ann', 'dan'], 5, 1],
  ['startIndex=5', ['cid'], 5, 5],
  ['startIndex=2&count=2', ['Bob', 'ann'], 5, 2],
  ['startIndex=0&count=1', ['eve'], 5, 1],
  ['startIndex=6', [], 5, 6],
  ['startIndex=1000000', [], 5, 1000000],
  ['count=0', [], 5, 1],
  ['count=-3', [], 5, 1],
  ['count=100', ['eve', 'Bob', 'ann', 'dan'], 5, 1],
  ['filter=', ['eve', 'Bob', 'ann', 'dan'], 5, 1],
  ['filter=%20&sortBy=&count=', ['eve', 'Bob', 'ann', 'dan'], 5, 1],
  ['filter=userName eq "ANN"', ['ann'], 1, 1],
  ['filter=userName eq "nobody"', [], 0, 1],
  ['filter=externalId eq "x2" or title pr', ['Bob', 'ann'], 2, 1],
  ['filter=active eq false', ['Bob'], 1, 1],
  ['filter=groups.value eq "0006" and not (title pr)', ['eve'], 1, 1],
  ['sortBy=userName', ['ann', 'Bob', 'cid', 'dan'], 5, 1],
  ['sortBy=USERNAME&sortOrder=Descending&count=2', ['eve', 'dan'], 5, 1],
  ['sortBy=name.familyName', ['eve', 'cid', 'dan', 'Bob'], 5, 1],
  ['sortBy=meta.created&startIndex=5', ['cid'], 5, 5],
  ['sortBy=emails&count=1', ['eve'], 5, 1],
  ['filter=name pr&sortBy=userName&startIndex=2&count=2', ['cid', 'dan'], 4, 2],
];
test.each(listed)('GET /Users?%s', async (query, userNames, totalResults, startIndex) => {
  const { send } = await seed();
  const { status, json } = await send('GET', `/Users?${query}`);
  expect(status).toBe(200);
  expect(json).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults,
    startIndex,
    itemsPerPage: userNames.length,
    Resources: expect.any(Array),
  });
  expect(json.Resources.map(({ userName }) => userName)).toEqual(userNames);
});

const refused: [query: string, scimType: string, named: string][] = [
  ['count=ten', 'invalidValue', 'count'],
  ['startIndex=1.5', 'invalidValue', 'startIndex'],
  ['filter=userName', 'invalidFilter', ''],
  ['filter=shoeSize eq 42', 'invalidFilter', 'shoeSize'],
  ['filter=password eq "x"', 'invalidFilter', 'password'],
  ['sortBy=shoeSize', 'invalidValue', 'shoeSize'],
  ['sortBy=name', 'invalidValue', 'name'],
  ['sortBy=password', 'invalidValue', 'password'],
  ['sortBy=groups.value', 'invalidValue', 'groups'],
  ['sortBy=meta.location', 'invalidValue', 'meta.location'],
  ['sortBy=userName&sortOrder=upwards', 'invalidValue', 'sortOrder'],
  ['attributes=id&excludedAttributes=name', 'invalidValue', 'attributes'],
];
test.each(refused)('GET /Users?%s is refused as %s', async (query, scimType, named) => {
  const { send } = await seed();
  const { status, json } = await send('GET', `/Users?${query}`);
  expect(status).toBe(400);
  expect(json).toMatchObject({ scimType, detail: expect.stringContaining(named) });
});

test.each(['/Users', '/Users/', '//Users', '//Users//'])('%s is the same list', async (path) => {
  const { send } = await seed();
  expect((await send('GET', path)).text).toBe((await send('GET', '/Users')).text);
});

test('the groups of all users of a page are read at once, and only when they are shown', async () => {
  const { send, reads } = await seed();
  reads.length = 0;
  const { json } = await send('GET', '/Users?count=2');
  expect(json.Resources.map(({ groups }) => groups?.length)).toEqual([1, undefined]);
  await send('GET', '/Users?attributes=userName');
  expect(reads).toEqual(['groups']);
});

test('another directory is another world', async () => {
  const { send, store } = await seed();
  const elsewhere = createTestClient({ store, client: { directory: 'other' } });
  expect((await elsewhere.send('GET', '/Users')).json.totalResults).toBe(0);
  expect((await elsewhere.send('GET', '/Users/0001')).status).toBe(404);
  expect((await elsewhere.send('POST', '/Users', user('ann'))).status).toBe(201);
  expect((await send('GET', '/Users')).json.totalResults).toBe(5);
});

test('an externalId is seen and found by the client that set it, and by no other', async () => {
  const { store } = await seed();
  const other = createTestClient({ store, client: { id: 'other-idp' } });
  expect((await other.send('GET', '/Users/0002')).json.externalId).toBeUndefined();
  expect((await other.send('GET', '/Users?filter=externalId eq "x2"')).json.totalResults).toBe(0);
});
