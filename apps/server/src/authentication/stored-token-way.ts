import { timingSafeEqual } from 'node:crypto';
import { isUsable, type TokenRecord } from '../tokens/token-record.js';
import { findTokenId, hashToken } from '../tokens/token-text.js';
import type { Way } from './way.js';

export interface StoredTokenOptions {
  /** Reads the present state. */
  findToken(id: string): Promise<TokenRecord | undefined>;
  now(): number;
}

const nobody = '0'.repeat(16);
const noHash = Buffer.alloc(32);

/** A token made by `linkspan token create`, or an access token of `POST /oauth2/token`. One that is none of ours is looked up all the same. */
export function createStoredTokenWay({ findToken, now }: StoredTokenOptions): Way {
  return async (credentials, { client }) => {
    if (credentials.scheme !== 'bearer') return undefined;
    const id = findTokenId(credentials.token);
    const record = await findToken(id ?? nobody);
    const isSame = timingSafeEqual(record ? Buffer.from(record.hash, 'hex') : noHash, hashToken(credentials.token));
    if (!client) return { refused: 'there is no such client' };
    if (!record || !isSame) return { refused: id === undefined ? 'the token is none of ours' : describeUnknown(id) };
    if (record.client !== client.name) return { refused: `token ${record.id} is of the client "${record.client}"` };
    if (record.kind === 'access' && !client.oauth)
      return { refused: `token ${record.id} is of OAuth, which this client has no more` };
    if (!isUsable(record, now())) return { refused: describeEnd(record) };
    const { expiresAt } = record;
    return {
      caller: { client, scopes: new Set(record.scopes), tokenId: record.id },
      ...(expiresAt !== undefined && { until: expiresAt }),
    };
  };
}

function describeUnknown(id: string): string {
  return `there is no token ${id} with this secret: it was copied wrongly, or made on another database`;
}

function describeEnd({ id, revokedAt, expiresAt }: TokenRecord): string {
  if (revokedAt !== undefined) return `token ${id} was revoked at ${new Date(revokedAt).toISOString()}`;
  return `token ${id} expired at ${new Date(expiresAt ?? 0).toISOString()}`;
}
