import { describe, expect, it } from 'vitest';
import type { Client } from '../connectors/client.js';
import type { TokenRecord } from '../tokens/token-record.js';
import { createTokenText, hashToken } from '../tokens/token-text.js';
import type { Presented } from './authenticate.js';
import { createAuthenticate } from './create-authenticate.js';
import { hashPassword } from './hash-password.js';

const configured = 'from-the-configuration-0123456789';
const password = 'a-password-of-the-tests-0123';
const address = '203.0.113.7';
const proxy = '10.0.0.1';
const basic = (name: string, word: string) => `Basic ${Buffer.from(`${name}:${word}`).toString('base64')}`;

function setUp({ token = {}, ...client }: Partial<Client> & { readonly token?: Partial<TokenRecord> } = {}) {
  const { id, text } = createTokenText();
  const hash = hashToken(text).toString('hex');
  let record: TokenRecord = { id, client: 'idp', name: '', hash, scopes: ['read'], createdAt: 0, ...token };
  let now = 1_000_000;
  const asked: string[] = [];
  const used: string[] = [];
  const party: Client = { name: 'idp', directory: 'main', quirks: [], tokens: [configured], ...client };
  const authenticate = createAuthenticate({
    clients: [party, { name: 'other', directory: 'main', quirks: [], tokens: [] }],
    findToken: async (wanted) => {
      asked.push(wanted);
      return wanted === id ? record : undefined;
    },
    noteUse: (wanted) => used.push(wanted),
    isTrustedProxy: (peer) => peer === proxy,
    now: () => now,
  });
  return {
    id,
    text,
    asked,
    used,
    judge: async (authorization?: string, more: Partial<Presented> = {}) => {
      const headers = { ...(authorization !== undefined && { authorization }), ...more.headers };
      const verdict = await authenticate({ client: 'idp', address, peer: proxy, ...more, headers });
      return 'refused' in verdict ? verdict : { status: 200, scopes: [...verdict.scopes], tokenId: verdict.tokenId };
    },
    authenticate,
    revoke: () => {
      record = { ...record, revokedAt: now };
    },
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

describe('a token', () => {
  it('lets its client in, with its scopes, and its use is noted', async () => {
    const { judge, text, id, used } = setUp();
    expect(await judge(`bearer ${text}`)).toEqual({ status: 200, scopes: ['read'], tokenId: id });
    expect(used).toEqual([id]);
  });

  it('from the configuration is accepted for its own client only', async () => {
    const { judge } = setUp();
    expect(await judge(`Bearer ${configured}`)).toMatchObject({ status: 200, scopes: ['read', 'write'] });
    expect(await judge(`Bearer ${configured}`, { client: 'other' })).toMatchObject({ status: 401 });
  });

  it.each([
    ['of another client', 'other', (text: string) => `Bearer ${text}`, /is of the client "idp"/],
    ['of an unknown client', 'entra', (text: string) => `Bearer ${text}`, /no such client/],
    [
      'with another secret',
      'idp',
      (text: string) => `Bearer ${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`,
      /there is no token [0-9a-f]{16} with this secret/,
    ],
    ['that is none of ours', 'idp', () => 'Bearer lsp_nothing', /none of ours/],
  ])('%s is refused after the same look-up as any other', async (_case, client, header, refused) => {
    const { judge, text, asked } = setUp();
    const verdict = await judge(header(text), { client });
    expect(verdict).toEqual({ status: 401, challenge: 'Bearer', refused: expect.stringMatching(refused) });
    expect(asked).toHaveLength(1);
  });

  it.each([undefined, '', 'Bearer', 'Basic abc', 'Bearer a b', 'Digest x'])(
    'is wanted, and %j is none',
    async (header) => {
      expect(await setUp().judge(header)).toMatchObject({ status: 401, challenge: 'Bearer' });
    },
  );

  it('ends when it expires, also where it was good a moment ago', async () => {
    const { judge, text, pass } = setUp({ token: { expiresAt: 1_000_100 } });
    expect(await judge(`Bearer ${text}`)).toMatchObject({ status: 200 });
    pass(100);
    expect(await judge(`Bearer ${text}`)).toMatchObject({ refused: expect.stringContaining('expired at 1970-01-01') });
  });

  it('that another process revokes is refused half a second later, and is looked up no more than twice a second', async () => {
    const { judge, text, asked, revoke, pass } = setUp();
    await judge(`Bearer ${text}`);
    await judge(`Bearer ${text}`);
    expect(asked).toHaveLength(1);
    revoke();
    pass(500);
    expect(await judge(`Bearer ${text}`)).toMatchObject({ refused: expect.stringContaining('was revoked at') });
  });

  it('that was good a moment ago is let in without waiting for anything, under its own base URL only', async () => {
    const { authenticate, judge, text } = setUp();
    await judge(`Bearer ${text}`);
    const headers = { authorization: `Bearer ${text}` };
    expect(authenticate({ client: 'idp', headers, address })).toMatchObject({ client: { name: 'idp' } });
    expect(await authenticate({ client: 'other', headers, address })).toMatchObject({ status: 401 });
  });

  it('of OAuth is refused once the client has no OAuth any more', async () => {
    const { judge, text } = setUp({ token: { kind: 'access' } });
    expect(await judge(`Bearer ${text}`)).toMatchObject({ refused: expect.stringContaining('is of OAuth') });
  });
});

describe('a user name and password', () => {
  const passwords = [hashPassword('okta', password).toString('hex')];

  it('let in, and the challenge says that they may', async () => {
    const { judge } = setUp({ passwords });
    expect(await judge(basic('okta', password))).toMatchObject({ status: 200, scopes: ['read', 'write'] });
    expect(await judge()).toMatchObject({ challenge: 'Bearer, Basic realm="SCIM", charset="UTF-8"' });
  });

  it.each([
    ['another password', basic('okta', `${password}x`)],
    ['another name', basic('entra', password)],
    ['a colon moved', basic('okta:a', password)],
    ['a password as a token', `Bearer ${password}`],
  ])('are refused with %s', async (_case, header) => {
    expect(await setUp({ passwords }).judge(header)).toMatchObject({ status: 401 });
  });

  it('are refused where the client has none', async () => {
    expect(await setUp().judge(basic('okta', password))).toMatchObject({
      refused: expect.stringContaining('no "basic"'),
    });
  });
});

describe('an address', () => {
  it.each([
    ['203.0.113.7', 200],
    ['::ffff:203.0.113.7', 200],
    ['::ffff:cb00:7107', 200],
    ['2001:db8:0:1::5', 200],
    ['198.51.100.1', 403],
    ['::ffff:198.51.100.1', 403],
    ['2001:db9::1', 403],
    ['nonsense', 403],
  ])('%s is answered %i where only some are allowed', async (from, status) => {
    const { judge } = setUp({ allow: ['203.0.113.0/24', '2001:db8::/32'] });
    expect(await judge(`Bearer ${configured}`, { address: from })).toMatchObject({ status });
  });

  it('that is not allowed is refused before its token is looked at', async () => {
    const { judge, asked } = setUp({ allow: ['192.0.2.1'] });
    const verdict = await judge('Bearer x');
    expect(verdict).toMatchObject({ status: 403, refused: 'the address 203.0.113.7 is not in clients.idp.allow' });
    expect(asked).toEqual([]);
  });
});

describe('a client certificate', () => {
  const mtls = { header: 'x-ssl-client-s-dn', subject: 'CN=jumpcloud,O=Example', alone: false };
  const certificate = { headers: { 'x-ssl-client-s-dn': 'O=Example, CN=jumpcloud' } };

  it('is asked for beside the token', async () => {
    const { judge } = setUp({ mtls });
    expect(await judge(`Bearer ${configured}`, certificate)).toMatchObject({ status: 200 });
    expect(await judge(`Bearer ${configured}`)).toMatchObject({
      status: 401,
      refused: expect.stringContaining('without'),
    });
    expect(await judge(undefined, certificate)).toMatchObject({ status: 401 });
  });

  it('is enough where it is said to be', async () => {
    const { judge } = setUp({ mtls: { ...mtls, alone: true } });
    expect(await judge(undefined, certificate)).toMatchObject({ status: 200, scopes: ['read', 'write'] });
    expect(await judge(`Bearer ${configured}`)).toMatchObject({ status: 401 });
  });

  it('of somebody who is no trusted proxy does not count', async () => {
    const { judge } = setUp({ mtls: { ...mtls, alone: true } });
    const verdict = await judge(undefined, { ...certificate, peer: '198.51.100.9' });
    expect(verdict).toMatchObject({ status: 401, refused: expect.stringContaining('198.51.100.9 is no proxy') });
  });

  it('that came beside one of the caller is none: two halves are not a name', async () => {
    const { judge } = setUp({ mtls: { ...mtls, alone: true } });
    const rawHeaders = ['Host', 'hub', 'X-SSL-Client-S-DN', 'CN=jumpcloud', 'x-ssl-client-s-dn', 'O=Example'];
    const verdict = await judge(undefined, { headers: { 'x-ssl-client-s-dn': 'CN=jumpcloud, O=Example' }, rawHeaders });
    expect(verdict).toMatchObject({ status: 401, refused: expect.stringContaining('several times') });
    expect(await judge(undefined, { ...certificate, rawHeaders: rawHeaders.slice(0, 4) })).toMatchObject({
      status: 200,
    });
  });

  it('of another name is refused, and the operator sees which', async () => {
    const { judge } = setUp({ mtls });
    const verdict = await judge(`Bearer ${configured}`, { headers: { 'x-ssl-client-s-dn': 'CN=mallory' } });
    expect(verdict).toMatchObject({ status: 401, refused: 'the client certificate is of "CN=mallory"' });
  });
});

describe('whoever comes too often', () => {
  it('is told how long to wait, and is served then', async () => {
    const { judge, pass } = setUp({ rate: { perSecond: 0.4, burst: 2 } });
    const verdicts = [];
    for (let count = 0; count < 3; count += 1) verdicts.push(await judge(`Bearer ${configured}`));
    expect(verdicts).toMatchObject([{ status: 200 }, { status: 200 }, { status: 429, retryAfter: 3 }]);
    pass(3_000);
    expect(await judge(`Bearer ${configured}`)).toMatchObject({ status: 200 });
  });

  it('without the right token uses nothing of the client up', async () => {
    const { judge } = setUp({ rate: { perSecond: 1, burst: 1 } });
    for (let count = 0; count < 9; count += 1) await judge('Bearer wrong');
    expect(await judge(`Bearer ${configured}`)).toMatchObject({ status: 200 });
  });

  it('with wrong tokens is sent away, while the right one is let in from the same address', async () => {
    const { judge, text } = setUp();
    for (let count = 0; count < 100; count += 1) await judge(`Bearer wrong-${count}`);
    expect(await judge('Bearer wrong')).toMatchObject({
      status: 429,
      retryAfter: 1,
      refused: expect.stringContaining('too many'),
    });
    expect(await judge(`Bearer ${text}`)).toMatchObject({ status: 200 });
    expect(await judge('Bearer wrong', { address: '192.0.2.99' })).toMatchObject({ status: 401 });
  });
});
