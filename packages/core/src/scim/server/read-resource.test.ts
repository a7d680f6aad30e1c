import { expect, test } from 'vitest';
import { baseUrl, createTestClient, group, user } from './__fixtures__/create-test-client.js';

async function seed() {
  const client = createTestClient();
  await client.send(
    'POST',
    '/Users',
    user('ann', { displayName: 'Ann', emails: [{ value: 'ann@example.com', type: 'work' }] }),
  );
  await client.send('POST', '/Groups', group('Staff', '0001'));
  client.reads.length = 0;
  return client;
}

const answered: [path: string, headers: Record<string, string>, status: number][] = [
  ['/Users/0001', {}, 200],
  ['//Users//0001/', {}, 200],
  ['/Users/%30001', {}, 200],
  ['/Users/0002', {}, 404],
  ['/Groups/0001', {}, 404],
  ['/Users/%zz', {}, 404],
  ['/Users/0001', { 'if-none-match': 'W/"1"' }, 304],
  ['/Users/0001', { 'if-none-match': '"7", "1"' }, 304],
  ['/Users/0001', { 'if-none-match': '1' }, 304],
  ['/Users/0001', { 'if-none-match': '*' }, 304],
  ['/Users/0001', { 'if-none-match': 'W/"2"' }, 200],
  ['/Users/0001', { 'if-match': 'W/"1"' }, 200],
  ['/Users/0001', { 'if-match': 'W/"2"' }, 412],
  ['/Users/0001', { 'if-match': 'W/"2"', 'if-none-match': 'W/"1"' }, 412],
  ['/Users/0001', { 'if-match': 'W/"1"', 'if-none-match': 'W/"1"' }, 304],
  ['/Users/0002', { 'if-none-match': '*' }, 404],
];
test.each(answered)('GET %s with %j is answered %i', async (path, headers, status) => {
  const { send } = await seed();
  const answer = await send('GET', path, undefined, headers);
  expect(answer.status).toBe(status);
  if (status === 304) expect(answer).toMatchObject({ text: '', headers: { ETag: 'W/"1"' } });
  if (status === 404) expect(answer.json).toMatchObject({ status: '404', detail: expect.any(String) });
});

const shown: [query: string, names: string[]][] = [
  ['', ['schemas', 'id', 'userName', 'displayName', 'active', 'emails', 'groups', 'meta']],
  ['?attributes=userName', ['schemas', 'id', 'userName']],
  ['?attributes=emails.value,meta.location', ['schemas', 'id', 'emails', 'meta']],
  ['?excludedAttributes=emails,groups,meta', ['schemas', 'id', 'userName', 'displayName', 'active']],
];
test.each(shown)('GET with "%s" shows %j', async (query, names) => {
  const { send } = await seed();
  const { json } = await send('GET', `/Users/0001${query}`);
  expect(Object.keys(json).toSorted()).toEqual(names.toSorted());
});

test('a user shows its groups; they are read only when they are shown, and do not change the ETag', async () => {
  const { send, reads } = await seed();
  const whole = await send('GET', '/Users/0001');
  expect(whole.json.groups).toEqual([
    { value: '0002', $ref: `${baseUrl}/Groups/0002`, display: 'Staff', type: 'direct' },
  ]);
  expect(whole.headers).toMatchObject({ ETag: 'W/"1"' });
  expect(reads).toEqual(['groups']);
  await send('GET', '/Users/0001?excludedAttributes=groups');
  await send('GET', '/Users/0001?attributes=userName');
  expect(reads).toEqual(['groups']);
});

test('a group shows its members, with what they are called now', async () => {
  const { send } = await seed();
  await send('POST', '/Groups', group('All', '0002', '0001'));
  const { json } = await send('GET', '/Groups/0003');
  expect(json.members).toEqual([
    { value: '0001', $ref: `${baseUrl}/Users/0001`, type: 'User', display: 'Ann' },
    { value: '0002', $ref: `${baseUrl}/Groups/0002`, type: 'Group', display: 'Staff' },
  ]);
});

test('HEAD is a GET without the body', async () => {
  const { send } = await seed();
  const answer = await send('HEAD', '/Users/0001');
  expect(answer).toMatchObject({ status: 200, text: '', headers: { ETag: 'W/"1"' } });
});
