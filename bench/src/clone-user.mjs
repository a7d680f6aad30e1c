import { openSql } from './open-sql.mjs';

/** What belongs to one person, and by which column. */
const tables = { resources: 'id', resource_values: 'resource_id', external_ids: 'resource_id', links: 'resource_id' };

/**
 * Copies one person of a stopped server many times, with the links if there are any, in SQL, so that a hundred thousand take seconds:
 * wherever the id or the name of the first stands, that of the copy is put. Gives the copies' ids and names.
 */
export async function cloneUser(database, { id, name }, copies) {
  const sql = await openSql(database);
  await sql.all('begin');
  const newId = `substr('${id}', 1, 24) || ${sql.hex('n', 12)}`;
  const newName = `'person-' || n`;
  for (const [table, key] of Object.entries(tables)) {
    // A number that the table gives out itself is not copied.
    const columns = (await sql.columns(table)).filter(({ isGiven }) => !isGiven);
    const copied = (column) => `replace(replace(${column}, '${id}', ${newId}), '${name}', ${newName})`;
    const values = columns.map((column) => {
      if (column.isText) return copied(column.name);
      return column.isDocument ? sql.documentOf(copied(sql.textOf(column.name))) : column.name;
    });
    const names = columns.map((column) => column.name).join(', ');
    await sql.all(`insert into ${table} (${names})
      select ${values.join(', ')} from ${table}, ${sql.numbers(copies)} numbers where ${key} = '${id}' order by n`);
  }
  await sql.all(`update counters set total = total + ${copies} where type = 'User'`);
  await sql.all('commit');
  await sql.settle();
  await sql.close();
  return Array.from({ length: copies }, (_, index) => ({
    id: id.slice(0, 24) + (index + 1).toString(16).padStart(12, '0'),
    name: `person-${index + 1}`,
  }));
}
