import type { ScimScope } from '@linkspan/core';

/** A token as it is kept: all but its text. Times are milliseconds since 1970. */
export interface TokenRecord {
  readonly id: string;
  readonly client: string;
  /** What the operator calls it. */
  readonly name: string;
  /** SHA-256 of the text, hexadecimal. */
  readonly hash: string;
  readonly scopes: readonly ScimScope[];
  readonly createdAt: number;
  /** Absent: never. */
  readonly expiresAt?: number;
  /** Up to half a minute behind; absent: not used yet. */
  readonly lastUsedAt?: number;
  readonly revokedAt?: number;
  /** `access`: had at the OAuth token endpoint. Absent: made by an operator. */
  readonly kind?: 'access';
}

export function isUsable({ revokedAt, expiresAt }: TokenRecord, now: number): boolean {
  return revokedAt === undefined && (expiresAt === undefined || now < expiresAt);
}
