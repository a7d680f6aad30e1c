import { expect, test } from 'vitest';
import { baseUrl, createTestClient, enterpriseUser, patch, user } from './__fixtures__/create-test-client.js';

async function seed(me: string) {
  const client = createTestClient({ client: { me } });
  await client.send('POST', '/Users', user('other'));
  await client.send('POST', '/Users', user('Ann', { [enterpriseUser]: { department: 'IT' } }));
  return client;
}

test.each(['ann', '0002'])('/Me of a client that is "%s" is that user, at its real place', async (me) => {
  const { send } = await seed(me);
  const answer = await send('GET', '/Me?attributes=userName');
  expect(answer).toMatchObject({
    status: 200,
    headers: { Location: `${baseUrl}/Users/0002`, ETag: 'W/"1"' },
    json: { id: '0002', userName: 'Ann' },
  });
  expect((await send('GET', '/Me')).text).toBe((await send('GET', '/Users/0002')).text);
  expect((await send('GET', '/Me', undefined, { 'if-none-match': 'W/"1"' })).status).toBe(304);
});

test('it is written and deleted like the user itself', async () => {
  const { send } = await seed('ann');
  expect((await send('PATCH', '/Me', patch({ op: 'add', path: 'title', value: 'Pilot' }))).json).toMatchObject({
    id: '0002',
    title: 'Pilot',
  });
  expect((await send('PUT', '/Me', user('ann', { nickName: 'A' }), { 'if-match': 'W/"1"' })).status).toBe(412);
  const replaced = await send('PUT', '/Me', user('ann', { nickName: 'A' }));
  expect(replaced).toMatchObject({ status: 200, headers: { Location: `${baseUrl}/Users/0002` } });
  expect(replaced.json['title']).toBeUndefined();
  expect((await send('DELETE', '/Me')).status).toBe(204);
  expect((await send('GET', '/Users/0002')).status).toBe(404);
  expect(await send('GET', '/Me')).toMatchObject({ status: 404, json: { detail: expect.stringContaining('"ann"') } });
  expect((await send('GET', '/Users/0001')).status).toBe(200);
});

test('it can be neither made nor written with a token that may not', async () => {
  const { store } = await seed('ann');
  const reader = createTestClient({ store, client: { me: 'ann', scopes: new Set(['read']) } });
  expect((await reader.send('GET', '/Me')).status).toBe(200);
  expect((await reader.send('DELETE', '/Me')).status).toBe(403);
  expect(await reader.send('POST', '/Me', user('ann'))).toMatchObject({
    status: 405,
    headers: { Allow: 'GET, HEAD, PUT, PATCH, DELETE' },
  });
});
