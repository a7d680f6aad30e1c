import type { GuardStore } from '@linkspan/core';
import type { Database } from '../database.js';
import { purgeGuardNotes } from '../retention/purge-guard-notes.js';
import type { Session } from '../session.js';
import { sql } from '../sql.js';

export function createGuardStore(database: Database): GuardStore {
  const { read, write, dialect } = database;
  return {
    take(scope, kind, subject, { at, since, limit }) {
      return write(async (session) => {
        await session.all(dialect.oneAtATime(`guard ${scope} ${kind}`));
        const [known] = await session.all(sql`
          select 1 from guard_notes where scope = ${scope} and kind = ${kind} and subject = ${subject} and at >= ${since}`);
        if (known !== undefined) return true;
        if ((await countNotes(session, scope, kind, since)) >= limit) return false;
        await session.all(sql`
          insert into guard_notes (scope, kind, subject, at) values (${scope}, ${kind}, ${subject}, ${at})
          on conflict (scope, kind, subject) do update set at = excluded.at`);
        return true;
      });
    },
    count: (scope, kind, since) => countNotes(read, scope, kind, since),
    async purge(before) {
      await purgeGuardNotes(database, before);
    },
  };
}

async function countNotes(session: Session, scope: string, kind: string, since: number): Promise<number> {
  const [row] = await session.all<{ readonly subjects: number | string }>(
    sql`select count(*) as subjects from guard_notes where scope = ${scope} and kind = ${kind} and at >= ${since}`,
  );
  return Number(row?.subjects ?? 0);
}
