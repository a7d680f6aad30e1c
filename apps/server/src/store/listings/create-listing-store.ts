import type { JsonObject, ListingStore } from '@linkspan/core';
import type { Database } from '../database.js';
import { endListing } from '../retention/end-listing.js';
import { purgeListings } from '../retention/purge-listings.js';
import { formatRowId, parseRowId } from '../row-id.js';
import { type Sql, sql } from '../sql.js';
import { addAccounts } from './add-accounts.js';
import { hashLongValue } from './hash-long-value.js';

/** Accounts in a statement: what a page of them takes is all that is in memory. */
const pageSize = 500;
const mostFound = 10;

interface AccountRow {
  readonly id: string | null;
  readonly document: string | null;
}

export function createListingStore(database: Database): ListingStore {
  const { read, write, dialect } = database;

  /** One statement sees the listing and its accounts: the rows of one that is just being deleted are never taken for all. */
  async function readAccounts(listing: string, joined: Sql): Promise<{ id: string; document: JsonObject }[]> {
    const rows = await read.all<AccountRow>(sql`
      select a.id, a.document from listings l ${joined}`);
    if (rows.length === 0) throw hasEnded(listing);
    return rows.flatMap(({ id, document }) =>
      id === null || document === null ? [] : [{ id, document: JSON.parse(document) }],
    );
  }

  return {
    async begin(application, now) {
      const [row] = await write((session) =>
        session.all<{ readonly id: number | string }>(
          sql`insert into listings (application, begun_at, ended) values (${application}, ${now}, false) returning id`,
        ),
      );
      return formatRowId(row?.id ?? 0);
    },
    async add(listing, accounts) {
      for (let first = 0; first === 0 || first < accounts.length; first += pageSize) {
        const page = accounts.slice(first, first + pageSize);
        const added = await write((session) => addAccounts(session, dialect, parseRowId(listing), page));
        if (!added) throw hasEnded(listing);
      }
    },
    async getMany(listing, accountIds) {
      const accounts = await readAccounts(
        listing,
        sql`left join listed_accounts a on a.listing = l.id and a.id in (${dialect.texts(accountIds)})
          where l.id = ${parseRowId(listing)} and not l.ended`,
      );
      return new Map(accounts.map(({ id, document }) => [id, document]));
    },
    async findByKey(listing, remote, value) {
      const accounts = await readAccounts(
        listing,
        sql`left join listed_keys k on k.listing = l.id and k.remote = ${remote} and k.value_key = ${hashLongValue(value)}
          left join listed_accounts a on a.listing = k.listing and a.id = k.account_id
          where l.id = ${parseRowId(listing)} and not l.ended order by k.account_id limit ${mostFound}`,
      );
      return accounts.map(({ document }) => document);
    },
    list: (listing, { after = '', limit }) =>
      readAccounts(
        listing,
        // In the order of the key, so that PostgreSQL walks along it before it has statistics of a fresh listing, too.
        sql`left join (
            select listing, id, document from listed_accounts
            where (listing, id) > (${parseRowId(listing)}, ${after}) order by listing, id limit ${limit}
          ) a on a.listing = l.id
          where l.id = ${parseRowId(listing)} and not l.ended order by a.id`,
      ),
    async count(listing) {
      const [row] = await read.all<{ readonly accounts: number | string }>(sql`
        select (select count(*) from listed_accounts a where a.listing = l.id) as accounts
        from listings l where l.id = ${parseRowId(listing)} and not l.ended`);
      if (row === undefined) throw hasEnded(listing);
      return Number(row.accounts);
    },
    end: (listing) => endListing(database, parseRowId(listing)),
    async purge(before) {
      await purgeListings(database, before);
    },
  };
}

function hasEnded(listing: string): Error {
  return new Error(`The listing ${listing} has ended. Begin another, and list the accounts again.`);
}
