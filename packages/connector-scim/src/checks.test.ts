import { runChecks } from '@linkspan/core';
import { signal, usersOf } from '@linkspan/core/conformance';
import { expect, onTestFinished, test } from 'vitest';
import { type FakeOptions, startFakeScim } from './fake/index.js';
import { connectTo } from './testing/connect-to.js';
import { personFields } from './testing/people.js';

async function results(options: FakeOptions = {}, more: Partial<Parameters<typeof connectTo>[0]> = {}) {
  const fake = await startFakeScim(options);
  onTestFinished(() => fake.stop());
  const connector = connectTo({ url: fake.url, token: fake.token, ...more });
  await usersOf(connector)
    .create(personFields(1), signal)
    .catch(() => {});
  return runChecks(connector.checks, { signal });
}

test('another Linkspan passes all of them', async () => {
  expect((await results()).map(({ id, status }) => `${id} ${status}`)).toEqual([
    'sign-in passed',
    'description passed',
    'look-up passed',
    'attributes passed',
    'groups passed',
  ]);
});

test.each<[FakeOptions, string, string]>([
  [{ discovery: false }, 'description', 'PATCH is tried'],
  [{ filter: 'ignored' }, 'look-up', 'everybody is read'],
  [{ filter: 'refused' }, 'look-up', 'everybody is read'],
  [{ filter: 'blind' }, 'look-up', 'everybody is read'],
  [{ groups: false }, 'groups', 'groups'],
])('with %j the check %s warns', async (options, id, hint) => {
  const found = (await results(options)).find((one) => one.id === id);
  expect(found).toMatchObject({ status: 'warning', hint: expect.stringContaining(hint) });
});

test('an address that is not the base URL is told from a wrong token', async () => {
  const fake = await startFakeScim();
  onTestFinished(() => fake.stop());
  const [first] = await runChecks(connectTo({ url: `${fake.url}/Users`, token: fake.token }).checks, { signal });
  expect(first).toMatchObject({ id: 'sign-in', status: 'failed', hint: expect.stringContaining('/scim/v2') });
});
