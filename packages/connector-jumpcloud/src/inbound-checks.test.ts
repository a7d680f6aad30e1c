import type { Check, InboundHistory, ResourceRecord } from '@linkspan/core';
import { expect, test } from 'vitest';
import { inboundChecks } from './inbound-checks.js';

type Row = [method: string, path: string, status: number];
const stranger: Row = ['GET', '/wp-login.php', 401];

/** Oldest first, as they happened. */
const wholeTest: readonly Row[] = [
  ['GET', '/Users', 200],
  ['POST', '/Users', 201],
  ['PUT', '/Users/1', 200],
  ['GET', '/Groups', 200],
  ['POST', '/Groups', 201],
  ['PATCH', '/Groups/2', 204],
  ['DELETE', '/Groups/2', 204],
  ['DELETE', '/Users/1', 204],
];

function history(rows: readonly Row[], quarantined: readonly ResourceRecord[] = []): InboundHistory {
  const requests = rows
    .map(([method, path, status], second) => ({ method, path, status, at: new Date(second * 1000).toISOString() }))
    .toReversed();
  const accepted = requests.filter(({ status }) => status !== 401);
  const refused = requests.find(({ status }) => status === 401);
  return {
    requests: async () => ({ accepted, ...(refused && { refused }) }),
    quarantined: async () => quarantined,
  };
}

async function outcome(checks: readonly Check[], id: string) {
  const check = checks.find((candidate) => candidate.id === id);
  return check?.run(AbortSignal.timeout(1000));
}

test('after a whole connection test every check passes without a warning', async () => {
  const checks = inboundChecks(history(wholeTest));
  const outcomes = await Promise.all(checks.map((check) => check.run(AbortSignal.timeout(1000))));
  expect(outcomes.map((each) => each.ok && each.warning === undefined)).toEqual(checks.map(() => true));
});

const doubled = wholeTest.map(([method, path, status]): Row => [method, `/${path}`, status]);
test('a doubled slash, or a trailing one, does not hide a step', async () => {
  const checks = inboundChecks(history([...doubled, ['POST', '/Groups/', 201]]));
  for (const id of ['look-up', 'create-user', 'create-group', 'delete-user']) {
    expect(await outcome(checks, id)).not.toHaveProperty('warning');
  }
});

const rows: [what: string, rows: readonly Row[], id: string, expected: object][] = [
  ['nothing arrived', [], 'reached', { ok: false, hint: expect.stringContaining('Test Connection') }],
  [
    'the token is wrong',
    [...wholeTest, ['GET', '/Users', 401]],
    'token',
    { ok: false, hint: expect.stringContaining('token create') },
  ],
  ['nothing has a token', [stranger], 'token', { ok: false, detail: expect.stringContaining('None has ever') }],
  [
    'a stranger came since',
    [...wholeTest, stranger],
    'token',
    {
      ok: false,
      detail: expect.stringContaining('since 1970-01-01T00:00:07'),
      hint: expect.stringContaining("stranger's"),
    },
  ],
  ['a stranger came before', [stranger, ...wholeTest], 'token', { ok: true }],
  ['a stranger alone came', [stranger], 'reached', { ok: true, warning: expect.stringContaining('strangers') }],
  [
    'a stranger came last',
    [...wholeTest, stranger],
    'reached',
    { ok: true, detail: 'The last request came at 1970-01-01T00:00:07.000Z.' },
  ],
  [
    'a stranger asks what JumpCloud asked',
    [...wholeTest, ['POST', '/Users', 401]],
    'create-user',
    { ok: true, detail: 'Answered 201 at 1970-01-01T00:00:01.000Z.' },
  ],
  [
    'the version was the one that JumpCloud has',
    [['GET', '/Users', 304]],
    'look-up',
    { ok: true, detail: 'Answered 304 at 1970-01-01T00:00:00.000Z.' },
  ],
  ['the token was repaired', [['GET', '/Users', 401], ...wholeTest], 'token', { ok: true }],
  [
    'the test address is taken',
    [['POST', '/Users', 409]],
    'create-user',
    { ok: false, hint: expect.stringContaining('unused') },
  ],
  [
    'the test address was changed',
    [
      ['POST', '/Users', 409],
      ['POST', '/Users', 201],
    ],
    'create-user',
    { ok: true },
  ],
  [
    'a step fails for an unknown reason',
    [['DELETE', '/Groups/2', 503]],
    'delete-group',
    { ok: false, hint: expect.stringContaining('linkspan requests') },
  ],
  [
    'groups are switched off',
    [['POST', '/Users', 201]],
    'create-group',
    { ok: true, warning: expect.stringContaining('group') },
  ],
  [
    'a user, not a group, was deleted',
    [['DELETE', '/Users/1', 204]],
    'delete-group',
    { ok: true, warning: expect.any(String) },
  ],
];
test.each(rows)('%s', async (_what, seen, id, expected) => {
  expect(await outcome(inboundChecks(history(seen)), id)).toMatchObject(expected);
});

test('a left over test user is named, with what to do', async () => {
  const time = '2026-01-01T00:00:00.000Z';
  const user: ResourceRecord = {
    directory: 'main',
    type: 'User',
    id: '1',
    owner: 'jumpcloud',
    version: 1,
    created: time,
    lastModified: time,
    attributes: { userName: 'test@example.io' },
  };
  expect(await outcome(inboundChecks(history(wholeTest, [user])), 'leftover')).toMatchObject({
    ok: true,
    detail: expect.stringContaining('test@example.io'),
    warning: expect.stringContaining('delete the user'),
  });
});

test('the requests are read once for all checks', async () => {
  let reads = 0;
  const seen = history(wholeTest);
  const counted = {
    ...seen,
    requests: () => {
      reads += 1;
      return seen.requests();
    },
  };
  await Promise.all(inboundChecks(counted).map((check) => check.run(AbortSignal.timeout(1000))));
  expect(reads).toBe(1);
});
