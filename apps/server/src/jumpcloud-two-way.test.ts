import { type FakeJumpCloud, startFakeJumpCloud } from '@linkspan/connector-jumpcloud/fake';
import { expect, it, onTestFinished } from 'vitest';
import { startTestServer } from './testing/start-test-server.js';

const limit = { timeout: 60_000 };
const until = <Value>(read: () => Value) => expect.poll(read, { timeout: 20_000, interval: 50 });
const scim = { 'content-type': 'application/scim+json' };

/** As another administrator does it in the console. */
async function inConsole(
  { url, otherKey }: FakeJumpCloud,
  method: string,
  path: string,
  json?: object,
): Promise<string> {
  const response = await fetch(url + path, {
    method,
    headers: { 'x-api-key': otherKey, 'content-type': 'application/json' },
    ...(json && { body: JSON.stringify(json) }),
  });
  expect(response.ok).toBe(true);
  const text = await response.text();
  return text === '' ? '' : JSON.parse(text)._id;
}

async function start(twoWay: object) {
  const fake = await startFakeJumpCloud();
  onTestFinished(() => fake.stop());
  const hosts = { console: fake.url, insights: fake.url, signIn: fake.url };
  const people = {
    connector: '@linkspan/connector-jumpcloud',
    config: { apiKey: { env: 'JUMPCLOUD_KEY' }, actor: fake.actor.id, hosts },
    client: 'idp',
    groups: { provision: 'all' },
    twoWay: { poll: '7d', ...twoWay },
  };
  const clients = { idp: { connector: '@linkspan/connector-jumpcloud', tokens: [{ env: 'IDP_TOKEN' }] } };
  const environment = { JUMPCLOUD_KEY: fake.apiKey };
  const { call, host } = await startTestServer({ clients, applications: { people } }, { environment });
  const { store } = host.parts;
  const push = async (method: string, path: string, body: object) => {
    const response = await call(path, { method, headers: scim, body: JSON.stringify(body) });
    const json = (await response.json()) as { readonly id: string };
    expect([response.status < 300, json]).toEqual([true, json]);
    return json.id;
  };
  const read = async (path: string) => (await call(path)).json() as Promise<Record<string, unknown>>;
  const pull = () => host.parts.orchestrator.pull('people');
  await until(async () => (await store.applications.get('people')).back?.User?.baseline).toBe(true);
  return { fake, push, read, pull, store };
}

const ada = {
  userName: 'ada@corp.example',
  name: { givenName: 'Ada', familyName: 'Lovelace' },
  emails: [{ value: 'ada@corp.example', type: 'work', primary: true }],
  phoneNumbers: [{ value: 'tel:+1-555-1', type: 'work' }],
  title: 'Countess',
  active: true,
};

it(
  'who was pushed is the user of that id; title, phone and state come back, and what is repeated changes nothing',
  limit,
  async () => {
    const attributes = ['name', 'displayName', 'title', 'phoneNumbers', 'active'];
    const { fake, push, read, pull } = await start({ attributes });
    const _id = await inConsole(fake, 'POST', '/api/systemusers', {
      username: 'countess',
      email: 'ada@corp.example',
      state: 'ACTIVATED',
    });
    const id = await push('POST', '/Users', { ...ada, externalId: _id });
    await until(() => fake.users.get(_id)?.['jobTitle']).toBe('Countess');
    expect([...fake.users.keys()]).toEqual([_id]);

    await inConsole(fake, 'PUT', `/api/systemusers/${_id}`, {
      jobTitle: 'Baroness',
      phoneNumbers: [
        { type: 'work', number: '+1-555-2' },
        { type: 'mobile', number: '+1-555-3' },
      ],
    });
    await pull();
    await until(async () => (await read(`/Users/${id}`))['title']).toBe('Baroness');
    expect((await read(`/Users/${id}`))['phoneNumbers']).toMatchObject([{ value: '+1-555-2' }, { value: '+1-555-3' }]);

    // What an identity provider repeats is nothing new.
    await push('PUT', `/Users/${id}`, { ...ada, externalId: _id });
    await pull();
    expect((await read(`/Users/${id}`))['title']).toBe('Baroness');
    expect(fake.users.get(_id)).toMatchObject({ jobTitle: 'Baroness' });

    await inConsole(fake, 'PUT', `/api/systemusers/${_id}`, { state: 'SUSPENDED', suspended: true });
    await pull();
    await until(async () => (await read(`/Users/${id}`))['active']).toBe(false);
  },
);

it('who is put into a group at JumpCloud is in it here, and who is taken out is out', limit, async () => {
  const { fake, push, read, pull } = await start({ attributes: ['members'], authority: { members: 'application' } });
  const bob = { userName: 'bob@corp.example', emails: [{ value: 'bob@corp.example' }], active: true };
  const [adaId, bobId] = [await push('POST', '/Users', ada), await push('POST', '/Users', bob)];
  const group = await push('POST', '/Groups', { displayName: 'Editors', members: [{ value: adaId }] });
  const memberIds = async () =>
    (((await read(`/Groups/${group}`))['members'] ?? []) as readonly { readonly value: string }[]).map(
      ({ value }) => value,
    );
  await until(() => [...fake.members.values()].map(({ size }) => size)).toEqual([1]);
  await until(() => fake.users.size).toBe(2);
  const [there = ''] = fake.groups.keys();
  const idOf = (username: string) => [...fake.users.values()].find((user) => user.username === username)?._id ?? '';
  await pull();
  await inConsole(fake, 'POST', `/api/v2/usergroups/${there}/members`, { op: 'add', type: 'user', id: idOf('bob') });
  await pull();
  await until(memberIds).toEqual([adaId, bobId]);
  await inConsole(fake, 'POST', `/api/v2/usergroups/${there}/members`, { op: 'remove', type: 'user', id: idOf('ada') });
  await pull();
  await until(memberIds).toEqual([bobId]);
});

it('a user who is made at JumpCloud is imported, and one who is deleted there is deactivated here', limit, async () => {
  const { fake, read, pull } = await start({ onNew: 'import', onDeleted: 'deactivate' });
  const _id = await inConsole(fake, 'POST', '/api/systemusers', {
    username: 'grace',
    email: 'grace@corp.example',
    firstname: 'Grace',
    state: 'ACTIVATED',
    phoneNumbers: [{ type: 'mobile', number: '+1-555-9' }],
  });
  await pull();
  const found = async () =>
    (await read('/Users?filter=userName eq "grace"'))['Resources'] as readonly Record<string, unknown>[];
  await until(async () => (await found())[0]).toMatchObject({
    userName: 'grace',
    name: { givenName: 'Grace' },
    active: true,
    phoneNumbers: [{ value: '+1-555-9', type: 'mobile' }],
  });
  await inConsole(fake, 'DELETE', `/api/systemusers/${_id}`);
  await pull();
  await until(async () => (await found())[0]?.['active']).toBe(false);
});
