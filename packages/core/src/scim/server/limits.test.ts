import { expect, test } from 'vitest';
import type { Json } from '../json.js';
import { createTestClient, group, patch, user } from './__fixtures__/create-test-client.js';

const limits = { filterLength: 60, filterTerms: 3, patchOperations: 2, members: 3 };
const title = { op: 'replace', path: 'title', value: 'x' };
const add = (...ids: readonly string[]) => ({ op: 'add', path: 'members', value: ids.map((value) => ({ value })) });

const requests: [what: string, method: string, target: string, body: Json, status: number][] = [
  ['a filter', 'GET', '/Users?filter=title eq "1" or title eq "2"', null, 200],
  ['a filter of more terms', 'GET', '/Users?filter=id pr or id pr or id pr or id pr', null, 400],
  ['a longer filter', 'GET', `/Users?filter=title eq "${'x'.repeat(60)}"`, null, 400],
  ['operations', 'PATCH', '/Users/0001', patch(title, title), 200],
  ['more operations', 'PATCH', '/Users/0001', patch(title, title, title), 413],
  ['members of a new group', 'POST', '/Groups', group('New', '0001', '0002', '0003'), 201],
  ['more members of a new group', 'POST', '/Groups', group('New', '0001', '0002', '0003', '0004'), 413],
  ['more members than before', 'PUT', '/Groups/0005', group('Staff', '0001', '0002', '0003', '0004'), 413],
  ['more members added', 'PATCH', '/Groups/0005', patch(add('0001', '0002'), add('0003', '0004')), 413],
  ['as many as may be added, to others', 'PATCH', '/Groups/0005', patch(add('0002', '0003', '0004')), 204],
];
test.each(requests)('with limits of its own, %s: %s %s', async (_what, method, target, body, status) => {
  const { send } = createTestClient({ limits });
  for (const userName of ['ann', 'bob', 'cid', 'dan']) await send('POST', '/Users', user(userName));
  await send('POST', '/Groups', group('Staff', '0001'));
  const answer = await send(method, target, ...(body === null ? [] : [body]));
  expect(answer.status).toBe(status);
  // What happened, then what to do.
  if (status >= 400) expect(answer.json.detail).toMatch(/\d.*(Ask|Send|add the others)/);
});
