import type { Account } from '../connector/account.js';
import type { AttributeRule } from '../connector/attribute-rule.js';
import type { ResourceConnector } from '../connector/connector.js';
import { ConnectorError } from '../connector/connector-error.js';
import { sameValue } from '../connector/difference.js';

/** Where accounts are looked up: the vendor itself, or a listing that serves a whole run. */
export interface AccountFinder {
  find(rule: AttributeRule, value: unknown, signal: AbortSignal): Promise<Account | undefined>;
  /** Of a listing, which knows nothing of what came after it: who asks the vendor now. */
  readonly live?: AccountFinder;
}

/** Asks the vendor; where it has no look-up, lists. */
export function vendorFinder(users: ResourceConnector): AccountFinder {
  return {
    async find(rule, value, signal) {
      if (users.find !== undefined) {
        try {
          return await users.find({ remote: rule.remote, value }, signal);
        } catch (error) {
          // It can look for some fields only: for the others there is the listing.
          if (!ConnectorError.is(error) || error.kind !== 'unsupported' || users.list === undefined) throw error;
        }
      }
      for await (const page of accountPages(users, signal)) {
        const found = page.find((account) => sameValue(rule, value, account.fields[rule.remote]));
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

/** Throws `unavailable` where the vendor says that the listing is not complete: an absence would prove nothing. */
export async function* accountPages(users: ResourceConnector, signal: AbortSignal): AsyncGenerator<readonly Account[]> {
  if (users.list === undefined)
    throw new ConnectorError('unsupported', 'this application can neither find nor list accounts');
  let cursor: string | undefined;
  do {
    const page = await users.list(cursor, signal);
    if (!page.complete)
      throw new ConnectorError('unavailable', 'the listing of accounts is incomplete; nothing is concluded from it');
    yield page.items;
    if (page.next !== undefined && page.next === cursor)
      throw new ConnectorError('invalid', 'the listing of accounts goes nowhere: a page names itself as the next');
    cursor = page.next;
  } while (cursor !== undefined);
}
