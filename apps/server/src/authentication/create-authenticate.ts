import type { Client } from '../connectors/client.js';
import { createFloodGate } from '../http/create-flood-gate.js';
import type { TokenRecord } from '../tokens/token-record.js';
import type { Authenticate, Presented, Refusal, Verdict } from './authenticate.js';
import { basicWay } from './basic-way.js';
import type { Caller } from './caller.js';
import { configuredTokenWay } from './configured-token-way.js';
import { createParty, type Party, stranger } from './create-party.js';
import { createProofMemory } from './create-proof-memory.js';
import { everything } from './everything.js';
import { jwtWay } from './jwt-way.js';
import { parseAuthorization } from './parse-authorization.js';
import { senderKey } from './sender-key.js';
import { createStoredTokenWay } from './stored-token-way.js';
import type { Proof, Way } from './way.js';

export interface AuthenticatorOptions {
  readonly clients: readonly Client[];
  /** Reads the present state: what it answers is trusted for half a second at most. */
  findToken(id: string): Promise<TokenRecord | undefined>;
  noteUse?(id: string, at: number): void;
  /** Whether a socket's other end is a proxy whose headers are believed. Default: none is. */
  isTrustedProxy?(peer: string | undefined): boolean;
  /** Milliseconds since 1970. Default Date.now. */
  now?(): number;
}

/** Milliseconds: a revocation by another process holds after this. */
const memory = 500;
/** Failures of one sender. Who has the right credentials is never counted here, nor held back by others at the same address. */
const ofGuessers = { burst: 100, perSecond: 5, mostKeys: 10_000 };

export function createAuthenticate(options: AuthenticatorOptions): Authenticate {
  const { clients, findToken, noteUse, isTrustedProxy = () => false, now = Date.now } = options;
  const parties = new Map(clients.map((client) => [client.name, createParty(client, { now, isTrustedProxy })]));
  const ways: readonly Way[] = [configuredTokenWay, jwtWay, createStoredTokenWay({ findToken, now }), basicWay];
  const proofs = createProofMemory();
  const guessers = createFloodGate({ ...ofGuessers, now });

  /** 401, or 429 for whoever has failed too often. */
  function refuse({ challenge }: Party, { address }: Presented, refused: string): Refusal {
    const wait = guessers.pass(senderKey(address));
    if (wait === 0) return { status: 401, refused, challenge };
    return { status: 429, refused: `${refused}; and too many failures before`, retryAfter: toSeconds(wait), challenge };
  }

  function admit({ pass, challenge }: Party, caller: Caller, at: number): Verdict {
    const wait = pass();
    if (wait > 0) {
      const { perSecond = 0, burst = 0 } = caller.client.rate ?? {};
      const refused = `more than ${perSecond} requests a second, after ${burst} at once`;
      return { status: 429, refused, retryAfter: toSeconds(wait), challenge };
    }
    if (caller.tokenId !== undefined) noteUse?.(caller.tokenId, at);
    return caller;
  }

  async function prove(authorization: string, party: Party): Promise<Proof> {
    const credentials = parseAuthorization(authorization);
    if (!credentials) return { refused: 'the Authorization header is neither Bearer nor Basic' };
    for (const way of ways) {
      const proof = await way(credentials, party);
      if (proof) return proof;
    }
    return { refused: 'nothing here takes such credentials' };
  }

  async function verify(presented: Presented, party: Party, authorization: string, key: string): Promise<Verdict> {
    // Counted from before the question: what is revoked while it is answered holds no longer.
    const at = now();
    const proof = await prove(authorization, party);
    if ('refused' in proof) {
      const { refused, retryAfter } = proof;
      if (retryAfter === undefined) return refuse(party, presented, refused);
      return { status: 503, refused, retryAfter, challenge: party.challenge };
    }
    proofs.remember(key, proof.caller, Math.min(at + memory, proof.until ?? Number.POSITIVE_INFINITY));
    return admit(party, proof.caller, now());
  }

  return (presented) => {
    const party = parties.get(presented.client) ?? stranger;
    const { client, challenge } = party;
    if (!party.allows(presented.address)) {
      const refused = `the address ${presented.address ?? 'of the sender'} is not in clients.${presented.client}.allow`;
      return { status: 403, refused, challenge };
    }
    const fault = party.findCertificateFault?.(presented);
    if (fault !== undefined) return refuse(party, presented, fault);
    if (client?.mtls?.alone) return admit(party, { client, scopes: everything }, now());
    const { authorization } = presented.headers;
    if (authorization === undefined) return refuse(party, presented, 'it came without an Authorization header');
    const key = proofs.keyOf(presented.client, authorization);
    const at = now();
    const known = proofs.find(key, at);
    return known ? admit(party, known, at) : verify(presented, party, authorization, key);
  };
}

/** Rounded up: whoever waits that long is served. */
function toSeconds(milliseconds: number): number {
  return Math.ceil(milliseconds / 1_000);
}
