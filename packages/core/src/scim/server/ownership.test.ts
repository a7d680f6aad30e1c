import { beforeEach, expect, test } from 'vitest';
import { createMemoryStore } from '../../store/memory/create-memory-store.js';
import type { Store } from '../../store/store.js';
import { createTestClient, group, patch, user } from './__fixtures__/create-test-client.js';
import { createDirectoryWriter } from './create-directory-writer.js';

let store: Store;
let first: ReturnType<typeof createTestClient>;
let second: ReturnType<typeof createTestClient>;

beforeEach(() => {
  store = createMemoryStore();
  let ids = 0;
  const newId = () => {
    ids += 1;
    return String(ids).padStart(4, '0');
  };
  first = createTestClient({ store, newId, client: { id: 'okta' } });
  second = createTestClient({ store, newId, client: { id: 'jumpcloud' } });
});

const handOver = (from: string, to: string, only?: { type: string; id: string }) =>
  store.resources.handOver({ directory: 'main', from, to, actor: 'operator', ...(only && { only }) });

const writes = [
  ['PUT', 'Users', (id: string) => second.send('PUT', `/Users/${id}`, user('ann', { title: 'Boss' }))],
  ['PUT that repeats', 'Users', (id: string) => second.send('PUT', `/Users/${id}`, user('ann'))],
  [
    'PATCH',
    'Users',
    (id: string) => second.send('PATCH', `/Users/${id}`, patch({ op: 'replace', path: 'active', value: false })),
  ],
  [
    'PATCH at a wrong version',
    'Users',
    (id: string) =>
      second.send('PATCH', `/Users/${id}`, patch({ op: 'replace', path: 'active', value: false }), {
        'if-match': 'W/"9"',
      }),
  ],
  ['DELETE', 'Users', (id: string) => second.send('DELETE', `/Users/${id}`)],
  [
    'rename of a group',
    'Groups',
    (id: string) => second.send('PATCH', `/Groups/${id}`, patch({ op: 'replace', path: 'displayName', value: 'Root' })),
  ],
  [
    'new member',
    'Groups',
    (id: string) =>
      second.send('PATCH', `/Groups/${id}`, patch({ op: 'add', path: 'members', value: [{ value: '0001' }] })),
  ],
  [
    'lost member',
    'Groups',
    (id: string) => second.send('PATCH', `/Groups/${id}`, patch({ op: 'remove', path: 'members' })),
  ],
  ['DELETE of a group', 'Groups', (id: string) => second.send('DELETE', `/Groups/${id}`)],
] as const;

test.each(writes)(
  "a %s of what is another client's is refused with the owner's name, and changes nothing",
  async (_, endpoint, write) => {
    const ann = await first.send('POST', '/Users', user('ann', { externalId: 'x' }));
    const staff = await first.send('POST', '/Groups', group('Staff', ann.json.id));
    const { id } = endpoint === 'Users' ? ann.json : staff.json;
    const before = await first.send('GET', `/${endpoint}/${id}`);
    const refused = await write(id);
    expect(refused.status).toBe(403);
    expect(refused.json.detail).toBe(
      `This ${endpoint === 'Users' ? 'User' : 'Group'} belongs to the client "okta": the client "jumpcloud" may read it, not change it. ` +
        `The operator of this server can hand it over: "linkspan own ${id} jumpcloud".`,
    );
    expect(refused.trace.decision).toBe('refused: ownership');
    expect((await first.send('GET', `/${endpoint}/${id}`)).text).toBe(before.text);
  },
);

test("what is another client's is read and found, without the owner's externalId", async () => {
  const ann = await first.send('POST', '/Users', user('ann', { externalId: 'x' }));
  const read = await second.send('GET', `/Users/${ann.json.id}`);
  expect(read.json).toMatchObject({ userName: 'ann', id: ann.json.id });
  expect(read.json).not.toHaveProperty('externalId');
  expect((await second.send('GET', '/Users?filter=userName eq "ANN"')).json.totalResults).toBe(1);
  expect((await second.send('GET', '/Users?filter=externalId eq "x"')).json.totalResults).toBe(0);
});

test("another client's people may be in a client's own group, and leave it when they are deleted", async () => {
  const ann = await first.send('POST', '/Users', user('ann'));
  const crew = await second.send('POST', '/Groups', group('Crew', ann.json.id));
  expect(crew.status).toBe(201);
  expect((await first.send('DELETE', `/Users/${ann.json.id}`)).status).toBe(204);
  expect((await second.send('GET', `/Groups/${crew.json.id}`)).json).not.toHaveProperty('members.0');
});

test("a userName that is another client's is refused with its owner's name, in a create and in a rename", async () => {
  await first.send('POST', '/Users', user('ann'));
  const created = await second.send('POST', '/Users', user('Ann'));
  expect(created).toMatchObject({ status: 409, json: { scimType: 'uniqueness' } });
  expect(created.json.detail).toBe(
    'The userName "Ann" belongs to another User, which the client "okta" owns. Choose another userName, or have the operator of ' +
      'this server hand it over: "linkspan own 0001 jumpcloud".',
  );
  const bob = await second.send('POST', '/Users', user('bob'));
  const renamed = await second.send('PUT', `/Users/${bob.json.id}`, user('ann'));
  expect(renamed).toMatchObject({ status: 409, json: { detail: created.json.detail.replace('"Ann"', '"ann"') } });
  expect((await first.send('POST', '/Users', user('ann'))).json.detail).toContain('perhaps an inactive one');
});

test('after a hand-over the new owner writes, and the former one is refused', async () => {
  const ann = await first.send('POST', '/Users', user('ann', { externalId: 'x' }));
  expect(await handOver('okta', 'jumpcloud', { type: 'User', id: ann.json.id })).toEqual([
    { owner: 'jumpcloud', type: 'User', count: 1 },
  ]);
  const taken = await second.send('PUT', `/Users/${ann.json.id}`, user('ann', { title: 'Boss', externalId: 'j' }));
  expect(taken).toMatchObject({ status: 200, json: { externalId: 'j' } });
  expect((await first.send('DELETE', `/Users/${ann.json.id}`)).status).toBe(403);
  expect((await first.send('GET', '/Users?filter=externalId eq "x"')).json.totalResults).toBe(1);
});

test('a write that was judged before a hand-over is judged again', async () => {
  const ann = await first.send('POST', '/Users', user('ann'));
  let handed = false;
  const late = createTestClient({
    store,
    client: { id: 'okta' },
    wrap: (resources) => ({
      ...resources,
      async commit(commit) {
        if (!handed) await handOver('okta', 'jumpcloud');
        handed = true;
        return resources.commit(commit);
      },
    }),
  });
  expect((await late.send('DELETE', `/Users/${ann.json.id}`)).status).toBe(403);
  expect((await second.send('GET', `/Users/${ann.json.id}`)).status).toBe(200);
});

test('an application writes by its policy, whoever owns the person', async () => {
  const ann = await first.send('POST', '/Users', user('ann'));
  const writer = createDirectoryWriter({ resources: store.resources, committed: () => undefined });
  const actor = 'application:blog';
  const blog = { actor, scope: { directory: 'main', client: actor }, requestId: 'r' };
  const operations = [{ op: 'replace', path: 'title', value: 'Editor' }];
  expect(await writer.patch(blog, { type: 'User', id: ann.json.id }, operations)).toMatchObject({ owner: 'okta' });
  const bob = await writer.create(blog, 'User', [{ op: 'replace', path: 'userName', value: 'bob' }], {});
  expect((await first.send('DELETE', `/Users/${bob.id}`)).json.detail).toContain('belongs to the application "blog"');
});

test("the word of an application over the former owner's does not hold against the new owner", async () => {
  const ann = await first.send('POST', '/Users', user('ann', { title: 'Clerk' }));
  const writer = createDirectoryWriter({ resources: store.resources, committed: () => undefined });
  const actor = 'application:blog';
  const blog = { actor, scope: { directory: 'main', client: actor }, requestId: 'r' };
  await writer.patch(blog, { type: 'User', id: ann.json.id }, [{ op: 'replace', path: 'title', value: 'Editor' }]);
  expect((await first.send('PUT', `/Users/${ann.json.id}`, user('ann', { title: 'Clerk' }))).json['title']).toBe(
    'Editor',
  );
  await handOver('okta', 'jumpcloud');
  expect((await second.send('PUT', `/Users/${ann.json.id}`, user('ann', { title: 'Clerk' }))).json['title']).toBe(
    'Clerk',
  );
});
