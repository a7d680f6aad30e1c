import type { JournalLine } from '@linkspan/core';

/** A row of `journal`. PostgreSQL sends bigints as text. */
export interface JournalRow {
  readonly seq: number | string;
  readonly at: number | string;
  readonly actor: string;
  readonly action: string;
  readonly directory: string;
  readonly application: string | null;
  readonly resource_type: string;
  readonly resource_id: string;
  readonly changes: string | null;
  readonly reason: string | null;
  readonly request_id: string | null;
  readonly run: string | null;
}

export function toLine(row: JournalRow): JournalLine {
  return {
    seq: Number(row.seq),
    at: new Date(Number(row.at)).toISOString(),
    actor: row.actor,
    action: row.action,
    directory: row.directory,
    ...(row.application !== null && { application: row.application }),
    resourceType: row.resource_type,
    resourceId: row.resource_id,
    ...(row.changes !== null && { changes: JSON.parse(row.changes) }),
    ...(row.reason !== null && { reason: row.reason }),
    ...(row.request_id !== null && { requestId: row.request_id }),
    ...(row.run !== null && { run: row.run }),
  };
}
