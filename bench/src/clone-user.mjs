import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const sqlite3 = createRequire(new URL('../../apps/server/package.json', import.meta.url))('sqlite3');
/** What belongs to one person, and by which column. */
const tables = { resources: 'id', resource_values: 'resource_id', external_ids: 'resource_id', links: 'resource_id' };

/**
 * Copies one person of a stopped server many times, with the links if there are any, in SQL, so that a hundred thousand take seconds:
 * wherever the id or the name of the first stands, that of the copy is put. Gives the copies' ids and names.
 */
export async function cloneUser(file, { id, name }, copies) {
  const database = await new Promise((resolve, reject) => {
    const opened = new sqlite3.Database(file, (error) => (error === null ? resolve(opened) : reject(error)));
  });
  const all = promisify(database.all.bind(database));
  await all('pragma synchronous = off');
  await all('begin');
  const numbers = `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${copies})`;
  const newId = `substr('${id}', 1, 24) || printf('%012x', n)`;
  const newName = `'person-' || n`;
  for (const [table, key] of Object.entries(tables)) {
    // A number that the table gives out itself is not copied.
    const columns = (await all(`pragma table_info(${table})`)).filter(
      ({ type, pk }) => pk === 0 || type.toLowerCase() !== 'integer',
    );
    const copied = (column) => `replace(replace(${column}, '${id}', ${newId}), '${name}', ${newName})`;
    const values = columns.map(({ name: column, type }) => {
      if (type.toLowerCase() === 'text') return copied(column);
      // The document that filters read: JSONB.
      return type.toLowerCase() === 'blob' ? `jsonb(${copied(`json(${column})`)})` : column;
    });
    const names = columns.map((column) => column.name).join(', ');
    await all(
      `insert into ${table} (${names}) ${numbers} select ${values.join(', ')} from ${table}, numbers where ${key} = '${id}' order by n`,
    );
  }
  await all(`update counters set total = total + ${copies} where type = 'User'`);
  await all('commit');
  await promisify(database.close.bind(database))();
  return Array.from({ length: copies }, (_, index) => ({
    id: id.slice(0, 24) + (index + 1).toString(16).padStart(12, '0'),
    name: `person-${index + 1}`,
  }));
}
