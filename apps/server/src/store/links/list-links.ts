import type { Link, LinkQuery } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { joinSql, sql, verbatim } from '../sql.js';
import { type LinkRow, parseLinkId, toLink } from './link-row.js';

export async function listLinks(session: Session, dialect: Dialect, query: LinkQuery): Promise<readonly Link[]> {
  const { application, states, resourceIds, needsAttention, after, limit } = query;
  const conditions = [
    sql`application = ${application}`,
    ...(after ? [sql`id > ${parseLinkId(after)}`] : []),
    ...(states ? [sql`state in (${dialect.texts(states)})`] : []),
    ...(resourceIds ? [sql`resource_id in (${dialect.texts(resourceIds)})`] : []),
    ...(needsAttention ? [verbatim('(reason is not null or last_error is not null or withheld is not null)')] : []),
  ];
  const rows = await session.all<LinkRow>(
    sql`select * from links where ${joinSql(conditions, ' and ')} order by id limit ${limit}`,
  );
  return rows.map(toLink);
}
