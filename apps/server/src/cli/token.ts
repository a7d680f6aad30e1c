import type { ScimScope } from '@linkspan/core';
import { createToken } from '../tokens/create-token.js';
import { isUsable, type TokenRecord } from '../tokens/token-record.js';
import { createTokenStore, type TokenStore } from '../tokens/token-store.js';
import { describeToken } from './describe-token.js';
import { type ExitCode, exitCode } from './exit-code.js';
import type { Terminal } from './terminal.js';
import { requireName, UsageError } from './usage-error.js';
import { withInstallation } from './with-installation.js';

const everything: readonly ScimScope[] = ['read', 'write'];

export interface CreateOptions {
  readonly json?: boolean;
  readonly name?: string;
  readonly scopes: readonly ScimScope[];
  /** Milliseconds from now; absent: never. */
  readonly expires?: number;
}

/** `linkspan token create <client>`: shows a new token, once. */
export function createTokenCommand(terminal: Terminal, client: string, options: CreateOptions): Promise<ExitCode> {
  return withTokens(terminal, client, async (store) => {
    await issue(terminal, store, client, options);
    return exitCode.ok;
  });
}

/**
 * `linkspan token rotate <client>`: a new token; those before it end after `overlap` milliseconds. It is called as the newest of them, and
 * may do what they might, unless `options` say otherwise.
 */
export function rotateTokens(
  terminal: Terminal,
  client: string,
  { overlap, ...options }: Partial<CreateOptions> & { readonly overlap: number },
): Promise<ExitCode> {
  return withTokens(terminal, client, async (store) => {
    const before = (await store.list(client)).filter((token) => !token.kind && isUsable(token, Date.now()));
    const newest = before.at(-1);
    const scopes = newest ? [...new Set(before.flatMap((token) => token.scopes))] : everything;
    await issue(terminal, store, client, { scopes, ...(newest && { name: newest.name }), ...options });
    const end = Date.now() + overlap;
    const ids = before.map(({ id }) => id);
    if (overlap === 0) await store.revoke(ids, end);
    else await store.expire(ids, end);
    if (before.length > 0) terminal.complain(`${ids.join(', ')} can be used until ${new Date(end).toISOString()}.`);
    return exitCode.ok;
  });
}

export function listTokens(terminal: Terminal, client: string, { json = false }): Promise<ExitCode> {
  return withTokens(terminal, client, async (store, configured) => {
    const { print, colors, command } = terminal;
    const tokens = await store.list(client);
    if (json) {
      print(JSON.stringify(tokens.map(publish), null, 2));
      return exitCode.ok;
    }
    for (const token of tokens) print(describeToken(token, colors, Date.now()));
    if (configured > 0)
      print(`${tokens.length === 0 ? 'None made here, and' : 'And'} ${configured} from the configuration.`);
    else if (tokens.length === 0) print(`${client} has none. Make one with "${command} token create ${client}".`);
    return exitCode.ok;
  });
}

/** `linkspan token revoke <client> <id…>` or `--all`: holds within a second on a running server. */
export function revokeTokens(
  terminal: Terminal,
  client: string,
  ids: readonly string[],
  { json = false, all = false },
): Promise<ExitCode> {
  if (all === ids.length > 0) {
    throw new UsageError(`name the ids of the tokens ("${terminal.command} token list ${client}"), or say --all.`);
  }
  return withTokens(terminal, client, async (store) => {
    const usable = (await store.list(client)).filter((token) => isUsable(token, Date.now())).map(({ id }) => id);
    for (const id of ids) requireName('usable token', id, usable);
    const revoked = all ? usable : ids;
    await store.revoke(revoked, Date.now());
    terminal.print(json ? JSON.stringify({ client, revoked }) : `Revoked: ${revoked.join(', ') || 'none was usable'}.`);
    return exitCode.ok;
  });
}

function withTokens(
  terminal: Terminal,
  client: string,
  work: (store: TokenStore, configured: number) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withInstallation(terminal, async ({ configuration, database }) => {
    requireName('client', client, Object.keys(configuration.clients));
    return work(createTokenStore(database), configuration.clients[client]?.tokens.length ?? 0);
  });
}

async function issue(terminal: Terminal, store: TokenStore, client: string, options: CreateOptions): Promise<void> {
  const { json = false, name = 'command line', scopes, expires } = options;
  const now = Date.now();
  const expiresAt = expires === undefined ? {} : { expiresAt: now + expires };
  const { record, text } = await createToken(store, { client, name, scopes, now, ...expiresAt });
  if (json) return terminal.print(JSON.stringify({ ...publish(record), token: text }, null, 2));
  terminal.complain(`The token ${record.id} of ${client}. It is shown this once:`);
  terminal.print(text);
}

/** All but the hash, with times that people read. */
function publish({ hash: _, createdAt, expiresAt, lastUsedAt, revokedAt, ...rest }: TokenRecord) {
  const time = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
  return {
    ...rest,
    createdAt: time(createdAt),
    expiresAt: time(expiresAt),
    lastUsedAt: time(lastUsedAt),
    revokedAt: time(revokedAt),
  };
}
