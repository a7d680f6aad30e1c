import { change, refer, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { FakeRequest, Trouble } from './fake/index.js';
import { startFakeTestSite } from './testing/fake-test-site.js';
import { givePerson, usersPath } from './testing/test-site.js';

const { site, fake } = await startFakeTestSite();

beforeEach(() => site.reset());
afterAll(() => site.stop());

const post = ({ method }: FakeRequest) => method === 'POST';
const anna = { name: 'anna', mail: 'anna@mail.example' };
const instead = (status: number, body: string, headers = {}): Trouble => ({ kind: 'instead', status, body, headers });
const sent = `POST ${usersPath}`;

describe('a create', () => {
  test.each([
    ['whose answer is lost', { kind: 'lost-answer' }],
    ['that never arrived', { kind: 'lost-request' }],
    ['that a web server answers with a 500 page', instead(500, '<h1>Error</h1>')],
    ['that a proxy gives up on', instead(504, '')],
    ['that is answered with warnings before the document', instead(201, 'Warning: x {"data": {}}')],
  ] as const)('%s is sent again, and makes one account', async (_, trouble) => {
    const { create } = usersOf(site.connect());
    fake.inject({ trouble, when: post });
    await site.takeWrites();
    const account = await create({ ...anna, roles: ['editor'] }, signal);
    expect(account).toMatchObject({ active: true, fields: { ...anna, roles: ['editor'] } });
    expect([...fake.users.values()].filter(({ name }) => name === 'anna').map(({ id }) => id)).toEqual([account.id]);
    expect(await site.takeWrites()).toEqual([sent, sent]);
  });

  test('that is lost twice is left for the core to look up', async () => {
    const { create, find } = usersOf(site.connect());
    fake.inject({ trouble: { kind: 'lost-request' }, when: post, times: 2 });
    const error = await rejection(create(anna, signal));
    expect([error.kind, error.outcomeUnknown]).toEqual(['unavailable', true]);
    expect(await find({ remote: 'name', value: 'anna' }, signal)).toBeUndefined();
  });

  test('that was lost while somebody else took the name is a conflict, and not taken for ours', async () => {
    const { create } = usersOf(site.connect());
    fake.inject({ trouble: { kind: 'lost-request' }, when: post });
    fake.addUser({ name: 'anna', mail: 'another@mail.example', status: true });
    const error = await rejection(create(anna, signal));
    expect([error.kind, error.field]).toEqual(['conflict', 'name']);
  });

  test.each([
    ['that a firewall blocks', instead(403, '<h1>Forbidden</h1>'), 'unavailable'],
    ['that is redirected', instead(301, '', { location: 'https://elsewhere.example/' }), 'unavailable'],
    ['that comes too often', instead(429, '', { 'retry-after': '7' }), 'rate-limited'],
    ['that a password in front of the site stops', instead(401, '<h1>Log in</h1>'), 'auth'],
  ] as const)('%s: %o is %s, and is sent once', async (_, trouble, kind) => {
    const { create } = usersOf(site.connect());
    fake.inject({ trouble, when: post });
    await site.takeWrites();
    const error = await rejection(create(anna, signal));
    expect([error.kind, error.outcomeUnknown]).toEqual([kind, false]);
    expect(await site.takeWrites()).toEqual([sent]);
  });

  test('tells the redirect’s target without what may be a secret in it, and never the password', async () => {
    const { create } = usersOf(site.connect());
    fake.inject({ trouble: instead(308, '', { location: 'https://www.site.example/x?token=abc' }), when: post });
    const { message } = await rejection(create(anna, signal));
    expect(message).toContain('https://www.site.example/x.');
    expect(message).not.toMatch(new RegExp(`token|${site.password}`));
  });
});

describe('an account', () => {
  test('is not taken for gone because a page says 404', async () => {
    const { get, deactivate } = usersOf(site.connect());
    const account = await get(await givePerson(site, 'anna'), signal);
    const page = {
      trouble: instead(404, '<h1>Page not found</h1>'),
      when: ({ url }: FakeRequest) => url.pathname.endsWith(account.id),
    };
    fake.inject({ ...page, times: 2 });
    expect((await rejection(get(account.id, signal))).kind).toBe('unavailable');
    expect((await rejection(deactivate(refer(account), signal))).kind).toBe('unavailable');
  });

  test('that reads back otherwise than it was written is not reported as done', async () => {
    const { get, deactivate, update } = usersOf(site.connect());
    const account = await get(await givePerson(site, 'anna', {}, ['editor']), signal);
    const ignored = (method: string) => ({
      trouble: instead(200, '{"data":{}}', { 'content-type': 'application/vnd.api+json' }),
      when: (request: FakeRequest) => request.method === method,
    });
    fake.inject(ignored('PATCH'));
    const active = await rejection(deactivate(refer(account), signal));
    fake.inject(ignored('DELETE'));
    const kept = await rejection(update(refer(account), change({ removed: { roles: ['editor'] } }), signal));
    expect([active, kept].map(({ kind, field, outcomeUnknown }) => [kind, field, outcomeUnknown])).toEqual([
      ['invalid', 'status', true],
      ['invalid', 'roles', true],
    ]);
  });

  test('that was written and cannot be read back is to be looked at, not written again', async () => {
    const { get, deactivate } = usersOf(site.connect());
    const account = await get(await givePerson(site, 'anna'), signal);
    fake.inject({ trouble: instead(200, '<h1>Words</h1>'), when: ({ method }) => method === 'GET' });
    const { kind, outcomeUnknown } = await rejection(deactivate(refer(account), signal));
    expect([kind, outcomeUnknown]).toEqual(['unavailable', true]);
  });
});

describe('a listing', () => {
  test('is not taken for the end of it where the sign-in was lost on the way', async () => {
    const robot = fake.addUser({
      name: 'robot',
      mail: 'r@mail.example',
      pass: 'pass-1',
      status: true,
      roles: ['linkspan'],
    });
    for (let n = 0; n < 60; n += 1) fake.addUser({ name: `p${n}`, mail: `p${n}@mail.example`, status: true });
    const { list } = usersOf(site.connect({ username: 'robot', password: 'pass-1' }));
    const { next, items } = await list(undefined, signal);
    expect(items).toHaveLength(50);
    // From here on the list has nobody in it, with 200.
    const there = fake.users.get(robot.id);
    if (there !== undefined) there.status = false;
    expect((await rejection(list(next, signal))).kind).toBe('auth');
  });

  test('from which something was omitted says that it is not complete', async () => {
    const { list } = usersOf(site.connect());
    const omitted = JSON.stringify({ data: [], meta: { omitted: { detail: 'Some resources have been omitted.' } } });
    fake.inject({
      trouble: instead(200, omitted, { 'content-type': 'application/vnd.api+json' }),
      when: ({ url }) => url.pathname === usersPath,
    });
    expect(await list(undefined, signal)).toEqual({ items: [], complete: false });
  });

  test('misses nobody when accounts are deleted behind it', async () => {
    const ids = Array.from({ length: 120 }, (_, n) => fake.addUser({ name: `p${n}`, mail: `p${n}@mail.example` }).id);
    const { list } = usersOf(site.connect());
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(cursor, signal);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
      for (const id of seen) if (ids.includes(id)) fake.users.delete(id);
    } while (cursor !== undefined);
    expect(seen).toEqual([site.adminId, site.serviceId, ...ids]);
  });
});

test('two accounts with one e-mail are not told apart by a guess', async () => {
  for (const name of ['one', 'two']) fake.addUser({ name, mail: 'both@mail.example' });
  const { kind, field } = await rejection(
    usersOf(site.connect()).find({ remote: 'mail', value: 'both@mail.example' }, signal),
  );
  expect([kind, field]).toEqual(['invalid', 'mail']);
});

test('a site that is down is unavailable, and works again when it is back', async () => {
  const { create, list } = usersOf(site.connect());
  await list(undefined, signal);
  await fake.pause();
  expect((await rejection(create(anna, signal))).kind).toBe('unavailable');
  await fake.resume();
  expect((await create(anna, signal)).fields.name).toBe('anna');
});
