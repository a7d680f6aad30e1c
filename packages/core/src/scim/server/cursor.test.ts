import { expect, test } from 'vitest';
import { QueryTooExpensive } from '../../store/query-too-expensive.js';
import { createTestClient, group, user } from './__fixtures__/create-test-client.js';

type Client = ReturnType<typeof createTestClient>;

const names = ['eve', 'Bob', 'ann', 'dan', 'cid'];

async function seed(options: Parameters<typeof createTestClient>[0] = {}) {
  const client = createTestClient({ limits: { pageSize: 4 }, ...options });
  for (const [index, userName] of names.entries())
    await client.send(
      'POST',
      '/Users',
      user(userName, { active: index !== 1, ...(index > 2 && { title: 'Captain' }) }),
    );
  return client;
}

/** Follows the answers in one direction, to the end. */
async function walk(
  { send }: Client,
  query: string,
  cursor = '',
  side: 'nextCursor' | 'previousCursor' = 'nextCursor',
) {
  const pages: (readonly unknown[])[] = [];
  let at: unknown = cursor;
  for (; typeof at === 'string'; ) {
    const { json, status } = await send('GET', `/Users?${query}&cursor=${at}`);
    expect(status).toBe(200);
    expect(json).toMatchObject({ itemsPerPage: json.Resources.length });
    expect(json).not.toHaveProperty('startIndex');
    pages.push(json.Resources.map(({ userName }) => userName));
    at = json[side];
  }
  return pages;
}

const walks: [query: string, pages: readonly (readonly string[])[]][] = [
  ['count=2', [['eve', 'Bob'], ['ann', 'dan'], ['cid']]],
  ['', [['eve', 'Bob', 'ann', 'dan'], ['cid']]],
  ['count=1000', [['eve', 'Bob', 'ann', 'dan'], ['cid']]],
  [
    'count=2&filter=active eq true',
    [
      ['eve', 'ann'],
      ['dan', 'cid'],
    ],
  ],
  ['count=2&sortBy=userName', [['ann', 'Bob'], ['cid', 'dan'], ['eve']]],
  [
    'count=3&sortBy=title&sortOrder=descending',
    [
      ['eve', 'Bob', 'ann'],
      ['dan', 'cid'],
    ],
  ],
  ['count=2&filter=userName eq "nobody"', [[]]],
  ['count=0', [[]]],
  ['count=-1', [[]]],
];
test.each(walks)('GET /Users?%s&cursor walks from page to page (RFC 9865 §2)', async (query, pages) => {
  expect(await walk(await seed(), query)).toEqual(pages);
});

test('the first page has no page before it, the last one none behind it; the total is told on each', async () => {
  const client = await seed();
  const first = (await client.send('GET', '/Users?count=2&cursor')).json;
  const second = (await client.send('GET', `/Users?count=2&cursor=${first.nextCursor}`)).json;
  const last = (await client.send('GET', `/Users?count=2&cursor=${second.nextCursor}`)).json;
  expect([first, second, last].map(({ totalResults }) => totalResults)).toEqual([5, 5, 5]);
  expect(Object.keys(first)).not.toContain('previousCursor');
  expect(Object.keys(last)).not.toContain('nextCursor');
  expect(await walk(client, 'count=2', String(last.previousCursor), 'previousCursor')).toEqual([
    ['ann', 'dan'],
    ['eve', 'Bob'],
  ]);
});

test('a page before everybody who is left is the first page', async () => {
  const { send } = await seed();
  const { nextCursor } = (await send('GET', '/Users?count=2&cursor')).json;
  const second = (await send('GET', `/Users?count=2&cursor=${nextCursor}`)).json;
  await send('DELETE', '/Users/0001');
  await send('DELETE', '/Users/0002');
  const { json } = await send('GET', `/Users?count=2&cursor=${second.previousCursor}`);
  expect(json.Resources.map(({ userName }) => userName)).toEqual(['ann', 'dan']);
  expect(json).not.toHaveProperty('previousCursor');
});

test('a cursor has unreserved characters only, and tells nothing of what it stands at', async () => {
  const { send } = await seed();
  const { nextCursor } = (await send('GET', '/Users?count=2&cursor&sortBy=userName')).json;
  expect(nextCursor).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(Buffer.from(String(nextCursor), 'base64url').toString('latin1')).not.toMatch(/bob|0002/i);
});

const query = '/Users?count=2&filter=userName%20pr&sortBy=userName';
const foreign: [what: string, options: Parameters<typeof createTestClient>[0], target: string][] = [
  ['another directory', { client: { directory: 'other' } }, query],
  ['another client', { client: { id: 'other-idp' } }, query],
  ['another type', {}, '/Groups?count=2&filter=displayName%20pr&sortBy=displayName'],
  ['another filter', {}, '/Users?count=2&filter=displayName%20pr&sortBy=userName'],
  ['no filter', {}, '/Users?count=2&sortBy=userName'],
  ['another order', {}, `${query}&sortOrder=descending`],
  ['no order', {}, '/Users?count=2&filter=userName%20pr'],
];
test.each(foreign)('a cursor is none of the query of %s, in the same words', async (_, options, target) => {
  const cursorKey = new Uint8Array(32);
  const { send, store } = await seed({ cursorKey });
  await send('POST', '/Groups', group('Staff'));
  const { nextCursor } = (await send('GET', `${query}&cursor`)).json;
  const other = createTestClient({ limits: { pageSize: 4 }, store, cursorKey, ...options });
  const answer = await other.send('GET', `${target}&cursor=${nextCursor}`);
  expect(answer.json).toMatchObject({ status: '400', scimType: 'invalidCursor' });
  expect(answer.text).toBe((await other.send('GET', `${target}&cursor=AAAA`)).text);
});

test('a cursor is good for the same query however it is written, with whatever is shown, and at another server with its key', async () => {
  const cursorKey = new Uint8Array(32);
  const { send, store } = await seed({ cursorKey });
  const { nextCursor } = (await send('GET', `${query}&cursor`)).json;
  const other = createTestClient({ limits: { pageSize: 4 }, store, cursorKey });
  const target = '/Users?count=1&filter=USERNAME%20PR&sortBy=username&sortOrder=ascending&attributes=userName';
  const { json } = await other.send('GET', `${target}&cursor=${nextCursor}`);
  expect(json.Resources.map(({ userName }) => userName)).toEqual(['cid']);
  expect((await createTestClient({ store }).send('GET', `${target}&cursor=${nextCursor}`)).status).toBe(400);
});

const refused: [query: string, scimType: string][] = [
  ['cursor=forged', 'invalidCursor'],
  [`cursor=${'A'.repeat(200)}`, 'invalidCursor'],
  [`cursor=${'A'.repeat(10_000)}`, 'invalidCursor'],
  ['cursor=%00', 'invalidCursor'],
  ['cursor&count=ten', 'invalidCount'],
  ['cursor&count=1.5', 'invalidCount'],
  ['cursor&startIndex=3', 'invalidValue'],
];
test.each(refused)('GET /Users?%s is refused as %s', async (target, scimType) => {
  const { json } = await (await seed()).send('GET', `/Users?${target}`);
  expect(json).toMatchObject({ status: '400', scimType });
});

test('a cursor that was changed in any place is invalid', async () => {
  const { send } = await seed();
  const cursor = String((await send('GET', '/Users?count=2&cursor')).json.nextCursor);
  for (const index of [0, 20, cursor.length - 3]) {
    const other = cursor[index] === 'A' ? 'B' : 'A';
    const changed = cursor.slice(0, index) + other + cursor.slice(index + 1);
    expect((await send('GET', `/Users?cursor=${changed}`)).json.scimType).toBe('invalidCursor');
  }
});

test('a cursor that is too old says so, and what to do', async () => {
  const client = await seed({ limits: { pageSize: 2, cursorSeconds: -1 } });
  const { nextCursor } = (await client.send('GET', '/Users?cursor')).json;
  const { json } = await client.send('GET', `/Users?cursor=${nextCursor}`);
  expect(json).toMatchObject({ status: '400', scimType: 'expiredCursor', detail: expect.stringContaining('empty') });
});

test('what is sorted by a text that no cursor holds is refused, and says how else', async () => {
  const client = createTestClient();
  for (const userName of ['a', 'b']) await client.send('POST', '/Users', user(userName, { title: 'x'.repeat(9000) }));
  const { json } = await client.send('GET', '/Users?cursor&count=1&sortBy=title');
  expect(json).toMatchObject({
    status: '400',
    scimType: 'invalidValue',
    detail: expect.stringContaining('startIndex'),
  });
});

test.each([
  ['slow', 400, 'tooMany', undefined],
  ['busy', 503, undefined, '2'],
] as const)('a search that the store gives up as %s is answered %i', async (reason, status, scimType, retryAfter) => {
  const { send, errors } = createTestClient({
    wrap: (resources) => ({
      ...resources,
      query: async (_, { patience }) => {
        expect(patience).toBe(70);
        throw new QueryTooExpensive(reason);
      },
    }),
    limits: { searchMilliseconds: 70 },
  });
  const answer = await send('GET', '/Users?filter=title co "x"');
  expect([answer.status, answer.json.scimType, answer.headers['Retry-After']]).toEqual([status, scimType, retryAfter]);
  expect(errors).toEqual([]);
});
