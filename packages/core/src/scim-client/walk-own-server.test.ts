import { expect, test } from 'vitest';
import { createTestClient, user } from '../scim/server/__fixtures__/create-test-client.js';
import type { ScimApi, ScimCall } from './create-scim-api.js';
import { describeServer } from './describe-server.js';
import { walkDocuments } from './read-page.js';
import { defaultTraits } from './scim-traits.js';
import { toConnectorError } from './to-connector-error.js';

const signal = new AbortController().signal;

/** Our client, whose server is ours. */
function connect({ send: request }: ReturnType<typeof createTestClient>): ScimApi {
  async function send({ method, path, query = {} }: ScimCall) {
    const pairs = Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)]));
    const { status, headers, text, json } = await request(method, `${path}?${new URLSearchParams(pairs)}`);
    return { status, headers, text, json: JSON.parse(JSON.stringify(json)) };
  }
  const refusal: ScimApi['refusal'] = (_, response) =>
    toConnectorError('scim', response, { to: 'list users', write: false, about: 'endpoint' });
  return { name: 'scim', traits: { ...defaultTraits, pageSize: 3 }, send, call: send, refusal };
}

test('our own client finds out that our server pages by cursor, and walks over everybody while some are deleted', async () => {
  const client = createTestClient();
  for (let index = 0; index < 10; index += 1) await client.send('POST', '/Users', user(`user-${index}`));
  const api = connect(client);
  expect(await describeServer(api, signal)).toMatchObject({ known: true, cursor: true });
  const met: string[] = [];
  for await (const { id } of walkDocuments(api, { endpoint: '/Users', to: 'list users' }, true, signal)) {
    met.push(id);
    if (met.length === 4)
      for (const gone of ['0002', '0004', '0006', '0010']) await client.send('DELETE', `/Users/${gone}`);
  }
  // The page of the sixth had been read by then.
  expect(met).toEqual(['0001', '0002', '0003', '0004', '0005', '0006', '0007', '0008', '0009']);
});

test('an old cursor makes our client begin anew', async () => {
  const client = createTestClient({ limits: { cursorSeconds: -1 } });
  for (let index = 0; index < 4; index += 1) await client.send('POST', '/Users', user(`user-${index}`));
  const walk = walkDocuments(connect(client), { endpoint: '/Users', to: 'list users' }, true, signal);
  await expect(collect(walk)).rejects.toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining('expiredCursor'),
  });
});

async function collect(walk: AsyncIterable<unknown>): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for await (const one of walk) all.push(one);
  return all;
}
