import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type RawAnswer, sendRaw } from '../testing/send-raw.js';
import { startTestServer, type TestServer, testToken } from '../testing/start-test-server.js';

const limit = 240_000;
const base = '/scim/idp/v2';
const close = 'Host: x\r\nConnection: close\r\n';
const authorization = `Authorization: Bearer ${testToken}\r\n`;
const head = (line: string, headers = '') => `${line} HTTP/1.1\r\n${close}${authorization}${headers}\r\n`;
const post = (headers: string, body: string) => `${head(`POST ${base}/Users`, headers)}${body}`;
const json = (body: string) => post(`Content-Length: ${Buffer.byteLength(body, 'latin1')}\r\n`, body);
const long = 'x'.repeat(9_000);

/** A refusal is a SCIM Error, whoever refuses. */
function expectError({ status, headers, body }: RawAnswer): void {
  expect(headers['content-type']).toBe('application/scim+json');
  expect(JSON.parse(body)).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: String(status),
    ...(JSON.parse(body).scimType && { scimType: expect.stringMatching(/^\w+$/) }),
    detail: expect.stringMatching(/\.$/),
  });
}

async function expectAlive(server: TestServer): Promise<void> {
  expect((await server.call('/Users?count=0')).status).toBe(200);
}

const refused: readonly (readonly [what: string, status: number, request: string])[] = [
  ['a path that climbs', 404, head(`GET ${base}/../../healthz`)],
  ['a path that climbs, encoded', 404, head(`GET ${base}/%2e%2e/%2e%2e/healthz`)],
  ['an id that is NUL', 404, head(`GET ${base}/Users/%00`)],
  ['an id that is no encoding', 404, head(`GET ${base}/Users/%zz`)],
  ['an id that is no UTF-8', 404, head(`GET ${base}/Users/%ff%fe`)],
  ['an id that is encoded twice', 404, head(`GET ${base}/Users/%252e%252e`)],
  ['an id with a line break in it', 404, head(`GET ${base}/Users/%0d%0aX-Evil:%201`)],
  ['a very long id', 404, head(`GET ${base}/Users/${long}`)],
  ['an address that is longer than a request may be', 431, head(`GET ${base}/Users/${long}${long}`)],
  [
    'headers that are longer than a request may have',
    431,
    head(`GET ${base}/Users`, `X-Long: ${long}\r\nX-More: ${long}\r\n`),
  ],
  ['an address of another server', 404, head('GET http://evil.example/scim/idp/v2/Users')],
  ['an asterisk', 404, head('OPTIONS *')],
  ['a method in lower case', 400, head(`get ${base}/Users`)],
  ['a method that does not exist', 400, head(`BREW ${base}/Users`)],
  ['a method that is not SCIM', 405, head(`PROPFIND ${base}/Users`)],
  ['TRACE', 405, head(`TRACE ${base}/Users`)],
  ['no HTTP', 400, 'hello\r\n\r\n'],
  ['HTTP/2 without agreement', 400, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a header without a name', 400, head(`GET ${base}/Users`, ': nothing\r\n')],
  ['a header with NUL', 400, head(`GET ${base}/Users`, 'X-Odd: a\0b\r\n')],
  ['no Host', 400, `GET ${base}/Users HTTP/1.1\r\nConnection: close\r\n${authorization}\r\n`],
  ['an expectation that nobody meets', 417, head(`GET ${base}/Users`, 'Expect: miracles\r\n')],
  ['two lengths', 400, post('Content-Length: 2\r\nContent-Length: 3\r\n', '{}')],
  ['a length and chunks', 400, post('Content-Length: 2\r\nTransfer-Encoding: chunked\r\n', '0\r\n\r\n')],
  ['a negative length', 400, post('Content-Length: -1\r\n', '{}')],
  ['chunks that are none', 400, post('Transfer-Encoding: chunked\r\n', 'zz\r\n{}\r\n')],
  ['a length beyond every limit', 413, post('Content-Length: 99999999999\r\n', '{}')],
  ['a body that is packed', 415, post('Content-Length: 2\r\nContent-Encoding: gzip\r\n', '{}')],
  ['a body that is no UTF-8', 400, json('{"userName":"\xff\xfe"}')],
  ['a body that is no JSON', 400, json('<user/>')],
  ['a body that is nested 100,000 deep', 400, json('['.repeat(100_000))],
  ['a name that is NUL', 400, json('{"userName":"a\\u0000"}')],
  ['a name that is half a character', 400, json('{"userName":"\\ud800"}')],
  ['a filter that is nested deep', 400, head(`GET ${base}/Users?filter=${'('.repeat(4000)}`)],
  ['a filter that is no encoding', 400, head(`GET ${base}/Users?filter=%zz`)],
  [
    'a token that is none',
    401,
    `GET ${base}/Users HTTP/1.1\r\n${close}Authorization: Bearer ${'x'.repeat(5000)}\r\n\r\n`,
  ],
  ['a token with odd bytes', 401, `GET ${base}/Users HTTP/1.1\r\n${close}Authorization: Bearer \xff\xfe\r\n\r\n`],
  ['a client that is __proto__', 401, head('GET /scim/__proto__/v2/Users')],
  ['a client that is constructor', 401, head('GET /scim/constructor/v2/Users')],
];

test(
  'what cannot be understood is refused as SCIM refuses, and the server lives on',
  async () => {
    const server = await startTestServer();
    for (const [what, status, request] of refused) {
      const answer = await sendRaw(server.url, request);
      expect(`${what}: ${answer.status}`).toBe(`${what}: ${status}`);
      expectError(answer);
      expect(answer.headers).not.toHaveProperty('x-evil');
    }
    await expectAlive(server);
  },
  limit,
);

const accepted: readonly (readonly [what: string, request: string])[] = [
  ['header names in odd case', `GET ${base}/Users HTTP/1.1\r\n${close}aUTHORIZATION: bearer ${testToken}\r\n\r\n`],
  ['very many headers', head(`GET ${base}/Users`, 'X-Many: 1\r\n'.repeat(1000))],
  ['the same header twice', head(`GET ${base}/Users`, 'Accept: text/html\r\nAccept: */*\r\n')],
  ['doubled slashes', head('GET //scim//idp//v2//Users//')],
  ['a very long query that says nothing', head(`GET ${base}/Users?x=${long}`)],
];

test(
  'what is odd and can be understood is answered',
  async () => {
    const server = await startTestServer();
    for (const [what, request] of accepted) {
      expect(`${what}: ${(await sendRaw(server.url, request)).status}`).toBe(`${what}: 200`);
    }
  },
  limit,
);

/** A request that was right, with bytes put into it, taken out or replaced. */
const mutated = fc
  .tuple(
    fc.constantFrom(
      head(`GET ${base}/Users?filter=userName%20pr`),
      json('{"userName":"ann"}'),
      head(`DELETE ${base}/Users/1`),
    ),
    fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.constantFrom('put', 'take', 'replace')), {
      minLength: 1,
      maxLength: 8,
    }),
  )
  .map(([text, changes]) => {
    const bytes = [...Buffer.from(text, 'latin1')];
    for (const [place, byte, how] of changes)
      bytes.splice(place % bytes.length, how === 'put' ? 0 : 1, ...(how === 'take' ? [] : [byte]));
    return Uint8Array.from(bytes);
  });

test(
  'any bytes on a connection are answered without a failure, and leave no memory behind',
  async () => {
    const server = await startTestServer();
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const heap = () => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const check = (seed: number, numRuns: number) =>
      fc.assert(
        fc.asyncProperty(fc.oneof(mutated, fc.uint8Array({ maxLength: 200 })), async (bytes) => {
          const answer = await sendRaw(server.url, bytes, 200);
          expect(answer.status).toBeLessThan(500);
          if (answer.status >= 400) expectError(answer);
        }),
        { seed, numRuns },
      );
    await check(9112, 300);
    const before = heap();
    await check(9110, 500);
    expect(heap() - before).toBeLessThan(32 * 1024 * 1024);
    await expectAlive(server);
  },
  limit,
);
