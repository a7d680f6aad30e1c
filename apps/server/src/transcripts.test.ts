import { replayTranscript } from '@linkspan/core';
import { expect, it } from 'vitest';
import { createHttpSender } from './doctor/create-http-sender.js';
import { createPostgresSchema, testPostgresUrl } from './store/testing/postgres-for-tests.js';
import { startTestServer, testToken } from './testing/start-test-server.js';

const databases = ['SQLite', ...(testPostgresUrl === undefined ? [] : ['PostgreSQL'])];
const vendors = ['okta', 'entra', 'onelogin', 'jumpcloud'];
const cases = databases.flatMap((database) => vendors.map((vendor) => [vendor, database] as const));

async function serve(vendor: string, database: string) {
  const clients = { idp: { connector: `@linkspan/connector-${vendor}`, tokens: [{ env: 'IDP_TOKEN' }] } };
  if (database === 'SQLite' || testPostgresUrl === undefined)
    return { server: await startTestServer({ clients }), end: async () => {} };
  const { schema, drop } = await createPostgresSchema(testPostgresUrl);
  const environment = { DATABASE_URL: `${testPostgresUrl}?options=-c%20search_path%3D${schema}` };
  const server = await startTestServer({ clients, database: { env: 'DATABASE_URL' } }, { environment });
  return { server, end: drop };
}

it.each(cases)(
  'the life cycle of %s on %s, over HTTP: every step is answered as it needs',
  async (vendor, database) => {
    const names: string[] = [];
    for (const index of [0, 1]) {
      const { server, end } = await serve(vendor, database);
      const transcript = server.host.clients[0]?.module?.transcripts?.[index];
      if (transcript !== undefined) {
        const send = createHttpSender({ baseUrl: `${server.url}/scim/idp/v2`, token: testToken });
        const results = await replayTranscript(transcript, send);
        expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
        names.push(transcript.id);
      }
      await server.stop();
      await end();
    }
    expect(names).toHaveLength(vendor === 'okta' || vendor === 'entra' ? 2 : 1);
  },
);
