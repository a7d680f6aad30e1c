import { expect, test } from 'vitest';
import type { Json } from '../json.js';
import { createTestClient, enterpriseUser, group, patch, user } from './__fixtures__/create-test-client.js';

/** One person with a title and a private address, one without anything, and a group with both. */
async function seed() {
  const client = createTestClient();
  await client.send('POST', '/Users', user('ann', { title: 'Captain', emails: [{ value: 'a@home', type: 'home' }] }));
  await client.send('POST', '/Users', user('bob'));
  await client.send('POST', '/Groups', group('Staff', '0001', '0002'));
  return client;
}

interface Sent {
  readonly method: string;
  readonly target: string;
  readonly body?: Json;
  readonly headers?: Record<string, string>;
  readonly status: number;
  /** What a GET of the same resource shows then; of what has no path of its own: the answer. */
  readonly shows?: object;
}

const ann = '/Users/0001';
const staff = '/Groups/0003';
const change = (...operations: readonly Json[]) => ({
  method: 'PATCH',
  target: ann,
  status: 200,
  body: patch(...operations),
});
const changeGroup = (operation: Json) => ({ method: 'PATCH', target: staff, status: 204, body: patch(operation) });
const members = (...values: readonly string[]) => ({
  members: values.map((value) => expect.objectContaining({ value })),
});
const create = (attributes: Record<string, Json>, headers: Record<string, string> = {}) => ({
  method: 'POST',
  target: '/Users',
  body: user('eve', attributes),
  status: 201,
  headers,
});
const put = (attributes: Record<string, Json>) => ({
  method: 'PUT',
  target: ann,
  body: user('ann', attributes),
  status: 200,
});
const absent = (name: string) => expect.not.objectContaining({ [name]: expect.anything() });

const rules: [rule: string, what: string, sent: Sent][] = [
  ['1 media types', 'application/json', create({}, { 'content-type': 'application/json' })],
  ['1 media types', 'with a character set', create({}, { 'content-type': 'application/scim+json; charset=utf-8' })],
  ['1 media types', 'none', create({})],
  ['1 media types', 'only application/json is accepted', create({}, { accept: 'application/json' })],
  [
    '2 op without case',
    'Replace',
    { ...change({ op: 'Replace', path: 'title', value: 'Mate' }), shows: { title: 'Mate' } },
  ],
  ['2 op without case', 'ADD', { ...change({ op: 'ADD', path: 'nickName', value: 'A' }), shows: { nickName: 'A' } }],
  ['2 op without case', 'Remove', { ...change({ op: 'Remove', path: 'title' }), shows: absent('title') }],
  [
    '3 booleans as text',
    'active',
    { ...change({ op: 'replace', path: 'active', value: 'False' }), shows: { active: false } },
  ],
  ['3 booleans as text', 'in a POST', { ...create({ active: 'True' }), shows: { active: true } }],
  [
    '3 booleans as text',
    'roles[].primary',
    {
      ...create({ roles: [{ value: 'editor', primary: 'True' }] }),
      shows: { roles: [{ value: 'editor', primary: true }] },
    },
  ],
  ['4 unassigned', 'null in a PUT', { ...put({ title: null, emails: null }), shows: absent('emails') }],
  ['4 unassigned', 'an empty list in a PUT', { ...put({ emails: [] }), shows: absent('emails') }],
  [
    '4 unassigned',
    'null in a PATCH',
    { ...change({ op: 'replace', path: 'title', value: null }), shows: absent('title') },
  ],
  [
    '5 a list of one',
    'an object in a PUT',
    { ...put({ emails: { value: 'a@work', type: 'work' } }), shows: { emails: [{ value: 'a@work', type: 'work' }] } },
  ],
  [
    '5 a list of one',
    'an object in a PATCH',
    {
      ...change({ op: 'replace', path: 'emails', value: { value: 'a@work' } }),
      shows: { emails: [{ value: 'a@work' }] },
    },
  ],
  [
    '5 a list of one',
    'text for a complex value',
    {
      ...change({ op: 'add', path: `${enterpriseUser}:manager`, value: '0002' }),
      shows: { [enterpriseUser]: { manager: expect.objectContaining({ value: '0002' }) } },
    },
  ],
  [
    '5 a list of one',
    'an empty text for a complex value',
    { ...change({ op: 'Add', path: `${enterpriseUser}:manager`, value: '' }), shows: absent(enterpriseUser) },
  ],
  [
    '5 a list of one',
    'a member alone',
    { ...changeGroup({ op: 'remove', path: 'members', value: { value: '0001' } }), shows: members('0002') },
  ],
  [
    '6 remove with values',
    'only those',
    {
      ...changeGroup({ op: 'Remove', path: 'members', value: [{ $ref: null, value: '0001' }] }),
      shows: members('0002'),
    },
  ],
  [
    '6 remove with values',
    'by a filter',
    { ...changeGroup({ op: 'remove', path: 'members[value eq "0002"]' }), shows: members('0001') },
  ],
  ['7 no path', 'names', { ...change({ op: 'replace', value: { title: 'Mate' } }), shows: { title: 'Mate' } }],
  [
    '7 no path',
    'dotted names',
    { ...change({ op: 'replace', value: { 'name.givenName': 'Ann' } }), shows: { name: { givenName: 'Ann' } } },
  ],
  [
    '7 no path',
    'names with a URN',
    {
      ...change({ op: 'add', value: { [`${enterpriseUser}:department`]: 'Sales' } }),
      shows: { [enterpriseUser]: { department: 'Sales' } },
    },
  ],
  [
    '7 no path',
    'an extension whole',
    {
      ...change({ op: 'add', value: { [enterpriseUser]: { department: 'Sales' } } }),
      shows: { [enterpriseUser]: { department: 'Sales' } },
    },
  ],
  [
    '8 a filter without a match',
    'replace makes it',
    {
      ...change({ op: 'Replace', path: 'emails[type eq "work"].value', value: 'a@work' }),
      shows: { emails: expect.arrayContaining([{ value: 'a@work', type: 'work' }]) },
    },
  ],
  [
    '8 a filter without a match',
    'add makes it',
    {
      ...change({ op: 'Add', path: 'phoneNumbers[type eq "work"].value', value: '1' }),
      shows: { phoneNumbers: [{ value: '1', type: 'work' }] },
    },
  ],
  [
    '9 read-only',
    'groups and meta in a POST',
    { ...create({ id: 'mine', groups: [], meta: { resourceType: 'User' } }), shows: { id: '0004' } },
  ],
  [
    '9 read-only',
    'groups and id in a PUT',
    { ...put({ id: 'other', groups: [{ value: 'x' }], meta: { version: 'x' } }), shows: { id: '0001' } },
  ],
  [
    '9 read-only',
    'id without a path',
    { ...changeGroup({ op: 'replace', value: { id: '0003', displayName: 'Crew' } }), shows: { displayName: 'Crew' } },
  ],
  [
    '9 read-only',
    'schemas that nobody knows',
    {
      method: 'POST',
      target: '/Groups',
      status: 201,
      body: {
        schemas: [
          'urn:ietf:params:scim:schemas:core:2.0:Group',
          'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group',
        ],
        displayName: 'Crew',
      },
      shows: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'] },
    },
  ],
  [
    '10 lists are 200',
    'nobody by that name',
    {
      method: 'GET',
      target: '/Users?filter=userName eq "nobody"',
      status: 200,
      shows: { totalResults: 0, Resources: [] },
    },
  ],
  [
    '10 lists are 200',
    'no group by that name',
    {
      method: 'GET',
      target: '/Groups?excludedAttributes=members&filter=displayName eq "nothing"',
      status: 200,
      shows: { totalResults: 0, Resources: [] },
    },
  ],
  [
    '10 lists are 200',
    'past the end',
    { method: 'GET', target: '/Users?startIndex=100&count=2', status: 200, shows: { totalResults: 2, Resources: [] } },
  ],
  [
    '11 types',
    'ids are text, booleans booleans, numbers numbers',
    {
      method: 'GET',
      target: '/Users?count=1',
      status: 200,
      shows: { totalResults: 2, startIndex: 1, itemsPerPage: 1, Resources: [expect.objectContaining({ id: '0001' })] },
    },
  ],
  [
    '12 adds that repeat',
    'a member',
    { ...changeGroup({ op: 'add', path: 'members', value: [{ value: '0001' }] }), shows: members('0001', '0002') },
  ],
  [
    '12 adds that repeat',
    'a value',
    {
      ...change({ op: 'add', path: 'emails', value: [{ value: 'a@home', type: 'home' }] }),
      shows: { emails: [{ value: 'a@home', type: 'home' }] },
    },
  ],
  [
    '12 adds that repeat',
    'the removal of who is not in',
    { ...changeGroup({ op: 'remove', path: 'members[value eq "nobody"]' }), shows: members('0001', '0002') },
  ],
  [
    '12 adds that repeat',
    'the removal of what is not there',
    { ...change({ op: 'Remove', path: 'nickName' }), shows: { title: 'Captain' } },
  ],
  ['13 names without case', 'attributes', { ...put({ TITLE: 'Mate' }), shows: { title: 'Mate' } }],
  [
    '13 names without case',
    'paths',
    { ...change({ op: 'replace', path: 'Name.FamilyName', value: 'Lee' }), shows: { name: { familyName: 'Lee' } } },
  ],
  [
    '13 names without case',
    'userName in a filter',
    { method: 'GET', target: '/Users?filter=username EQ "ANN"', status: 200, shows: { totalResults: 1 } },
  ],
  [
    '13 names without case',
    'a userName that differs by case alone',
    { method: 'POST', target: '/Users', body: user('ANN'), status: 409, shows: { scimType: 'uniqueness' } },
  ],
  [
    '14 errors',
    'status is text',
    {
      method: 'GET',
      target: '/Users/nobody',
      status: 404,
      shows: { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '404', detail: expect.any(String) },
    },
  ],
];
test.each(rules)('rule %s: %s', async (_rule, _what, { method, target, body, headers, status, shows }) => {
  const { send } = await seed();
  const answer = await send(method, target, body, headers);
  expect([answer.status, answer.status < 300 ? undefined : answer.text]).toEqual([
    status,
    status < 300 ? undefined : answer.text,
  ]);
  if (shows === undefined) return;
  const read = method === 'PATCH' || method === 'PUT' ? await send('GET', target) : answer;
  expect(read.json).toMatchObject(shows);
});

test('rule 15 answered first: a commit is hinted at, and nothing waits for what follows from it', async () => {
  const { send, hints } = createTestClient();
  expect((await send('POST', '/Users', user('ann'))).status).toBe(201);
  expect(hints()).toBe(1);
});
