import type { Commit } from '@linkspan/core';
import { insertRows } from '../insert-rows.js';
import { sql } from '../sql.js';
import type { Work } from './commit-context.js';

/** The asking clients', set or removed, of those commits that speak of one. */
export async function writeExternalIds({ session }: Work, commits: readonly Commit[]): Promise<void> {
  const rows = commits.flatMap(({ scope: { directory, client }, type, id, externalId }) =>
    typeof externalId === 'string' ? [sql`(${directory}, ${client}, ${type}, ${id}, ${externalId})`] : [],
  );
  const head = sql`insert into external_ids (directory, client, type, resource_id, external_id)`;
  const conflict = sql`on conflict (directory, client, type, resource_id) do update set external_id = excluded.external_id`;
  await insertRows(session, head, rows, conflict);
  for (const { scope, type, id } of commits.filter(({ externalId }) => externalId === null)) {
    await session.all(sql`delete from external_ids
      where directory = ${scope.directory} and client = ${scope.client} and type = ${type} and resource_id = ${id}`);
  }
}
