import type { Account } from '../connector/account.js';
import { sameValue } from '../connector/difference.js';
import type { JsonObject } from '../scim/json.js';
import { correlatingRemotes } from './correlating-remotes.js';
import { type AccountFinder, accountPages, vendorFinder } from './find-account.js';
import type { Runtime } from './runtime.js';
import { toJson } from './step.js';

/** Every account of the application as one reading found it, kept in the database: a run needs the same memory for any number. */
export interface Listing {
  readonly finder: AccountFinder;
  getMany(accountIds: readonly string[]): Promise<ReadonlyMap<string, Account>>;
  pages(): AsyncGenerator<readonly Account[]>;
  readonly size: number;
  /** Milliseconds since 1970: it is no word about what was written since. */
  readonly begunAt: number;
  end(): Promise<void>;
}

const accountsAtOnce = 500;

/** @throws ConnectorError `unavailable` where the vendor says that its listing is not complete. */
export async function takeListing(runtime: Runtime, signal: AbortSignal): Promise<Listing> {
  const { listings } = runtime.store;
  const remotes = correlatingRemotes(runtime);
  const begunAt = runtime.now();
  const id = await listings.begin(runtime.name, begunAt);
  try {
    for await (const page of accountPages(runtime.accounts, signal)) {
      const listed = page.map((account) => ({
        id: account.id,
        document: toJson({ ...account }),
        keys: remotes.flatMap((remote) => keyOf(remote, account.fields[remote])),
      }));
      await listings.add(id, listed);
    }
  } catch (error) {
    await listings.end(id);
    throw error;
  }
  return {
    finder: {
      live: vendorFinder(runtime.accounts),
      async find(rule, value) {
        const found = (await listings.findByKey(id, rule.remote, foldKey(value))).map(toAccount);
        return found.find((account) => sameValue(rule, value, account.fields[rule.remote]));
      },
    },
    async getMany(accountIds) {
      const documents = await listings.getMany(id, accountIds);
      return new Map([...documents].map(([account, document]) => [account, toAccount(document)]));
    },
    async *pages() {
      let after: string | undefined;
      for (;;) {
        const page = await listings.list(id, { limit: accountsAtOnce, ...(after === undefined ? {} : { after }) });
        if (page.length > 0) yield page.map(({ document }) => toAccount(document));
        after = page.at(-1)?.id;
        if (page.length < accountsAtOnce) return;
      }
    },
    size: await listings.count(id),
    begunAt,
    end: () => listings.end(id),
  };
}

function keyOf(remote: string, value: unknown): readonly (readonly [string, string])[] {
  return value === undefined || value === null || value === '' ? [] : [[remote, foldKey(value)]];
}

function foldKey(value: unknown): string {
  return String(value).normalize('NFC').toLowerCase().trim();
}

/** As `takeListing` put it in. */
function toAccount(document: JsonObject): Account {
  return document as unknown as Account;
}
