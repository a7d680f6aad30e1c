import { expect, test } from 'vitest';
import { createTestClient, group, user } from './__fixtures__/create-test-client.js';

const names = ['ann', 'bob', 'cid', 'dot', 'eve'];
const teams = ['Pilots', 'Staff', 'Cooks'];

async function seed() {
  const client = createTestClient();
  for (const name of names) await client.send('POST', '/Users', user(name));
  for (const team of teams) await client.send('POST', '/Groups', group(team));
  return client;
}

const called = (resources: readonly Record<string, unknown>[]) =>
  resources.map(({ userName, displayName }) => String(userName ?? displayName));

test.each([1, 2, 3, 5, 8, 9])('a walk by cursor over all types, %i at a time, meets everybody once', async (count) => {
  const { send } = await seed();
  const met: string[] = [];
  let pages = 0;
  let cursor: string | undefined = '';
  while (cursor !== undefined) {
    const { status, json } = await send('GET', `/?count=${count}&cursor=${cursor}`);
    expect(status).toBe(200);
    expect(json).toMatchObject({ totalResults: 8, itemsPerPage: json.Resources.length });
    expect(json).not.toHaveProperty('startIndex');
    met.push(...called(json.Resources));
    cursor = json.nextCursor === undefined ? undefined : String(json.nextCursor);
    pages += 1;
  }
  expect(met).toEqual([...names, ...teams]);
  expect(pages).toBe(Math.ceil(8 / count));
});

test('a page of nobody tells the total, and leads nowhere', async () => {
  const { send } = await seed();
  const { json } = await send('GET', '/?count=2&cursor=');
  for (const cursor of ['', json.nextCursor]) {
    const empty = await send('GET', `/?count=0&cursor=${cursor}`);
    expect(empty).toMatchObject({ status: 200, json: { totalResults: 8, itemsPerPage: 0, Resources: [] } });
    expect(empty.json).not.toHaveProperty('nextCursor');
  }
});

test('whoever stays is met though others are deleted meanwhile', async () => {
  const { send } = await seed();
  const { json } = await send('GET', '/?count=4&cursor=');
  for (const id of ['0004', '0005', '0006']) {
    expect((await send('DELETE', id === '0006' ? `/Groups/${id}` : `/Users/${id}`)).status).toBe(204);
  }
  const next = await send('GET', `/?count=4&cursor=${json.nextCursor}`);
  expect(called(next.json.Resources)).toEqual(['Staff', 'Cooks']);
});

test('a cursor is good for the question that it was given for', async () => {
  const { send } = await seed();
  const { json } = await send('GET', '/?count=2&cursor=');
  for (const other of [`/?filter=id pr&cursor=${json.nextCursor}`, `/Users?cursor=${json.nextCursor}`]) {
    expect(await send('GET', other)).toMatchObject({ status: 400, json: { scimType: 'invalidCursor' } });
  }
});
