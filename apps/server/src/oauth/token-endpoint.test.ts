import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { listRequests } from '../requests/list-requests.js';
import { startTestServer } from '../testing/start-test-server.js';

const secret = 'a-client-secret-of-the-tests';

async function setUp(more: object = {}) {
  const oauth = { clientId: 'idp-1', secret: { env: 'SECRET' }, lifetime: '10m' };
  const clients = { idp: { oauth, ...more }, other: { directory: 'second' } };
  const server = await startTestServer(
    { clients, directories: { main: {}, second: {} } },
    { environment: { SECRET: secret } },
  );
  const ask = (body: Record<string, string>, word = secret) =>
    fetch(`${server.url}/oauth2/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`idp-1:${word}`).toString('base64')}` },
      body: new URLSearchParams(body),
    });
  const call = (client: string, token: string, init: RequestInit = {}) =>
    fetch(`${server.url}/scim/${client}/v2/Users`, { ...init, headers: { authorization: `Bearer ${token}` } });
  return { server, ask, call };
}

const tokenOf = async (answer: Response) => {
  const { access_token }: { readonly access_token: string } = JSON.parse(await answer.text());
  return access_token;
};
const grant = { grant_type: 'client_credentials' };
const requests = ({ host }: Awaited<ReturnType<typeof setUp>>['server']) =>
  listRequests(host.database, { client: 'idp', limit: 9 });

describe('an access token', () => {
  it('is had for id and secret, is kept by nobody on the way, and lets in', async () => {
    const { ask, call } = await setUp();
    const answer = await ask(grant);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-type')).toBe('application/json');
    const text = await answer.text();
    expect(JSON.parse(text)).toEqual({
      access_token: expect.stringMatching(/^lsp_/),
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'read write',
    });
    const token = await tokenOf(new Response(text));
    expect((await call('idp', token)).status).toBe(200);
    expect((await call('other', token)).status).toBe(401);
  });

  it('for reading does not write', async () => {
    const { ask, call } = await setUp();
    const token = await tokenOf(await ask({ ...grant, scope: 'read' }));
    expect((await call('idp', token)).status).toBe(200);
    expect((await call('idp', token, { method: 'POST', body: '{"userName":"ada"}' })).status).toBe(403);
  });

  it('ends within a second of its revocation', async () => {
    const { ask, call, server } = await setUp();
    const token = await tokenOf(await ask(grant));
    expect((await call('idp', token)).status).toBe(200);
    const [{ id } = { id: '' }] = await server.host.parts.tokens.list('idp');
    await server.host.parts.tokens.revoke([id], Date.now());
    await wait(1_000);
    expect((await call('idp', token)).status).toBe(401);
  });
});

describe('whoever is refused a token', () => {
  it('learns nothing but that, and the operator learns why', async () => {
    const { ask, server } = await setUp();
    const answer = await ask(grant, `${secret}x`);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Basic realm="OAuth"');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const told = { error: 'invalid_client', error_description: 'The client id or its secret was refused.' };
    expect(await answer.json()).toEqual(told);
    await expect.poll(() => requests(server)).toHaveLength(1);
    expect(await requests(server)).toMatchObject([
      { path: '/oauth2/token', status: 401, refused: 'the client secret is wrong' },
    ]);
  });

  it('because of its address is told the same', async () => {
    const { ask, server } = await setUp({ allow: ['192.0.2.1'] });
    expect(await (await ask(grant)).json()).toMatchObject({ error: 'invalid_client' });
    await expect
      .poll(() => requests(server))
      .toMatchObject([{ refused: 'the address 127.0.0.1 is not in clients.idp.allow' }]);
  });

  it('too often is sent away, while the right secret is still taken', async () => {
    const { ask } = await setUp();
    for (let count = 0; count < 30; count += 1) await ask(grant, 'wrong');
    const answer = await ask(grant, 'wrong');
    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask(grant)).status).toBe(200);
  });

  it('sends no more than a form', async () => {
    const { ask } = await setUp();
    expect((await ask({ ...grant, more: 'x'.repeat(9_000) })).status).toBe(400);
  });
});

describe('the token endpoint', () => {
  it('is asked by POST', async () => {
    const { server } = await setUp();
    const answer = await fetch(`${server.url}/oauth2/token?grant_type=client_credentials`);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('is not there where no client has OAuth', async () => {
    const { url } = await startTestServer();
    expect((await fetch(`${url}/oauth2/token`, { method: 'POST' })).status).toBe(404);
  });

  it('is named by ServiceProviderConfig where the client has it', async () => {
    const { ask, server } = await setUp();
    const token = await tokenOf(await ask(grant));
    const headers = { authorization: `Bearer ${token}` };
    expect(await (await server.call('/ServiceProviderConfig', { headers })).json()).toMatchObject({
      authenticationSchemes: [{ type: 'oauthbearertoken' }, { type: 'oauth2' }],
    });
  });
});
