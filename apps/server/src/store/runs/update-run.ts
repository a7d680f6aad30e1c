import type { RunPatch } from '@linkspan/core';
import type { Session } from '../session.js';
import { joinSql, type Sql, sql, verbatim } from '../sql.js';
import type { RunRow } from './run-row.js';

/** A key's column; `json` is kept as text; what is `required` cannot be cleared. */
const columns: {
  readonly [Key in keyof RunPatch]-?: {
    readonly column: keyof RunRow;
    readonly json?: true;
    readonly required?: true;
  };
} = {
  state: { column: 'state', required: true },
  reason: { column: 'reason' },
  total: { column: 'total' },
  counts: { column: 'counts', json: true, required: true },
  cursor: { column: 'cursor', json: true },
  seenAt: { column: 'seen_at', required: true },
  endedAt: { column: 'ended_at' },
};

export async function updateRun(session: Session, run: number, patch: RunPatch): Promise<void> {
  const assignments = Object.entries(columns).flatMap(([key, { column, json, required }]): Sql[] => {
    const value = patch[key as keyof RunPatch];
    if (value === undefined || (value === null && required)) return [];
    const isText = value !== null && (json || typeof value === 'object');
    return [sql`${verbatim(column)} = ${isText ? JSON.stringify(value) : value}`];
  });
  if (assignments.length > 0) await session.all(sql`update runs set ${joinSql(assignments, ', ')} where id = ${run}`);
}
