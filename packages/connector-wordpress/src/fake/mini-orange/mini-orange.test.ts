import { afterAll, beforeEach, expect, test } from 'vitest';
import { addMiniOrangeUser } from './mini-orange-site.js';
import { startFakeMiniOrange } from './start-fake-mini-orange.js';

const free = await startFakeMiniOrange('free');
const premium = await startFakeMiniOrange('premium');

beforeEach(() => {
  for (const { site } of [free, premium]) {
    site.users.clear();
    addMiniOrangeUser(site, { login: 'admin', email: 'admin@site.example' });
    addMiniOrangeUser(site, { login: 'anna', email: 'anna@site.example' });
  }
});
afterAll(async () => {
  await free.stop();
  await premium.stop();
});

interface Row {
  readonly name: string;
  readonly fake: typeof free;
  readonly ask: readonly [method: string, path: string, json?: object];
  readonly status: number;
  readonly shows: object;
}

const active = (value: boolean, path?: string) => ({
  Operations: [{ op: 'replace', ...(path && { path }), value: path ? value : { active: value } }],
});

/** The vendor's table, asked of the fake as the plugin was asked, or as its source reads. */
const rows: readonly Row[] = [
  {
    name: 'O1: a filter finds nobody',
    fake: free,
    ask: ['GET', '/Users?filter=userName%20eq%20%22admin%22'],
    status: 200,
    shows: { totalResults: 0 },
  },
  {
    name: 'O2: a create of who is there is a 201',
    fake: free,
    ask: ['POST', '/Users', { userName: 'anna' }],
    status: 201,
    shows: { id: 2 },
  },
  {
    name: 'O3: brackets and texts',
    fake: free,
    ask: ['GET', '/Users/1'],
    status: 200,
    shows: { id: '[1]', externalID: 'admin', active: 'true' },
  },
  {
    name: 'O4: a deactivation does nothing',
    fake: free,
    ask: ['PATCH', '/Users/2', active(false)],
    status: 200,
    shows: { active: 1 },
  },
  { name: 'O5: a deletion does nothing', fake: free, ask: ['DELETE', '/Users/2'], status: 200, shows: { id: '[2]' } },
  {
    name: 'O7: a query finds nobody',
    fake: free,
    ask: ['GET', '/Users/2?attributes=userName'],
    status: 404,
    shows: { status: 404 },
  },
  {
    name: 'O11: groups are an empty list',
    fake: free,
    ask: ['POST', '/Groups', { displayName: 'x' }],
    status: 200,
    shows: { totalResults: 0 },
  },
  {
    name: 'O10: without a query the first is missing',
    fake: premium,
    ask: ['GET', '/Users'],
    status: 200,
    shows: { Resources: [{ id: '2' }] },
  },
  {
    name: 'a write with a query is a search',
    fake: premium,
    ask: ['DELETE', '/Users/2?count=1&startIndex=1'],
    status: 200,
    shows: { itemsPerPage: '1' },
  },
  {
    name: 'O11: groups are an empty list there, too',
    fake: premium,
    ask: ['GET', '/Groups'],
    status: 200,
    shows: { totalResults: 0 },
  },
];

test.each(rows)('$name', async ({ fake, ask: [method, path, json], status, shows }) => {
  const answer = await ask(fake, method, path, json);
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject(shows);
  expect(fake.site.users.size).toBe(2);
});

test('O6: a PUT changes the user whom its body names', async () => {
  await ask(free, 'PUT', '/Users/2', { userName: 'admin', name: { givenName: 'Renamed' } });
  expect([free.site.users.get(1)?.firstName, free.site.users.get(2)?.firstName]).toEqual(['Renamed', '']);
});

test.each([
  ['O8: a PUT without active', 'PUT', { userName: 'anna' }],
  ['O9: a PATCH of the path active, even to true', 'PATCH', active(true, 'active')],
  ['a PATCH to inactive', 'PATCH', active(false)],
])('%s deletes, as the plugin is set at first', async (_, method, json) => {
  await ask(premium, method, '/Users/2', json);
  expect([...premium.site.users.keys()]).toEqual([1]);
});

test('without a token, and with a wrong one, it is a 401', async () => {
  expect((await fetch(`${free.url}/Users`)).status).toBe(401);
  expect((await fetch(`${free.url}/Users`, { headers: { authorization: 'Bearer x' } })).status).toBe(401);
});

function ask(fake: typeof free, method: string, path: string, json?: object): Promise<Response> {
  const headers = { authorization: `Bearer ${fake.token}` };
  return fetch(`${fake.url}${path}`, { method, headers, ...(json && { body: JSON.stringify(json) }) });
}
