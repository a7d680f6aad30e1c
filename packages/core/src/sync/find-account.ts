import type { Account } from '../connector/account.js';
import type { AttributeRule } from '../connector/attribute-rule.js';
import type { ResourceConnector } from '../connector/connector.js';
import { ConnectorError } from '../connector/connector-error.js';
import { sameValue } from '../connector/difference.js';

/** Where accounts are looked up: the vendor itself, or a listing that serves a whole run. */
export interface AccountFinder {
  find(rule: AttributeRule, value: unknown, signal: AbortSignal): Promise<Account | undefined>;
}

/** Asks the vendor; where it has no look-up, lists. */
export function vendorFinder(users: ResourceConnector): AccountFinder {
  return {
    async find(rule, value, signal) {
      if (users.find !== undefined) return users.find({ remote: rule.remote, value }, signal);
      for await (const account of listAccounts(users, signal)) {
        if (sameValue(rule, value, account.fields[rule.remote])) return account;
      }
      return undefined;
    },
  };
}

/** Reads every account once; `correlating` fields are indexed. */
export async function listingFinder(
  users: ResourceConnector,
  rules: readonly AttributeRule[],
  signal: AbortSignal,
): Promise<AccountFinder> {
  const accounts: Account[] = [];
  for await (const account of listAccounts(users, signal)) accounts.push(account);
  const indexes = new Map<string, Map<string, Account[]>>();
  for (const rule of rules.filter((one) => one.correlates !== undefined)) {
    const index = new Map<string, Account[]>();
    for (const account of accounts) {
      const key = indexKey(account.fields[rule.remote]);
      index.set(key, [...(index.get(key) ?? []), account]);
    }
    indexes.set(rule.remote, index);
  }
  return {
    async find(rule, value) {
      const candidates = indexes.get(rule.remote)?.get(indexKey(value)) ?? [];
      return candidates.find((account) => sameValue(rule, value, account.fields[rule.remote]));
    },
  };
}

/** Throws `unavailable` where the vendor says that the listing is not complete: an absence would prove nothing. */
async function* listAccounts(users: ResourceConnector, signal: AbortSignal): AsyncGenerator<Account> {
  if (users.list === undefined)
    throw new ConnectorError('unsupported', 'this application can neither find nor list accounts');
  let cursor: string | undefined;
  do {
    const page = await users.list(cursor, signal);
    if (!page.complete)
      throw new ConnectorError('unavailable', 'the listing of accounts is incomplete; nothing is concluded from it');
    yield* page.items;
    cursor = page.next;
  } while (cursor !== undefined);
}

function indexKey(value: unknown): string {
  return String(value).normalize('NFC').toLowerCase().trim();
}
