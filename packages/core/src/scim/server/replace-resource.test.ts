import { expect, test } from 'vitest';
import type { Json } from '../json.js';
import type { ParsedRequest } from '../message.js';
import { createTestClient, enterpriseUser, group, user } from './__fixtures__/create-test-client.js';

const emails = [{ value: 'ann@example.com', type: 'work' }];

async function seed(preserve?: readonly string[]) {
  const quirks = preserve && [
    { name: 'keep', reason: 'a test', request: (request: ParsedRequest) => ({ ...request, preserve }) },
  ];
  const client = createTestClient(quirks ? { client: { quirks } } : {});
  await client.send(
    'POST',
    '/Users',
    user('ann', {
      externalId: 'x1',
      active: false,
      title: 'Captain',
      emails,
      [enterpriseUser]: { department: 'Sales' },
    }),
  );
  await client.send('POST', '/Users', user('bob'));
  await client.send('POST', '/Groups', group('Staff', '0001', '0002'));
  client.commits.length = 0;
  return client;
}

const extension = { [enterpriseUser]: { department: 'Sales' } };
const users: [what: string, body: Json, expected: object, cleared: string[]][] = [
  [
    'what is left out is cleared, but for active',
    { userName: 'ann' },
    { active: false },
    ['title', 'emails', 'externalId', enterpriseUser],
  ],
  ['null clears', { userName: 'ann', title: null, ...extension }, extension, ['title', 'emails']],
  ['an empty list clears', { userName: 'ann', title: 'Captain', emails: [] }, { title: 'Captain' }, ['emails']],
  ['active null is no reactivation', { userName: 'ann', active: null }, { active: false }, []],
  ['active true is one', { userName: 'ann', active: true }, { active: true }, []],
  ['an id in the body is passed over', { userName: 'ann', id: '0002' }, { id: '0001' }, []],
  [
    'groups are changed through groups',
    { userName: 'ann', groups: [] },
    { groups: [expect.objectContaining({ display: 'Staff' })] },
    [],
  ],
];
test.each(users)('PUT of a user: %s', async (_what, body, expected, cleared) => {
  const { send } = await seed();
  const { status, json, headers } = await send('PUT', '/Users/0001', body);
  expect(status).toBe(200);
  expect(json).toMatchObject(expected);
  for (const name of cleared) expect(json).not.toHaveProperty([name]);
  expect(headers).toMatchObject({ ETag: 'W/"2"', Location: json.meta.location });
  expect((await send('GET', '/Users/0001')).json).toEqual(json);
});

const other = { emails: [{ value: 'b@example.com' }], externalId: 'x2' };
const preserved: [what: string, preserve: string[], body: Json, expected: object, cleared: string[]][] = [
  [
    'without a value they stay',
    ['emails', 'externalId'],
    { userName: 'ann', emails: null },
    { emails, externalId: 'x1' },
    ['title'],
  ],
  ['a value replaces them', ['emails', 'externalId'], { userName: 'ann', ...other }, other, ['title']],
  ['only they stay', ['title'], { userName: 'ann' }, { title: 'Captain' }, ['emails', 'externalId']],
];
test.each(preserved)('attributes that a quirk preserves: %s', async (_what, preserve, body, expected, cleared) => {
  const { send } = await seed(preserve);
  const { json, trace } = await send('PUT', '/Users/0001', body);
  expect(json).toMatchObject(expected);
  for (const name of cleared) expect(json).not.toHaveProperty([name]);
  expect(trace.quirks).toEqual(['keep']);
});

const groups: [what: string, body: Json, members: string[] | undefined][] = [
  ['a rename leaves the members', { displayName: 'Crew' }, ['0001', '0002']],
  ['a list replaces them', { displayName: 'Staff', members: [{ value: '0002' }] }, ['0002']],
  ['an empty list empties the group', { displayName: 'Staff', members: [] }, []],
  ['null empties it too', { displayName: 'Staff', members: null }, []],
];
test.each(groups)('PUT of a group: %s', async (_what, body, members) => {
  const { send } = await seed();
  const { status, json } = await send('PUT', '/Groups/0003', body);
  expect(status).toBe(200);
  expect(json.members.map(({ value }) => value)).toEqual(members);
});

test.each([
  [{ displayName: 'Crew', members: null }, ['0001', '0002']],
  [{ displayName: 'Crew', members: [{ value: '0002' }] }, ['0002']],
])('members that a quirk preserves stay where the body has none: %j', async (body, members) => {
  const { send } = await seed(['members']);
  const { json } = await send('PUT', '/Groups/0003', body);
  expect(json).toMatchObject({ displayName: 'Crew', members: members.map((value) => ({ value })) });
});

const whole = user('ann', { externalId: 'x1', active: false, title: 'Captain', emails, ...extension });
const same: [path: string, body: Json, commits: number][] = [
  ['/Users/0001', whole, 0],
  ['/Groups/0003', group('Staff'), 0],
  ['/Groups/0003', group('Staff', '0002', '0001'), 1],
];
test.each(same)('a PUT to %s that changes nothing keeps the version, and writes nothing', async (path, body, count) => {
  const { send, hints, store, commits } = await seed();
  const before = { hints: hints(), journal: (await store.journal.list({ limit: 10 })).length };
  expect(await send('PUT', path, body)).toMatchObject({ status: 200, headers: { ETag: 'W/"1"' } });
  expect({ hints: hints(), journal: (await store.journal.list({ limit: 10 })).length }).toEqual(before);
  // Only the store knows whether a list of members is the present one.
  expect(commits).toHaveLength(count);
});

const refused: [path: string, body: Json | undefined, status: number, scimType?: string][] = [
  ['/Users/0009', user('ann'), 404],
  ['/Users/0001', user('BOB'), 409, 'uniqueness'],
  ['/Users/0001', { displayName: 'x' }, 400, 'invalidValue'],
  ['/Users/0001', undefined, 400, 'invalidSyntax'],
  ['/Groups/0003', group('Staff', 'nobody'), 400, 'invalidValue'],
  ['/Groups/0003', group('Staff', '0001', '0003'), 400, 'invalidValue'],
];
test.each(refused)('PUT %s %j is answered %i', async (path, body, status, scimType) => {
  const { send } = await seed();
  const answer = await send('PUT', path, body);
  expect(answer.status).toBe(status);
  expect(answer.json.scimType).toBe(scimType);
});

const marks: [body: Json, reaches: string[]][] = [
  [{ displayName: 'Crew' }, ['self', 'members']],
  [{ displayName: 'Staff', externalId: 'g1' }, ['self']],
  [{ displayName: 'Staff', members: [{ value: '0001' }] }, []],
];
test.each(marks)('PUT of a group with %j marks %j', async (body, reaches) => {
  const { send, commits } = await seed();
  await send('PUT', '/Groups/0003', body);
  expect(commits.map((commit) => commit.marks.map(({ reach }) => reach))).toEqual([reaches]);
});

test('the journal says what changed, and nothing else', async () => {
  const { send, commits } = await seed();
  await send(
    'PUT',
    '/Users/0001',
    user('ann', { externalId: 'x1', title: 'Major', emails, [enterpriseUser]: { division: 'West' } }),
  );
  expect(commits[0]?.journal).toMatchObject({ action: 'replace', actor: 'client:idp', requestId: 'request-1' });
  expect(commits[0]?.journal.changes).toEqual({
    title: { from: 'Captain', to: 'Major' },
    [`${enterpriseUser}:department`]: { from: 'Sales', to: null },
    [`${enterpriseUser}:division`]: { from: null, to: 'West' },
  });
});
