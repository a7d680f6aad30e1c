import { describe, expect, test } from 'vitest';
import { createHttpClient } from '../create-http-client.js';
import type { HttpRequest } from '../http-client.js';
import { makeClient } from './__fixtures__/make-client.js';
import { closedPort, startServer, startTcpServer } from './__fixtures__/start-server.js';

const never = new AbortController().signal;
const read: HttpRequest = { method: 'GET', path: '/users' };
const write: HttpRequest = { method: 'POST', path: '/users', json: { login: 'ann' } };

describe('secrets', () => {
  const secret = 'c2VjcmV0LXRva2Vu';
  const headers = { Authorization: `Bearer ${secret}`, 'X-Api-Key': `key-${secret}` };
  const query = { search: `ann-${secret}` };

  function everything(value: unknown, seen = new Set<unknown>()): string {
    if (typeof value !== 'object' || value === null || seen.has(value)) return String(value);
    seen.add(value);
    return Reflect.ownKeys(value)
      .map((key) => `${String(key)}: ${everything(Reflect.get(value, key), seen)}`)
      .join('\n');
  }

  const echo = (status: number) =>
    startServer((request, response) => {
      response.writeHead(status, { 'x-echo': String(request.headers.authorization) });
      response.end(JSON.stringify(request.headers));
    });
  const faults: readonly [string, () => Promise<string>][] = [
    ['nothing listens', closedPort],
    ['the site is down, and echoes them', () => echo(503)],
    ['the site limits, and echoes them', () => echo(429)],
    ['the connection breaks', () => startTcpServer((socket) => socket.destroy())],
    [
      'the answer is no HTTP, and echoes them',
      () => startTcpServer((socket) => socket.on('data', (data) => socket.end(data))),
    ],
    ['the answer never comes', () => startTcpServer(() => {})],
    ['the answer is too large', () => startServer((_, response) => response.end(secret.repeat(100)))],
  ];
  test.each(faults)('appear nowhere when %s', async (_, start) => {
    const { client, logged } = makeClient({ baseUrl: await start(), headers, timeout: 100, maxResponseSize: 1_000 });
    for (const request of [read, write]) {
      const error = await client.request({ ...request, query, headers: { 'x-once': `once-${secret}` } }, never).then(
        () => expect.fail('nothing failed'),
        (reason: unknown) => reason,
      );
      expect(everything(error)).toContain('ConnectorError');
      expect(everything(error)).not.toContain(secret);
    }
    expect(logged.length).toBeGreaterThan(0);
    expect(everything(logged)).not.toContain(secret);
  });

  test('are not in the log of a success, which has method, path, names of the query, status and time', async () => {
    const { client, logged } = makeClient({ baseUrl: await echo(200), headers }, { now: () => 5 });
    await client.request({ ...read, query }, never);
    expect(logged).toEqual([{ method: 'GET', path: '/users?search', status: 200, attempt: 1, ms: 0 }]);
  });

  test('with a line break are refused without being shown', () => {
    const make = () => makeClient({ baseUrl: 'http://localhost', headers: { Authorization: `Bearer ${secret}\n` } });
    expect(make).toThrow(/^toy: the value for the header Authorization has characters .* line break/);
    expect(make).not.toThrow(secret);
  });

  test('in the address are refused without being shown', () => {
    const make = () =>
      createHttpClient({ baseUrl: `http://ann:${secret}@localhost` }, { log: { debug() {}, info() {}, warn() {} } });
    expect(make).toThrow(/user name or password in it/);
    expect(make).not.toThrow(secret);
  });
});
