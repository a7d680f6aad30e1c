import { expiredPassword, type PasswordPlace, type PasswordStore } from '@linkspan/core';
import type { Database } from '../database.js';
import { insertJournal } from '../journal/insert-journal.js';
import { joinSql, sql } from '../sql.js';

interface WaitingRow {
  readonly resource_id: string;
  readonly sealed: string;
  readonly revision: string;
  readonly set_at: number | string;
}

interface ExpiredRow extends Pick<WaitingRow, 'resource_id' | 'set_at'>, PasswordPlace {}

/** Passwords that expire in one transaction: requests in between don't notice. */
const most = 500;

export function createPasswordStore({ read, write, dialect }: Database, now: () => number): PasswordStore {
  const at = ({ application, directory, type }: PasswordPlace) =>
    sql`application = ${application} and directory = ${directory} and type = ${type}`;
  return {
    async listWaiting(place, resourceIds) {
      if (resourceIds.length === 0) return [];
      const rows = await read.all<WaitingRow>(sql`
        select resource_id, sealed, revision, set_at from passwords
        where ${at(place)} and resource_id in (${dialect.texts(resourceIds)})`);
      return rows.map(({ resource_id: resourceId, sealed, revision, set_at }) => ({
        resourceId,
        sealed,
        revision,
        setAt: Number(set_at),
      }));
    },
    wipe: (place, { resourceId, revision }, journal) =>
      write(async (session) => {
        const wiped = await session.all(sql`
          delete from passwords where ${at(place)} and resource_id = ${resourceId} and revision = ${revision}
          returning resource_id`);
        if (wiped.length > 0 && journal) await insertJournal(session, [journal], now());
        return wiped.length > 0;
      }),
    keepOnly: (takers) =>
      write(async (session) => {
        const kept = takers.map(
          ({ application, directory }) => sql`(application = ${application} and directory = ${directory})`,
        );
        const others = kept.length === 0 ? sql`` : sql`where not (${joinSql(kept, ' or ')})`;
        return (await session.all(sql`delete from passwords ${others} returning resource_id`)).length;
      }),
    async expire(before) {
      for (let wiped = 0; ; ) {
        const rows = await write(async (session) => {
          const expired = await session.all<ExpiredRow>(sql`
            delete from passwords where (directory, type, resource_id, application) in (
              select directory, type, resource_id, application from passwords where set_at < ${before} limit ${most})
            returning application, directory, type, resource_id, set_at`);
          const lines = expired.map(({ resource_id: resourceId, set_at, ...place }) =>
            expiredPassword(place, { resourceId, setAt: Number(set_at) }),
          );
          await insertJournal(session, lines, now());
          return expired;
        });
        wiped += rows.length;
        if (rows.length < most) return wiped;
      }
    },
  };
}
