import { refer, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { FakeRequest, Trouble } from './fake/index.js';
import { startTestJumpCloud } from './testing/start-test-jumpcloud.js';

const site = await startTestJumpCloud();
const { fake } = site;

beforeEach(() => {
  fake.reset();
  site.takeViolations();
});
afterAll(() => fake.stop());

const post = ({ method }: FakeRequest) => method === 'POST';
const said = (error: string, message: string) => JSON.stringify({ error, message });
const instead = (status: number, body: string, headers = {}): Trouble => ({ kind: 'instead', status, body, headers });
const ada = { username: 'ada', email: 'ada@corp.example' };

test.each([
  [401, said('Unauthorized', 'Unauthorized: api key user not found'), 'auth', undefined, false],
  [401, said('Unauthorized', 'x-org-id is required'), 'auth', undefined, false],
  [403, said('Forbidden', 'org id is not allowed'), 'auth', undefined, false],
  [403, said('Forbidden', 'IP blocked due to suspected abuse'), 'rate-limited', undefined, false],
  [403, said('Forbidden', 'Forbidden'), 'unsupported', undefined, false],
  [409, said('Conflict', 'username already exists'), 'conflict', 'username', false],
  [409, said('Conflict', 'Email already in use'), 'conflict', 'email', false],
  [400, said('Bad Request', 'employeeIdentifier must be unique'), 'conflict', 'employeeIdentifier', false],
  [400, said('Bad Request', 'department is too long'), 'invalid', 'department', false],
  [400, said('Bad Request', 'Cannot save conflicting state and suspended fields'), 'invalid', undefined, false],
  [404, said('Not Found', 'Not Found'), 'not-found', undefined, false],
  [404, '<h1>Not found</h1>', 'unavailable', undefined, false],
  [429, '{}', 'rate-limited', undefined, false],
  [500, '{"code":500,"message":"boom","status":"INTERNAL"}', 'unavailable', undefined, true],
  [503, '', 'unavailable', undefined, true],
  [302, '', 'unavailable', undefined, false],
  [200, '{"ok":true}', 'unavailable', undefined, true],
] as const)('a create that is answered %i %s is %s', async (status, body, kind, field, outcomeUnknown) => {
  const { create } = usersOf(site.connect());
  fake.inject({ trouble: instead(status, body), when: post });
  const error = await rejection(create(ada, signal));
  expect([error.kind, error.field, error.outcomeUnknown]).toEqual([kind, field, outcomeUnknown]);
  expect(error.message).toMatch(/^jumpcloud: .*\.$/s);
  expect(error.message).not.toContain(fake.apiKey);
});

test('an address that is blocked is left in peace for a while', async () => {
  fake.inject({ trouble: instead(403, said('Forbidden', 'IP blocked due to suspected abuse')) });
  const { retryAfter } = await rejection(usersOf(site.connect()).list(undefined, signal));
  expect(retryAfter).toBe(15 * 60_000);
});

test('what is asked too often is asked again when JumpCloud says so', async () => {
  fake.inject({ trouble: instead(429, '{}', { 'retry-after': '1' }) });
  const page = await usersOf(site.connect()).list(undefined, signal);
  expect(page.complete).toBe(true);
  expect(fake.requests.slice(-2).map(({ path }) => path)).toEqual(['/api/systemusers', '/api/systemusers']);
});

describe('a lost answer', () => {
  test('of a create: it may have been made, and is found', async () => {
    const { create, find } = usersOf(site.connect());
    fake.inject({ trouble: { kind: 'lost-answer' }, when: post });
    const error = await rejection(create(ada, signal));
    expect([error.kind, error.outcomeUnknown]).toEqual(['unavailable', true]);
    expect((await find({ remote: 'email', value: 'Ada@corp.example' }, signal))?.fields['username']).toBe('ada');
  });

  test('of a search, which is a POST: nothing can have happened', async () => {
    const { find } = usersOf(site.connect());
    fake.inject({ trouble: { kind: 'lost-answer' }, when: post });
    const error = await rejection(find({ remote: 'email', value: 'x@corp.example' }, signal));
    expect([error.kind, error.outcomeUnknown]).toEqual(['unavailable', false]);
  });

  test('of a removal: it is done the next time', async () => {
    const { create, remove } = usersOf(site.connect());
    const account = await create(ada, signal);
    fake.inject({ trouble: { kind: 'lost-answer' }, when: ({ method }) => method === 'DELETE' });
    await rejection(remove(refer(account), {}, signal));
    expect(await remove(refer(account), {}, signal)).toEqual({ kind: 'removed' });
  });
});
