import { invalidValue, longestIndexedValue } from '@linkspan/core';
import type { Dialect, Leaf } from '../dialect.js';
import { joinSql, type Sql, sql, verbatim } from '../sql.js';

export const postgresDialect: Dialect = {
  name: 'postgres',
  types: {
    identity: 'bigint generated always as identity primary key',
    text: 'text collate "C"',
    json: 'jsonb',
    keyedTable: '',
  },
  forUpdate: verbatim('for update of r'),
  forKeyShare: verbatim('for key share of r'),
  skipLocked: verbatim('for update of r skip locked'),
  oneAtATime: (name) => sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`,
  lockCounters: verbatim('lock table counters in share row exclusive mode'),
  counterShards: 16,

  // The planner knows how long an array is, and takes every JSON list for a hundred.
  texts: (values) => sql`select unnest(cast(${toArray(values)} as text[]))`,
  rows: (values) => sql`jsonb_array_elements(cast(${JSON.stringify(values)} as jsonb))`,

  gather: (columns) => sql`cast(json_agg(json_build_array(${joinSql(columns, ', ')})) as text)`,

  document: (value) => sql`cast(${JSON.stringify(value)} as jsonb)`,
  at: (json, names) => sql`jsonb_extract_path(${json}, ${listNames(names)})`,
  leaf: (json, names) => describeLeaf(sql`jsonb_extract_path(${json}, ${listNames(names)})`),
  elements: (json, alias) =>
    sql`jsonb_array_elements(case jsonb_typeof(${json}) when 'array' then ${json} when 'null' then null
      else case when ${json} is not null then jsonb_build_array(${json}) end end) with ordinality ${verbatim(alias)}(value, place)`,
  elementObject: (alias) => verbatim(`(case jsonb_typeof(${alias}.value) when 'object' then ${alias}.value end)`),
  elementLeaf: (alias) => describeLeaf(verbatim(`${alias}.value`)),
  elementPlace: (alias) => verbatim(`${alias}.place`),
  boolean: (value) => String(value),

  contains: (text, part) => sql`strpos(${text}, ${part}) > 0`,
  endsWith: (text, part) => sql`right(${text}, length(${part})) = ${part}`,

  // It keeps statistics of the values itself.
  rare: (condition) => condition,

  findViolatedIndex(error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== '23505') return undefined;
    return 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : '';
  },
  explainError(error) {
    if (isUnstorable(error)) {
      return invalidValue(
        'A text has a character that cannot be kept: U+0000, or half of a surrogate pair. Leave it out.',
      );
    }
    // program_limit_exceeded: an entry of an index is too large.
    if (error instanceof Error && 'code' in error && error.code === '54000') {
      return invalidValue(
        `A value that is looked up by is too long to be kept. Send at most ${longestIndexedValue} characters.`,
      );
    }
    return error;
  },
  rowsOf: (response) =>
    typeof response === 'object' && response !== null && 'rows' in response && Array.isArray(response.rows)
      ? response.rows
      : [],
};

function describeLeaf(value: Sql): Leaf {
  const type = sql`jsonb_typeof(${value})`;
  const scalar = sql`(${value} #>> '{}')`;
  return {
    text: sql`(case ${type} when 'string' then ${scalar} end collate "C")`,
    number: sql`(case ${type} when 'number' then cast(${scalar} as numeric) end)`,
    boolean: sql`(case ${type} when 'boolean' then ${scalar} end)`,
    exists: sql`(${type} in ('string', 'number', 'boolean'))`,
    assigned: sql`(${type} in ('string', 'number', 'boolean') and ${scalar} <> '')`,
  };
}

/** untranslatable_character, character_not_in_repertoire, and what jsonb says to half a surrogate pair. */
function isUnstorable(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return error.code === '22P05' || error.code === '22021' || (error.code === '22P02' && /\bjson\b/.test(error.message));
}

function listNames(names: readonly string[]): Sql {
  return joinSql(
    names.map((name) => sql`cast(${name} as text)`),
    ', ',
  );
}

/** As PostgreSQL reads an array from text. */
function toArray(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/[\\"]/g, '\\$&')}"`).join(',')}}`;
}
