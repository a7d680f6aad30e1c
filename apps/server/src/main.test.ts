import { once } from 'node:events';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { newFolder } from './testing/new-folder.js';
import { startTestServer, testToken } from './testing/start-test-server.js';
import { fileConnector, writeFileConnector } from './testing/write-file-connector.js';

const fixture = (name: string) => fileURLToPath(new URL(`./http/__fixtures__/${name}`, import.meta.url));

describe('stopping', () => {
  it('lets a request in flight finish, takes no new one, and says so', async () => {
    const server = await startTestServer();
    const body = JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'last' });
    const sent = httpRequest(`${server.url}/scim/idp/v2/Users`, {
      method: 'POST',
      headers: { authorization: `Bearer ${testToken}`, 'content-length': body.length },
    });
    sent.write(body.slice(0, 10));
    await expect.poll(() => sent.socket?.bytesWritten).toBeGreaterThan(0);
    await fetch(`${server.url}/healthz`);

    const stopped = server.stop();
    expect(await server.host.parts.readiness.reasons()).toContain('The server is stopping.');
    await expect(fetch(`${server.url}/healthz`)).rejects.toThrow();
    sent.end(body.slice(10));
    const [response] = await once(sent, 'response');
    expect(response.statusCode).toBe(201);
    response.resume();
    await stopped;
  });

  it('keeps what was answered: the next start on the same data has it', async () => {
    const data = newFolder();
    const first = await startTestServer({}, { environment: { LINKSPAN_DATA: data } });
    await first.call('/Users', {
      method: 'POST',
      body: JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'ada' }),
    });
    await first.stop();
    const second = await startTestServer({}, { environment: { LINKSPAN_DATA: data } });
    expect(await (await second.call('/Users')).json()).toMatchObject({ totalResults: 1 });
  });
});

describe('starting', () => {
  it('says what to do where the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    await expect(startTestServer({}, { environment: { PORT: port } })).rejects.toThrow(
      `port ${port} is taken by another program, perhaps another Linkspan. Stop it, or set PORT or server.listen.`,
    );
    other.close();
  });

  it('keeps data and key for this user alone', async () => {
    const { host } = await startTestServer();
    const { dataFolder } = host.configuration;
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
    expect(mode(dataFolder)).toBe('700');
    expect(mode(join(dataFolder, 'linkspan.sqlite'))).toBe('600');
    expect(mode(join(dataFolder, 'linkspan.key'))).toBe('600');
  });

  it('with a certificate serves HTTPS', async () => {
    const tls = { certificate: fixture('localhost.certificate.pem'), key: fixture('localhost.key.pem') };
    const { url } = await startTestServer({ server: { tls } });
    expect(url).toMatch(/^https:/);
    const sent = httpsRequest(`${url}/healthz`, { ca: readFileSync(tls.certificate) }).end();
    const [response] = await once(sent, 'response');
    expect(response.statusCode).toBe(200);
    response.resume();
  });
});

it('a person pushed over SCIM reaches an application by itself, over a restart too', async () => {
  const data = newFolder();
  const accounts = join(data, 'accounts.json');
  const config = { file: accounts, password: { env: 'PASSWORD' } };
  const environment = { LINKSPAN_DATA: data, PASSWORD: 'right' };
  const applications = { blog: { connector: fileConnector, config } };
  const push = (userName: string) => ({
    method: 'POST',
    body: JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName }),
  });
  const logins = () =>
    JSON.parse(readFileSync(accounts, 'utf8')).map(({ fields }: { fields: { login: string } }) => fields.login);

  const first = await startTestServer({ applications }, { environment, prepare: writeFileConnector });
  await first.call('/Users', push('ada'));
  await expect.poll(() => existsSync(accounts) && logins(), { timeout: 10_000 }).toEqual(['ada']);
  await first.stop();

  const alone = await startTestServer({}, { environment });
  await alone.call('/Users', push('grace'));
  await alone.stop();
  await startTestServer({ applications }, { environment, prepare: writeFileConnector });
  await expect.poll(logins, { timeout: 10_000 }).toEqual(['ada', 'grace']);
}, 30_000);
