import { expect, test } from 'vitest';
import type { LivingResources } from '../../store/resource-store.js';
import type { ScimResponse } from '../message.js';
import { createTestClient, group, type TestDocument, user } from './__fixtures__/create-test-client.js';
import { createUuidV7 } from './uuid-v7.js';

const size = 600;
const memberPageSize = 100;
/** Long, so that few members make a large body. */
const displayName = 'Ann '.repeat(125);
const scope = { directory: 'main', client: 'idp' };
const journal = { actor: 'test', action: 'create', directory: 'main', resourceType: '', resourceId: '' };
const commit = { scope, expectVersion: 0, marks: [], journal };

async function seed(wrap?: (resources: LivingResources) => LivingResources) {
  const client = createTestClient({ limits: { memberPageSize }, ...(wrap && { wrap }) });
  const ids = await Promise.all(
    Array.from(
      { length: size },
      async (_, index) => (await client.send('POST', '/Users', user(`user-${index}`, { displayName }))).json.id,
    ),
  );
  await client.send('POST', '/Groups?attributes=id', group('Everybody', ...ids));
  await client.send('POST', '/Groups?attributes=id', group('Nobody'));
  client.reads.length = 0;
  return { ...client, ids, everybody: '0601' };
}

async function parse(body: ScimResponse['body']): Promise<TestDocument> {
  let text = '';
  for await (const piece of body ?? []) text += piece;
  return JSON.parse(text);
}

test('a group is sent while its members are read, page by page', async () => {
  const { handle, reads, ids, everybody } = await seed();
  const { body } = await handle('GET', `/Groups/${everybody}`);
  expect(typeof body).toBe('object');
  expect(reads.length).toBeLessThan(size / memberPageSize);
  const document = await parse(body);
  expect(document.members.map(({ value }) => value)).toEqual(ids);
});

test('a list of groups is sent in the same way, the small ones among them whole', async () => {
  const { handle } = await seed();
  const { body } = await handle('GET', '/Groups');
  expect(typeof body).toBe('object');
  const document = await parse(body);
  expect(document.Resources.map(({ members }) => members.length)).toEqual([size, 0]);
});

test('members are not read where they are not shown', async () => {
  const { send, reads, everybody } = await seed();
  for (const query of ['excludedAttributes=members', 'attributes=displayName']) {
    expect((await send('GET', `/Groups/${everybody}?${query}`)).json.members).toBeUndefined();
    await send('GET', `/Groups?${query}`);
  }
  expect(reads).toEqual([]);
});

test('adding one member reads no member, and answers without a body', async () => {
  const { send, reads, everybody, commits } = await seed();
  const { json } = await send('POST', '/Users?attributes=id', user('late'));
  const answer = await send('PATCH', `/Groups/${everybody}`, {
    Operations: [{ op: 'add', path: 'members', value: [{ value: json.id }] }],
  });
  expect(answer).toMatchObject({ status: 204, text: '', headers: { ETag: 'W/"2"' } });
  expect(reads).toEqual([]);
  expect(commits.at(-1)).toMatchObject({ members: { add: [json.id], remove: [] }, marks: [] });
});

test('only the asked part of each member is sent', async () => {
  const { send, ids, everybody } = await seed();
  const { json } = await send('GET', `/Groups/${everybody}?attributes=members.value`);
  expect(json.members).toEqual(ids.map((value) => ({ value })));
});

test('a failure in the middle breaks the body off instead of ending it', async () => {
  let pages = 0;
  const { handle, errors, everybody, store } = await seed((resources) => ({
    ...resources,
    listMembers: async (...parameters) => {
      pages += 1;
      if (pages > 5) throw new Error('the disk is gone');
      return resources.listMembers(...parameters);
    },
  }));
  pages = 0;
  const { status, body } = await handle('GET', `/Groups/${everybody}`);
  expect(status).toBe(200);
  await expect(parse(body)).rejects.toMatchObject({ status: 503 });
  expect(errors).toHaveLength(1);
  expect((await store.resources.listMembers(scope, { group: everybody, limit: 5000 })).length).toBe(size);
});

test('a group of 70,000 may be sent back as it was answered', async () => {
  const { handle, send, store } = createTestClient();
  const ids = Array.from({ length: 70_000 }, createUuidV7());
  for (const [index, id] of ids.entries()) {
    const resource = { userName: `user-${index}@example.com`, displayName: `Some Body ${index}` };
    await store.resources.commit({ ...commit, type: 'User', id, resource });
  }
  const resource = { displayName: 'Everybody' };
  await store.resources.commit({ ...commit, type: 'Group', id: 'all', resource, members: { replace: ids } });
  const { text } = await send('GET', '/Groups/all');
  expect(Buffer.byteLength(text)).toBeGreaterThan(12_000_000);
  expect((await handle('PUT', '/Groups/all', text)).status).toBe(200);
}, 30_000);
