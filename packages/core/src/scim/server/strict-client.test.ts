import { expect, test } from 'vitest';
import { type Departure, departures } from '../departures.js';
import type { Json } from '../json.js';
import type { ParsedRequest } from '../message.js';
import { groupType, userType } from '../resource-types.js';
import { defineAttribute, type ResourceType } from '../schema.js';
import { coreUser, createTestClient, enterpriseUser, group, patch, user } from './__fixtures__/create-test-client.js';

const bulk = (operation: Json, more: object = { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'] }) => ({
  ...more,
  Operations: [operation],
});
const badge = 'urn:example:Badge';
const types: readonly ResourceType[] = [
  {
    ...userType,
    extensions: [
      ...userType.extensions,
      {
        schema: {
          id: badge,
          name: 'Badge',
          description: '',
          attributes: [defineAttribute({ name: 'number', type: 'integer' })],
        },
        required: false,
      },
    ],
  },
  groupType,
];
const ann = { method: 'POST', path: '/Users', data: user('ann') };
const json = { 'content-type': 'application/json; charset=utf-8' };

/** `0001` is the user old, `0002` the group Staff. */
const rows: [
  departure: Departure,
  method: string,
  target: string,
  body: Json | undefined,
  headers?: Record<string, string>,
][] = [
  ['media-type', 'POST', '/Users', user('ann'), {}],
  ['media-type', 'POST', '/Users', user('ann'), { 'content-type': 'text/plain' }],
  ['body-schemas', 'POST', '/Users', { userName: 'ann' }],
  ['body-schemas', 'PUT', '/Users/0001', { schemas: [enterpriseUser], userName: 'ann' }],
  ['body-schemas', 'POST', '/Users', user('ann', { [enterpriseUser]: { department: 'IT' } })],
  ['patch-schemas', 'PATCH', '/Users/0001', { Operations: [{ op: 'add', path: 'title', value: 'x' }] }],
  ['search-schemas', 'POST', '/Users/.search', {}],
  ['bulk-schemas', 'POST', '/Bulk', bulk({ ...ann, bulkId: 'a' }, {})],
  ['unknown-attribute', 'POST', '/Users', user('ann', { shoeSize: 44 })],
  ['unknown-attribute', 'PUT', '/Users/0001', user('old', { name: { nick: 'x', givenName: 'y' } })],
  ['unknown-attribute', 'PATCH', '/Users/0001', patch({ op: 'add', value: { shoeSize: 44, title: 'x' } })],
  [
    'unknown-attribute',
    'PATCH',
    '/Users/0001',
    patch({ op: 'add', path: 'name', value: { nick: 'x', givenName: 'y' } }),
  ],
  ['boolean-as-text', 'POST', '/Users', user('ann', { active: 'True' })],
  ['boolean-as-text', 'GET', '/Users?filter=active eq "True"', undefined],
  ['boolean-as-text', 'GET', '/?filter=emails[primary eq "True"]', undefined],
  ['boolean-as-text', 'PATCH', '/Users/0001', patch({ op: 'remove', path: 'roles[primary eq "True"]' })],
  ['boolean-as-text', 'PATCH', '/Users/0001', patch({ op: 'replace', path: 'active', value: 'False' })],
  ['boolean-as-text', 'PUT', '/Users/0001', user('old', { emails: [{ value: 'a', primary: 'true' }] })],
  ['number-as-text', 'POST', '/Users', { schemas: [coreUser, badge], userName: 'ann', [badge]: { number: '7' } }],
  ['text-as-number', 'POST', '/Users', user('ann', { title: 5 })],
  ['text-as-number', 'POST', '/Users', user('ann', { externalId: 5 })],
  ['object-for-list', 'POST', '/Users', user('ann', { emails: { value: 'a@example.com' } })],
  ['object-for-list', 'PATCH', '/Users/0001', patch({ op: 'replace', path: 'emails', value: { value: 'a' } })],
  ['object-for-list', 'POST', '/Groups', Object.assign(Object(group('Crew')), { members: { value: '0001' } })],
  ['list-for-object', 'POST', '/Users', user('ann', { name: [{ givenName: 'Ann' }] })],
  ['text-for-object', 'POST', '/Users', user('ann', { emails: ['a@example.com'] })],
  ['text-for-object', 'PATCH', '/Groups/0002', patch({ op: 'replace', path: 'members', value: ['0001'] })],
  [
    'several-primaries',
    'POST',
    '/Users',
    user('ann', {
      emails: [
        { value: 'a', primary: true },
        { value: 'b', primary: true },
      ],
    }),
  ],
  ['op-case', 'PATCH', '/Users/0001', patch({ op: 'Replace', path: 'title', value: 'x' })],
  ['empty-path', 'PATCH', '/Users/0001', patch({ op: 'replace', path: '', value: { title: 'x' } })],
  ['path-as-key', 'PATCH', '/Users/0001', patch({ op: 'replace', value: { 'name.givenName': 'x' } })],
  ['path-as-key', 'PATCH', '/Users/0001', patch({ op: 'replace', value: { [`${enterpriseUser}:department`]: 'x' } })],
  ['path-as-key', 'PATCH', '/Users/0001', patch({ op: 'add', value: { 'emails[type eq "work"].value': 'x' } })],
  ['patch-read-only', 'PATCH', '/Groups/0002', patch({ op: 'replace', value: { id: '0002', displayName: 'x' } })],
  ['remove-with-value', 'PATCH', '/Groups/0002', patch({ op: 'remove', path: 'members', value: [{ value: '0001' }] })],
  ['remove-with-value', 'PATCH', '/Users/0001', patch({ op: 'remove', path: 'emails', value: [{ value: 'a' }] })],
  [
    'value-made-from-filter',
    'PATCH',
    '/Users/0001',
    patch({ op: 'replace', path: 'emails[type eq "work"].value', value: 'x' }),
  ],
  ['bulk-method-case', 'POST', '/Bulk', bulk({ ...ann, method: 'Post', bulkId: 'a' })],
  ['bulk-without-id', 'POST', '/Bulk', bulk(ann)],
];

async function seed(strict: boolean) {
  const client = createTestClient({ client: { strict }, typesOf: () => types });
  await client.send('POST', '/Users', user('old'), json);
  await client.send('POST', '/Groups', group('Staff', '0001'), json);
  client.commits.length = 0;
  return client;
}

test.each(rows)('%s: %s %s %j is forgiven and told of', async (departure, method, target, body, headers = json) => {
  const { send } = await seed(false);
  const { status, trace, text } = await send(method, target, body, headers);
  expect({ status, text }).toEqual({
    status: expect.toSatisfy((code: number) => code < 300),
    text: expect.not.stringContaining('Error'),
  });
  expect(trace.tolerated).toEqual([departure]);
});

test.each(rows)(
  '%s: %s %s %j of a strict client is refused by the RFC',
  async (departure, method, target, body, headers = json) => {
    const { send, commits } = await seed(true);
    const { status, json: answer, trace } = await send(method, target, body, headers);
    const [operation] = Object(answer['Operations'] ?? []);
    const refused = operation?.response ?? answer;
    expect(status).toBe(operation ? 200 : 400);
    const { section, scimType } = departures[departure];
    expect(refused).toMatchObject({ status: '400', scimType, detail: expect.stringContaining(`See ${section};`) });
    expect(refused.detail).toContain(departure);
    expect(commits).toEqual([]);
    expect(trace.tolerated).toEqual([]);
  },
);

test('every departure has a row', () => {
  const shown = new Set(rows.map(([departure]) => departure));
  expect(shown).toEqual(new Set(Object.keys(departures)));
});

test('what the RFC allows is no departure', async () => {
  const { send } = await seed(true);
  const requests: [method: string, target: string, body?: Json, headers?: Record<string, string>][] = [
    [
      'POST',
      '/Users',
      {
        schemas: [enterpriseUser, coreUser],
        USERNAME: 'ann',
        id: 'ignored',
        meta: { version: 'ignored' },
        groups: [{ value: 'ignored' }],
        emails: [],
        title: null,
        [enterpriseUser]: { manager: { value: '0001', displayName: 'ignored' } },
      },
      { 'content-type': 'application/scim+json' },
    ],
    ['PUT', '/Users/0003', user('ann', { active: false, emails: [{ value: 'a', primary: true }] })],
    [
      'PATCH',
      '/Users/0003',
      patch(
        { op: 'add', path: 'emails', value: { value: 'b' } },
        { op: 'add', path: 'phoneNumbers[type eq "work"].value', value: '1' },
        { op: 'replace', value: { title: 'x', [enterpriseUser]: { department: 'IT' } } },
        { op: 'replace', path: 'emails[value eq "b"].type', value: 'work' },
        { op: 'remove', path: 'title' },
      ),
    ],
    ['PATCH', '/Groups/0002', patch({ op: 'add', path: 'members', value: [{ value: '0003', type: 'User' }] })],
    ['PATCH', '/Groups/0002', patch({ op: 'remove', path: 'members[value eq "0003"]' })],
    ['POST', '/.search', { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], count: 1 }],
    ['GET', '/Users?count=1'],
    ['DELETE', '/Users/0003'],
  ];
  for (const [method, target, body, headers = json] of requests) {
    const { status, text, trace } = await send(method, target, body, headers);
    expect({ status: status < 300, text: status < 300 ? '' : text, trace }).toMatchObject({ status: true, text: '' });
    expect(trace.tolerated).toEqual([]);
  }
});

test('a quirk of the client speaks first: what it puts right is no departure', async () => {
  const body = patch({ op: 'add', path: 'title', value: 'x' });
  const headers = { 'content-type': 'application/scim+json' };
  const quirk = {
    name: 'puts-right',
    reason: 'a test',
    request: (request: ParsedRequest) => ({ ...request, body, headers }),
  };
  const client = createTestClient({ client: { strict: true } });
  await client.send('POST', '/Users', user('old'), json);
  const { send } = createTestClient({ store: client.store, client: { strict: true, quirks: [quirk] } });
  const answer = await send('PATCH', '/Users/0001', patch({ op: 'Add', path: 'title', value: 'x' }));
  expect(answer).toMatchObject({ status: 200, trace: { quirks: ['puts-right'] } });
});
