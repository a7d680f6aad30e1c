import type { Link, LinkQuery } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import { parseRowId } from '../row-id.js';
import type { Session } from '../session.js';
import { joinSql, sql, verbatim } from '../sql.js';
import { type LinkRow, toLink } from './link-row.js';

const noted = verbatim(
  '(reason is not null or last_error is not null or withheld is not null or hold is not null or back is not null)',
);

const orphan = verbatim(`not exists (
  select 1 from resources r where r.directory = links.directory and r.type = links.type and r.id = links.resource_id)`);

export async function listLinks(session: Session, dialect: Dialect, query: LinkQuery): Promise<readonly Link[]> {
  const {
    application,
    type,
    states,
    resourceIds,
    accountIds,
    needsAttention,
    stale,
    held,
    leaving,
    orphaned,
    after,
    limit,
  } = query;
  const conditions = [
    sql`application = ${application}`,
    ...(after ? [sql`id > ${parseRowId(after)}`] : []),
    ...(type === undefined ? [] : [sql`type = ${type}`]),
    ...(states ? [sql`state in (${dialect.texts(states)})`] : []),
    ...(resourceIds ? [sql`resource_id in (${dialect.texts(resourceIds)})`] : []),
    ...(accountIds ? [sql`account_id in (${dialect.texts(accountIds)})`] : []),
    // These in the words of their indexes.
    ...(stale ? [verbatim('stale')] : []),
    ...(held ? [verbatim('hold is not null')] : []),
    ...(leaving ? [verbatim('left_at is not null and closed_at is null')] : []),
    ...(needsAttention ? [noted] : []),
    ...(orphaned ? [orphan] : []),
  ];
  const rows = await session.all<LinkRow>(
    sql`select * from links where ${joinSql(conditions, ' and ')} order by id limit ${limit}`,
  );
  return rows.map(toLink);
}
