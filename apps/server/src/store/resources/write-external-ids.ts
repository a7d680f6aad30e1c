import type { Commit } from '@linkspan/core';
import { joinSql, sql } from '../sql.js';
import type { Work } from './commit-context.js';

/** The asking clients', set or removed, of those commits that speak of one. */
export async function writeExternalIds({ session }: Work, commits: readonly Commit[]): Promise<void> {
  const rows = commits.flatMap(({ scope: { directory, client }, type, id, externalId }) =>
    typeof externalId === 'string' ? [sql`(${directory}, ${client}, ${type}, ${id}, ${externalId})`] : [],
  );
  if (rows.length > 0) {
    await session.all(sql`
      insert into external_ids (directory, client, type, resource_id, external_id) values ${joinSql(rows, ', ')}
      on conflict (directory, client, type, resource_id) do update set external_id = excluded.external_id`);
  }
  for (const { scope, type, id } of commits.filter(({ externalId }) => externalId === null)) {
    await session.all(sql`delete from external_ids
      where directory = ${scope.directory} and client = ${scope.client} and type = ${type} and resource_id = ${id}`);
  }
}
