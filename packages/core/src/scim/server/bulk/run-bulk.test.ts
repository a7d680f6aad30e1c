import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../json.js';
import type { ParsedRequest, ScimResponse } from '../../message.js';
import {
  baseUrl,
  coreUser,
  createTestClient,
  enterpriseUser,
  group,
  patch,
  user,
} from '../__fixtures__/create-test-client.js';

const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'];

type Operation = Record<string, Json>;

function bulk(operations: readonly Operation[], more: JsonObject = {}): Json {
  return { schemas, Operations: operations, ...more };
}

function createUser(bulkId: string, attributes: Record<string, Json> = {}): Operation {
  return { method: 'POST', path: '/Users', bulkId, data: user(bulkId, attributes) };
}

function createGroup(bulkId: string, ...members: readonly string[]): Operation {
  return { method: 'POST', path: '/Groups', bulkId, data: group(bulkId, ...members) };
}

interface Result {
  readonly status: string;
  readonly location?: string;
  readonly response: { readonly detail: string };
}

async function run(
  operations: readonly Operation[],
  more?: JsonObject,
  options?: Parameters<typeof createTestClient>[0],
) {
  const client = createTestClient(options);
  const answer = await client.send('POST', '/Bulk', bulk(operations, more));
  const results = (answer.json['Operations'] ?? []) as readonly Result[];
  return { ...client, answer, results, statuses: results.map(({ status }) => status) };
}

test('each operation is answered as the RFC says: location, version, bulkId, and the error where there is one', async () => {
  const { send } = createTestClient();
  await send('POST', '/Users', user('old'));
  await send('POST', '/Users', user('gone'));
  await send('POST', '/Groups', group('Staff'));
  const { status, json, headers } = await send(
    'POST',
    '/Bulk',
    bulk([
      createUser('ann'),
      { method: 'POST', path: '/Users', bulkId: 'twin', data: user('ann') },
      { method: 'PUT', path: '/Users/0001', version: 'W/"1"', data: user('old', { title: 'Pilot' }) },
      { method: 'PATCH', path: '/Users/0001', version: 'W/"1"', data: patch({ op: 'remove', path: 'title' }) },
      { method: 'PATCH', path: '/Groups/0003', data: patch({ op: 'add', path: 'members', value: { value: '0001' } }) },
      { method: 'DELETE', path: '/Users/0002' },
      { method: 'DELETE', path: 'Users/9999' },
    ]),
  );
  expect({ status, headers }).toEqual({ status: 200, headers: { 'Content-Type': 'application/scim+json' } });
  expect(json).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkResponse'],
    Operations: [
      { method: 'POST', bulkId: 'ann', version: 'W/"1"', location: `${baseUrl}/Users/0004`, status: '201' },
      { method: 'POST', bulkId: 'twin', status: '409', response: error('409', 'userName', 'uniqueness') },
      { method: 'PUT', version: 'W/"2"', location: `${baseUrl}/Users/0001`, status: '200' },
      { method: 'PATCH', location: `${baseUrl}/Users/0001`, status: '412', response: error('412', 'version') },
      { method: 'PATCH', version: 'W/"2"', location: `${baseUrl}/Groups/0003`, status: '204' },
      { method: 'DELETE', location: `${baseUrl}/Users/0002`, status: '204' },
      { method: 'DELETE', location: `${baseUrl}/Users/9999`, status: '404', response: error('404', '9999') },
    ],
  });
});

function error(status: string, named: string, scimType?: string) {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status,
    ...(scimType && { scimType }),
    detail: expect.stringContaining(named),
  };
}

test('a bulkId stands for the id in paths, values, references and filters', async () => {
  const { statuses, send } = await run([
    createUser('boss'),
    createUser('ann', { [enterpriseUser]: { manager: { value: 'bulkId:boss', $ref: '../Users/bulkId:boss' } } }),
    createGroup('Staff', 'bulkId:ann', 'bulkId:boss'),
    { method: 'PATCH', path: '/Users/bulkId:ann', data: patch({ op: 'add', path: 'title', value: 'Pilot' }) },
    {
      method: 'PATCH',
      path: '/Groups/bulkId:Staff',
      data: patch({ op: 'remove', path: 'members[value eq "bulkId:boss"]' }),
    },
  ]);
  expect(statuses).toEqual(['201', '201', '201', '200', '204']);
  expect((await send('GET', '/Users/0002')).json).toMatchObject({
    title: 'Pilot',
    [enterpriseUser]: { manager: { value: '0001', $ref: 'https://hub.example.com/scim/idp/v2/Users/0001' } },
  });
  expect((await send('GET', '/Groups/0003')).json.members).toMatchObject([{ value: '0002' }]);
});

test('who is referred to before it is named is created first, and answered in its place', async () => {
  const { results, send } = await run([
    createGroup('Staff', 'bulkId:ann'),
    { method: 'DELETE', path: '/Users/bulkId:bob' },
    createUser('ann', { [enterpriseUser]: { manager: { value: 'bulkId:boss' } } }),
    createUser('bob'),
    createUser('boss'),
  ]);
  expect(results.map(({ status, location }) => `${status} ${location?.slice(baseUrl.length)}`)).toEqual([
    '201 /Groups/0003',
    '204 /Users/0004',
    '201 /Users/0002',
    '201 /Users/0004',
    '201 /Users/0001',
  ]);
  expect((await send('GET', '/Groups/0003')).json.members).toMatchObject([{ value: '0002' }]);
});

test('those who refer to each other are created, and referred to afterwards', async () => {
  const manager = (bulkId: string) => ({
    [enterpriseUser]: { department: 'IT', manager: { value: `bulkId:${bulkId}` } },
  });
  const { results, send } = await run([
    createGroup('A', 'bulkId:B', 'bulkId:C'),
    createGroup('B', 'bulkId:A'),
    createUser('C', manager('D')),
    createUser('D', manager('E')),
    createUser('E', manager('C')),
    createUser('own', manager('own')),
  ]);
  expect(results).toMatchObject(results.map(() => ({ status: '201' })));
  const byName = new Map<string, string>();
  for (const { location = '' } of results) {
    const { json } = await send('GET', location.slice(baseUrl.length));
    byName.set(String(json['userName'] ?? json['displayName']), json.id);
  }
  const idOf = (name: string) => byName.get(name);
  const membersOf = async (name: string) =>
    (await send('GET', `/Groups/${idOf(name)}`)).json.members.map(({ value }) => value).toSorted();
  expect(await membersOf('A')).toEqual([idOf('B'), idOf('C')].toSorted());
  expect(await membersOf('B')).toEqual([idOf('A')]);
  for (const [name, boss] of [
    ['C', 'D'],
    ['D', 'E'],
    ['E', 'C'],
    ['own', 'own'],
  ] as const) {
    expect((await send('GET', `/Users/${idOf(name)}`)).json[enterpriseUser]).toMatchObject({
      department: 'IT',
      manager: { value: idOf(boss) },
    });
  }
});

test('a path may say what is to be shown, which nobody sees', async () => {
  const { results, send } = await run([
    { ...createGroup('A', 'bulkId:B'), path: '/Groups?attributes=displayName' },
    { ...createGroup('B', 'bulkId:A'), path: '/Groups/?excludedAttributes=displayName' },
  ]);
  expect(results).toMatchObject([{ status: '201' }, { status: '201' }]);
  expect((await send('GET', '/Groups?filter=members pr')).json.totalResults).toBe(2);
});

test('once who is referred to cannot be created, nobody else is created for it', async () => {
  const { statuses, send } = await run(
    [
      createGroup('Staff', 'bulkId:bad', 'bulkId:ann'),
      { method: 'POST', path: '/Users', bulkId: 'bad', data: {} },
      createUser('ann'),
    ],
    { failOnErrors: 1 },
  );
  expect(statuses).toEqual(['409', '400']);
  expect((await send('GET', '/')).json.totalResults).toBe(0);
});

test('the version of who got its reference afterwards is the one that it has then', async () => {
  const { results, send } = await run([createGroup('A', 'bulkId:B'), createGroup('B', 'bulkId:A')]);
  for (const { location = '', ...result } of results) {
    expect((await send('GET', location.slice(baseUrl.length))).headers['ETag']).toBe(Object(result).version);
  }
});

const broken: [what: string, operations: Operation[], statuses: string[], named: string][] = [
  ['is unknown', [createGroup('Staff', 'bulkId:nobody')], ['400'], '"nobody"'],
  ['is unknown in a path', [{ method: 'DELETE', path: '/Users/bulkId:nobody' }], ['400'], '"nobody"'],
  [
    'was not created',
    [{ method: 'POST', path: '/Users', bulkId: 'x', data: {} }, createGroup('Staff', 'bulkId:x')],
    ['400', '409'],
    '"x"',
  ],
  [
    'will not be created',
    [createGroup('Staff', 'bulkId:x'), { method: 'POST', path: '/Users', bulkId: 'x', data: {} }],
    ['409', '400'],
    '"x"',
  ],
  [
    'is no create',
    [
      createUser('ann'),
      { method: 'PATCH', path: '/Users/0001', bulkId: 'x', data: patch({ op: 'remove', path: 'title' }) },
      createGroup('Staff', 'bulkId:x'),
    ],
    ['201', '200', '400'],
    '"x"',
  ],
];
test.each(broken)(
  'an operation with a bulkId that %s is refused by its name',
  async (_, operations, expected, named) => {
    const { results, statuses, send } = await run(operations);
    expect(statuses).toEqual(expected);
    expect(results.some(({ response }) => response?.detail.includes(named))).toBe(true);
    expect((await send('GET', '/Groups')).json.totalResults).toBe(0);
  },
);

test('who was created without a reference that then failed is told so, with its place', async () => {
  const { results, send } = await run([
    {
      method: 'POST',
      path: '/Users',
      bulkId: 'bad',
      data: { schemas: [coreUser], manager: 'bulkId:A', nickName: 'bulkId:A' },
    },
    { method: 'POST', path: '/Groups', bulkId: 'A', data: group('A', 'bulkId:bad') },
  ]);
  expect(results).toMatchObject([
    { status: '400' },
    { status: '409', location: `${baseUrl}/Groups/0001`, response: { detail: expect.stringContaining('"bad"') } },
  ]);
  expect((await send('GET', '/Groups/0001')).status).toBe(200);
});

const refusedOperations: [operation: Operation, status: string, named: string][] = [
  [{ path: '/Users', bulkId: 'x', data: {} }, '400', 'missing'],
  [{ method: 'GET', path: '/Users/0001' }, '400', '"GET"'],
  [{ method: 'POST', bulkId: 'x', data: {} }, '400', 'path'],
  [{ method: 'POST', path: '/Bulk', bulkId: 'x', data: { Operations: [] } }, '400', '/Bulk'],
  [{ method: 'POST', path: '//bulk', bulkId: 'x', data: {} }, '404', '//bulk'],
  [{ method: 'POST', path: '/Users/.search', bulkId: 'x', data: {} }, '400', '.search'],
  [{ method: 'POST', path: '/', bulkId: 'x', data: {} }, '400', '/'],
  [{ method: 'POST', path: '/Users', bulkId: 'x' }, '400', 'body'],
  [{ method: 'DELETE', path: '/Users' }, '405', 'DELETE'],
  [{ method: 'POST', path: '/Schemas', bulkId: 'x', data: {} }, '405', 'POST'],
];
test.each(refusedOperations)('%j is refused, and the next is done', async (operation, status, named) => {
  const { results, statuses } = await run([operation, createUser('ann')]);
  expect(statuses).toEqual([status, '201']);
  expect(results[0]?.response.detail).toContain(named);
});

const refused: [body: Json, status: number, named: string][] = [
  [[], 400, 'Operations'],
  [{ schemas, Operations: [] }, 400, 'Operations'],
  [bulk([createUser('ann')], { failOnErrors: 'two' }), 400, 'failOnErrors'],
  [bulk([createUser('ann')], { failOnErrors: -1 }), 400, 'failOnErrors'],
  [bulk([createUser('ann'), createUser('ann')]), 400, '"ann"'],
  [{ schemas, Operations: [createUser('ann'), 'x'] }, 400, 'Operations[1]'],
  [bulk([createUser('ann'), { ...createUser('bob'), path: 1 }]), 400, 'Operations[1]'],
  [bulk(['a', 'b', 'c', 'd'].map((name) => createUser(name))), 413, 'At most 3 operations'],
  [bulk([createUser('ann', { title: 'x'.repeat(2000) })]), 413, '2000 bytes'],
];
test.each(refused)('what cannot be taken whole is not begun: case %#', async (body, status, named) => {
  const { send, commits } = createTestClient({ limits: { bulkOperations: 3, bulkBytes: 2000 } });
  const { json, ...answer } = await send('POST', '/Bulk', body);
  expect(answer.status).toBe(status);
  expect(json).toMatchObject({ status: String(status), detail: expect.stringContaining(named) });
  expect(commits).toEqual([]);
});

const bad: Operation = { method: 'DELETE', path: '/Users/9999' };

test('what is not begun in time is told so, each operation by itself, and not done', async () => {
  const { send, commits } = createTestClient({ limits: { bulkMilliseconds: 0 } });
  const { status, json } = await send('POST', '/Bulk', bulk([createUser('ann'), bad]));
  expect(status).toBe(200);
  expect(json['Operations']).toMatchObject([
    { method: 'POST', bulkId: 'ann', status: '503' },
    { method: 'DELETE', status: '503', response: { detail: expect.stringContaining('Send it again') } },
  ]);
  expect(commits).toEqual([]);
});

test('the limits are those that ServiceProviderConfig tells; a body is never longer than any other', async () => {
  const { send } = createTestClient({ limits: { bulkOperations: 3, bulkBytes: 2000, bodyBytes: 1000 } });
  expect((await send('GET', '/ServiceProviderConfig')).json['bulk']).toEqual({
    supported: true,
    maxOperations: 3,
    maxPayloadSize: 1000,
  });
  expect((await send('POST', '/Bulk', bulk([createUser('ann', { title: 'x'.repeat(1000) })]))).status).toBe(413);
});

const stopping: [failOnErrors: number, statuses: string[]][] = [
  [0, ['404']],
  [1, ['404']],
  [2, ['404', '201', '404']],
  [3, ['404', '201', '404', '201']],
];
test.each(stopping)('failOnErrors %i', async (failOnErrors, expected) => {
  const { statuses, send } = await run([bad, createUser('ann'), bad, createUser('bob')], { failOnErrors });
  expect(statuses).toEqual(expected);
  const created = expected.filter((status) => status === '201').length;
  expect((await send('GET', '/Users')).json.totalResults).toBe(created);
});

test('an operation goes through the quirks, the scope and the history like a request of its own', async () => {
  const seen: string[] = [];
  const quirk = {
    name: 'title',
    reason: 'a test',
    request: (request: ParsedRequest) => {
      seen.push(`${request.method} ${request.path}`);
      return request.path === '/Users' ? { ...request, body: { ...Object(request.body), title: 'Pilot' } } : request;
    },
    response: (response: ScimResponse) => ({ ...response, headers: { ...response.headers, 'X-Seen': 'yes' } }),
  };
  const { answer, commits, send } = await run(
    [createUser('ann'), createGroup('Staff')],
    {},
    { client: { quirks: [quirk] } },
  );
  expect(answer.trace.quirks).toEqual(['title']);
  expect(seen).toEqual(['POST /Bulk', 'POST /Users', 'POST /Groups']);
  expect(commits.map(({ journal }) => journal.requestId)).toEqual(['request-1', 'request-1']);
  expect((await send('GET', '/Users/0001')).json['title']).toBe('Pilot');
});

test('a token that may only read may ask, and is refused operation by operation', async () => {
  const { statuses, commits } = await run([createUser('ann'), bad], {}, { client: { scopes: new Set(['read']) } });
  expect(statuses).toEqual(['403', '403']);
  expect(commits).toEqual([]);
});

test('a condition of the bulk request itself does not concern its operations', async () => {
  const { send } = createTestClient();
  await send('POST', '/Users', user('ann'));
  const body = bulk([{ method: 'DELETE', path: '/Users/0001' }]);
  expect((await send('POST', '/Bulk', body, { 'if-match': 'W/"7"' })).json['Operations']).toMatchObject([
    { status: '204' },
  ]);
});

test('members and groups of what is written are not read for an answer that nobody sees', async () => {
  const { reads, statuses } = await run([
    createUser('ann'),
    createGroup('Staff', 'bulkId:ann'),
    { method: 'PUT', path: '/Groups/bulkId:Staff', data: group('Staff', 'bulkId:ann') },
  ]);
  expect(statuses).toEqual(['201', '201', '200']);
  expect(reads).toEqual([]);
});

test('a failing store is told for the operation that it failed for', async () => {
  let fail = true;
  const { statuses } = await run(
    [createUser('ann'), createUser('bob')],
    {},
    {
      wrap: (resources) => ({
        ...resources,
        commit: (commit) => {
          if (!fail) return resources.commit(commit);
          fail = false;
          return Promise.reject(new Error('disk full'));
        },
      }),
    },
  );
  expect(statuses).toEqual(['503', '201']);
});
