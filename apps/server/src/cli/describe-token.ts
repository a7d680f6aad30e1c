import { isUsable, type TokenRecord } from '../tokens/token-record.js';
import type { Terminal } from './terminal.js';

/** One line of `linkspan token list`. */
export function describeToken(token: TokenRecord, colors: Terminal['colors'], now: number): string {
  const { id, name, scopes, createdAt, lastUsedAt } = token;
  const parts = [
    id,
    describeState(token, now),
    scopes.join('+'),
    `made ${day(createdAt)}`,
    lastUsedAt === undefined ? 'never used' : `last used ${new Date(lastUsedAt).toISOString()}`,
    name,
  ];
  const line = parts.join('  ');
  return isUsable(token, now) ? line : colors.dim(line);
}

function describeState({ revokedAt, expiresAt }: TokenRecord, now: number): string {
  if (revokedAt !== undefined) return `revoked ${day(revokedAt)}`;
  if (expiresAt === undefined) return 'usable';
  return now < expiresAt ? `usable until ${new Date(expiresAt).toISOString()}` : `expired ${day(expiresAt)}`;
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
