import type { MembershipStore } from '@linkspan/core';
import type { Database } from '../database.js';
import { sql } from '../sql.js';
import { countMemberships } from './count-memberships.js';
import { listOpenMemberships } from './list-open-memberships.js';
import { type MembershipRow, toMembership } from './membership-row.js';
import { touchMemberships } from './touch-memberships.js';

export function createMembershipStore({ read, autocommit, dialect }: Database): MembershipStore {
  return {
    async touch(application, pairs) {
      if (pairs.length > 0) await touchMemberships(autocommit, dialect, application, pairs);
    },
    async touchGroup(application, group) {
      await autocommit.all(sql`
        update memberships set open = true, revision = revision + 1
        where application = ${application} and group_id = ${group}`);
    },
    async listByMember(application, members) {
      const rows = await read.all<MembershipRow>(sql`
        select * from memberships where application = ${application} and member_id in (${dialect.texts(members)})
        order by member_id, group_id`);
      return rows.map(toMembership);
    },
    listOpen: (application, group, options) => listOpenMemberships(read, application, group, options),
    async listIn(application, group, { after = '', limit }) {
      const rows = await read.all<MembershipRow>(sql`
        select * from memberships where application = ${application} and group_id = ${group} and member_id > ${after}
          and agreed = 'in'
        order by member_id limit ${limit}`);
      return rows.map(toMembership);
    },
    count: (application, group) => countMemberships(read, application, group),
  };
}
