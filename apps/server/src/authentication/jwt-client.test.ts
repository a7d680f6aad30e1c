import { generateKeyPair, SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { listRequests } from '../requests/list-requests.js';
import { startIssuer } from '../testing/start-issuer.js';
import { startTestServer } from '../testing/start-test-server.js';

const issuer = 'https://sts.windows.net/tenant/';

async function setUp() {
  const site = await startIssuer();
  const pair = await generateKeyPair('RS256');
  const server = await startTestServer({ clients: { idp: { jwt: { issuer, audience: 'us', jwks: site.jwks } } } });
  const ask = async (audience: string) => {
    const token = await new SignJWT({ aud: audience, iss: issuer })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .setExpirationTime('1h')
      .sign(pair.privateKey);
    return server.call('/Users', { headers: { authorization: `Bearer ${token}` } });
  };
  const refusals = async () => {
    const requests = await listRequests(server.host.database, { client: 'idp', limit: 9 });
    return requests.flatMap(({ refused }) => refused ?? []);
  };
  return { ...site, publish: () => site.publish(['one', pair]), ask, refusals };
}

it('a client with tokens of its own issuer is let in by them, and refused like any other', async () => {
  const { publish, ask, refusals } = await setUp();
  await publish();
  expect((await ask('us')).status).toBe(200);
  const answer = await ask('them');
  expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
  expect(await answer.text()).not.toContain('aud');
  await expect.poll(refusals).toEqual(['"aud" of the JWT is "them", which is not what is configured']);
});

it('while its issuer does not answer it is asked to come again, not refused', async () => {
  const { say, ask, refusals } = await setUp();
  say(502, 'Bad Gateway');
  const answer = await ask('us');
  expect(answer.status).toBe(503);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(answer.headers.get('content-type')).toBe('application/scim+json');
  await expect.poll(refusals).toEqual([expect.stringContaining('the keys of the issuer cannot be had')]);
});
