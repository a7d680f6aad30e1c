import type { Dialect, Leaf } from '../dialect.js';
import { joinSql, type Sql, sql, verbatim } from '../sql.js';
import { isRefusal, preparePlainCommits, takeBackInMemory, writePlainCommits } from './plain-commits.js';

const nothing = verbatim('');

export const sqliteDialect: Dialect = {
  name: 'sqlite',
  types: {
    identity: 'integer primary key autoincrement',
    text: 'text',
    json: 'blob',
    keyedTable: ' without rowid',
  },
  // One writer at a time holds the whole database.
  forUpdate: nothing,
  forKeyShare: nothing,
  skipLocked: nothing,
  lockCounters: verbatim('select 1'),
  counterShards: 1,
  plainCommits: { configure: takeBackInMemory, prepare: preparePlainCommits, write: writePlainCommits, isRefusal },

  texts: (values) => sql`select value from json_each(${JSON.stringify(values)})`,
  rows: (values) => sql`json_each(${JSON.stringify(values)})`,

  gather: (columns) => sql`json_group_array(json_array(${joinSql(columns, ', ')}))`,

  document: (value) => sql`jsonb(${JSON.stringify(value)})`,
  at: (json, names) => sql`${json} -> ${toPath(names)}`,
  leaf: (json, names) => describeLeaf(sql`(${json} ->> ${toPath(names)})`, sql`json_type(${json}, ${toPath(names)})`),
  // json_each opens objects too, and gives nothing for NULL.
  elements: (json, alias) =>
    sql`json_each(case json_type(${json}) when 'array' then ${json} when 'null' then null
      else iif(${json} is null, null, json_array(json(${json}))) end) ${verbatim(alias)}`,
  elementObject: (alias) => verbatim(`(case ${alias}.type when 'object' then ${alias}.value end)`),
  elementLeaf: (alias) => describeLeaf(verbatim(`${alias}.value`), verbatim(`${alias}.type`)),
  elementPlace: (alias) => verbatim(`${alias}.key`),
  boolean: (value) => (value ? 1 : 0),

  contains: (text, part) => sql`instr(${text}, ${part}) > 0`,
  endsWith: (text, part) => sql`substr(${text}, -length(${part})) = ${part}`,

  rare: (condition) => sql`likelihood(${condition}, 0.01)`,

  findViolatedIndex(error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'SQLITE_CONSTRAINT') return undefined;
    return /UNIQUE constraint failed: (.*)/.exec(error.message)?.[1];
  },
  explainError: (error) => error,
  rowsOf: (response) => (Array.isArray(response) ? response : []),
};

function describeLeaf(value: Sql, type: Sql): Leaf {
  return {
    text: sql`(case ${type} when 'text' then ${value} end)`,
    number: sql`(case when ${type} in ('integer', 'real') then ${value} end)`,
    boolean: sql`(case when ${type} in ('true', 'false') then ${value} end)`,
    exists: sql`(${type} in ('text', 'integer', 'real', 'true', 'false'))`,
    assigned: sql`(${type} in ('text', 'integer', 'real', 'true', 'false') and ${value} <> '')`,
  };
}

function toPath(names: readonly string[]): string {
  return ['$', ...names.map((name) => `"${name}"`)].join('.');
}
