import type { Commit } from '@linkspan/core';
import { joinSql, sql } from '../sql.js';
import type { Work } from './commit-context.js';

/** Those that came with the commits, in the place of what waits; of deleted resources nothing waits any more. */
export async function writePasswords({ session, now }: Work, commits: readonly Commit[]): Promise<void> {
  const rows = commits.flatMap(({ scope: { directory }, type, id, password }) =>
    (password?.applications ?? []).map(
      (application) =>
        sql`(${directory}, ${type}, ${id}, ${application}, ${password?.sealed ?? ''}, ${password?.revision ?? ''}, ${now})`,
    ),
  );
  if (rows.length > 0) {
    await session.all(sql`
      insert into passwords (directory, type, resource_id, application, sealed, revision, set_at) values ${joinSql(rows, ', ')}
      on conflict (directory, type, resource_id, application) do update
      set sealed = excluded.sealed, revision = excluded.revision, set_at = excluded.set_at`);
  }
  for (const { scope, type, id } of commits.filter(({ resource }) => resource === 'trash')) {
    await session.all(sql`
      delete from passwords where directory = ${scope.directory} and type = ${type} and resource_id = ${id}`);
  }
}
