import type { NewcomerStore } from '@linkspan/core';
import type { Database } from '../database.js';
import { sql } from '../sql.js';
import { insertNewcomers } from './insert-newcomers.js';
import { type NewcomerRow, toNewcomer } from './newcomer-row.js';

export function createNewcomerStore({ read, autocommit, dialect }: Database): NewcomerStore {
  const one = (application: string, type: string) => sql`application = ${application} and type = ${type}`;
  return {
    async add(application, type, newcomers) {
      if (newcomers.length === 0) return;
      await autocommit.all(sql`${insertNewcomers(dialect, application, type, newcomers)}
        on conflict (application, type, account_id) do nothing`);
    },
    async put(application, type, newcomer) {
      await autocommit.all(sql`${insertNewcomers(dialect, application, type, [newcomer])}
        on conflict (application, type, account_id) do update set state = excluded.state, label = excluded.label,
          reason = excluded.reason, since = excluded.since, made_by = excluded.made_by, attempts = excluded.attempts,
          due_at = excluded.due_at`);
    },
    async remove(application, type, accountIds) {
      if (accountIds.length === 0) return;
      await autocommit.all(
        sql`delete from newcomers where ${one(application, type)} and account_id in (${dialect.texts(accountIds)})`,
      );
    },
    async find(application, type, accountId) {
      const [row] = await read.all<NewcomerRow>(
        sql`select * from newcomers where ${one(application, type)} and account_id = ${accountId}`,
      );
      return row && toNewcomer(row);
    },
    async known(application, type, accountIds) {
      const rows = await read.all<Pick<NewcomerRow, 'account_id'>>(
        sql`select account_id from newcomers where ${one(application, type)} and account_id in (${dialect.texts(accountIds)})`,
      );
      return new Set(rows.map(({ account_id }) => account_id));
    },
    async list(application, type, { state, dueBy, after = '', limit }) {
      const due = dueBy === undefined ? sql`` : sql`and due_at <= ${dueBy}`;
      const rows = await read.all<NewcomerRow>(sql`
        select * from newcomers where ${one(application, type)} and state = ${state} and account_id > ${after} ${due}
        order by account_id limit ${limit}`);
      return rows.map(toNewcomer);
    },
  };
}
