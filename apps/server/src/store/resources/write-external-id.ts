import { sql } from '../sql.js';
import type { CommitContext } from './commit-context.js';

/** The asking client's, set or removed. */
export async function writeExternalId({ session, commit }: CommitContext): Promise<void> {
  const { scope, type, id, externalId } = commit;
  await session.all(
    externalId === null || externalId === undefined
      ? sql`delete from external_ids
          where directory = ${scope.directory} and client = ${scope.client} and type = ${type} and resource_id = ${id}`
      : sql`insert into external_ids (directory, client, type, resource_id, external_id)
          values (${scope.directory}, ${scope.client}, ${type}, ${id}, ${externalId})
          on conflict (directory, client, type, resource_id) do update set external_id = excluded.external_id`,
  );
}
