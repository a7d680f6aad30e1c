import { expect, test } from 'vitest';
import { createTestClient, group, patch, user } from './__fixtures__/create-test-client.js';

const rows = [
  ['POST', '/Users', user('bob'), 'created', []],
  ['POST', '/Users', user('ann'), 'refused: uniqueness', []],
  ['POST', '/Users', {}, 'refused: invalidValue', []],
  ['POST', '/Users', '{', 'refused: invalidSyntax', []],
  ['PUT', '/Users/0001', user('ann'), 'unchanged', []],
  ['PUT', '/Users/0001', user('ann', { title: 'Boss' }), 'replaced', []],
  ['PATCH', '/Users/0001', patch({ op: 'replace', path: 'active', value: false }), 'patched', []],
  ['PATCH', '/Groups/0002', patch({ op: 'add', path: 'members', value: [{ value: '0001' }] }), 'unchanged', []],
  ['DELETE', '/Users/0001', undefined, 'deleted', []],
  ['DELETE', '/Users/9', undefined, 'refused: not found', []],
  ['GET', '/Users/0001', undefined, 'read', []],
  ['PUT', '/Users', undefined, 'refused: method', []],
  ['GET', '/Users?filter=title co "Boss"', undefined, 'read', ['filter: scan']],
  ['GET', '/Users?filter=userName eq "ann" and title co "x"', undefined, 'read', ['filter: index userName']],
  ['GET', '/Users?filter=userName eq "ann" or title co "x"', undefined, 'read', ['filter: scan']],
  [
    'GET',
    '/Users?filter=userName sw "a" or externalId eq "x"',
    undefined,
    'read',
    ['filter: index userName, externalId'],
  ],
  [
    'GET',
    '/Users?filter=emails[type eq "work" and value eq "a@b.c"]',
    undefined,
    'read',
    ['filter: index emails.value'],
  ],
  ['GET', '/Users?filter=not (userName eq "ann")', undefined, 'read', ['filter: scan']],
  [
    'GET',
    '/Users?filter=meta.lastModified gt "2026-01-01T00:00:00Z"',
    undefined,
    'read',
    ['filter: index meta.lastModified'],
  ],
  ['GET', '/Groups?filter=members.value eq "0001"', undefined, 'read', ['filter: index members.value']],
] as const;

test.each(rows)('of %s %s %j the trace says: %s', async (method, target, body, decision, notes) => {
  const { send } = createTestClient();
  await send('POST', '/Users', user('ann'));
  await send('POST', '/Groups', group('Staff', '0001'));
  const { trace } = await send(method, target, body);
  expect(trace).toMatchObject({ decision, notes });
});

test('what fails for a reason of ours says so, and no more', async () => {
  const { send } = createTestClient({
    wrap: (resources) => ({ ...resources, find: () => Promise.reject(new Error('secret.host refused')) }),
  });
  expect((await send('GET', '/Users/1')).trace.decision).toBe('failed: unavailable');
});
