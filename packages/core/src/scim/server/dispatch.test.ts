import { expect, test } from 'vitest';
import type { Json } from '../json.js';
import type { ParsedRequest, ScimResponse } from '../message.js';
import { createTestClient, user } from './__fixtures__/create-test-client.js';

const refused: [method: string, target: string, status: number, headers?: object][] = [
  ['GET', '/Nothing', 404],
  ['GET', '/users', 404],
  ['GET', '/Users/1/name', 404],
  ['GET', '/ServiceProviderConfig/1', 404],
  ['GET', '/Me/1', 404],
  ['POST', '/Bulk/1', 404],
  ['POST', '/Nothing/.search', 404],
  ['POST', '/Users/.search/1', 404],
  ['POST', '/', 405, { Allow: 'GET, HEAD' }],
  ['DELETE', '/Users', 405, { Allow: 'GET, HEAD, POST' }],
  ['PUT', '/Groups', 405, { Allow: 'GET, HEAD, POST' }],
  ['POST', '/Users/1', 405, { Allow: 'GET, HEAD, PUT, PATCH, DELETE' }],
  ['OPTIONS', '/Users', 405, { Allow: 'GET, HEAD, POST' }],
  ['POST', '/Schemas', 405, { Allow: 'GET, HEAD' }],
  ['POST', '/Schemas/.search', 405, { Allow: 'GET, HEAD' }],
  ['GET', '/.search', 405, { Allow: 'POST' }],
  ['GET', '/Users/.search', 405, { Allow: 'POST' }],
  ['GET', '/Bulk', 405, { Allow: 'POST' }],
  ['GET', '/Me', 501],
  ['PATCH', '/Me', 501],
  ['POST', '/Me', 501],
];
test.each(refused)('%s %s is answered %i', async (method, target, status, headers = {}) => {
  const { send } = createTestClient();
  const answer = await send(method, target, method === 'GET' ? undefined : {});
  expect(answer.status).toBe(status);
  expect(answer.headers).toMatchObject({ 'Content-Type': 'application/scim+json', ...headers });
  expect(answer.json).toMatchObject({ status: String(status), detail: expect.stringMatching(/\.$/) });
});

const scopes: [scope: 'read' | 'write', method: string, target: string, body: Json | undefined, status: number][] = [
  ['read', 'GET', '/Users', undefined, 200],
  ['read', 'POST', '/Users', user('ann'), 403],
  ['read', 'PUT', '/Users/0001', user('ann'), 403],
  ['read', 'PATCH', '/Users/0001', {}, 403],
  ['read', 'DELETE', '/Users/0001', undefined, 403],
  ['read', 'POST', '/Users/.search', {}, 200],
  ['read', 'POST', '/.search', {}, 200],
  ['write', 'GET', '/Users', undefined, 403],
  ['write', 'GET', '/', undefined, 403],
  ['write', 'POST', '/Users/.search', {}, 403],
  ['write', 'POST', '/.search', {}, 403],
  ['write', 'POST', '/Users', user('ann'), 201],
  ['write', 'GET', '/ServiceProviderConfig', undefined, 200],
];
test.each(scopes)('a token for %s: %s %s', async (scope, method, target, body, status) => {
  const { send } = createTestClient({ client: { scopes: new Set([scope]) } });
  const answer = await send(method, target, body);
  expect(answer.status).toBe(status);
  if (status === 403) expect(answer.json.detail).toContain(scope === 'read' ? '"write"' : '"read"');
});

test('quirks change request and answer, in their order; the trace names those that did', async () => {
  const quirks = [
    { name: 'idle', reason: 'changes nothing', request: (request: ParsedRequest) => request },
    { name: 'off', reason: 'is off', enabled: false, request: () => fail() },
    { name: 'lower', reason: 'a', request: (request: ParsedRequest) => ({ ...request, body: user('ann') }) },
    {
      name: 'upper',
      reason: 'sees what the one before made',
      request: (request: ParsedRequest) => ({ ...request, body: { ...Object(request.body), displayName: 'Ann' } }),
      response: (response: ScimResponse, request: ParsedRequest) => ({
        ...response,
        headers: { ...response.headers, 'X-Was': request.method },
      }),
    },
  ];
  const { send } = createTestClient({ client: { quirks } });
  const answer = await send('POST', '/Users', user('ignored'));
  expect(answer).toMatchObject({
    status: 201,
    headers: { 'X-Was': 'POST' },
    json: { userName: 'ann', displayName: 'Ann' },
  });
  expect(answer.trace.quirks).toEqual(['lower', 'upper']);
});

function fail(): never {
  throw new Error('must not be called');
}

test.each(['request', 'response'])(
  'a mistake of ours in a %s is 500 with the request id, its cause in the log only',
  async (side) => {
    const quirk = { name: 'broken', reason: 'a test', [side]: fail };
    const { send, errors } = createTestClient({ client: { quirks: [quirk] } });
    const answer = await send('GET', '/Users');
    expect(answer).toMatchObject({ status: 500, json: { detail: expect.stringContaining('request-1') } });
    expect(answer.text).not.toContain('must not be called');
    expect(errors).toEqual([expect.stringContaining('must not be called')]);
  },
);
