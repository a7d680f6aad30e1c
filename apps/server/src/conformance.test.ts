import { testScimServer } from '@linkspan/core/conformance';
import { expect, onTestFinished, test } from 'vitest';
import { createPostgresSchema, testPostgresUrl } from './store/testing/postgres-for-tests.js';
import { startTestServer, testToken } from './testing/start-test-server.js';

/** On purpose, for Entra ID: it sets an address that is not there yet so. A strict client is answered as the RFC says. */
const tolerated = ['PATCH: replace by a value path that selects nothing is 400 noTarget'];

async function openSchema(): Promise<string> {
  const { schema, drop } = await createPostgresSchema(testPostgresUrl ?? '');
  onTestFinished(drop);
  return `${testPostgresUrl}?options=${encodeURIComponent(`-c search_path=${schema}`)}`;
}

const databases: readonly { readonly name: string; open?(): Promise<string> }[] = [
  { name: 'SQLite' },
  ...(testPostgresUrl === undefined ? [] : [{ name: 'PostgreSQL', open: openSchema }]),
];

const runs = databases.flatMap((database) => [
  { ...database, strict: false, kept: tolerated },
  { ...database, strict: true, kept: [] },
]);

test.each(runs)(
  'the server does what the RFCs demand, over HTTP on $name, strict: $strict',
  async ({ open, strict, kept }) => {
    const url = await open?.();
    const server = await startTestServer(
      {
        clients: { idp: { tokens: [{ env: 'IDP_TOKEN' }], strict } },
        ...(url !== undefined && { database: { env: 'DATABASE' } }),
      },
      { environment: { ...(url !== undefined && { DATABASE: url }) } },
    );
    const target = { url: `${server.url}/scim/idp/v2`, headers: { authorization: `Bearer ${testToken}` } };
    const { report } = await testScimServer(target);
    const { sections, counts, left } = await report();
    const failed = sections.flatMap(({ results }) => results).filter(({ outcome }) => outcome === 'failed');
    expect(failed.filter(({ title }) => !tolerated.includes(title))).toEqual([]);
    expect(failed.map(({ title }) => title)).toEqual(kept);
    expect(counts.passed).toBeGreaterThan(250);
    expect(left).toEqual([]);
    for (const endpoint of ['Users', 'Groups']) {
      expect(await (await server.call(`/${endpoint}?count=0`)).json()).toMatchObject({ totalResults: 0 });
    }
  },
  180_000,
);
