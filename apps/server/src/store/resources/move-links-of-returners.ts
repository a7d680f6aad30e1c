import type { Commit } from '@linkspan/core';
import { moveMemberships } from '../memberships/move-memberships.js';
import { sql } from '../sql.js';
import { writeOrigin } from '../write-origin.js';
import type { Work } from './commit-context.js';

interface FormerLink {
  readonly id: number | string;
  readonly application: string;
  readonly resource_id: string;
}

/**
 * Links of whom this new resource was, by the client's externalId, become its own, with their memberships: in each application those of
 * the one deleted last. Of what was another's when it was deleted, an externalId from before proves nothing. Nothing that was due to a leaver survives that: whoever takes them up will find a living resource.
 */
export async function moveLinksOfReturners(work: Work, commits: readonly Commit[]): Promise<void> {
  for (const commit of await findReturners(work, commits)) await moveLinks(work, commit);
}

/** Whose externalId stands in the trash: hardly anybody, so that one statement says it of all. */
async function findReturners({ session, dialect }: Work, commits: readonly Commit[]): Promise<readonly Commit[]> {
  const known = commits.filter(({ externalId }) => typeof externalId === 'string');
  if (known.length === 0) return [];
  const asked = known.map(({ scope, type, externalId = null }) => ({ ...scope, type, externalId }));
  const rows = await session.all<{
    readonly directory: string;
    readonly client: string;
    readonly type: string;
    readonly external_id: string;
  }>(sql`
    select e.directory, e.client, e.type, e.external_id from ${dialect.rows(asked)} v
    join external_ids e on e.directory = v.value ->> 'directory' and e.client = v.value ->> 'client' and e.type = v.value ->> 'type'
      and e.external_id = v.value ->> 'externalId'
    join trash t on t.directory = e.directory and t.type = e.type and t.id = e.resource_id`);
  const found = new Set(rows.map((row) => JSON.stringify([row.directory, row.client, row.type, row.external_id])));
  return known.filter(({ scope, type, externalId = null }) =>
    found.has(JSON.stringify([scope.directory, scope.client, type, externalId])),
  );
}

async function moveLinks({ session, dialect }: Work, commit: Commit): Promise<void> {
  const { scope, type, id, externalId = null } = commit;
  const former = await session.all<FormerLink>(sql`
    select id, application, resource_id from (
      select l.id, l.application, l.resource_id, row_number() over (partition by l.application order by t.seq desc) as place
      from external_ids e
      join trash t on t.directory = e.directory and t.type = e.type and t.id = e.resource_id and t.owner = e.client
      join links l on l.resource_id = t.id and l.directory = t.directory
      where e.directory = ${scope.directory} and e.client = ${scope.client} and e.type = ${type}
        and e.external_id = ${externalId}
    ) ranked where place = 1`);
  if (former.length === 0) return;
  // Whom nobody else took meanwhile.
  const moved = await session.all<Pick<FormerLink, 'id'>>(sql`
    update links set resource_id = ${id}, revision = revision + 1, attempts = 0, leaver = false, origin = ${writeOrigin(commit)}
    where (id, resource_id) in (
      select cast(v.value ->> 'id' as bigint), v.value ->> 'resource_id' from ${dialect.rows(former)} v)
    returning id`);
  const movedIds = new Set(moved.map((link) => link.id));
  for (const { application, resource_id } of former.filter((link) => movedIds.has(link.id))) {
    await moveMemberships(session, application, { from: resource_id, to: id });
  }
}
