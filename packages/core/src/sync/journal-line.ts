import type { Account } from '../connector/account.js';
import type { Json, JsonObject } from '../scim/json.js';
import type { Link } from '../store/link.js';
import type { JournalEntry } from '../store/resource.js';
import { maskSecret } from './mask-secret.js';
import type { Runtime } from './runtime.js';

/**
 * One line of history about a link, in the name of whoever works on it: with the run that it belongs to, or else with the request that
 * the link was touched for.
 */
export function journalLine(
  { name, actor, run }: Pick<Runtime, 'name' | 'actor' | 'run'>,
  link: Pick<Link, 'directory' | 'type' | 'resourceId' | 'origin'>,
  action: string,
  details: { readonly reason?: string; readonly changes?: Json } = {},
): JournalEntry {
  const requestId = run === undefined ? link.origin?.requestId : undefined;
  return {
    actor,
    action,
    directory: link.directory,
    application: name,
    resourceType: link.type,
    resourceId: link.resourceId,
    ...details,
    ...(run !== undefined && { run }),
    ...(requestId !== undefined && { requestId }),
  };
}

/** Which account a line is about. */
export function accountOf({ id, identity }: Pick<Account, 'id' | 'identity'>): JsonObject {
  return { account: id, identity };
}

/** Which account a link had. */
export function accountLeft({ accountId, identity }: Link): JsonObject {
  return { account: accountId ?? null, identity: identity ?? null };
}

/** Fields as a line may tell them, by remote name: without the values of secrets. */
export function shownFields(fields: Readonly<Record<string, unknown>>): JsonObject {
  const shown = Object.entries(fields).map(([name, value]) => [name, maskSecret(name, value)] as const);
  return JSON.parse(JSON.stringify(Object.fromEntries(shown))) as JsonObject;
}
