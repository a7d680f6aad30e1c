import type { GuardStore } from '@linkspan/core';
import type { Database } from '../database.js';
import { purgeGuardNotes } from '../retention/purge-guard-notes.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';

export function createGuardStore(database: Database): GuardStore {
  const { read, write, autocommit, dialect } = database;
  return {
    take(scope, kind, subject, terms) {
      const { oneAtATime } = dialect;
      if (oneAtATime === undefined) return takeOnce(autocommit, scope, kind, subject, terms);
      return write(async (session) => {
        await session.all(oneAtATime(`guard ${scope} ${kind}`));
        return takeOnce(session, scope, kind, subject, terms);
      });
    },
    count: (scope, kind, since) => countNotes(read, scope, kind, since),
    async purge(before) {
      await purgeGuardNotes(database, before);
    },
  };
}

type TakeParameters = Parameters<GuardStore['take']>;

/** Who has a note within the time keeps it as it is, and takes nothing more. */
async function takeOnce(
  session: Session,
  scope: TakeParameters[0],
  kind: TakeParameters[1],
  subject: TakeParameters[2],
  { at, since, limit }: TakeParameters[3],
): Promise<boolean> {
  const counted = sql`from guard_notes where scope = ${scope} and kind = ${kind} and at >= ${since}`;
  const own = sql`(select at ${counted} and subject = ${subject})`;
  const rows = await session.all(sql`
    insert into guard_notes (scope, kind, subject, at)
    select ${scope}, ${kind}, ${subject}, coalesce(${own}, ${at})
    where ${own} is not null or (select count(*) ${counted}) < ${limit}
    on conflict (scope, kind, subject) do update set at = excluded.at
    returning subject`);
  return rows.length > 0;
}

async function countNotes(session: Session, scope: string, kind: string, since: number): Promise<number> {
  const [row] = await session.all<{ readonly subjects: number | string }>(
    sql`select count(*) as subjects from guard_notes where scope = ${scope} and kind = ${kind} and at >= ${since}`,
  );
  return Number(row?.subjects ?? 0);
}
