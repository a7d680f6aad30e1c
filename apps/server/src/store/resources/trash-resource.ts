import type { CommitOutcome, ResourceRecord } from '@linkspan/core';
import { sql } from '../sql.js';
import type { CommitContext } from './commit-context.js';
import { countResources } from './count-resources.js';
import { writeHistory } from './write-history.js';

/**
 * Moves the resource to the trash, and ends its memberships. A group's own member rows stay where they are, however many: its
 * `members` mark has still to find them, and a restore wants them back.
 */
export async function trashResource(context: CommitContext, record: ResourceRecord): Promise<CommitOutcome> {
  const { session, commit, now } = context;
  const { scope, type, id } = commit;
  const groups = await leaveGroups(context);
  await session.all(sql`
    insert into trash (directory, type, id, owner, version, created, last_modified, inactive_since, attributes, overruled,
      member_of, members_seen, deleted_at, deleted_by)
    select directory, type, id, owner, version, created, last_modified, inactive_since, attributes, overruled,
      ${JSON.stringify(groups)}, false, ${now}, ${scope.client}
    from resources where directory = ${scope.directory} and type = ${type} and id = ${id}`);
  await session.all(sql`delete from resources where directory = ${scope.directory} and type = ${type} and id = ${id}`);
  await countResources(context, [{ directory: scope.directory, type, id }], -1);
  await writeHistory(context, [commit]);
  return { kind: 'committed', record, changed: true };
}

async function leaveGroups({
  session,
  dialect,
  commit: { scope, id },
  now,
}: CommitContext): Promise<readonly string[]> {
  const rows = await session.all<{ readonly group_id: string }>(
    sql`delete from members where directory = ${scope.directory} and member_id = ${id} returning group_id`,
  );
  const groups = rows.map(({ group_id }) => group_id).sort();
  if (groups.length > 0) {
    await session.all(sql`
      update resources set version = version + 1, last_modified = ${now}
      where directory = ${scope.directory} and type = 'Group' and id in (${dialect.texts(groups)})`);
  }
  return groups;
}
