import type { JWK } from 'jose';

/** A key pair that signs security events. Times are milliseconds since 1970. */
export interface SigningKey {
  /** `kid`. */
  readonly id: string;
  readonly publicKey: JWK;
  /** The private half as JWK, sealed. */
  readonly privateKey: string;
  readonly createdAt: number;
  /** It is published before. */
  readonly signsFrom: number;
  /** It was taken away by an operator: neither signs nor is published. */
  readonly retiredAt?: number;
}
