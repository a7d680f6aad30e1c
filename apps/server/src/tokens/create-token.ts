import type { ScimScope } from '@linkspan/core';
import type { TokenRecord } from './token-record.js';
import type { TokenStore } from './token-store.js';
import { createTokenText, hashToken } from './token-text.js';

export interface TokenRequest {
  readonly client: string;
  readonly name: string;
  readonly scopes: readonly ScimScope[];
  readonly now: number;
  readonly expiresAt?: number;
  readonly kind?: 'access';
}

export interface IssuedToken {
  readonly record: TokenRecord;
  /** To be shown once. */
  readonly text: string;
}

export async function createToken(store: TokenStore, { now, ...request }: TokenRequest): Promise<IssuedToken> {
  const { id, text } = createTokenText();
  const record: TokenRecord = { ...request, id, hash: hashToken(text).toString('hex'), createdAt: now };
  await store.add(record);
  return { record, text };
}
