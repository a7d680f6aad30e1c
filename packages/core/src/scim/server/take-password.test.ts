import { expect, test } from 'vitest';
import type { Json } from '../json.js';
import { createTestClient, patch, user } from './__fixtures__/create-test-client.js';

const secret = 'S3cret! "ü"';
const seal = (password: string, owner: string) => `sealed:${Buffer.from(`${password}|${owner}`).toString('base64url')}`;
const place = { application: 'blog', directory: 'main', type: 'User' };

function startTaker(applications = ['blog', 'wiki']) {
  const client = createTestClient({ passwordsOf: () => ({ applications, seal }) });
  const waiting = () => client.store.passwords.listWaiting(place, ['0001']);
  return { ...client, waiting };
}

const later: readonly [method: string, body: Json][] = [
  ['PATCH', patch({ op: 'replace', path: 'password', value: 'n3w' })],
  ['PATCH', patch({ op: 'add', value: { Password: 'n3w' } })],
  ['PUT', user('ann', { password: 'n3w' })],
];

test.each(later)(
  'a password is sealed for each application that takes any: with POST, then with %s %j',
  async (method, body) => {
    const { send, store, commits, waiting, hints } = startTaker();
    const made = await send('POST', '/Users', user('ann', { password: secret }));
    expect(made).toMatchObject({ status: 201, trace: { ignored: [] } });
    const [first] = await waiting();
    expect(first?.sealed).toBe(seal(secret, '["main","User","0001"]'));
    expect(await store.passwords.listWaiting({ ...place, application: 'wiki' }, ['0001'])).toEqual([first]);

    const answer = await send(method, '/Users/0001', body);
    expect(answer).toMatchObject({ status: 200, headers: { ETag: made.headers.ETag } });
    expect(answer.json.meta).toEqual(made.json.meta);
    const [second] = await waiting();
    expect(second?.sealed).toBe(seal('n3w', '["main","User","0001"]'));
    expect(second?.revision).not.toBe(first?.revision);
    expect(commits.at(-1)?.marks).toEqual([{ type: 'User', id: '0001', reach: 'self' }]);
    expect(hints()).toBe(2);

    const journal = await store.journal.list({ limit: 10 });
    expect(journal[0]?.changes).toEqual({ password: { from: null, to: '[redacted]' } });
    const told = JSON.stringify([made, answer, journal, commits]);
    for (const part of ['S3cret', 'n3w']) expect(told).not.toContain(part);
  },
);

test('a password within a bulk request is sealed, too', async () => {
  const { send, waiting } = startTaker();
  const operation = { method: 'POST', path: '/Users', bulkId: 'a', data: user('ann', { password: secret }) };
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'];
  const answer = await send('POST', '/Bulk', { schemas, Operations: [operation] });
  expect(answer.text).not.toContain('S3cret');
  expect(await waiting()).toHaveLength(1);
});

test.each([
  ['a number', 12345678],
  ['a list', [secret]],
  ['more than 1024 characters', 'x'.repeat(1025)],
  ['half of a character', `${secret}\ud800`],
])('%s is no password, and what was sent is not repeated', async (_, password) => {
  const { send, commits } = startTaker();
  const answer = await send('POST', '/Users', user('ann', { password }));
  expect(answer).toMatchObject({ status: 400, json: { scimType: 'invalidValue' } });
  for (const part of ['S3cret', '12345678', 'xxxx']) expect(answer.text).not.toContain(part);
  expect(commits).toEqual([]);
});

test.each<[string, Json]>([
  ['the empty one', user('ann', { password: '' })],
  ['null', user('ann', { password: null })],
])('%s is none', async (_, body) => {
  const { send, waiting } = startTaker();
  expect((await send('POST', '/Users', body)).status).toBe(201);
  expect(await waiting()).toEqual([]);
});

test('whoever is deleted has no password waiting any more, nor when brought back', async () => {
  const { send, store, waiting } = startTaker();
  await send('POST', '/Users', user('ann', { password: secret }));
  await send('DELETE', '/Users/0001');
  expect(await waiting()).toEqual([]);
  const scope = { directory: 'main', client: 'idp' };
  const journal = { actor: 'operator', action: 'restore', directory: 'main', resourceType: 'User', resourceId: '0001' };
  await store.resources.restore({ scope, type: 'User', id: '0001', journal });
  expect(await waiting()).toEqual([]);
});

test('a refused change seals nothing', async () => {
  const { send, waiting } = startTaker();
  await send('POST', '/Users', user('ann'));
  const headers = { 'if-match': 'W/"7"' };
  expect((await send('PUT', '/Users/0001', user('ann', { password: secret }), headers)).status).toBe(412);
  expect(await waiting()).toEqual([]);
});

test('whether passwords can be changed is said to the clients of each directory', async () => {
  const { send } = createTestClient({
    passwordsOf: (directory) => (directory === 'main' ? { applications: ['blog'], seal } : undefined),
  });
  expect((await send('GET', '/ServiceProviderConfig')).json.changePassword).toEqual({ supported: true });
  const other = createTestClient({ client: { directory: 'other' }, passwordsOf: () => undefined });
  expect((await other.send('GET', '/ServiceProviderConfig')).json.changePassword).toEqual({ supported: false });
});
