import { createServer as createTlsServer } from 'node:https';
import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../http-client.js';
import { makeClient } from './__fixtures__/make-client.js';
import { selfSigned } from './__fixtures__/self-signed.js';
import { closedPort, listen, startServer, startTcpServer } from './__fixtures__/start-server.js';
import { classifyFailure } from './classify-failure.js';

const never = new AbortController().signal;
const read: HttpRequest = { method: 'GET', path: '/users' };
const write: HttpRequest = { method: 'POST', path: '/users', json: { login: 'ann' } };

describe('what is wrong with a connection is said with what to do', () => {
  test('a self-signed certificate', async () => {
    const server = createTlsServer(selfSigned);
    const port = await listen(server);
    const { client, waits } = makeClient({ baseUrl: `https://localhost:${port}` });
    await expect(client.request(write, never)).rejects.toMatchObject({
      kind: 'unavailable',
      outcomeUnknown: false,
      message: expect.stringMatching(/^toy: POST https:\/\/localhost.*self-signed.*NODE_EXTRA_CA_CERTS/),
    });
    await expect(client.request(read, never)).rejects.toThrow('self-signed');
    expect(waits).toEqual([]);
  });

  test('https spoken to a plain port', async () => {
    const baseUrl = await startServer((_, response) => response.end());
    const { client } = makeClient({ baseUrl: baseUrl.replace('http:', 'https:') });
    await expect(client.request(read, never)).rejects.toThrow(
      /does not speak TLS\. Check that the address should begin with https/,
    );
  });

  test('http spoken to something else', async () => {
    const { client } = makeClient({ baseUrl: await startTcpServer((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')) });
    await expect(client.request(read, never)).rejects.toThrow(/answer is not HTTP\. Check the port/);
  });

  test('nothing listens', async () => {
    const { client } = makeClient({ baseUrl: await closedPort() });
    await expect(client.request(read, never)).rejects.toThrow(
      /^toy: GET http:\/\/127\.0\.0\.1:\d+\/users: the connection was refused\. Check/,
    );
  });
});

describe('what no local server can show', () => {
  const rows: readonly [code: string, text: RegExp, repeat: boolean][] = [
    ['ENOTFOUND', /not known to DNS\. Check the address/, true],
    ['EAI_AGAIN', /DNS did not answer/, true],
    ['ENETUNREACH', /no route/, true],
    ['UND_ERR_CONNECT_TIMEOUT', /no answer came in time/, true],
    ['CERT_HAS_EXPIRED', /expired\. Renew it/, false],
    ['CERT_NOT_YET_VALID', /not valid yet\. Check the clock/, false],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /for another name\. Use the name/, false],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /sends the intermediate certificates/, false],
    ['SELF_SIGNED_CERT_IN_CHAIN', /NODE_EXTRA_CA_CERTS/, false],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', /TLS could not be set up \(ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION\)/, false],
    ['ENEW', /the connection failed \(ENEW\)/, true],
  ];
  test.each(rows)('%s', (code, text, repeat) => {
    const failure = classifyFailure(Object.assign(new Error('the message of the library'), { code }));
    expect(failure).toEqual({ kind: 'unavailable', text: expect.stringMatching(text), repeat });
  });
});
