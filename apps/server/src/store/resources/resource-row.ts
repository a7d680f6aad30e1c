import type { JsonObject, ResourceRecord } from '@linkspan/core';
import { verbatim } from '../sql.js';

/** A row of `resources` with the asking client's externalId. PostgreSQL sends bigints as text. */
export interface ResourceRow {
  readonly directory: string;
  readonly type: string;
  readonly id: string;
  readonly owner: string;
  readonly version: number;
  readonly created: number | string;
  readonly last_modified: number | string;
  readonly inactive_since: number | string | null;
  readonly attributes: string;
  readonly overruled: string | null;
  readonly external_id: string | null;
}

/** Of `resources r` with `external_ids e`. */
export const resourceColumns = verbatim(
  'r.directory, r.type, r.id, r.owner, r.version, r.created, r.last_modified, r.inactive_since, r.attributes, r.overruled, e.external_id',
);

export function toRecord(row: ResourceRow): ResourceRecord {
  const attributes: JsonObject = JSON.parse(row.attributes);
  return {
    directory: row.directory,
    type: row.type,
    id: row.id,
    owner: row.owner,
    version: row.version,
    created: toIso(row.created),
    lastModified: toIso(row.last_modified),
    ...(row.inactive_since !== null && { inactiveSince: toIso(row.inactive_since) }),
    attributes,
    ...(row.overruled !== null && { overruled: JSON.parse(row.overruled) }),
    ...(row.external_id !== null && { externalId: row.external_id }),
  };
}

function toIso(milliseconds: number | string): string {
  return new Date(Number(milliseconds)).toISOString();
}
