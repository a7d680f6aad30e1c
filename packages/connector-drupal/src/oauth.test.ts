import { runChecks } from '@linkspan/core';
import { rejection, signal, usersOf } from '@linkspan/core/conformance';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { connectTo } from './testing/connect-to.js';
import { startFakeTestSite } from './testing/fake-test-site.js';
import { givePerson } from './testing/test-site.js';

// On the fake alone: Simple OAuth is in no registry that this project reaches.
const { site, fake } = await startFakeTestSite({ oauth: true });

beforeEach(() => site.reset());
afterAll(() => site.stop());

const tokens = () => fake.requests.filter(({ url }) => url.pathname === '/oauth/token').length;

test('an OAuth client signs in as its user, with one token for many calls', async () => {
  const connector = connectTo({ url: site.url, ...fake.client });
  const before = tokens();
  const results = await runChecks(connector.checks, { signal });
  expect(results.filter(({ status }) => status === 'failed')).toEqual([]);
  const id = await givePerson(site, 'anna');
  expect((await usersOf(connector).get(id, signal)).fields.name).toBe('anna');
  expect(tokens() - before).toBe(1);
});

test('a token that the site does not know any more is renewed, and the call is not lost', async () => {
  const users = usersOf(connectTo({ url: site.url, ...fake.client }));
  const id = await givePerson(site, 'anna');
  await users.get(id, signal);
  fake.expireTokens();
  expect((await users.create({ name: 'bert' }, signal)).fields.name).toBe('bert');
});

test('a wrong secret is asked about once, and halts', async () => {
  const before = tokens();
  for (let n = 0; n < 3; n += 1) {
    const users = usersOf(connectTo({ url: site.url, clientId: fake.client.clientId, clientSecret: 'wrong' }));
    const { kind, message } = await rejection(users.list(undefined, signal));
    expect([kind, message]).toEqual(['auth', expect.stringContaining('the OAuth client or its secret was refused')]);
  }
  expect(tokens() - before).toBe(1);
});

test('a site without the module says so, and that is no matter of the secret', async () => {
  const plain = await startFakeTestSite();
  const users = usersOf(connectTo({ url: plain.site.url, clientId: 'a', clientSecret: 'b' }));
  const { kind, message } = await rejection(users.list(undefined, signal));
  expect([kind, message]).toEqual(['unavailable', expect.stringContaining('Simple OAuth')]);
  await plain.site.stop();
});
