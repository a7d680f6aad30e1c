import type { ResourceRecord, Scope } from '@linkspan/core';
import type { Dialect } from '../dialect.js';
import type { Session } from '../session.js';
import { readGroups } from './list-effective-groups.js';
import { type ResourceRow, toRecord } from './resource-row.js';

/** With the groups of those who came with theirs. */
export async function toRecords(
  session: Session,
  dialect: Dialect,
  scope: Scope,
  type: string,
  rows: readonly ResourceRow[],
): Promise<readonly ResourceRecord[]> {
  if (rows[0]?.groups === undefined) return rows.map((row) => toRecord(row, scope.directory, type));
  const groups = await readGroups(session, dialect, scope, rows);
  return rows.map((row) => toRecord(row, scope.directory, type, groups.get(row.id) ?? []));
}
