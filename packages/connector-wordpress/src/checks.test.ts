import { runChecks } from '@linkspan/core';
import { signal } from '@linkspan/core/conformance';
import { close, listen } from '@linkspan/core/fake';
import { afterEach, expect, test } from 'vitest';
import { startFakeTestSite } from './testing/fake-test-site.js';

type Started = Awaited<ReturnType<typeof startFakeTestSite>>;

let started: Started;
afterEach(() => started.site.stop());

async function failure({ site }: Started) {
  const results = await runChecks(site.connect().checks, { signal });
  return results.find(({ status }) => status === 'failed');
}

test('a site without https is told from a wrong password', async () => {
  started = await startFakeTestSite({ applicationPasswords: false });
  expect(await failure(started)).toMatchObject({
    id: 'application-passwords',
    hint: expect.stringContaining('https'),
  });
});

test('an address that redirects is to be corrected', async () => {
  started = await startFakeTestSite();
  const redirecting = await listen(async (_, outgoing) => {
    outgoing.writeHead(301, { location: 'https://www.blog.example/' }).end();
  }, 0);
  const { port } = redirecting.address() as { port: number };
  const results = await runChecks(started.site.connect({ url: `http://127.0.0.1:${port}` }).checks, { signal });
  await close(redirecting);
  const failed = results.find(({ status }) => status === 'failed');
  expect(failed).toMatchObject({ id: 'reach', detail: expect.stringContaining('https://www.blog.example/') });
});

test('a firewall that blocks the REST API is named as the trouble', async () => {
  started = await startFakeTestSite();
  const trouble = { kind: 'instead', status: 403, body: '<h1>Forbidden</h1>' } as const;
  started.fake.inject({ trouble, times: 10 });
  const failed = await failure(started);
  expect(failed?.id).toBe('rest');
  expect(failed?.detail).toContain('answer 403');
});

test('a right to delete that is missing warns, since deactivation needs none', async () => {
  started = await startFakeTestSite();
  const me = started.fake.users.get(started.site.userId);
  if (me !== undefined) {
    me.roles = ['subscriber'];
    me.extraCapabilities = ['list_users', 'create_users', 'edit_users', 'promote_users'];
  }
  const results = await runChecks(started.site.connect().checks, { signal });
  expect(results.find(({ id }) => id === 'delete')?.status).toBe('warning');
});

test('each check asks for the credentials once, however many follow it', async () => {
  started = await startFakeTestSite();
  await runChecks(started.site.connect().checks, { signal });
  expect(started.fake.requests.filter(({ route }) => route.endsWith('/me'))).toHaveLength(1);
});
