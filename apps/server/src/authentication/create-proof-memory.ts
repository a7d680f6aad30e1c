import { hash } from 'node:crypto';
import type { Caller } from './caller.js';

/** Who was proved by which credentials, for a moment. Holds no credentials: only digests. */
export interface ProofMemory {
  /** Under which a client's name and its `Authorization` are remembered. */
  keyOf(client: string, authorization: string): string;
  /** Undefined: they have to be verified. */
  find(key: string, at: number): Caller | undefined;
  /** `until`: milliseconds since 1970. */
  remember(key: string, caller: Caller, until: number): void;
}

/** Good credentials only, so there are few; an issuer of JWTs makes new ones all the time. */
const mostProofs = 10_000;

export function createProofMemory(): ProofMemory {
  const proofs = new Map<string, { readonly caller: Caller; readonly until: number }>();
  return {
    keyOf: (client, authorization) => hash('sha256', `${client}\n${authorization}`, 'base64'),
    find(key, at) {
      const proof = proofs.get(key);
      return proof !== undefined && at < proof.until ? proof.caller : undefined;
    },
    remember(key, caller, until) {
      // Behind all others, so that the first is the one that was verified longest ago.
      proofs.delete(key);
      proofs.set(key, { caller, until });
      const [oldest] = proofs.keys();
      if (proofs.size > mostProofs && oldest !== undefined) proofs.delete(oldest);
    },
  };
}
