import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { baseUrl, createTestClient, group, user } from './__fixtures__/create-test-client.js';
import { type OddRequest, oddRequest } from './__fixtures__/odd-requests.js';
import { createScimServer } from './create-scim-server.js';

const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error';
/** What our server says no with. */
const refusals = new Set([400, 403, 404, 405, 409, 412, 413, 501]);
const successes = new Set([200, 201, 204, 304]);

async function createSeeded() {
  const client = createTestClient();
  await client.send(
    'POST',
    '/Users',
    user('ann', { title: 'Countess', emails: [{ value: 'ann@x.example', type: 'work' }] }),
  );
  await client.send('POST', '/Users', user('bob'));
  await client.send('POST', '/Groups', group('staff', '0001'));
  return client;
}

type Client = Awaited<ReturnType<typeof createSeeded>>;

/** Sends a request, and holds the answer to what every answer must be. */
async function sendOdd({ send, errors }: Client, { method, target, body, headers }: OddRequest) {
  const answer = await send(method, target, body, headers);
  expect(errors).toEqual([]);
  expect(refusals.has(answer.status) || successes.has(answer.status) ? 'known' : answer.status).toBe('known');
  for (const value of Object.values(answer.headers)) expect(value).toMatch(/^[\x20-\x7e\x80-\xff]*$/);
  if (refusals.has(answer.status) && method !== 'HEAD') {
    expect(answer.headers['Content-Type']).toBe('application/scim+json');
    expect(answer.json).toMatchObject({
      schemas: [errorSchema],
      status: String(answer.status),
      detail: expect.stringMatching(/\S/),
    });
  }
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  return answer;
}

test('whatever is asked is answered, and what is refused is refused as SCIM says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(oddRequest, { minLength: 1, maxLength: 6 }), async (requests) => {
      const client = await createSeeded();
      for (const request of requests) await sendOdd(client, request);
    }),
    { numRuns: 1500, seed: 7644 },
  );
}, 240_000);

test('what is refused has changed nothing, and what was done can be read and sent back', async () => {
  await fc.assert(
    fc.asyncProperty(oddRequest, async (request) => {
      const client = await createSeeded();
      const look = async () =>
        (await Promise.all(['/Users', '/Groups'].map((at) => client.send('GET', at)))).map(({ json }) => json);
      const before = await look();
      const answer = await sendOdd(client, request);
      if (refusals.has(answer.status)) {
        expect(await look()).toEqual(before);
        return;
      }
      const [users] = await look();
      for (const one of users?.Resources ?? []) {
        const { status } = await client.send('PUT', `/Users/${one.id}`, JSON.stringify(one));
        expect(status).toBe(200);
      }
    }),
    { numRuns: 1500, seed: 7643 },
  );
}, 240_000);

test('any bytes whatsoever are a body that is refused, or a resource', async () => {
  const { store } = createTestClient();
  const errors: object[] = [];
  const server = createScimServer({ resources: store.resources, log: { error: (data) => errors.push(data) } });
  const client = {
    id: 'idp',
    directory: 'main',
    baseUrl,
    scopes: new Set(['read', 'write'] as const),
    quirks: [],
  };
  const begin = [...Buffer.from('{"userName":"')];
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    fc.uint8Array({ maxLength: 10 }).map((inner) => Uint8Array.from([...begin, ...inner, ...Buffer.from('"}')])),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(bytes, { maxLength: 3 }), async (pieces) => {
      async function* body() {
        yield* pieces;
      }
      const request = { method: 'POST', path: '/Users', query: new URLSearchParams(), headers: {}, requestId: 'r' };
      const { status } = await server.handle({ ...request, body: body() }, client);
      expect([201, 400, 409]).toContain(status);
      expect(errors).toEqual([]);
    }),
    { numRuns: 1000, seed: 3629 },
  );
});

test('many odd requests leave no memory behind', async () => {
  const client = await createSeeded();
  const requests = fc.sample(oddRequest, { numRuns: 400, seed: 9110 }).filter(({ method }) => method !== 'POST');
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const round = async () => {
    for (const request of requests) await sendOdd(client, request);
    collect();
    return process.memoryUsage().heapUsed;
  };
  await round();
  const before = await round();
  for (let turn = 0; turn < 5; turn += 1) await round();
  expect((await round()) - before).toBeLessThan(16 * 1024 * 1024);
}, 240_000);
