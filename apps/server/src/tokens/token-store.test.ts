import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, migrate, purgeAccessTokens } from '../store/index.js';
import { openPglite } from '../store/testing/open-pglite.js';
import { openSqliteFile } from '../store/testing/open-sqlite-file.js';
import type { TokenRecord } from './token-record.js';
import { createTokenStore, type TokenStore } from './token-store.js';

interface Opened {
  readonly database: Database;
  remove(): Promise<void>;
}

async function makePglite(): Promise<Opened> {
  const database = await openPglite();
  await migrate(database);
  return { database, remove: () => database.close() };
}

const token = (id: string, more: Partial<TokenRecord> = {}): TokenRecord => ({
  id,
  client: 'idp',
  name: 'a name',
  hash: `hash of ${id}`,
  scopes: ['read', 'write'],
  createdAt: 1,
  ...more,
});

describe.each([
  ['SQLite', openSqliteFile],
  ['PGlite', makePglite],
] as const)('tokens on %s', (_, open) => {
  let opened: Opened;
  let store: TokenStore;

  beforeAll(async () => {
    opened = await open();
    store = createTokenStore(opened.database);
  }, 60_000);
  afterAll(() => opened.remove());

  it('are found as they were stored, and the kind of those from OAuth with them', async () => {
    const made = token('made');
    const access = token('access', { kind: 'access', expiresAt: 100, scopes: ['read'], createdAt: 2 });
    await store.add(made);
    await store.add(access);
    expect(await store.find('made')).toEqual(made);
    expect(await store.find('access')).toEqual(access);
    expect(await store.list('idp')).toEqual([made, access]);
    expect(await store.find('nobody')).toBeUndefined();
  });

  it('of OAuth are forgotten some time after their end, those of operators never', async () => {
    await store.add(token('old', { client: 'purged', expiresAt: 50 }));
    await store.add(token('old access', { client: 'purged', kind: 'access', expiresAt: 50 }));
    await store.add(token('young access', { client: 'purged', kind: 'access', expiresAt: 80 }));
    expect(await purgeAccessTokens(opened.database, 80)).toBe(1);
    expect((await store.list('purged')).map(({ id }) => id)).toEqual(['old', 'young access']);
  });
});
