import { sql } from '../sql.js';
import type { CommitContext } from './commit-context.js';

/**
 * Links of whom this new resource was, by the client's externalId, become its own: in each application those of the one deleted last.
 * Nothing that was due to a leaver survives that: whoever takes them up will find a living resource.
 */
export async function moveLinksOfReturner({ session, commit }: CommitContext, externalId: string): Promise<void> {
  const { scope, type, id } = commit;
  await session.all(sql`
    update links set resource_id = ${id}, revision = revision + 1, attempts = 0, leaver = false
    where id in (
      select link_id from (
        select l.id as link_id, row_number() over (partition by l.application order by t.seq desc) as place
        from external_ids e
        join trash t on t.directory = e.directory and t.type = e.type and t.id = e.resource_id
        join links l on l.resource_id = t.id and l.directory = t.directory
        where e.directory = ${scope.directory} and e.client = ${scope.client} and e.type = ${type}
          and e.external_id = ${externalId}
      ) ranked where place = 1
    )`);
}
