import { describe, expect, test } from 'vitest';
import type { HttpRequest } from '../http-client.js';
import { makeClient } from './__fixtures__/make-client.js';
import { startServer } from './__fixtures__/start-server.js';

const never = new AbortController().signal;
const read: HttpRequest = { method: 'GET', path: '/users' };
const write: HttpRequest = { method: 'POST', path: '/users', json: { login: 'ann' } };

describe('addresses that nothing may connect to', () => {
  const literals = [
    '169.254.169.254',
    '169.254.0.1',
    '2852039166',
    '0xa9fea9fe',
    '0251.0376.0251.0376',
    '169.254.43518',
    '100.100.100.200',
    '0.0.0.0',
    '0',
    '[::]',
    '[fe80::1]',
    '[febf::1]',
    '[fd00:ec2::254]',
    '[::ffff:169.254.169.254]',
    '[::ffff:a9fe:a9fe]',
    '[::ffff:0.0.0.0]',
    '[64:ff9b::a9fe:a9fe]',
    '[::169.254.169.254]',
    '[64:ff9b::168.63.129.16]',
    '[64:ff9b::192.0.0.192]',
    '[64:ff9b:1::169.254.169.254]',
    '[2002:a9fe:a9fe::1]',
    '[fd20:ce::254]',
    '[fd00:42::42]',
    'metadata.google.internal',
    'METADATA.google.internal.',
  ];
  test.each(literals)('%s is refused when the client is made', (host) => {
    expect(() => makeClient({ baseUrl: `http://${host}/` })).toThrow(/never connects to\. Check the address/);
  });

  test.each(['169.254.169.254', '::ffff:169.254.169.254', 'fe80::1', '0.0.0.0', 'fd00:ec2::254'])(
    'a name that resolves to %s is never connected to, nor tried again',
    async (address) => {
      const { client, waits } = makeClient(
        { baseUrl: 'http://rebound.example' },
        {
          lookup: (_, options, callback) =>
            options.all ? callback(null, [{ address, family: 4 }]) : callback(null, address, 4),
        },
      );
      await expect(client.request(write, never)).rejects.toMatchObject({
        kind: 'invalid',
        outcomeUnknown: false,
        message: expect.stringContaining('never connects to'),
      });
      await expect(client.request(read, never)).rejects.toMatchObject({ kind: 'invalid' });
      expect(waits).toEqual([]);
    },
  );

  test('a name that also resolves elsewhere is reached there; loopback and private addresses are fine', async () => {
    const baseUrl = await startServer((_, response) => response.end('here'));
    const { port } = new URL(baseUrl);
    const { client } = makeClient(
      { baseUrl: `http://both.example:${port}` },
      {
        lookup: (_, __, callback) =>
          callback(
            null,
            ['169.254.169.254', '127.0.0.1'].map((address) => ({ address, family: 4 })),
          ),
      },
    );
    expect(await client.request(read, never)).toMatchObject({ text: 'here' });
    for (const host of [
      '10.0.0.1',
      '192.168.1.1',
      '172.16.0.1',
      '127.0.0.1',
      '[::1]',
      '[fd12:3456::1]',
      '[::ffff:10.0.0.1]',
      '[64:ff9b::10.0.0.1]',
      '[2002:a00:1::1]',
    ]) {
      expect(() => makeClient({ baseUrl: `http://${host}` })).not.toThrow();
    }
  });

  test.each(['ftp://site.example', 'file:///etc/passwd', 'site.example', ''])(
    '%s is no address of an application',
    (baseUrl) => {
      expect(() => makeClient({ baseUrl })).toThrow(/no http:\/\/ or https:\/\/ URL/);
    },
  );
});
