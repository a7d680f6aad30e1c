import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runCommandLine } from '../cli.js';
import { createTestTerminal } from '../testing/create-test-terminal.js';
import { startTestServer, testToken } from '../testing/start-test-server.js';

const limit = 120_000;

async function run(args: readonly string[], environment: Record<string, string> = {}, folder = '/') {
  const terminal = { ...createTestTerminal(), environment, folder };
  const code = await runCommandLine(['conformance', ...args], terminal);
  return { code, output: terminal.lines.join('\n') };
}

/** A server that answers everything alike, and its base URL. */
async function startDeafServer(status: number, body = '{}'): Promise<string> {
  const server = createServer((request, response) => {
    response.writeHead(status, { 'content-type': 'application/scim+json' });
    response.end(body.replaceAll('<authorization>', request.headers.authorization ?? ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/scim/v2`;
}

test(
  'a section of our own server passes, is named, and it is said beforehand what is written',
  async () => {
    const { url } = await startTestServer();
    const base = `${url}/scim/idp/v2`;
    const { code, output } = await run([base, '--token', 'env:T', '--section', '3.6'], { T: testToken });
    expect(output).toMatch(/^! This makes users and groups named linkspan-conformance-… at http:.+--read-only/);
    expect(output).toContain('✓ RFC 7644 §3.6  6 passed');
    expect(output).toContain('6 passed, 0 failed, 0 not applicable.');
    expect(code).toBe(0);
  },
  limit,
);

test(
  'reading only, it says nothing of writing, and the token may come from a file',
  async () => {
    const { url, folder } = await startTestServer();
    writeFileSync(join(folder, 'token'), `${testToken}\n`);
    const { code, output } = await run(
      [`${url}/scim/idp/v2/`, '--token', 'file:token', '--read-only', '--json'],
      {},
      folder,
    );
    const report = JSON.parse(output);
    expect(report).toMatchObject({ url: `${url}/scim/idp/v2`, failedMust: 0, left: [], counts: { failed: 0 } });
    expect(report.counts.passed).toBeGreaterThan(40);
    expect(code).toBe(0);
  },
  limit,
);

test(
  'a server that fails is told section by section, with the request, and without the secret that it repeats',
  async () => {
    const url = await startDeafServer(200, '{"echo":"<authorization>"}');
    const { code, output } = await run([url, '--token', 'env:T', '--only', 'is a ListResponse'], {
      T: 'top-secret-token',
    });
    expect(code).toBe(1);
    expect(output).toContain('✗ RFC 7644 §4');
    expect(output).toContain('MUST /Schemas is a ListResponse');
    expect(output).toContain('GET /Schemas');
    expect(output).toContain('200  {"echo":"Bearer <secret>"}');
    expect(output).not.toContain('top-secret');
  },
  limit,
);

test.each([
  [
    401,
    '! linkspan: http://127.0.0.1:1/scim/v2 refused the credentials (401). Give others, with --token, --basic or --header.',
  ],
  [
    302,
    '! linkspan: http://127.0.0.1:1/scim/v2 sends us to elsewhere (302). If that is where the server is, give that address.',
  ],
])('a server that answers %i is not looked at', async (status, said) => {
  const url = await startDeafServer(status);
  const { code, output } = await run([url]);
  expect(output.replace(/:\d+\//, ':1/')).toBe(said);
  expect(code).toBe(1);
});

test('a server that is not there is said so', async () => {
  const { code, output } = await run(['http://127.0.0.1:1/scim/v2']);
  expect(output).toMatch(/^! linkspan: http:\/\/127\.0\.0\.1:1\/scim\/v2 cannot be reached: .+ Check the address\.$/);
  expect(code).toBe(1);
});

const misunderstood: readonly (readonly [args: readonly string[], said: string])[] = [
  [['app.example.com'], 'is no address'],
  [['https://me:secret@app.example.com/'], 'holds a password'],
  [['https://app.example.com/?a=b'], 'has a query'],
  [
    ['https://app.example.com', '--token', 'top-secret'],
    '--token: a secret is not written here. Write env:NAME or file:PATH',
  ],
  [
    ['https://app.example.com', '--token', 'env:NOBODY'],
    '--token needs the environment variable NOBODY, which is not set',
  ],
  [['https://app.example.com', '--token', 'file:/nowhere'], '--token needs the file /nowhere, which cannot be read'],
  [['https://app.example.com', '--basic', 'env:T'], 'it holds no "name:password"'],
  [['https://app.example.com', '--token', 'env:T', '--basic', 'env:T'], 'are two ways'],
  [['https://app.example.com', '--header', 'X-Api-Key: top-secret'], '--header X-Api-Key: it looks like a secret'],
  [['https://app.example.com', '--header', 'nonsense'], 'a header is written'],
  [['https://app.example.com', '--user', '/nowhere'], 'is no JSON that can be read'],
];
test.each(misunderstood)('%j is not understood', async (args, said) => {
  const { code, output } = await run(args, { T: 'top-secret' });
  expect(output).toContain(said);
  expect(output).not.toContain('top-secret');
  expect(code).toBe(2);
});

test('a section that there is not is not understood', async () => {
  const { code, output } = await run([await startDeafServer(200), '--section', '99']);
  expect(output).toContain('nothing is there to be looked at');
  expect(code).toBe(2);
});
