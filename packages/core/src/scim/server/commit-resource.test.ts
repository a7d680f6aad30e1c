import { expect, test } from 'vitest';
import type { CommitOutcome, LivingResources } from '../../store/resource-store.js';
import type { Json } from '../json.js';
import { ScimError } from '../scim-error.js';
import { createTestClient, patch, user } from './__fixtures__/create-test-client.js';

const promote = patch({ op: 'replace', path: 'title', value: 'Major' });

const preconditions: [headers: Record<string, string>, status: number][] = [
  [{ 'if-match': 'W/"1"' }, 200],
  [{ 'if-match': '"1"' }, 200],
  [{ 'if-match': 'W/"4", W/"1"' }, 200],
  [{ 'if-match': '*' }, 200],
  [{ 'if-match': 'W/"2"' }, 412],
  [{ 'if-match': '' }, 412],
  [{ 'if-none-match': '*' }, 412],
  [{ 'if-none-match': 'W/"1"' }, 412],
  [{ 'if-none-match': 'W/"2"' }, 200],
];
const methods: [method: string, body: Json | undefined][] = [
  ['PATCH', promote],
  ['PUT', user('ann', { title: 'Major' })],
  ['DELETE', undefined],
];
const writes = methods.flatMap(([method, body]) =>
  preconditions.map(
    ([headers, status]) => [method, headers, method === 'DELETE' && status === 200 ? 204 : status, body] as const,
  ),
);
test.each(writes)('%s with %j is answered %i', async (method, headers, status, body) => {
  const { send } = createTestClient();
  await send('POST', '/Users', user('ann'));
  const answer = await send(method, '/Users/0001', body, headers);
  expect(answer.status).toBe(status);
  if (status !== 412) return;
  expect(answer.json).toMatchObject({ status: '412', detail: expect.stringContaining('W/"1"') });
  expect((await send('GET', '/Users/0001')).headers.ETag).toBe('W/"1"');
});

/** Another process writes in between, so many times. */
function interrupt(times: number, between: (resources: LivingResources) => Promise<unknown>) {
  let left = times;
  return (resources: LivingResources): LivingResources => ({
    ...resources,
    async commit(commit): Promise<CommitOutcome> {
      if (commit.expectVersion !== 0 && left > 0) {
        left -= 1;
        await between(resources);
      }
      return resources.commit(commit);
    },
  });
}

let nickName = 0;
async function rename(resources: LivingResources): Promise<void> {
  const scope = { directory: 'main', client: 'other' };
  const current = await resources.find(scope, 'User', '0001');
  if (current === undefined) return;
  const journal = { actor: 'other', action: 'patch', directory: 'main', resourceType: 'User', resourceId: '0001' };
  nickName += 1;
  await resources.commit({
    scope,
    type: 'User',
    id: '0001',
    expectVersion: current.version,
    resource: { ...current.attributes, nickName: `n${nickName}` },
    marks: [],
    journal,
  });
}

test('somebody else writes in between: the change is applied to what is there then, and both are kept', async () => {
  const { send, hints } = createTestClient({ wrap: interrupt(3, rename) });
  await send('POST', '/Users', user('ann'));
  const answer = await send('PATCH', '/Users/0001', promote);
  expect(answer).toMatchObject({ status: 200, headers: { ETag: 'W/"5"' } });
  expect(answer.json).toMatchObject({ title: 'Major', nickName: `n${nickName}` });
  expect(hints()).toBe(2);
});

test('with If-Match the same is 412, and nothing is written', async () => {
  const { send } = createTestClient({ wrap: interrupt(1, rename) });
  await send('POST', '/Users', user('ann'));
  const answer = await send('PATCH', '/Users/0001', promote, { 'if-match': 'W/"1"' });
  expect(answer).toMatchObject({ status: 412, json: { detail: expect.stringContaining('W/"2"') } });
  expect((await send('GET', '/Users/0001')).json.title).toBeUndefined();
});

test('with If-Match: * any version will do, also the one that came in between', async () => {
  const { send } = createTestClient({ wrap: interrupt(1, rename) });
  await send('POST', '/Users', user('ann'));
  expect((await send('PATCH', '/Users/0001', promote, { 'if-match': '*' })).status).toBe(200);
});

test('a resource that never rests is 503 with the time to wait, not an endless loop', async () => {
  const { send } = createTestClient({ wrap: interrupt(Number.POSITIVE_INFINITY, rename) });
  await send('POST', '/Users', user('ann'));
  expect(await send('PATCH', '/Users/0001', promote)).toMatchObject({ status: 503, headers: { 'Retry-After': '1' } });
});

test('a resource that is deleted in between is 404', async () => {
  const { send } = createTestClient({
    wrap: interrupt(1, async (resources) => {
      const journal = { actor: 'other', action: 'delete', directory: 'main', resourceType: 'User', resourceId: '0001' };
      const scope = { directory: 'main', client: 'other' };
      await resources.commit({
        scope,
        type: 'User',
        id: '0001',
        expectVersion: 1,
        resource: 'trash',
        marks: [],
        journal,
      });
    }),
  });
  await send('POST', '/Users', user('ann'));
  expect((await send('PATCH', '/Users/0001', promote)).status).toBe(404);
});

test('a create that a storage wrote twice, since it lost the answer to the first, is created', async () => {
  const { send, hints } = createTestClient({
    wrap: (resources) => ({
      ...resources,
      async commit(commit) {
        await resources.commit(commit);
        return resources.commit(commit);
      },
    }),
  });
  expect(await send('POST', '/Users', user('ann'))).toMatchObject({
    status: 201,
    json: { id: '0001', userName: 'ann' },
  });
  expect(hints()).toBe(1);
  expect(await send('POST', '/Users', user('ann'))).toMatchObject({ status: 409 });
});

const failing: [method: string, target: string, body?: Json][] = [
  ['GET', '/Users/0001'],
  ['GET', '/Users'],
  ['GET', '/Groups'],
  ['POST', '/Users', user('bob')],
  ['PUT', '/Users/0001', user('ann')],
  ['PATCH', '/Users/0001', promote],
  ['DELETE', '/Users/0001'],
];
test.each(failing)(
  'a storage that fails makes %s %s 503, with the cause in the log only',
  async (method, target, body) => {
    const fail = () => {
      throw new Error('SQLITE_IOERR: /var/lib/linkspan.sqlite');
    };
    const { send, errors, hints } = createTestClient({
      wrap: () => ({
        find: fail,
        query: fail,
        listMembers: fail,
        listGroups: fail,
        listEffectiveGroups: fail,
        commit: fail,
      }),
    });
    const answer = await send(method, target, body);
    expect(answer).toMatchObject({
      status: 503,
      headers: { 'Retry-After': '10', 'Content-Type': 'application/scim+json' },
    });
    expect(answer.text).not.toMatch(/sqlite/i);
    expect(errors).toEqual([expect.stringContaining('SQLITE_IOERR')]);
    expect(hints()).toBe(0);
  },
);

test('what a storage refuses by a SCIM error of its own is passed on', async () => {
  const { send, errors } = createTestClient({
    wrap: (resources) => ({
      ...resources,
      query: () => Promise.reject(new ScimError(400, 'Too many. Narrow the filter.', { scimType: 'tooMany' })),
    }),
  });
  expect(await send('GET', '/Users')).toMatchObject({ status: 400, json: { scimType: 'tooMany' } });
  expect(errors).toEqual([]);
});
