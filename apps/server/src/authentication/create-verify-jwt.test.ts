import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../connectors/client.js';
import { type KeyPair, startIssuer } from '../testing/start-issuer.js';
import { createVerifyJwt, type JwtTrust } from './create-verify-jwt.js';

const issuer = 'https://sts.windows.net/tenant/';
const audience = '8adf8e6e-67b2-4cf2-a259-e3dc5476c621';
const client: Client = { name: 'entra', directory: 'main', quirks: [], tokens: [] };
let first: KeyPair;
let second: KeyPair;

beforeAll(async () => {
  [first, second] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
});

interface Claims {
  readonly [name: string]: unknown;
}

async function setUp(trust: Partial<JwtTrust> = {}) {
  const site = await startIssuer();
  await site.publish(['one', first]);
  let now = Date.now();
  const verify = createVerifyJwt(
    client,
    { issuer, audience, jwks: site.jwks, algorithms: ['ES256'], claims: {}, ...trust },
    () => now,
  );
  const sign = (claims: Claims = {}, { kid = 'one', key = first.privateKey } = {}) => {
    const at = Math.floor(now / 1_000);
    return new SignJWT({ iss: issuer, aud: audience, sub: 'app', exp: at + 3_600, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid })
      .sign(key);
  };
  return {
    ...site,
    sign,
    judge: async (token: string) => {
      const proof = await verify(token);
      return 'refused' in proof ? proof : proof.caller.client.name;
    },
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    at: () => Math.floor(now / 1_000),
  };
}

describe('a JWT of the issuer', () => {
  it('lets in, and the keys are fetched once', async () => {
    const { judge, sign, fetches } = await setUp();
    expect(await judge(await sign())).toBe('entra');
    expect(await judge(await sign({ jti: '2' }))).toBe('entra');
    expect(fetches()).toBe(1);
  });

  it.each<[string, Claims, RegExp]>([
    ['for somebody else', { aud: 'https://graph.example' }, /"aud" of the JWT is "https:\/\/graph.example"/],
    ['of another issuer', { iss: 'https://sts.windows.net/mallory/' }, /"iss" of the JWT is/],
    ['that never ends', { exp: undefined }, /has no "exp"/],
    ['that has ended', { exp: 1_700_000_000 }, /expired at 2023-11-14/],
    ['that is for later', { nbf: 4_000_000_000 }, /not valid yet/],
    ['of another subject', { sub: 'other' }, /"sub" of the JWT is "other"/],
    ['of another application', { appid: 'x' }, /"appid" of the JWT is "x"/],
    ['without a claim that is wanted', {}, /has no "appid"/],
    ['that lacks a role', { appid: 'a', roles: ['r'] }, /"roles" of the JWT is \["r"\]/],
  ])('%s is refused, and the operator sees why', async (_case, claims, refused) => {
    const { judge, sign } = await setUp({ subject: 'app', claims: { appid: 'a', roles: 'scim' } });
    expect(await judge(await sign(claims))).toEqual({ refused: expect.stringMatching(refused) });
  });

  it('may be half a minute past its end or before its beginning, as clocks are', async () => {
    const { judge, sign, at } = await setUp();
    expect(await judge(await sign({ exp: at() - 20, nbf: at() + 20 }))).toBe('entra');
    expect(await judge(await sign({ exp: at() - 40 }))).toMatchObject({ refused: expect.stringContaining('expired') });
  });

  it('with the wanted claims is let in', async () => {
    const { judge, sign } = await setUp({ claims: { appid: 'a', roles: 'scim' } });
    expect(await judge(await sign({ appid: 'a', roles: ['r', 'scim'] }))).toBe('entra');
  });
});

describe('a signature', () => {
  it('by another key of the same name is refused', async () => {
    const { judge, sign } = await setUp();
    const token = await sign({}, { key: second.privateKey });
    expect(await judge(token)).toEqual({ refused: 'the signature of the JWT is wrong' });
  });

  it('by an algorithm that is not allowed, or none, is refused without asking anybody', async () => {
    const { judge, fetches } = await setUp({ algorithms: ['RS256'] });
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = part({ iss: issuer, aud: audience, exp: 4_000_000_000 });
    const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(first.publicKey)));
    const shared = await new SignJWT({ iss: issuer, aud: audience, exp: 4_000_000_000 })
      .setProtectedHeader({ alg: 'HS256', kid: 'one' })
      .sign(secret);
    for (const token of [shared, `${part({ alg: 'none' })}.${claims}.`, `${part({ alg: 'none' })}.${claims}.x`])
      expect(await judge(token)).toEqual({ refused: expect.stringMatching(/not allowed|not well-formed/) });
    expect(fetches()).toBe(0);
  });
});

describe("an issuer's keys", () => {
  it('that cannot be had make nobody refused: it is said when to come again, and the issuer is left in peace', async () => {
    const { judge, sign, say, fetches, pass } = await setUp();
    say(500);
    expect(await judge(await sign())).toEqual({
      refused: expect.stringContaining('cannot be had'),
      retryAfter: expect.any(Number),
    });
    expect(await judge(await sign({ jti: '2' }))).toMatchObject({ retryAfter: expect.any(Number) });
    expect(fetches()).toBe(1);
    say(200);
    pass(5_000);
    expect(await judge(await sign())).toBe('entra');
  });

  it.each([
    ['nothing of the kind', '<html>'],
    ['a list of nothing', '{"keys":[1]}'],
    ['more than any issuer has', `{"keys":[],"x":"${'x'.repeat(300_000)}"}`],
  ])('that are %s are none that can be had', async (_case, body) => {
    const { judge, sign, say } = await setUp();
    say(200, body);
    expect(await judge(await sign())).toMatchObject({ retryAfter: expect.any(Number) });
  });

  it('at an address that nothing may connect to are not asked for', async () => {
    const { judge, sign } = await setUp({ jwks: 'https://169.254.169.254/keys' });
    expect(await judge(await sign())).toMatchObject({ refused: expect.stringContaining('never connects to') });
  });

  it('that were known stay known while the issuer is away', async () => {
    const { judge, sign, say } = await setUp();
    expect(await judge(await sign())).toBe('entra');
    say(503);
    expect(await judge(await sign({ jti: '2' }))).toBe('entra');
  });
});
