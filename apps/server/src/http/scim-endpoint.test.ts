import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { Writable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { createMemoryStore, createScimServer } from '@linkspan/core';
import pino from 'pino';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listRequests } from '../requests/list-requests.js';
import { startTestServer, type TestServer, testToken } from '../testing/start-test-server.js';
import { createToken } from '../tokens/create-token.js';
import { createScimEndpoint } from './scim-endpoint.js';

const person = (userName: string) => ({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName });
const post = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });

async function issue({ host }: TestServer, scopes: readonly ('read' | 'write')[]) {
  const { tokens } = host.parts;
  const { text, record } = await createToken(tokens, { client: 'idp', name: 'test', scopes, now: Date.now() });
  return { id: record.id, headers: { authorization: `Bearer ${text}` } };
}

describe('a caller without a valid token', () => {
  it.each([
    ['no token', '/scim/idp/v2/Users', undefined],
    ['a wrong token', '/scim/idp/v2/Users', 'Bearer wrong'],
    ['a token as a password', '/scim/idp/v2/Users', `Basic ${testToken}`],
    ['a token of another client', '/scim/nobody/v2/Users', `Bearer ${testToken}`],
    ['a name that is a property of every object', '/scim/__proto__/v2/Users', `Bearer ${testToken}`],
  ])('learns nothing but that: %s', async (_case, path, authorization) => {
    const { url } = await startTestServer();
    const response = await fetch(url + path, authorization === undefined ? {} : { headers: { authorization } });
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(response.headers.get('content-type')).toBe('application/scim+json');
    expect(await response.json()).toEqual({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
      status: '401',
      detail: 'The token was refused. Check the base URL, and make a new token with "linkspan token create".',
    });
  });

  it('is let in no longer within a second of the revocation by another process', async () => {
    const server = await startTestServer();
    const { id, headers } = await issue(server, ['read', 'write']);
    expect((await server.call('/Users', { headers })).status).toBe(200);
    await server.host.parts.tokens.revoke([id], Date.now());
    await wait(1_000);
    expect((await server.call('/Users', { headers })).status).toBe(401);
  });

  it('may read but not write with a token for reading', async () => {
    const server = await startTestServer();
    const { headers } = await issue(server, ['read']);
    expect((await server.call('/Users', { headers })).status).toBe(200);
    expect((await server.call('/Users', { ...post(person('a')), headers })).status).toBe(403);
  });
});

describe('a base URL', () => {
  it.each(['/Users', '//Users', '/Users/', '//Users//'])('may be joined carelessly: %s', async (path) => {
    const { call } = await startTestServer();
    const response = await call(path, { redirect: 'error' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ totalResults: 0 });
  });

  it.each(['//scim/idp/v2/Users', '/scim//idp//v2/Users'])('may have doubled slashes itself: %s', async (path) => {
    const { url } = await startTestServer();
    const headers = { authorization: `Bearer ${testToken}` };
    expect((await fetch(url + path, { headers, redirect: 'error' })).status).toBe(200);
  });

  it('that is cut short is answered in the language of SCIM', async () => {
    const { url } = await startTestServer();
    const response = await fetch(`${url}/Users`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      detail: 'Nothing is served here. SCIM base URLs look like /scim/<client>/v2.',
    });
  });

  it('in answers is the public one, whatever the request says', async () => {
    const { call } = await startTestServer({ server: { publicUrl: 'https://hub.example.com/provisioning/' } });
    const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' };
    const response = await call('/Users', { ...post(person('ada')), headers });
    expect(response.headers.get('location')).toMatch(
      /^https:\/\/hub\.example\.com\/provisioning\/scim\/idp\/v2\/Users\//,
    );
  });
});

describe('a request body', () => {
  const server = { bodyLimit: '1KiB' };

  it.each([
    ['announced as too large', { 'content-length': '2000000' }],
    ['too large without announcement', { 'transfer-encoding': 'chunked' }],
  ])('%s is answered 413, and the caller gets to see it', async (_case, headers) => {
    const { url } = await startTestServer({ server });
    const sent = httpRequest(`${url}/scim/idp/v2/Users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${testToken}`, ...headers },
    });
    sent.end('x'.repeat(2_000_000));
    const [response] = await once(sent, 'response');
    expect(response.statusCode).toBe(413);
    expect(String((await response.toArray()).join(''))).toContain('raise server.bodyLimit');
  });

  it('may be a group of 70,000, as it was answered', async () => {
    const { call } = await startTestServer();
    const id = '0191e7c4-0000-7000-8000-000000000000';
    const member = (index: number) => ({
      value: id,
      $ref: `https://hub.example.com/scim/jumpcloud/v2/Users/${id}`,
      type: 'User',
      display: `Some Body ${index}`,
    });
    const body = { displayName: 'Staff', members: Array.from({ length: 70_000 }, (_, index) => member(index)) };
    const response = await call('/Groups/gone', { method: 'PUT', body: JSON.stringify(body) });
    expect(response.status).toBe(404);
  });

  it.each([
    ['compressed', { body: 'x', headers: { 'content-encoding': 'gzip' } }, 415],
    ['not UTF-8', { body: new Uint8Array([0x7b, 0xff, 0x7d]) }, 400],
    ['not JSON', { body: '{' }, 400],
  ])('that is %s is refused', async (_case, init, status) => {
    const { call } = await startTestServer({ server });
    const response = await call('/Users', { method: 'POST', ...init });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/scim+json');
  });
});

describe('a request id', () => {
  it.each([
    ['req-1234', true],
    ['4bf92f3577b34da6a3ce929d0e0e4736', true],
    ['a b', false],
    ['x'.repeat(200), false],
    ['"}', false],
  ])('%j is taken over: %s', async (id, taken) => {
    const { call } = await startTestServer();
    const answered = (await call('/Users', { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    expect(answered === id).toBe(taken);
    expect(answered).toMatch(/^\S+$/);
  });
});

describe('the request log', () => {
  it('says why somebody was refused, who does not learn it', async () => {
    const server = await startTestServer({
      clients: { idp: { tokens: [{ env: 'IDP_TOKEN' }], allow: ['192.0.2.0/24'] } },
    });
    const answer = await server.call('/Users');
    expect(answer.status).toBe(403);
    expect(answer.headers.get('content-type')).toBe('application/scim+json');
    expect(await answer.json()).toMatchObject({ detail: 'Requests are not accepted from this address.' });
    await expect
      .poll(() => listRequests(server.host.database, { client: 'idp', limit: 9 }))
      .toMatchObject([{ status: 403, refused: 'the address 127.0.0.1 is not in clients.idp.allow' }]);
  });

  it('shows what was asked and answered, without the password', async () => {
    const server = await startTestServer();
    const body = { ...person('ada'), password: 'hunter2', shoeSize: 38 };
    await server.call('/Users?attributes=userName', { ...post(body), headers: { 'user-agent': 'IdP/1' } });
    await expect.poll(() => listRequests(server.host.database, { client: 'idp', limit: 9 })).toHaveLength(1);
    const [entry] = await listRequests(server.host.database, { client: 'idp', limit: 9 });
    expect(entry).toMatchObject({
      method: 'POST',
      path: '/Users?attributes=userName',
      status: 201,
      ignored: expect.arrayContaining(['shoeSize', 'password']),
      headers: { 'user-agent': 'IdP/1' },
    });
    expect(entry?.body).toContain('"password":"[redacted]"');
    expect(entry?.answer).toContain('"userName":"ada"');
    expect(JSON.stringify(entry)).not.toContain('hunter2');
  });

  it('shows refused tokens of a client, but neither a flood of them nor names that are no client', async () => {
    const server = await startTestServer();
    const headers = { authorization: 'Bearer wrong' };
    for (let count = 0; count < 30; count += 1) await server.call('/Users', { headers });
    await fetch(`${server.url}/scim/nobody/v2/Users`);
    await server.call('/Users');
    await expect.poll(() => listRequests(server.host.database, { client: 'idp', limit: 99 })).toHaveLength(21);
    expect(await listRequests(server.host.database, { client: 'nobody', limit: 99 })).toEqual([]);
  });
});

describe('recording', () => {
  it('shows a body nested without end like any other', async () => {
    const server = await startTestServer();
    const body = '['.repeat(100_000) + ']'.repeat(100_000);
    const response = await server.call('/Users', { method: 'POST', body: `{"password":"hunter2","a":${body}}` });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('nested') });
    await expect.poll(() => listRequests(server.host.database, { client: 'idp', limit: 9 })).toHaveLength(1);
    const [entry] = await listRequests(server.host.database, { client: 'idp', limit: 9 });
    expect(entry).toMatchObject({ status: 400, body: expect.stringContaining('left out') });
  });

  it('that fails leaves the answer as it is, and is told in the log', async () => {
    const errors: string[] = [];
    const scim = createScimServer({ resources: createMemoryStore().resources });
    const endpoint = createScimEndpoint({
      observe: (_request, work) => work(),
      scim,
      authenticate: () => ({ status: 401, refused: 'for the test', challenge: 'Bearer' }),
      record: () => {
        throw new Error('out of ink');
      },
      log: pino({}, { write: (line: string) => errors.push(line) }),
      publicUrl: () => 'https://hub.example.com',
      bodyLimit: 1,
    });
    const call = { route: { client: 'idp', path: '/Users', query: '' }, requestId: 'r', isLast: false };
    const server = createServer((request, response) => {
      endpoint(request, response, call).catch(() => response.destroy());
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(401);
    await expect.poll(() => errors.join('')).toContain('request was not recorded');
  });
});

describe('a caller that goes away', () => {
  it('in the middle of its body leaves neither a request nor an alarm in the logs', async () => {
    let log = '';
    const stream = new Writable({
      write(chunk, _encoding, done) {
        log += chunk;
        done();
      },
    });
    const server = await startTestServer({}, { log: stream });
    const sent = httpRequest(`${server.url}/scim/idp/v2/Users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${testToken}`, 'content-length': 100 },
    });
    sent.on('error', () => undefined);
    sent.write('{');
    await wait(200);
    sent.destroy();
    await wait(200);
    await server.call('/Users', { method: 'POST', body: '{}' });
    expect(log).toContain('"msg":"scim request"');
    expect(log).not.toContain('"level":"error"');
    expect(log.match(/scim request/g)).toHaveLength(1);
  });
});

describe('a client that comes too often', () => {
  it('is told how long to wait, in the language of SCIM, and is served then', async () => {
    const { call } = await startTestServer({
      clients: { idp: { tokens: [{ env: 'IDP_TOKEN' }], rate: { perSecond: 2, burst: 1 } } },
    });
    expect((await call('/Users')).status).toBe(200);
    const answer = await call('/Users');
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await answer.json()).toMatchObject({ status: '429', schemas: [expect.stringContaining(':Error')] });
    await wait(1_000);
    expect((await call('/Users')).status).toBe(200);
  });
});

describe('a proxy in front', () => {
  const clients = {
    idp: { allow: ['203.0.113.0/24'], mtls: { header: 'X-SSL-Client-S-DN', subject: 'CN=idp,O=Example', alone: true } },
  };
  const headers = { 'x-forwarded-for': '203.0.113.9', 'x-ssl-client-s-dn': 'O=Example,CN=idp' };

  it('is believed about address and certificate where it is trusted', async () => {
    const { url } = await startTestServer({ clients, server: { trustProxy: 'loopback' } });
    expect((await fetch(`${url}/scim/idp/v2/Users`, { headers })).status).toBe(200);
    const others = { ...headers, 'x-ssl-client-s-dn': 'O=Example,CN=mallory' };
    expect((await fetch(`${url}/scim/idp/v2/Users`, { headers: others })).status).toBe(401);
  });

  it.each([
    ['its word of the address', clients, 403],
    ['its word of the certificate', { idp: { mtls: clients.idp.mtls } }, 401],
  ])('that is not trusted is not believed: %s', async (_case, configured, status) => {
    const { url } = await startTestServer({ clients: configured, server: { trustProxy: '10.0.0.0/8' } });
    expect((await fetch(`${url}/scim/idp/v2/Users`, { headers })).status).toBe(status);
  });
});

describe('a slow caller', () => {
  it('that never ends its headers is cut off', async () => {
    const timeouts = { headers: 100, request: 100, check: 50 };
    const { host } = await startTestServer({}, { timeouts });
    const socket = connect(Number(new URL(host.publicUrl()).port), '127.0.0.1');
    socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n');
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 408 /);
    await once(socket, 'close');
  });

  it('without a valid token is answered before its body comes', async () => {
    const { url } = await startTestServer();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    socket.write('POST /scim/idp/v2/Users HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{');
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 401 /);
  });
});
