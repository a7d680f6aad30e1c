import type { ScimScope } from '@linkspan/core';
import type { TokenRecord } from './token-record.js';

/** As the table `tokens` has it. PostgreSQL sends bigints as text. */
export interface TokenRow {
  readonly id: string;
  readonly client: string;
  readonly name: string;
  readonly hash: string;
  /** JSON. */
  readonly scopes: string;
  readonly created_at: number | string;
  readonly expires_at: number | string | null;
  readonly last_used_at: number | string | null;
  readonly revoked_at: number | string | null;
  readonly kind: string | null;
}

export function readTokenRow(row: TokenRow): TokenRecord {
  const scopes: unknown = JSON.parse(row.scopes);
  return {
    id: row.id,
    client: row.client,
    name: row.name,
    hash: row.hash,
    scopes: Array.isArray(scopes) ? scopes.filter(isScope) : [],
    createdAt: Number(row.created_at),
    ...(row.expires_at !== null && { expiresAt: Number(row.expires_at) }),
    ...(row.last_used_at !== null && { lastUsedAt: Number(row.last_used_at) }),
    ...(row.revoked_at !== null && { revokedAt: Number(row.revoked_at) }),
    ...(row.kind === 'access' && { kind: 'access' }),
  };
}

function isScope(scope: unknown): scope is ScimScope {
  return scope === 'read' || scope === 'write';
}
