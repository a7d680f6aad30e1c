import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const require = createRequire(new URL('../../apps/server/package.json', import.meta.url));

/**
 * A stopped server's database, for rows that are made in SQL: a SQLite file, or a `postgres://` URL. `columns` says of each whether it is
 * given out by the table itself, and whether it holds the document that filters read.
 */
export function openSql(database) {
  return database.startsWith('postgres://') ? openPostgres(database) : openSqlite(database);
}

async function openSqlite(file) {
  const sqlite3 = require('sqlite3');
  const database = await new Promise((resolve, reject) => {
    const opened = new sqlite3.Database(file, (error) => (error === null ? resolve(opened) : reject(error)));
  });
  const all = promisify(database.all.bind(database));
  await all('pragma synchronous = off');
  return {
    all,
    async columns(table) {
      return (await all(`pragma table_info(${table})`)).map(({ name, type, pk }) => ({
        name,
        isGiven: pk > 0 && type.toLowerCase() === 'integer',
        isText: type.toLowerCase() === 'text',
        isDocument: type.toLowerCase() === 'blob',
      }));
    },
    numbers: (most) =>
      `(with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${most}) select n from numbers)`,
    hex: (number, digits) => `printf('%0${digits}x', ${number})`,
    textOf: (document) => `json(${document})`,
    documentOf: (text) => `jsonb(${text})`,
    settle: () => all('analyze'),
    close: promisify(database.close.bind(database)),
  };
}

async function openPostgres(url) {
  const client = new (require('pg').Client)({ connectionString: url });
  await client.connect();
  const all = async (text) => (await client.query(text)).rows;
  return {
    all,
    async columns(table) {
      const rows = await all(`select column_name, data_type, is_identity from information_schema.columns
        where table_schema = current_schema() and table_name = '${table}' order by ordinal_position`);
      return rows.map(({ column_name, data_type, is_identity }) => ({
        name: column_name,
        isGiven: is_identity === 'YES',
        isText: data_type === 'text',
        isDocument: data_type === 'jsonb',
      }));
    },
    numbers: (most) => `(select generate_series as n from generate_series(1, ${most}))`,
    hex: (number, digits) => `lpad(to_hex(${number}), ${digits}, '0')`,
    textOf: (document) => `${document}::text`,
    documentOf: (text) => `(${text})::jsonb`,
    settle: () => all('vacuum analyze'),
    close: () => client.end(),
  };
}
