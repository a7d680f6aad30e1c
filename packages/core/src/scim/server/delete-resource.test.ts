import { expect, test } from 'vitest';
import { createTestClient, group, user } from './__fixtures__/create-test-client.js';

async function seed() {
  const client = createTestClient();
  await client.send('POST', '/Users', user('ann'));
  await client.send('POST', '/Groups', group('Staff', '0001'));
  client.commits.length = 0;
  return client;
}

test('what is deleted is gone: no body, 404, not listed, out of its groups, its userName free', async () => {
  const { send } = await seed();
  expect(await send('DELETE', '/Users/0001')).toMatchObject({ status: 204, headers: {}, text: '' });
  expect((await send('GET', '/Users/0001')).status).toBe(404);
  expect((await send('DELETE', '/Users/0001')).status).toBe(404);
  expect((await send('GET', '/Users?filter=userName eq "ann"')).json.totalResults).toBe(0);
  expect((await send('GET', '/Groups/0002')).json.members).toEqual([]);
  expect((await send('POST', '/Users', user('ann'))).status).toBe(201);
});

test('a deleted group takes nobody with it', async () => {
  const { send } = await seed();
  expect((await send('DELETE', '/Groups/0002')).status).toBe(204);
  expect((await send('GET', '/Users/0001')).json).toMatchObject({ userName: 'ann' });
  expect((await send('GET', '/Users/0001')).json.groups).toBeUndefined();
});

const marks: [path: string, reaches: string[]][] = [
  ['/Users/0001', ['self']],
  ['/Groups/0002', ['self', 'members']],
];
test.each(marks)('DELETE %s goes to the trash and marks %j', async (path, reaches) => {
  const { send, commits, hints } = await seed();
  const before = hints();
  await send('DELETE', path);
  expect(commits).toEqual([expect.objectContaining({ resource: 'trash', expectVersion: 1 })]);
  expect(commits[0]?.marks.map(({ reach }) => reach)).toEqual(reaches);
  expect(commits[0]?.journal).toMatchObject({ action: 'delete' });
  expect(hints()).toBe(before + 1);
});
