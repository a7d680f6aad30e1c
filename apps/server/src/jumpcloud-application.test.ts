import { startFakeJumpCloud } from '@linkspan/connector-jumpcloud/fake';
import { expect, it, onTestFinished } from 'vitest';
import { startTestServer } from './testing/start-test-server.js';

const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User'];

const person = {
  schemas,
  userName: 'ada@corp.example',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [{ value: 'ada@corp.example', type: 'work', primary: true }],
  phoneNumbers: [{ value: 'tel:+1-555-555-5555', type: 'work' }],
  active: true,
};

async function start(more: object) {
  const fake = await startFakeJumpCloud();
  onTestFinished(() => fake.stop());
  const hosts = { console: fake.url, insights: fake.url, signIn: fake.url };
  const config = { apiKey: { env: 'JUMPCLOUD_KEY' }, hosts };
  const people = { connector: '@linkspan/connector-jumpcloud', config, ...more };
  const environment = { JUMPCLOUD_KEY: fake.apiKey };
  const server = await startTestServer({ applications: { people } }, { environment });
  const send = async (method: string, path: string, body: object): Promise<{ readonly id: string }> => {
    const headers = { 'content-type': 'application/scim+json' };
    const response = await server.call(path, { method, headers, body: JSON.stringify(body) });
    expect(response.status).toBeLessThan(300);
    return response.json() as Promise<{ readonly id: string }>;
  };
  return { fake, send, orchestrator: server.host.parts.orchestrator };
}

it('who is pushed becomes a user at JumpCloud, with groups, is suspended, comes back, and a second run writes nothing', async () => {
  const { fake, send, orchestrator } = await start({ groups: { provision: 'all' } });
  const { id } = await send('POST', '/Users', person);
  await send('POST', '/Groups', { displayName: 'Editors', members: [{ value: id }] });
  await expect.poll(() => [...fake.members.values()].map((members) => members.size), { timeout: 15_000 }).toEqual([1]);
  const [user] = fake.users.values();
  expect(user).toMatchObject({ username: 'ada', email: 'ada@corp.example', firstname: 'Ada', state: 'ACTIVATED' });
  expect(user?.['phoneNumbers']).toMatchObject([{ type: 'work', number: '+1-555-555-5555' }]);

  const isSuspended = () => [...fake.users.values()].map(({ suspended }) => suspended);
  await send('PUT', `/Users/${id}`, { ...person, active: false });
  await expect.poll(isSuspended, { timeout: 15_000 }).toEqual([true]);
  await send('PUT', `/Users/${id}`, person);
  await expect.poll(isSuspended, { timeout: 15_000 }).toEqual([false]);

  await orchestrator.sync('people', { full: true });
  const before = fake.requests.length;
  const { counts } = await orchestrator.sync('people', { full: true });
  const after = fake.requests
    .slice(before)
    .filter(({ method, path }) => method !== 'GET' && !path.includes('/search/'));
  expect(after.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  expect(counts.create ?? 0).toBe(0);
  expect(fake.members.values().next().value?.size).toBe(1);
});

it('who came from JumpCloud is joined with the very user by externalId, whatever else has changed', async () => {
  const correlation = [{ scim: 'externalId', remote: '_id', onMatch: 'adopt' }];
  const { fake, send } = await start({ correlation });
  const _id = '664447f5c0c418f2d05e5318';
  const user = { _id, username: 'countess', email: 'ada@old.example', firstname: 'Augusta' } as const;
  fake.users.set(_id, { ...user, state: 'ACTIVATED', suspended: false });
  await send('POST', '/Users', { ...person, externalId: _id });
  await expect.poll(() => fake.users.get(_id)?.['firstname'], { timeout: 15_000 }).toBe('Ada');
  expect([...fake.users.keys()]).toEqual([_id]);
  // What could hand the account to somebody else waits for a person, as everywhere.
  expect(fake.users.get(_id)).toMatchObject({ username: 'countess', email: 'ada@old.example' });
});
