import { signal } from '@linkspan/core/conformance';
import { afterAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type FakeRequest, startFakeWordPress } from './fake/index.js';
import { connectTo } from './testing/connect-to.js';

const fake = await startFakeWordPress();
const first = fake.snapshot();
const connect = ({ url, username, applicationPassword: password } = fake) => connectTo({ url, username, password });
const { openRegistration } = connect();

beforeEach(() => fake.restore(first));
afterAll(() => fake.stop());

/** Something else answers in the place of a page. */
function replacePage(path: string, status: number, body = '', headers: Readonly<Record<string, string>> = {}): void {
  const when = ({ route }: FakeRequest) => route === path;
  fake.inject({ trouble: { kind: 'instead', status, body, headers }, when });
}

describe('whether anybody can register at', () => {
  test.each([
    ['closed', false],
    ['open', true],
    ['network-closed', false],
    ['network-open', true],
  ] as const)('a site that is %s is told: %s', async (registration, expected) => {
    fake.setRegistration(registration);
    expect(await openRegistration?.(signal)).toBe(expected);
  });

  test.each([
    ['a plugin that moved the page within the site', 302, '', { location: '/my-account/' }],
    ['a plugin that moved it elsewhere', 302, '', { location: 'https://accounts.example/wp-signup.php' }],
    ['a page that only looks like a refusal', 302, '', { location: '/other/?registration=disabled' }],
    ['the log-in form in its place', 200, '<form id="loginform"></form>', {}],
    ['a firewall', 403, '<form id="registerform"></form>', {}],
    ['a page that is not found', 404, '', {}],
    ['a password in front of the site', 401, '', {}],
    ['a page that one may not visit often', 429, '', { 'retry-after': '600' }],
  ] as const)('a site with %s cannot be told', async (_, status, body, headers) => {
    const { openRegistration } = connect();
    replacePage('/wp-login.php', status, body, headers);
    expect(await openRegistration?.(signal)).toBeUndefined();
  });

  test('a page that refuses for too many visits is visited once', async () => {
    const busy = await startFakeWordPress();
    onTestFinished(() => busy.stop());
    let visits = 0;
    const when = ({ route }: FakeRequest) => {
      if (route === '/wp-login.php') visits += 1;
      return route === '/wp-login.php';
    };
    busy.inject({ trouble: { kind: 'instead', status: 503, body: '' }, when, times: 3 });
    expect(await connect(busy).openRegistration?.(signal)).toBeUndefined();
    expect(visits).toBe(1);
  });

  test('a network whose sign-up page is another cannot be told', async () => {
    fake.setRegistration('network-open');
    replacePage('/wp-signup.php', 200, '<h1>Welcome</h1>');
    expect(await openRegistration?.(signal)).toBeUndefined();
  });

  test('a site that is down cannot be told', async () => {
    await fake.pause();
    expect(await openRegistration?.(signal)).toBeUndefined();
    await fake.resume();
  });

  test('a shop, which registers its customers itself, cannot be told', async () => {
    fake.addPlugin('wc/v3');
    expect(await openRegistration?.(signal)).toBeUndefined();
  });
});
