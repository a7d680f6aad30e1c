import { expect, test } from 'vitest';
import type { Json } from '../json.js';
import { baseUrl, coreUser, createTestClient, enterpriseUser, group, user } from './__fixtures__/create-test-client.js';

test('a create answers the resource with its address and version', async () => {
  const { send } = createTestClient();
  const answer = await send('POST', '/Users', user('ann', { externalId: 'x1', name: { familyName: 'Lee' } }));
  expect(answer.status).toBe(201);
  expect(answer.headers).toEqual({
    'Content-Type': 'application/scim+json',
    Location: `${baseUrl}/Users/0001`,
    ETag: 'W/"1"',
  });
  expect(answer.json).toEqual({
    schemas: [coreUser],
    id: '0001',
    externalId: 'x1',
    userName: 'ann',
    name: { familyName: 'Lee' },
    active: true,
    meta: {
      resourceType: 'User',
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      lastModified: answer.json.meta.created,
      location: `${baseUrl}/Users/0001`,
      version: 'W/"1"',
    },
  });
});

const refused: [what: string, path: string, body: Json | undefined, status: number, error: object][] = [
  ['no body', '/Users', undefined, 400, { scimType: 'invalidSyntax', detail: expect.stringContaining('POST') }],
  ['a body that is no JSON', '/Users', '{"userName":', 400, { scimType: 'invalidSyntax' }],
  ['a body that is no object', '/Users', [], 400, { scimType: 'invalidSyntax' }],
  [
    'a user without userName',
    '/Users',
    { displayName: 'Ann' },
    400,
    { scimType: 'invalidValue', detail: expect.stringContaining('userName') },
  ],
  [
    'a userName that exists, in another case',
    '/Users',
    user('TAKEN@example.com'),
    409,
    { scimType: 'uniqueness', detail: expect.stringMatching(/userName "TAKEN@example\.com"/) },
  ],
  [
    'a group without displayName',
    '/Groups',
    {},
    400,
    { scimType: 'invalidValue', detail: expect.stringContaining('displayName') },
  ],
  [
    'a member who is not known',
    '/Groups',
    group('Staff', '0001', 'nobody'),
    400,
    { scimType: 'invalidValue', detail: expect.stringContaining('"nobody"') },
  ],
  [
    'a list of members who are not known',
    '/Groups',
    group('Staff', ...Array.from({ length: 500 }, (_, index) => `gone-${index}`)),
    400,
    { scimType: 'invalidValue', detail: expect.stringMatching(/"gone-9" and 490 more\./) },
  ],
  [
    'both kinds of selection',
    '/Users?attributes=id&excludedAttributes=name',
    user('new'),
    400,
    { scimType: 'invalidValue' },
  ],
];
test.each(refused)('%s is refused, and nothing is written', async (_what, path, body, status, error) => {
  const { send, commits, store } = createTestClient();
  await send('POST', '/Users', user('taken@example.com'));
  const answer = await send('POST', path, body);
  expect(answer).toMatchObject({ status, headers: { 'Content-Type': 'application/scim+json' } });
  expect(answer.json).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    detail: expect.any(String),
    ...error,
  });
  const { total } = await store.resources.query(
    { directory: 'main', client: 'idp' },
    { type: path.slice(1, 6) === 'Users' ? 'User' : 'Group', startIndex: 1, count: 1 },
  );
  expect(total).toBe(path.startsWith('/Users') ? 1 : 0);
  expect(commits.length).toBeLessThanOrEqual(2);
});

test('a body beyond the limit is 413', async () => {
  const { send } = createTestClient({ limits: { bodyBytes: 100 } });
  const answer = await send('POST', '/Users', user('a'.repeat(200)));
  expect(answer).toMatchObject({ status: 413, json: { status: '413', detail: expect.stringContaining('100 bytes') } });
});

const contentTypes = [undefined, 'application/json', 'application/scim+json; charset=utf-8', 'text/plain'];
test.each(contentTypes)('the content type %s is taken', async (type) => {
  const { send } = createTestClient();
  const answer = await send(
    'POST',
    '/Users',
    user('ann'),
    type === undefined ? {} : { 'content-type': type, accept: 'text/html' },
  );
  expect(answer).toMatchObject({ status: 201, headers: { 'Content-Type': 'application/scim+json' } });
});

test('a password stands in no answer, no journal and no directory, and the log says that it was dropped', async () => {
  const { send, store, commits } = createTestClient();
  const answer = await send(
    'POST',
    '/Users?attributes=password,userName',
    user('ann', { password: 'S3cret!', unknown: 1 }),
  );
  expect(answer.trace.ignored).toEqual(['unknown', 'password']);
  expect(answer.json).toEqual({ schemas: [coreUser], id: '0001', userName: 'ann' });
  const journal = await store.journal.list({ limit: 10 });
  expect(JSON.stringify([answer, commits, journal])).not.toContain('S3cret');
});

test('one of several creates of the same userName at the same time wins', async () => {
  const { send } = createTestClient();
  const answers = await Promise.all([1, 2, 3, 4].map(() => send('POST', '/Users', user('ann'))));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
});

test('a create is one commit, with a mark and what is in it by attribute', async () => {
  const { send, commits, hints } = createTestClient();
  await send('POST', '/Users', user('ann', { externalId: 'x1', [enterpriseUser]: { department: 'Sales' } }));
  expect(commits).toEqual([
    {
      scope: { directory: 'main', client: 'idp' },
      type: 'User',
      id: '0001',
      expectVersion: 0,
      resource: { userName: 'ann', active: true, [enterpriseUser]: { department: 'Sales' } },
      externalId: 'x1',
      marks: [{ type: 'User', id: '0001', reach: 'self' }],
      journal: {
        actor: 'client:idp',
        action: 'create',
        directory: 'main',
        resourceType: 'User',
        resourceId: '0001',
        requestId: 'request-1',
        changes: {
          userName: { from: null, to: 'ann' },
          active: { from: null, to: true },
          [`${enterpriseUser}:department`]: { from: null, to: 'Sales' },
          externalId: { from: null, to: 'x1' },
        },
      },
    },
  ]);
  expect(hints()).toBe(1);
});

test('a new group marks itself; its members are marked one by one by the store', async () => {
  const { send, commits } = createTestClient();
  await send('POST', '/Users', user('ann'));
  await send('POST', '/Groups', group('Staff', '0001'));
  expect(commits[1]).toMatchObject({
    members: { replace: ['0001'] },
    marks: [{ type: 'Group', id: '0002', reach: 'self' }],
  });
});
