import { type Database, joinSql, type Sql, sql } from '../store/index.js';
import type { TokenRecord } from './token-record.js';
import { readTokenRow, type TokenRow } from './token-row.js';

/** Where tokens are kept. Rows stay when a token ends, so that a listing tells when. */
export interface TokenStore {
  add(token: TokenRecord): Promise<void>;
  find(id: string): Promise<TokenRecord | undefined>;
  /** Oldest first. */
  list(client: string): Promise<readonly TokenRecord[]>;
  /** From `at` on the tokens are refused. */
  revoke(ids: readonly string[], at: number): Promise<void>;
  /** Ends tokens at `at`, unless they end sooner. */
  expire(ids: readonly string[], at: number): Promise<void>;
  noteUses(uses: ReadonlyMap<string, number>): Promise<void>;
}

export function createTokenStore({ read, write }: Database): TokenStore {
  const run = (statement: Sql) => write((session) => session.all(statement));
  return {
    async add({ id, client, name, hash, scopes, createdAt, expiresAt = null, kind = null }) {
      await run(sql`insert into tokens (id, client, name, hash, scopes, created_at, expires_at, kind)
        values (${id}, ${client}, ${name}, ${hash}, ${JSON.stringify(scopes)}, ${createdAt}, ${expiresAt}, ${kind})`);
    },
    async find(id) {
      const [row] = await read.all<TokenRow>(sql`select * from tokens where id = ${id}`);
      return row && readTokenRow(row);
    },
    async list(client) {
      const rows = await read.all<TokenRow>(sql`select * from tokens where client = ${client} order by created_at, id`);
      return rows.map(readTokenRow);
    },
    async revoke(ids, at) {
      await run(sql`update tokens set revoked_at = ${at} where revoked_at is null and ${isOneOf(ids)}`);
    },
    async expire(ids, at) {
      await run(sql`update tokens set expires_at = ${at}
        where (expires_at is null or expires_at > ${at}) and ${isOneOf(ids)}`);
    },
    async noteUses(uses) {
      await write(async (session) => {
        for (const [id, at] of uses) await session.all(sql`update tokens set last_used_at = ${at} where id = ${id}`);
      });
    },
  };
}

function isOneOf(ids: readonly string[]): Sql {
  return ids.length === 0
    ? sql`1 = 0`
    : sql`id in (${joinSql(
        ids.map((id) => sql`${id}`),
        ', ',
      )})`;
}
