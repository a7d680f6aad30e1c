import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../http-client.js';
import { makeClient } from './__fixtures__/make-client.js';
import { closedPort, startServer, startTcpServer } from './__fixtures__/start-server.js';

const never = new AbortController().signal;
const read: HttpRequest = { method: 'GET', path: '/users' };
const write: HttpRequest = { method: 'POST', path: '/users', json: { login: 'ann' } };

describe('a read', () => {
  test.each([502, 503, 504])('is tried three times on %d, with growing waits', async (status) => {
    let seen = 0;
    const baseUrl = await startServer((_, response, nth) => {
      seen = nth;
      response.writeHead(status).end('down');
    });
    const { client, waits } = makeClient({ baseUrl });
    await expect(client.request(read, never)).rejects.toMatchObject({ kind: 'unavailable', outcomeUnknown: false });
    expect(seen).toBe(3);
    expect(waits).toEqual([187.5, 375]);
  });

  test('is answered when a later attempt succeeds', async () => {
    const baseUrl = await startServer((request, response, nth) =>
      nth === 1 ? request.socket.resetAndDestroy() : response.end('{}'),
    );
    const { client, logged } = makeClient({ baseUrl });
    expect(await client.request(read, never)).toMatchObject({ status: 200 });
    expect(logged).toEqual([
      expect.objectContaining({ attempt: 1, failure: 'ECONNRESET' }),
      expect.objectContaining({ attempt: 2, status: 200 }),
    ]);
  });

  test('is judged by its connector on every other status, at once', async () => {
    const baseUrl = await startServer((_, response, nth) => response.writeHead(500).end(String(nth)));
    expect(await makeClient({ baseUrl }).client.request(read, never)).toMatchObject({ status: 500, text: '1' });
  });

  const later = Date.UTC(2030, 0, 1, 12, 0, 0);
  const retryAfter: readonly [string, number][] = [
    ['7', 7_000],
    // Otherwise at the rate that the refusal teaches: one in a second.
    ['0', 1_000],
    [new Date(later + 9_000).toUTCString(), 9_000],
    [new Date(later - 60_000).toUTCString(), 1_000],
    ['soon', 1_000],
  ];
  test.each(retryAfter)('waits before the next attempt as Retry-After: %s says', async (value, expected) => {
    const baseUrl = await startServer((_, response, nth) =>
      nth === 1 ? response.writeHead(429, { 'retry-after': value }).end() : response.end('{}'),
    );
    const { client, waits } = makeClient({ baseUrl }, { now: () => later });
    await client.request(read, never);
    expect(waits).toEqual([expected]);
  });

  test.each([
    ['600', 600_000],
    ['31536000', 3_600_000],
  ])('that is told to wait %s s says so at once instead, within an hour', async (value, expected) => {
    const baseUrl = await startServer((_, response) => response.writeHead(429, { 'retry-after': value }).end());
    const { client, waits } = makeClient({ baseUrl });
    await expect(client.request(read, never)).rejects.toMatchObject({ kind: 'rate-limited', retryAfter: expected });
    expect(waits).toEqual([]);
  });

  test('follows redirects within the origin, five at most', async () => {
    const baseUrl = await startServer((request, response) => {
      const step = Number(request.url?.slice(1));
      if (step >= 5 && step !== 10) response.end(String(step));
      else response.writeHead(302, { location: step === 10 ? '/10' : `/${step + 1}` }).end();
    });
    const { client } = makeClient({ baseUrl });
    expect(await client.request({ ...read, path: '/0' }, never)).toMatchObject({ status: 200, text: '5' });
    expect(await client.request({ ...read, path: '/10' }, never)).toMatchObject({ status: 302 });
  });

  test('does not follow where its connector asks for the redirect itself', async () => {
    const baseUrl = await startServer((_, response) => response.writeHead(302, { location: '/there' }).end());
    expect(await makeClient({ baseUrl }).client.request({ ...read, follow: false }, never)).toMatchObject({
      status: 302,
      headers: { location: '/there' },
    });
  });

  test('does not follow out of the origin, where the credentials would go too', async () => {
    let stranger = 0;
    const other = await startServer((_, response) => {
      stranger += 1;
      response.end();
    });
    const baseUrl = await startServer((_, response) => response.writeHead(301, { location: `${other}/x` }).end());
    expect(await makeClient({ baseUrl }).client.request(read, never)).toMatchObject({
      status: 301,
      headers: { location: `${other}/x` },
    });
    expect(stranger).toBe(0);
  });
});

describe('a write', () => {
  test.each([502, 503, 504])('is sent once; on %d nobody knows whether it happened', async (status) => {
    let seen = 0;
    const baseUrl = await startServer((_, response, nth) => {
      seen = nth;
      response.writeHead(status, { 'retry-after': '3' }).end();
    });
    const failure = { kind: 'unavailable', outcomeUnknown: true, retryAfter: 3_000 };
    await expect(makeClient({ baseUrl }).client.request(write, never)).rejects.toMatchObject(failure);
    expect(seen).toBe(1);
  });

  test('that was limited did not happen', async () => {
    const baseUrl = await startServer((_, response) => response.writeHead(429, { 'retry-after': '2' }).end());
    const failure = { kind: 'rate-limited', outcomeUnknown: false, retryAfter: 2_000 };
    await expect(makeClient({ baseUrl }).client.request(write, never)).rejects.toMatchObject(failure);
  });

  test('that was refused did certainly not happen', async () => {
    const { client } = makeClient({ baseUrl: await closedPort() });
    await expect(client.request(write, never)).rejects.toMatchObject({ kind: 'unavailable', outcomeUnknown: false });
  });

  test('to a name that is not known did certainly not happen', async () => {
    const { client } = makeClient({ baseUrl: 'http://nowhere.invalid' });
    await expect(client.request(write, never)).rejects.toMatchObject({ kind: 'unavailable', outcomeUnknown: false });
  });

  test('whose connection breaks is sent once, and may have happened', async () => {
    let seen = 0;
    const baseUrl = await startServer((request, _, nth) => {
      seen = nth;
      request.socket.destroy();
    });
    await expect(makeClient({ baseUrl }).client.request(write, never)).rejects.toMatchObject({
      kind: 'unavailable',
      outcomeUnknown: true,
    });
    expect(seen).toBe(1);
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'] as const)('by %s never follows a redirect', async (method) => {
    let seen = 0;
    const baseUrl = await startServer((_, response, nth) => {
      seen = nth;
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    expect(await makeClient({ baseUrl }).client.request({ method, path: '/x' }, never)).toMatchObject({ status: 307 });
    expect(seen).toBe(1);
  });
});

describe('an attempt ends in time', () => {
  const timeout = 60;
  const servers: readonly [string, () => Promise<string>][] = [
    ['accepts and says nothing', () => startTcpServer(() => {})],
    ['stops within the headers', () => startTcpServer((socket) => socket.write('HTTP/1.1 200 OK\r\nconten'))],
    [
      'stops within the body',
      () => startTcpServer((socket) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{')),
    ],
    [
      'sends the body drop by drop',
      () =>
        startTcpServer((socket) => {
          socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n');
          const drip = setInterval(() => socket.write(' '), 10);
          socket.on('close', () => clearInterval(drip));
        }),
    ],
  ];
  test.each(servers)('where the server %s', async (_, start) => {
    const { client } = makeClient({ baseUrl: await start(), timeout, attempts: 2 });
    const started = Date.now();
    await expect(client.request(read, never)).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('no answer came in time'),
    });
    await expect(client.request(write, never)).rejects.toMatchObject({ outcomeUnknown: true });
    expect(Date.now() - started).toBeLessThan(10 * timeout);
  });

  test('where the connection is never made: then nothing was sent', async () => {
    const lookup = () => {};
    const { client } = makeClient({ baseUrl: 'http://slow.example', timeout }, { lookup });
    await expect(client.request(write, never)).rejects.toMatchObject({ kind: 'unavailable', outcomeUnknown: false });
  });

  test('and a write that only connects afterwards is not sent any more', async () => {
    let seen = 0;
    const baseUrl = await startServer((_, response) => {
      seen += 1;
      response.end();
    });
    const { port } = new URL(baseUrl);
    let answer = () => {};
    const { client } = makeClient(
      { baseUrl: `http://slow.example:${port}`, timeout },
      {
        lookup: (_, options, callback) =>
          (answer = () => callback(null, options.all ? [{ address: '127.0.0.1', family: 4 }] : '127.0.0.1', 4)),
      },
    );
    await expect(client.request(write, never)).rejects.toMatchObject({ outcomeUnknown: false });
    answer();
    await delay(50);
    expect(seen).toBe(0);
  });
});
