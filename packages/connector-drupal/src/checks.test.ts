import { runChecks } from '@linkspan/core';
import { signal } from '@linkspan/core/conformance';
import { close, listen } from '@linkspan/core/fake';
import { afterEach, expect, test } from 'vitest';
import { startFakeTestSite } from './testing/fake-test-site.js';

type Started = Awaited<ReturnType<typeof startFakeTestSite>>;

let started: Started;
afterEach(() => started.site.stop());

async function failure({ site }: Started, url = site.url) {
  const results = await runChecks(site.connect({ url }).checks, { signal });
  return results.find(({ status }) => status === 'failed');
}

test.each([
  ['https://www.site.example/?session=1', 'reach'],
  // As where the language is chosen by the address.
  ['/en', 'json-api'],
])('a site that redirects to %s fails first at %s', async (location, id) => {
  started = await startFakeTestSite();
  const redirecting = await listen(async (_, outgoing) => void outgoing.writeHead(302, { location }).end(), 0);
  const { port } = redirecting.address() as { port: number };
  const failed = await failure(started, `http://127.0.0.1:${port}`);
  await close(redirecting);
  expect(failed?.id).toBe(id);
  expect(failed?.detail).not.toContain('session=1');
});

test('a site without JSON:API is told from a wrong password', async () => {
  started = await startFakeTestSite();
  const page = { kind: 'instead', status: 404, body: '<h1>Page not found</h1>' } as const;
  started.fake.inject({ trouble: page, when: ({ url }) => url.pathname === '/jsonapi', times: 10 });
  expect(await failure(started)).toMatchObject({ id: 'json-api', hint: expect.stringContaining('Extend') });
});

test('what was mended between two runs of the checks is seen', async () => {
  started = await startFakeTestSite();
  const { site } = started;
  const { checks } = site.connect();
  await site.setWriteMode(false);
  const before = await runChecks(checks, { signal });
  await site.setWriteMode(true);
  const after = await runChecks(checks, { signal });
  const failed = [before, after].map((results) =>
    results.filter(({ status }) => status === 'failed').map(({ id }) => id),
  );
  expect(failed).toEqual([['write-mode'], []]);
});
