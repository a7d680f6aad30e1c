import { type EffectiveGroup, type JsonObject, type ResourceRecord, withAttributesText } from '@linkspan/core';
import { verbatim } from '../sql.js';

/** A row of `resources` with the asking client's externalId. PostgreSQL sends bigints as text. */
export interface ResourceRow {
  readonly id: string;
  readonly owner: string;
  readonly version: number;
  readonly created: number | string;
  readonly last_modified: number | string;
  readonly inactive_since: number | string | null;
  readonly attributes: string;
  readonly overruled: string | null;
  readonly external_id: string | null;
  /** Of a user, where they were asked for: see `directGroupsColumn`. */
  readonly groups?: string | null;
}

/** Of `resources r` with `external_ids e`. Each column of a row costs as much as finding it. */
export const resourceColumns = verbatim(
  'r.id, r.owner, r.version, r.created, r.last_modified, r.inactive_since, r.attributes, r.overruled, e.external_id',
);

/** The same of a `page` of such rows. */
export const pageColumns = verbatim(resourceColumns.text.replaceAll(/\b[re]\./g, 'page.'));

/** Most records are only shown: their attributes are taken apart when somebody looks at them. */
export function toRecord(
  row: ResourceRow,
  directory: string,
  type: string,
  groups?: readonly EffectiveGroup[],
): ResourceRecord {
  let attributes: JsonObject | undefined;
  const created = toIso(row.created);
  const record: ResourceRecord = {
    directory,
    type,
    id: row.id,
    owner: row.owner,
    version: row.version,
    created,
    lastModified: row.last_modified === row.created ? created : toIso(row.last_modified),
    ...(row.inactive_since !== null && { inactiveSince: toIso(row.inactive_since) }),
    get attributes() {
      attributes ??= parseAttributes(row.attributes);
      return attributes;
    },
    ...(row.overruled !== null && { overruled: JSON.parse(row.overruled) }),
    ...(row.external_id !== null && { externalId: row.external_id }),
    ...(groups && { groups }),
  };
  return withAttributesText(record, row.attributes);
}

function parseAttributes(text: string): JsonObject {
  return JSON.parse(text);
}

function toIso(milliseconds: number | string): string {
  return new Date(Number(milliseconds)).toISOString();
}
