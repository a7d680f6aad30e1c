import { openSql } from './open-sql.mjs';

/** Makes the first `size` people of a stopped server members of a group that has none. */
export async function fillGroup(database, group, size) {
  const sql = await openSql(database);
  await sql.all(`insert into members (directory, group_id, member_id, member_type)
    select directory, '${group}', id, 'User' from (
      select directory, id from resources where type = 'User' order by id limit ${size}) first where true
    on conflict do nothing`);
  await sql.settle();
  await sql.close();
}
