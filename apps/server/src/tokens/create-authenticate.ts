import { timingSafeEqual } from 'node:crypto';
import type { ScimScope } from '@linkspan/core';
import type { Client } from '../connectors/client.js';
import { isUsable, type TokenRecord } from './token-record.js';
import { findTokenId, hashToken } from './token-text.js';

/** Who sent a request, proved by its token. */
export interface Caller {
  readonly client: Client;
  readonly scopes: ReadonlySet<ScimScope>;
  /** Absent for a token from the configuration. */
  readonly tokenId?: string;
}

export interface AuthenticatorOptions {
  readonly clients: readonly Client[];
  /** Reads the present state: what it answers is trusted for `memory` at most. */
  findToken(id: string): Promise<TokenRecord | undefined>;
  noteUse?(id: string, at: number): void;
  /** Milliseconds since 1970. Default Date.now. */
  now?(): number;
}

/** Milliseconds: a revocation by another process holds after this. */
const memory = 500;
const everything: ReadonlySet<ScimScope> = new Set(['read', 'write']);
const nobody = '0'.repeat(16);
const noHash = Buffer.alloc(32);

/**
 * Undefined for an unknown client, a bad token, another client's token and none at all, after the same work: neither the answer nor its
 * time tells which.
 */
export type Authenticate = (client: string, authorization: string | undefined) => Promise<Caller | undefined>;

export function createAuthenticate(options: AuthenticatorOptions): Authenticate {
  const { findToken, noteUse, now = Date.now } = options;
  const clients = new Map(options.clients.map((client) => [client.name, client]));
  const configured = new Map(options.clients.map(({ name, tokens }) => [name, tokens.map(hashToken)]));
  const known = new Map<string, { readonly record: TokenRecord; readonly until: number }>();

  async function find(id: string): Promise<TokenRecord | undefined> {
    const remembered = known.get(id);
    if (remembered && now() < remembered.until) return remembered.record;
    // Counted from before the question: what is revoked while it is answered holds no longer.
    const until = now() + memory;
    const record = await findToken(id);
    if (record) known.set(id, { record, until });
    else known.delete(id);
    return record;
  }

  return async (name, authorization) => {
    const text = parseBearer(authorization);
    if (text === undefined) return undefined;
    const client = clients.get(name);
    const hash = hashToken(text);
    const hits = (configured.get(name) ?? [noHash]).filter((expected) => timingSafeEqual(expected, hash));
    if (client && hits.length > 0) return { client, scopes: everything };

    const record = await find(findTokenId(text) ?? nobody);
    const same = timingSafeEqual(record ? Buffer.from(record.hash, 'hex') : noHash, hash);
    if (!client || !record || !same || record.client !== name || !isUsable(record, now())) return undefined;
    noteUse?.(record.id, now());
    return { client, scopes: new Set(record.scopes), tokenId: record.id };
  };
}

/** RFC 6750 §2.1; the scheme without case. */
function parseBearer(authorization: string | undefined): string | undefined {
  return /^bearer +([^\s]+) *$/i.exec(authorization ?? '')?.[1];
}
