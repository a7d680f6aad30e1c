import type { ApplicationPatch, ApplicationRecord, ApplicationStore } from '@linkspan/core';
import type { Database } from '../database.js';
import { type Binding, joinSql, type Sql, sql, verbatim } from '../sql.js';
import { type ApplicationRow, toApplication } from './application-row.js';

/** A key's column; `json` are kept as text; `empty` is what clearing leaves. */
const columns: {
  readonly [Key in keyof ApplicationPatch]-?: {
    readonly column: keyof ApplicationRow;
    readonly json?: true;
    readonly empty?: string | number;
  };
} = {
  fingerprint: { column: 'fingerprint' },
  credentials: { column: 'credentials' },
  site: { column: 'site' },
  halted: { column: 'halted', json: true },
  pausedUntil: { column: 'paused_until' },
  failures: { column: 'failures', empty: 0 },
  lastFailure: { column: 'last_failure', json: true },
  fillAfter: { column: 'fill_after' },
  groupBindings: { column: 'group_bindings', json: true, empty: '{}' },
  lastTest: { column: 'last_test', json: true },
  scopeFrozen: { column: 'scope_frozen', json: true },
  quarantine: { column: 'quarantine', json: true },
  rate: { column: 'rate', json: true },
  allowedSince: { column: 'allowed_since', json: true },
  back: { column: 'back', json: true },
  hintedAt: { column: 'hinted_at' },
};

export function createApplicationStore({ read, autocommit }: Database): ApplicationStore {
  return {
    async get(name): Promise<ApplicationRecord> {
      const [row] = await read.all<ApplicationRow>(sql`select * from applications where name = ${name}`);
      return row ? toApplication(row) : { name, failures: 0, groupBindings: {} };
    },
    async update(name, patch) {
      await autocommit.all(compileUpsert(name, patch));
    },
    async list() {
      const rows = await read.all<ApplicationRow>(sql`select * from applications order by name`);
      return rows.map(toApplication);
    },
  };
}

interface Assignment {
  readonly column: keyof ApplicationRow;
  readonly value: Binding;
}

/** Only the columns of keys that are present, so that two processes may patch different ones at once. */
function compileUpsert(name: string, patch: ApplicationPatch): Sql {
  const assigned = Object.entries(columns).flatMap(([key, { column, json, empty }]): Assignment[] => {
    const value = patch[key as keyof ApplicationPatch];
    if (value === undefined) return [];
    if (value === null) return [{ column, value: empty ?? null }];
    return [{ column, value: json || typeof value === 'object' ? JSON.stringify(value) : value }];
  });
  const names = assigned.map(({ column }) => column);
  const assignments = names.map((column) => `${column} = excluded.${column}`);
  const values = [sql`${name}`, ...assigned.map(({ value }) => sql`${value}`)];
  return sql`
    insert into applications (${verbatim(['name', ...names].join(', '))}) values (${joinSql(values, ', ')})
    on conflict (name) do ${verbatim(assignments.length === 0 ? 'nothing' : `update set ${assignments.join(', ')}`)}`;
}
