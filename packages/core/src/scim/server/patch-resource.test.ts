import { expect, test } from 'vitest';
import type { Json } from '../json.js';
import { createTestClient, group, patch, user } from './__fixtures__/create-test-client.js';

async function seed() {
  const client = createTestClient();
  await client.send('POST', '/Users', user('ann', { title: 'Captain' }));
  await client.send('POST', '/Users', user('bob'));
  await client.send('POST', '/Groups', group('Staff', '0001'));
  client.commits.length = 0;
  return client;
}

const rename = patch({ op: 'replace', value: { displayName: 'Crew' } });
const addBob = patch({ op: 'add', path: 'members', value: [{ value: '0002' }] });

const answered: [target: string, body: Json | undefined, status: number, json: object | undefined][] = [
  [
    '/Users/0001',
    patch({ op: 'Replace', path: 'active', value: 'False' }),
    200,
    { active: false, title: 'Captain', meta: expect.objectContaining({ version: 'W/"2"' }) },
  ],
  ['/Users/0001?attributes=title', patch({ op: 'remove', path: 'title' }), 200, { id: '0001' }],
  [
    '/Users/0001',
    patch({ op: 'replace', path: 'title', value: 'Captain' }),
    200,
    { meta: expect.objectContaining({ version: 'W/"1"' }) },
  ],
  ['/Users/0001', patch({ op: 'replace', path: 'userName', value: 'BOB' }), 409, { scimType: 'uniqueness' }],
  ['/Users/0001', patch({ op: 'replace', path: 'shoeSize', value: 42 }), 400, { scimType: 'invalidPath' }],
  ['/Users/0001', {}, 400, { scimType: 'invalidSyntax' }],
  ['/Users/0001', undefined, 400, { scimType: 'invalidSyntax' }],
  ['/Users/0009', patch({ op: 'replace', path: 'active', value: false }), 404, {}],
  ['/Groups/0003', rename, 204, undefined],
  ['/Groups/0003', addBob, 204, undefined],
  ['/Groups/0003?excludedAttributes=members', addBob, 204, undefined],
  ['/Groups/0003?attributes=displayName', rename, 200, { displayName: 'Crew' }],
  ['/Groups/0003?attributes=members.value', addBob, 200, { members: [{ value: '0001' }, { value: '0002' }] }],
  [
    '/Groups/0003',
    patch({ op: 'add', path: 'members', value: [{ value: 'nobody' }] }),
    400,
    { scimType: 'invalidValue', detail: expect.stringContaining('"nobody"') },
  ],
  [
    '/Groups/0003',
    patch({ op: 'add', path: 'members', value: [{ value: '0002' }, { value: '0003' }] }),
    400,
    { scimType: 'invalidValue', detail: expect.stringContaining('itself') },
  ],
  ['/Groups/0003', patch({ op: 'replace', path: 'members', value: '0003' }), 400, { scimType: 'invalidValue' }],
  ['/Groups/0003?attributes=id', patch({ op: 'remove', path: 'members[value eq "0003"]' }), 200, { id: '0003' }],
];
test.each(answered)('PATCH %s %j is answered %i', async (target, body, status, json) => {
  const { send } = await seed();
  const answer = await send('PATCH', target, body);
  expect(answer.status).toBe(status);
  if (json === undefined) expect(answer).toMatchObject({ text: '', headers: { ETag: 'W/"2"' } });
  else expect(answer.json).toMatchObject(json);
  if (status === 204) expect(answer.headers).not.toHaveProperty('Content-Type');
});

test('one bad operation undoes the whole PATCH', async () => {
  const { send, commits } = await seed();
  await send(
    'PATCH',
    '/Users/0001',
    patch({ op: 'replace', path: 'title', value: 'Major' }, { op: 'replace', path: 'shoeSize', value: 42 }),
  );
  expect(commits).toEqual([]);
  expect((await send('GET', '/Users/0001')).json.title).toBe('Captain');
});

const marks: [what: string, body: Json, expected: object][] = [
  [
    'a rename reaches the members',
    rename,
    {
      marks: [
        { type: 'Group', id: '0003', reach: 'self' },
        { type: 'Group', id: '0003', reach: 'members' },
      ],
    },
  ],
  ['a new member leaves the document alone', addBob, { members: { add: ['0002'], remove: [] }, marks: [] }],
];
test.each(marks)('%s', async (_what, body, expected) => {
  const { send, commits } = await seed();
  await send('PATCH', '/Groups/0003', body);
  expect(commits).toEqual([expect.objectContaining(expected)]);
  expect('resource' in (commits[0] ?? {})).toBe(body === rename);
});

test('a member who is there already is added again without a new version', async () => {
  const { send, hints } = await seed();
  const before = hints();
  const again = await send('PATCH', '/Groups/0003', patch({ op: 'add', path: 'members', value: [{ value: '0001' }] }));
  expect(again).toMatchObject({ status: 204, headers: { ETag: 'W/"1"' } });
  expect(hints()).toBe(before);
});

test('the journal keeps a line small, however many members it is about', async () => {
  const { send, commits } = await seed();
  const gone = Array.from({ length: 500 }, (_, index) => ({ value: `gone-${index}` }));
  await send('PATCH', '/Groups/0003', patch({ op: 'remove', path: 'members', value: gone }));
  const changes = commits[0]?.journal.changes;
  expect(changes).toMatchObject({ members: { count: 500 } });
  expect(JSON.stringify(changes).length).toBeLessThan(5000);
});

test('fifty members added at once are all there', async () => {
  const { send, commits } = await seed();
  const ids = await Promise.all(
    Array.from({ length: 50 }, async (_, index) => (await send('POST', '/Users', user(`u${index}`))).json.id),
  );
  commits.length = 0;
  const answers = await Promise.all(
    ids.map((value) => send('PATCH', '/Groups/0003', patch({ op: 'add', path: 'members', value: [{ value }] }))),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
  expect((await send('GET', '/Groups/0003')).json.members).toHaveLength(51);
  expect(commits).toHaveLength(50);
});

test('a password in a PATCH is dropped', async () => {
  const { send, commits } = await seed();
  const answer = await send('PATCH', '/Users/0001', patch({ op: 'replace', path: 'password', value: 'S3cret!' }));
  expect(answer).toMatchObject({ status: 200, trace: { ignored: ['password'] } });
  expect(JSON.stringify([answer, commits])).not.toContain('S3cret');
});
