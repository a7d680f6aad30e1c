import type { OutgoingHttpHeaders } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createConnectorContext } from './create-connector-context.js';
import { createFakeClock } from './http/__fixtures__/create-fake-clock.js';
import { makeClient } from './http/__fixtures__/make-client.js';
import { closedPort, startServer, startTcpServer } from './http/__fixtures__/start-server.js';
import { createGovernor } from './http/create-governor.js';
import type { HttpRequest } from './http-client.js';

const never = new AbortController().signal;
const read: HttpRequest = { method: 'GET', path: '/users' };
const write: HttpRequest = { method: 'POST', path: '/users', json: { login: 'ann' } };

describe('a request', () => {
  test('is joined to the base with path, query and JSON, and the answer is read whatever its status', async () => {
    const baseUrl = await startServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      const { method, url, headers } = request;
      response.writeHead(418, { 'X-Total': '2', 'content-type': 'text/html' });
      response.end(JSON.stringify({ method, url, body, type: headers['content-type'], key: headers['x-key'] }));
    });
    const { client } = makeClient({ baseUrl: `${baseUrl}/wp-json/?lang=fr`, headers: { 'X-Key': 'k' } });
    const query = { context: 'edit', include: ['1', '2'], roles: undefined, force: true };
    const response = await client.request({ ...write, path: 'users?a=1', query }, never);
    expect(response).toMatchObject({ status: 418, headers: { 'x-total': '2' } });
    expect(response.json).toEqual({
      method: 'POST',
      url: '/wp-json/users?lang=fr&a=1&context=edit&include=1&include=2&force=true',
      body: '{"login":"ann"}',
      type: 'application/json',
      key: 'k',
    });
  });

  test('with a form is sent as one', async () => {
    const baseUrl = await startServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      response.end(JSON.stringify({ body, type: request.headers['content-type'] }));
    });
    const form = { grant_type: 'client_credentials', scope: 'read & write' };
    const { json } = await makeClient({ baseUrl }).client.request({ method: 'POST', path: '/token', form }, never);
    expect(json).toEqual({
      body: 'grant_type=client_credentials&scope=read+%26+write',
      type: 'application/x-www-form-urlencoded',
    });
  });

  test('with content of another media type is sent as it is', async () => {
    const baseUrl = await startServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      response.end(JSON.stringify({ body, type: request.headers['content-type'] }));
    });
    const content = { type: 'application/secevent+jwt', body: 'head.claims.signature' };
    const { json } = await makeClient({ baseUrl }).client.request({ method: 'POST', path: '', content }, never);
    expect(json).toEqual({ body: content.body, type: content.type });
  });

  test('whose answer is no JSON has its text alone', async () => {
    const baseUrl = await startServer((_, response) => response.end('<h1>Élan</h1>'));
    const response = await makeClient({ baseUrl }).client.request(read, never);
    expect(response).toMatchObject({ text: '<h1>Élan</h1>', json: undefined });
  });

  const away = ['//evil.example/users', '/\\evil.example', 'http://evil.example/', '@evil.example'];
  test.each(away)('for %s stays at the origin', async (path) => {
    let host: string | undefined;
    const baseUrl = await startServer((request, response) => {
      host = request.headers.host;
      response.end();
    });
    await makeClient({ baseUrl }).client.request({ ...read, path }, never);
    expect(baseUrl).toBe(`http://${host}`);
  });

  test.each(['/users/..', '/users/../../x', '/users/%2e%2E', '/users/.', '..\\x'])(
    'for %s, which climbs, is refused',
    async (path) => {
      let seen = 0;
      const baseUrl = await startServer((_, response) => {
        seen += 1;
        response.end();
      });
      const request = makeClient({ baseUrl }).client.request({ method: 'DELETE', path }, never);
      await expect(request).rejects.toMatchObject({ kind: 'invalid' });
      expect(seen).toBe(0);
    },
  );

  test('passes through the quirks that are on, and the log names those that changed something', async () => {
    const baseUrl = await startServer((request, response) => response.end(JSON.stringify(request.url)));
    const quirks = [
      { name: 'renamed-path', reason: 'x', request: (request: HttpRequest) => ({ ...request, path: '/people' }) },
      { name: 'off', reason: 'x', enabled: false, request: (request: HttpRequest) => ({ ...request, path: '/off' }) },
      { name: 'not-found-is-ok', reason: 'x', response: <R>(response: R) => ({ ...response, status: 404 }) },
      { name: 'idle', reason: 'x', response: <R>(response: R) => response },
    ];
    const { client, logged } = makeClient({ baseUrl, quirks });
    expect(await client.request(read, never)).toMatchObject({ status: 404, json: '/people' });
    expect(logged).toEqual([expect.objectContaining({ status: 404, quirks: ['renamed-path', 'not-found-is-ok'] })]);
  });
});

describe('an abort', () => {
  test('ends a request that is under way', async () => {
    const baseUrl = await startTcpServer(() => {});
    const stop = new AbortController();
    const { client } = makeClient({ baseUrl });
    const asked = client.request(write, stop.signal);
    setTimeout(() => stop.abort(), 20);
    await expect(asked).rejects.toMatchObject({ name: 'ConnectorError', kind: 'unavailable', outcomeUnknown: true });
  });

  test('ends the wait between two attempts, and what waits its turn', async () => {
    const baseUrl = await startServer((_, response, nth) => {
      if (nth === 1) response.writeHead(503, { 'retry-after': '9' }).end();
    });
    const sleep = (await import('./http/sleep.js')).sleep;
    const { client } = makeClient({ baseUrl, concurrency: 1 }, { sleep });
    const stop = new AbortController();
    const waiting = client.request(read, stop.signal);
    await delay(30);
    const hanging = client.request(read, stop.signal);
    const queued = client.request(write, stop.signal);
    setTimeout(() => stop.abort(), 20);
    for (const asked of [waiting, hanging, queued]) {
      await expect(asked).rejects.toMatchObject({ name: 'ConnectorError', kind: 'unavailable', outcomeUnknown: false });
    }
  });

  test('before anything was sent sends nothing', async () => {
    const { client, logged } = makeClient({ baseUrl: await closedPort() });
    await expect(client.request(read, AbortSignal.abort())).rejects.toMatchObject({ name: 'ConnectorError' });
    expect(logged).toEqual([]);
  });

  test('of the whole application ends everything', async () => {
    const baseUrl = await startTcpServer(() => {});
    const disposal = new AbortController();
    const { client } = makeClient({ baseUrl }, { signal: disposal.signal });
    const asked = client.request(read, never);
    setTimeout(() => disposal.abort(), 20);
    await expect(asked).rejects.toMatchObject({ name: 'ConnectorError', kind: 'unavailable' });
    await expect(client.request(read, never)).rejects.toMatchObject({ message: expect.stringContaining('closed') });
  });
});

describe('an answer that is too large', () => {
  test.each(['with', 'without'])('%s a length is refused as invalid; a write happened all the same', async (length) => {
    const baseUrl = await startServer((_, response) => {
      if (length === 'with') response.setHeader('content-length', 2_000);
      response.write('x'.repeat(1_000));
      response.end('x'.repeat(1_000));
    });
    const { client } = makeClient({ baseUrl, maxResponseSize: 1_500 });
    await expect(client.request(read, never)).rejects.toMatchObject({ kind: 'invalid', outcomeUnknown: false });
    await expect(client.request(write, never)).rejects.toMatchObject({ kind: 'invalid', outcomeUnknown: true });
    const larger = makeClient({ baseUrl, maxResponseSize: 2_000 });
    expect((await larger.client.request(read, never)).text).toHaveLength(2_000);
  });
});

describe('limits', () => {
  test('no more requests run at once than allowed, and all are served in order', async () => {
    let running = 0;
    let most = 0;
    const served: (string | undefined)[] = [];
    const baseUrl = await startServer(async (request, response) => {
      running += 1;
      most = Math.max(most, running);
      served.push(request.url);
      await delay(10);
      running -= 1;
      response.end();
    });
    const { client } = makeClient({ baseUrl, concurrency: 2 });
    const paths = Array.from({ length: 10 }, (_, index) => `/${index}`);
    await Promise.all(paths.map((path) => client.request({ method: 'GET', path }, never)));
    expect(most).toBe(2);
    expect([...served].sort()).toEqual(paths);
  });

  test('a rate holds in every second, over all clients of an application', async () => {
    const arrivals: number[] = [];
    // Time passes when nobody has arrived for a while, however slow the machine is.
    const clock = createFakeClock(async () => {
      for (let seen = -1; seen !== arrivals.length; await delay(50)) seen = arrivals.length;
    });
    const from = clock.now();
    const baseUrl = await startServer((_, response) => {
      arrivals.push(clock.now() - from);
      response.end();
    });
    // The first request of a process takes longest.
    await makeClient({ baseUrl }).client.request(read, never);
    arrivals.length = 0;
    const governor = createGovernor(clock);
    const one = makeClient({ baseUrl, rate: 2 }, { ...clock, governor }).client;
    const other = makeClient({ baseUrl }, { ...clock, governor }).client;
    await clock.run(Promise.all([one, other, one, other, one].map((client) => client.request(read, never))));
    expect(arrivals).toEqual([0, 0, 1_000, 1_000, 2_000]);
  });
});

describe('the rate of an application', () => {
  test('is learned from a refusal, and from headers, whichever client sees them', async () => {
    const answers: Readonly<Record<string, OutgoingHttpHeaders>> = {
      '/refused': {},
      '/quota': { ratelimit: 'limit=100, remaining=7, reset=50' },
      '/okta': { 'x-rate-limit-limit': '600', 'x-rate-limit-remaining': '0', 'x-rate-limit-reset': '20' },
    };
    const baseUrl = await startServer(({ url = '' }, response) => {
      response.writeHead(url === '/quota' ? 200 : 429, answers[url]).end();
    });
    const clock = createFakeClock();
    const log = { debug() {}, info() {}, warn() {} };
    const { http, limits } = createConnectorContext({ name: 'toy', log, signal: never, ...clock });
    const ask = (path: string) => http({ baseUrl }).request({ method: 'POST', path }, never);

    await ask('/quota');
    expect(limits()).toEqual({ remaining: 7, resetAt: clock.now() + 50_000, learned: false, waiting: 0 });
    const refused = ask('/refused');
    await Promise.all([clock.run(refused), expect(refused).rejects.toMatchObject({ kind: 'rate-limited' })]);
    expect(limits()).toMatchObject({ limit: 1, learned: true });
    const okta = ask('/okta');
    await Promise.all([clock.run(okta), expect(okta).rejects.toMatchObject({ retryAfter: 20_000 })]);
    await expect(ask('/quota')).rejects.toMatchObject({
      kind: 'rate-limited',
      retryAfter: 20_000,
      outcomeUnknown: false,
    });
    expect(limits()).toMatchObject({ limit: 0.5, pausedUntil: clock.now() + 20_000, held: { by: 'pause' } });
  });

  test('is not exceeded by callers that come at once, and Retry-After of a 503 holds for all of them', async () => {
    const clock = createFakeClock(() => delay(20));
    const from = clock.now();
    const arrivals: number[] = [];
    const baseUrl = await startServer((_, response, nth) => {
      arrivals.push(clock.now() - from);
      if (nth === 1) response.writeHead(503, { 'retry-after': '4' }).end();
      else response.end('{}');
    });
    const { client } = makeClient({ baseUrl, rate: 3, concurrency: 4 }, clock);
    const failure = { kind: 'unavailable', retryAfter: 4_000 };
    await expect(client.request(write, never)).rejects.toMatchObject(failure);
    await clock.run(Promise.all(Array.from({ length: 7 }, () => client.request(read, never))));
    expect(arrivals).toEqual([0, 4_000, 4_000, 4_000, 5_000, 5_000, 5_000, 6_000]);
    expect(clock.sleeping).toBe(0);
  });
});
