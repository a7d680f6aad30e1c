import { expect, test } from 'vitest';
import type { Json } from '../json.js';
import { baseUrl, createTestClient, group, patch, user } from './__fixtures__/create-test-client.js';

const ann = user('ann', { title: 'Pilot', displayName: 'Ann' });
const rename = patch({ op: 'replace', path: 'displayName', value: 'Crew' });

/** `0001` is a user, `0002` a group with it. */
const rows: [method: string, target: string, body: Json, status: number, names: string[]][] = [
  ['POST', '/Users?attributes=title', ann, 201, ['schemas', 'id', 'title']],
  ['POST', '/Users?excludedAttributes=title,meta,active', ann, 201, ['schemas', 'id', 'userName', 'displayName']],
  ['POST', '/Groups?attributes=displayName', group('New', '0001'), 201, ['schemas', 'id', 'displayName']],
  ['POST', '/Groups?excludedAttributes=members', group('New', '0001'), 201, ['schemas', 'id', 'displayName', 'meta']],
  ['PUT', '/Users/0001?attributes=userName', ann, 200, ['schemas', 'id', 'userName']],
  ['PUT', '/Groups/0002?excludedAttributes=members,meta', group('New'), 200, ['schemas', 'id', 'displayName']],
  ['PATCH', '/Users/0001?attributes=displayName', rename, 200, ['schemas', 'id', 'displayName']],
  [
    'PATCH',
    '/Users/0001?excludedAttributes=groups,meta,active',
    rename,
    200,
    ['schemas', 'id', 'userName', 'displayName'],
  ],
  ['PATCH', '/Groups/0002?attributes=displayName', rename, 200, ['schemas', 'id', 'displayName']],
  ['PATCH', '/Groups/0002?excludedAttributes=members', rename, 204, []],
  ['PATCH', '/Groups/0002', rename, 204, []],
];
test.each(rows)(
  '%s %s shows what was asked for, its place and its version',
  async (method, target, body, status, names) => {
    const { send } = createTestClient();
    await send('POST', '/Users', user('old'));
    await send('POST', '/Groups', group('Staff', '0001'));
    const answer = await send(method, target, body);
    expect(answer.status).toBe(status);
    expect(Object.keys(answer.json).toSorted()).toEqual(names.toSorted());
    const [place = ''] = target.split('?');
    const location = method === 'POST' ? `${place}/0003` : place;
    expect(answer.headers).toMatchObject({
      Location: `${baseUrl}${location}`,
      ETag: method === 'POST' ? 'W/"1"' : 'W/"2"',
    });
  },
);
