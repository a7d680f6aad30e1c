import type { Link, LinkState, LinkStore } from '@linkspan/core';
import type { Database } from '../database.js';
import { parseRowId } from '../row-id.js';
import type { Session } from '../session.js';
import { type Sql, sql } from '../sql.js';
import { claimLinks } from './claim-links.js';
import { findNextDue } from './find-next-due.js';
import { type LinkRow, toLink } from './link-row.js';
import { listLinks } from './list-links.js';
import { lookAtLinks } from './look-at-links.js';
import { recordFacts } from './record-facts.js';
import { touchLinks } from './touch-links.js';

export function createLinkStore({ read, write, autocommit, dialect }: Database, now: () => number): LinkStore {
  const findOne = async (condition: Sql): Promise<Link | undefined> => {
    const [row] = await read.all<LinkRow>(sql`select * from links where ${condition} order by id limit 1`);
    return row && toLink(row);
  };
  const update = async (statement: Sql): Promise<void> => {
    await autocommit.all(statement);
  };

  return {
    async touch(target, resources, options) {
      if (resources.length > 0) await write((session) => touchLinks(session, dialect, target, resources, options));
    },
    async look(target, looks, dueAt) {
      if (looks.length === 0) return [];
      return write((session) => lookAtLinks(session, dialect, target, looks, dueAt));
    },
    claim: (application, options) => claimLinks(autocommit, dialect, application, options),
    renew: (application, options) =>
      update(sql`update links set lease_until = ${options.now + options.lease.milliseconds}
        where application = ${application} and lease_token = ${options.lease.token}
          and id in (select cast(v.value ->> 'id' as bigint) from ${dialect.rows(options.links.map((id) => ({ id: parseRowId(id) })))} v)`),
    record(...parameters) {
      const record = (session: Session) => recordFacts(session, dialect, now(), parameters);
      const { journal, memberships, groupsDue } = parameters[3];
      return journal || memberships || groupsDue ? write(record) : record(autocommit);
    },
    find: (application, resourceId) => findOne(sql`application = ${application} and resource_id = ${resourceId}`),
    findByAccount: (application, type, accountId) =>
      findOne(sql`application = ${application} and account_id = ${accountId} and type = ${type}`),
    list: (query) => listLinks(read, dialect, query),
    async countByState(application, type) {
      const typed = type === undefined ? sql`` : sql`and type = ${type}`;
      const rows = await read.all<{ readonly state: LinkState; readonly links: number; readonly due: number }>(sql`
        select state, count(*) as links, count(due_at) as due from links
        where application = ${application} ${typed} group by state`);
      const counts: Partial<Record<LinkState, number>> = {};
      for (const { state, links } of rows) counts[state] = Number(links);
      const due = rows.reduce((sum, row) => sum + Number(row.due), 0);
      return { ...counts, ...(due > 0 && { due }) };
    },
    nextDue: (application) => findNextDue(read, application),
    hasten(application, at, { errorKinds, attemptsBelow, parked }) {
      const waits = parked ? sql`(due_at > ${at} or (due_at is null and state = 'parked'))` : sql`due_at > ${at}`;
      const fewer = attemptsBelow === undefined ? sql`` : sql`and attempts < ${attemptsBelow}`;
      return update(sql`update links set due_at = ${at}
        where application = ${application} and error_kind in (${dialect.texts(errorKinds)}) and ${waits} ${fewer}`);
    },
  };
}
