import type { GuardStore } from '@linkspan/core';
import type { Database } from '../database.js';
import { purgeGuardNotes } from '../retention/purge-guard-notes.js';
import { sql } from '../sql.js';

export function createGuardStore(database: Database): GuardStore {
  const { read, write } = database;
  return {
    async note(scope, kind, subject, at) {
      await write((session) =>
        session.all(sql`
          insert into guard_notes (scope, kind, subject, at) values (${scope}, ${kind}, ${subject}, ${at})
          on conflict (scope, kind, subject) do update set at = excluded.at where guard_notes.at < excluded.at`),
      );
    },
    async count(scope, kind, since) {
      const [row] = await read.all<{ readonly subjects: number | string }>(
        sql`select count(*) as subjects from guard_notes where scope = ${scope} and kind = ${kind} and at >= ${since}`,
      );
      return Number(row?.subjects);
    },
    async has(scope, kind, subject, since) {
      const rows = await read.all(sql`
        select 1 from guard_notes where scope = ${scope} and kind = ${kind} and subject = ${subject} and at >= ${since}`);
      return rows.length > 0;
    },
    async purge(before) {
      await purgeGuardNotes(database, before);
    },
  };
}
