import { describe, expect, it } from 'vitest';
import type { Client } from '../connectors/client.js';
import { createAuthenticate } from './create-authenticate.js';
import type { TokenRecord } from './token-record.js';
import { createTokenText, hashToken } from './token-text.js';

const configured = 'from-the-configuration-0123456789';
const client = (name: string, tokens: readonly string[] = []): Client => ({
  name,
  directory: 'main',
  quirks: [],
  tokens,
});
const clients = [client('jumpcloud', [configured]), client('okta')];

function setUp(change: Partial<TokenRecord> = {}) {
  const { id, text } = createTokenText();
  const hash = hashToken(text).toString('hex');
  let record: TokenRecord = { id, client: 'jumpcloud', name: '', hash, scopes: ['read'], createdAt: 0, ...change };
  let now = 1_000_000;
  const asked: string[] = [];
  const used: string[] = [];
  const authenticate = createAuthenticate({
    clients,
    findToken: async (wanted) => {
      asked.push(wanted);
      return wanted === id ? record : undefined;
    },
    noteUse: (wanted) => used.push(wanted),
    now: () => now,
  });
  return {
    id,
    text,
    asked,
    used,
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
    const { authenticate, text, id, used } = setUp();
    const caller = await authenticate('jumpcloud', `bearer ${text}`);
    expect(caller?.client.name).toBe('jumpcloud');
    expect([...(caller?.scopes ?? [])]).toEqual(['read']);
    expect(used).toEqual([id]);
  });

  it('from the configuration is accepted for its own client only', async () => {
    const { authenticate } = setUp();
    expect((await authenticate('jumpcloud', `Bearer ${configured}`))?.scopes).toEqual(new Set(['read', 'write']));
    expect(await authenticate('okta', `Bearer ${configured}`)).toBeUndefined();
  });

  it.each([
    ['of another client', 'okta', (text: string) => `Bearer ${text}`],
    ['of an unknown client', 'entra', (text: string) => `Bearer ${text}`],
    [
      'with another secret',
      'jumpcloud',
      (text: string) => `Bearer ${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`,
    ],
    ['that is none of ours', 'jumpcloud', () => 'Bearer lsp_nothing'],
  ])('%s is refused after the same look-up as any other', async (_case, name, header) => {
    const { authenticate, text, asked } = setUp();
    expect(await authenticate(name, header(text))).toBeUndefined();
    expect(asked).toHaveLength(1);
  });

  it.each([undefined, '', 'Bearer', 'Basic abc', 'Bearer a b'])('is wanted, and %j is none', async (header) => {
    expect(await setUp().authenticate('jumpcloud', header)).toBeUndefined();
  });

  it('ends when it expires', async () => {
    const { authenticate, text, pass } = setUp({ expiresAt: 1_000_100 });
    expect(await authenticate('jumpcloud', `Bearer ${text}`)).toBeDefined();
    pass(100);
    expect(await authenticate('jumpcloud', `Bearer ${text}`)).toBeUndefined();
  });

  it('that another process revokes is refused half a second later, and is looked up no more than twice a second', async () => {
    const { authenticate, text, asked, revoke, pass } = setUp();
    await authenticate('jumpcloud', `Bearer ${text}`);
    await authenticate('jumpcloud', `Bearer ${text}`);
    expect(asked).toHaveLength(1);
    revoke();
    pass(500);
    expect(await authenticate('jumpcloud', `Bearer ${text}`)).toBeUndefined();
  });
});
