import { change, refer, rejection, signal, usersOf } from '@linkspan/core/conformance';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { FakeRequest, Trouble } from './fake/index.js';
import { startFakeTestSite } from './testing/fake-test-site.js';
import { givePerson } from './testing/test-site.js';

const { site, fake } = await startFakeTestSite();

beforeEach(() => site.reset());
afterAll(() => site.stop());

const post = ({ method }: FakeRequest) => method === 'POST';
const anna = { username: 'anna', email: 'anna@mail.example' };
const instead = (status: number, body: string, headers = {}): Trouble => ({ kind: 'instead', status, body, headers });
const fatal =
  '{"code":"internal_server_error","message":"<p>There has been a critical error.</p>","data":{"status":500}}';

describe('a create', () => {
  test.each([
    ['whose answer is lost', { kind: 'lost-answer' }, 'unavailable', true],
    ['that ends in a PHP fatal error', instead(500, fatal), 'unavailable', true],
    ['that a web server answers with a 500 page', instead(500, '<h1>Error</h1>'), 'unavailable', true],
    ['that a proxy gives up on', instead(504, ''), 'unavailable', true],
    ['that is answered with warnings before the JSON', instead(201, 'Warning: x {"id": 7}'), 'unavailable', true],
    ['that a firewall blocks', instead(403, '<h1>Forbidden</h1>'), 'unavailable', false],
    ['that is redirected', instead(301, '', { location: 'https://elsewhere.example/' }), 'unavailable', false],
    ['that comes too often', instead(429, '', { 'retry-after': '7' }), 'rate-limited', false],
    ['that a password in front of the site stops', instead(401, '<h1>Log in</h1>'), 'auth', false],
  ] as const)('%s: %o is %s, outcome unknown: %s', async (_, trouble, kind, outcomeUnknown) => {
    const { create } = usersOf(site.connect());
    fake.inject({ trouble, when: post });
    await site.takeWrites();
    const error = await rejection(create(anna, signal));
    expect([error.kind, error.outcomeUnknown]).toEqual([kind, outcomeUnknown]);
    expect(await site.takeWrites()).toEqual(['POST /wp/v2/users']);
  });

  test('that was done though its answer was lost is found afterwards', async () => {
    const { create, find } = usersOf(site.connect());
    fake.inject({ trouble: { kind: 'lost-answer' }, when: post });
    await rejection(create(anna, signal));
    expect((await find({ remote: 'username', value: 'anna' }, signal))?.fields.email).toBe('anna@mail.example');
  });

  test('tells the redirect’s target, and never a password', async () => {
    const { create } = usersOf(site.connect());
    fake.inject({ trouble: instead(308, '', { location: 'https://www.blog.example/' }), when: post });
    const { message } = await rejection(create({ ...anna, password: 'Hidden-1' }, signal));
    expect(message).toContain('https://www.blog.example/');
    expect(message).not.toMatch(new RegExp(`Hidden-1|${site.password}`));
  });
});

describe('an account', () => {
  test('is not taken for gone because a page says 404', async () => {
    const { get } = usersOf(site.connect());
    const id = String(await givePerson(site, 'anna'));
    fake.inject({ trouble: instead(404, '<h1>Not found</h1>'), when: ({ route }) => route.endsWith(id) });
    expect((await rejection(get(id, signal))).kind).toBe('unavailable');
    expect((await get(id, signal)).id).toBe(id);
    expect((await rejection(get('999', signal))).kind).toBe('not-found');
  });

  test('in an unexpected form is not taken for one without roles', async () => {
    const { get } = usersOf(site.connect());
    fake.inject({ trouble: instead(200, '{"id":1,"username":"admin"}'), when: ({ route }) => route.endsWith('/1') });
    const { kind, message } = await rejection(get('1', signal));
    expect(kind).toBe('unavailable');
    expect(message).toContain('email');
  });
});

describe('a deactivation', () => {
  test('that is cut off before the application passwords are gone is done whole the next time', async () => {
    const { get, deactivate } = usersOf(site.connect());
    const id = await givePerson(site, 'anna', { roles: ['editor'] });
    await site.rest('POST', `/wp/v2/users/${id}/application-passwords`, { name: 'phone' });
    const { memo } = await get(String(id), signal);
    fake.inject({
      trouble: instead(503, ''),
      when: ({ method, route }) => method === 'DELETE' && route.includes('passwords'),
    });
    expect((await rejection(deactivate(refer(await get(String(id), signal)), signal))).kind).toBe('unavailable');
    expect(fake.users.get(id)?.applicationPasswords).toHaveLength(1);
    await deactivate(refer(await get(String(id), signal), memo), signal);
    expect(fake.users.get(id)?.applicationPasswords).toEqual([]);
  });

  test('that may not delete application passwords says so instead of claiming it', async () => {
    const { get, deactivate } = usersOf(site.connect());
    const id = String(await givePerson(site, 'anna'));
    const refusal =
      '{"code":"application_passwords_disabled_for_user","message":"Not available.","data":{"status":501}}';
    fake.inject({ trouble: instead(501, refusal), when: ({ route }) => route.includes('passwords') });
    const { remaining } = await deactivate(refer(await get(id, signal)), signal);
    expect(remaining?.[1]).toContain('its application passwords were not deleted');
  });

  test('that a plugin undoes is not reported as done', async () => {
    const { get, deactivate } = usersOf(site.connect());
    const id = String(await givePerson(site, 'anna', { roles: ['editor'] }));
    const account = await get(id, signal);
    const shown = JSON.stringify((await site.rest('GET', `/wp/v2/users/${id}?context=edit`)).json);
    fake.inject({ trouble: instead(200, shown), when: ({ method }) => method === 'PUT' });
    const { kind, message, outcomeUnknown } = await rejection(deactivate(refer(account), signal));
    expect([kind, message]).toEqual(['invalid', expect.stringContaining('gave account')]);
    // Whoever comes back is looked at first.
    expect(outcomeUnknown).toBe(true);
  });
});

describe('a listing', () => {
  test('misses nobody when accounts are deleted behind it', async () => {
    const ids = Array.from({ length: 300 }, (_, n) => fake.addUser({ login: `p${n}`, email: `p${n}@mail.example` }).id);
    const { list } = usersOf(site.connect());
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(cursor, signal);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
      // Everything that was shown so far, and with it the place where the walk stands.
      for (const id of seen) if (Number(id) > 2) (fake.users as Map<number, unknown>).delete(Number(id));
    } while (cursor !== undefined);
    expect(seen).toEqual(['1', '2', ...ids.map(String)]);
  });

  test('that is not one fails', async () => {
    const { list } = usersOf(site.connect());
    fake.inject({
      trouble: instead(200, '[{"id":1,"name":"admin"}]'),
      when: ({ route, query }) => route === '/wp/v2/users' && query.has('offset'),
    });
    expect((await rejection(list(undefined, signal))).kind).toBe('unavailable');
  });
});

test('permalinks that change under us are found again', async () => {
  const plain = await startFakeTestSite({ permalinks: 'plain' });
  const { get } = usersOf(plain.site.connect());
  await get('1', signal);
  plain.fake.inject({ trouble: instead(404, '<h1>Not found</h1>') });
  await rejection(get('1', signal));
  expect((await get('1', signal)).id).toBe('1');
  expect(plain.fake.requests.filter(({ route }) => route === '/').length).toBe(2);
  await plain.site.stop();
});

test('two accounts with one e-mail are not told apart by a guess', async () => {
  const { find } = usersOf(site.connect());
  for (const login of ['one', 'two']) fake.addUser({ login, email: 'both@mail.example' });
  const { kind, field } = await rejection(find({ remote: 'email', value: 'both@mail.example' }, signal));
  expect([kind, field]).toEqual(['invalid', 'email']);
});

test('a role that was given is known at once to guard the last administrator', async () => {
  const { get, update } = usersOf(site.connect());
  const second = String(await givePerson(site, 'anna', { roles: ['administrator'] }));
  await site.setServiceRole('provisioning');
  const demotion = change({ added: { roles: ['editor'] }, removed: { roles: ['administrator'] } });
  await update(refer(await get(second, signal)), demotion, signal);
  expect((await get(String(site.adminId), signal)).protected).toContain('last administrator');
});

test('installed languages are used, others left to the site', async () => {
  const german = await startFakeTestSite({ locales: ['de_DE'] });
  const { create, update } = usersOf(german.site.connect());
  const account = await create({ ...anna, locale: 'de' }, signal);
  expect(account.fields.locale).toBe('de_DE');
  await german.site.takeWrites();
  await update(refer(account), change({ set: { locale: 'fr_FR' } }), signal);
  expect(await german.site.takeWrites()).toEqual([]);
  await german.site.stop();
});
