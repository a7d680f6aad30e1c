import { runChecks } from '@linkspan/core';
import { signal } from '@linkspan/core/conformance';
import { afterAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import type { FakeRequest, Trouble } from './fake/index.js';
import { startTestJumpCloud } from './testing/start-test-jumpcloud.js';

const now = Date.UTC(2026, 10, 25);
const site = await startTestJumpCloud({ now: () => now });
const { fake } = site;

beforeEach(() => fake.reset());
afterAll(() => fake.stop());

const at = (start: string) => (request: FakeRequest) => request.path.startsWith(start);
const instead = (status: number, body: string): Trouble => ({ kind: 'instead', status, body });
const forbidden = instead(403, '{"error":"Forbidden","message":"Forbidden"}');

async function run(overrides: Parameters<typeof site.connect>[0] = {}) {
  return runChecks(site.connect({ keyExpires: '2027-11-25', ...overrides }).checks, { signal });
}

test('all pass, and write nothing', async () => {
  const from = fake.requests.length;
  const results = await run();
  expect(results.map(({ id, status }) => `${id} ${status}`)).toEqual([
    'reach passed',
    'sign-in passed',
    'organization passed',
    'users passed',
    'groups passed',
    'expiry passed',
    'insights passed',
  ]);
  const writes = fake.requests.slice(from).filter(({ method, path }) => method !== 'GET' && !path.endsWith('/events'));
  expect(writes.map(({ method, path }) => `${method} ${path}`)).toEqual(['HEAD /']);
});

test.each([
  ['a key that was refused', { apiKey: 'jca_wrong' }, undefined, 'sign-in', /api key user not found/, /region \(us\)/],
  ['a role that may not list users', {}, at('/api/systemusers'), 'users', /403/, /role that may manage users/],
  ['a role that may not list groups', {}, at('/api/v2/usergroups'), 'groups', /403/, /role that may manage users/],
] as const)('%s fails its check, with what to do', async (_what, overrides, when, id, detail, hint) => {
  if (when !== undefined) fake.inject({ trouble: forbidden, when });
  const failed = (await run(overrides)).filter(({ status }) => status === 'failed');
  expect(failed.map((one) => one.id)).toEqual([id]);
  expect(failed[0]?.detail).toMatch(detail);
  expect(failed[0]?.hint).toMatch(hint);
});

test.each([
  ['without Directory Insights', {}, at('/insights/'), 'insights', /full listings only/],
  [
    'whose key should have ended',
    { keyExpires: '2026-11-24' },
    undefined,
    'expiry',
    /has ended, though it was accepted/,
  ],
  ['whose key ends soon', { keyExpires: '2026-12-20' }, undefined, 'expiry', /ends in 25 days/],
] as const)('an organization %s passes with a warning', async (_what, overrides, when, id, hint) => {
  if (when !== undefined) fake.inject({ trouble: forbidden, when });
  const results = await run(overrides);
  expect(results.filter(({ status }) => status !== 'passed').map((one) => `${one.id} ${one.status}`)).toEqual([
    `${id} warning`,
  ]);
  expect(results.find((one) => one.id === id)?.hint).toMatch(hint);
});

test('several organizations, of which none is named, are told apart by the check', async () => {
  const results = JSON.stringify({ results: [{ _id: '1'.repeat(24), displayName: 'One' }, { _id: '2'.repeat(24) }] });
  fake.inject({ trouble: instead(200, results), when: at('/api/organizations'), times: 2 });
  const failed = (await run()).find(({ status }) => status === 'failed');
  expect([failed?.id, failed?.detail]).toEqual(['organization', expect.stringContaining(`One (${'1'.repeat(24)})`)]);
});

test('when the key ends is asked of JumpCloud, where it tells', async () => {
  const told = await startTestJumpCloud({ now: () => now, keyEnds: '2026-12-05T00:00:00.000Z' });
  onTestFinished(() => told.fake.stop());
  const results = await runChecks(told.connect().checks, { signal });
  expect(results.find(({ id }) => id === 'expiry')).toMatchObject({
    status: 'warning',
    detail: 'it belongs to linkspan@corp.example, until 2026-12-04',
  });
  expect(told.takeViolations()).toEqual([]);
});
