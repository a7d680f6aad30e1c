import type { Commit } from '@linkspan/core';
import { sql } from '../sql.js';
import type { CommitContext } from './commit-context.js';

/** The account that a new resource was found by is its account, unless it came back to one of its own there. */
export async function insertImportedLink(
  { session, commit: { scope, type, id } }: CommitContext,
  { application, label, accountId, identity, accountActive, sent, readBack }: NonNullable<Commit['link']>,
): Promise<void> {
  await session.all(sql`
    insert into links (application, directory, type, resource_id, state, label, account_id, identity, account_active, sent, read_back,
      matched_by, revision, leaver, attempts, stale)
    values (${application}, ${scope.directory}, ${type}, ${id}, 'linked', ${label}, ${accountId}, ${identity}, ${accountActive},
      ${JSON.stringify(sent)}, ${JSON.stringify(readBack)}, 'imported', 1, false, 0, false)
    on conflict (resource_id, application) do nothing`);
}
