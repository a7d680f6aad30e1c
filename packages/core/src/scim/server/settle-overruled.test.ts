import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../json.js';
import { createTestClient, enterpriseUser, group, patch, user } from './__fixtures__/create-test-client.js';
import { createDirectoryWriter } from './create-directory-writer.js';

const writer = { actor: 'application:intranet', scope: { directory: 'main', client: 'idp' }, requestId: 'back-1' };
const department = `${enterpriseUser}:department`;
const ann = (more: Record<string, Json> = {}) =>
  user('ann', { active: true, title: 'Captain', name: { givenName: 'Ann', familyName: 'Lee' }, ...more });

async function seed(...operations: readonly JsonObject[]) {
  const client = createTestClient();
  await client.send('POST', '/Users', ann({ [enterpriseUser]: { department: 'Sales' } }));
  await client.send('POST', '/Users', user('bob'));
  await client.send('POST', '/Users', user('cid'));
  await client.send('POST', '/Groups', group('Staff', '0001', '0002'));
  const directory = createDirectoryWriter({ resources: client.store.resources, committed: () => undefined });
  if (operations.length > 0) await directory.patch(writer, { type: 'User', id: '0001' }, operations);
  const read = async () => (await client.send('GET', '/Users/0001')).json;
  const members = async () => (await client.send('GET', '/Groups/0004')).json.members.map(({ value }) => value).sort();
  return { ...client, directory, read, members };
}

const set = (path: string, value: Json) => ({ op: 'replace', path, value });
const sales = { [enterpriseUser]: { department: 'Sales' } };

const repeated: [what: string, operation: JsonObject, body: Json, kept: object][] = [
  ['a value', set('title', 'Boss'), ann(sales), { title: 'Boss' }],
  ['a part of a name', set('name.givenName', 'Anna'), ann(sales), { name: { givenName: 'Anna', familyName: 'Lee' } }],
  ['of an extension', set(department, 'West'), ann(sales), { [enterpriseUser]: { department: 'West' } }],
  ['nothing', set('nickName', 'A'), ann(sales), { nickName: 'A' }],
  ['a value that was cleared', { op: 'remove', path: 'title' }, ann(sales), {}],
  ['active', set('active', false), ann(sales), { active: false }],
];
test.each(repeated)(
  'a PUT that repeats %s says nothing new: the application’s word stands',
  async (_, operation, body, kept) => {
    const { send, read } = await seed(operation);
    expect((await send('PUT', '/Users/0001', body)).json).toMatchObject(kept);
    await send('PUT', '/Users/0001', body);
    const after = await read();
    expect(after).toMatchObject(kept);
    if (operation.op === 'remove') expect(after).not.toHaveProperty('title');
  },
);

test.each([
  ['another value', set('title', 'Boss'), { title: 'Major' }],
  ['the rest of a name', set('name.givenName', 'Anna'), { name: { givenName: 'Ann', familyName: 'Kay' } }],
])('what a client says anew counts: %s', async (_, operation, said) => {
  const { send } = await seed(operation);
  const { json } = await send('PUT', '/Users/0001', ann({ ...sales, ...said }));
  expect(json).toMatchObject('name' in said ? { name: { familyName: 'Kay', givenName: 'Anna' } } : said);
});

test('after a client has said something new, its former value is a new word as well', async () => {
  const { send, read } = await seed(set('title', 'Boss'));
  await send('PUT', '/Users/0001', ann({ ...sales, title: 'Major' }));
  await send('PUT', '/Users/0001', ann(sales));
  expect(await read()).toMatchObject({ title: 'Captain' });
});

test('a client that has taken the application’s value over may go back on it', async () => {
  const { send, read } = await seed(set('title', 'Boss'));
  await send('PUT', '/Users/0001', ann({ ...sales, title: 'Boss' }));
  await send('PUT', '/Users/0001', ann(sales));
  expect(await read()).toMatchObject({ title: 'Captain' });
});

test('a PATCH that repeats the old value is passed over, too; one that speaks of something else leaves all as it is', async () => {
  const { send, read } = await seed(set('title', 'Boss'));
  await send('PATCH', '/Users/0001', patch(set('title', 'Captain')));
  await send('PATCH', '/Users/0001', patch(set('nickName', 'A')));
  expect(await read()).toMatchObject({ title: 'Boss', nickName: 'A' });
});

test('whatever an application said, a client’s word that somebody leaves is obeyed, again and again', async () => {
  const { send, read, directory } = await seed();
  await send('PATCH', '/Users/0001', patch(set('active', false)));
  await directory.patch(writer, { type: 'User', id: '0001' }, [set('active', true)]);
  expect(await read()).toMatchObject({ active: true });
  await send('PUT', '/Users/0001', ann({ ...sales, active: false }));
  expect(await read()).toMatchObject({ active: false });
});

test('an application that takes its word back leaves nothing overruled', async () => {
  const { send, read, directory } = await seed(set('title', 'Boss'));
  await directory.patch(writer, { type: 'User', id: '0001' }, [set('title', 'Captain')]);
  await send('PUT', '/Users/0001', ann({ ...sales, title: 'Major' }));
  expect(await read()).toMatchObject({ title: 'Major' });
});

test('members that an application put in or took out stay so when a client repeats its list', async () => {
  const { send, members, directory } = await seed();
  const id = { type: 'Group', id: '0004' };
  await directory.patch(writer, id, [{ op: 'add', path: 'members', value: [{ value: '0003' }] }]);
  await directory.patch(writer, id, [{ op: 'remove', path: 'members[value eq "0002"]' }]);
  expect(await members()).toEqual(['0001', '0003']);
  await send('PUT', '/Groups/0004', group('Staff', '0001', '0002'));
  expect(await members()).toEqual(['0001', '0003']);
  await send('PATCH', '/Groups/0004', patch({ op: 'add', path: 'members', value: [{ value: '0002' }] }));
  await send('PUT', '/Groups/0004', group('Staff', '0001', '0002'));
  expect(await members()).toEqual(['0001', '0002', '0003']);
});

test('what an application writes keeps to the schemas, to uniqueness and to the version that was read', async () => {
  const { directory, store } = await seed();
  const id = { type: 'User', id: '0001' };
  await expect(directory.patch(writer, id, [set('userName', 'BOB')])).rejects.toMatchObject({ status: 409 });
  await expect(directory.patch(writer, id, [set('active', 'perhaps')])).rejects.toMatchObject({ status: 400 });
  await expect(directory.patch(writer, { ...id, version: 7 }, [set('title', 'x')])).rejects.toMatchObject({
    status: 412,
  });
  const [line] = await store.journal.list({ resourceId: '0001', limit: 1 });
  expect(line).toMatchObject({ actor: 'client:idp', action: 'create' });
});

test('what an application makes belongs to it, with its link', async () => {
  const { directory, store } = await seed();
  const link = {
    application: 'intranet',
    label: 'dan',
    accountId: '7',
    identity: 'i7',
    accountActive: true,
    sent: { name: 'dan' },
    readBack: { name: 'dan' },
  };
  const record = await directory.create(writer, 'User', [set('userName', 'dan')], { externalId: '7', link });
  expect(record).toMatchObject({ owner: 'idp', externalId: '7', attributes: { userName: 'dan', active: true } });
  expect(await store.links.find('intranet', record.id)).toMatchObject({
    state: 'linked',
    accountId: '7',
    stale: false,
    matchedBy: 'imported',
  });
});
