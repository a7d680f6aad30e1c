import type { Requirement } from '../requirement.js';
import { bulkIdRows } from './bulk-id-rows.js';
import { bulkRows, noBulkRows } from './bulk-rows.js';
import { commonAttributeRows } from './common-attribute-rows.js';
import { createRows } from './create-rows.js';
import { cursorRows } from './cursor-rows.js';
import { discoveryRows } from './discovery-rows.js';
import { etagRows } from './etag-rows.js';
import { filterRows } from './filter-rows.js';
import { groupRows } from './group-rows.js';
import { listRows } from './list-rows.js';
import { memberPatchRows } from './member-patch-rows.js';
import { messageRows } from './message-rows.js';
import { patchChangeRows } from './patch-change-rows.js';
import { patchRows } from './patch-rows.js';
import { patchValueRows } from './patch-value-rows.js';
import { readRows } from './read-rows.js';
import { replaceRows } from './replace-rows.js';
import { schemaRows } from './schema-rows.js';
import { searchRows } from './search-rows.js';
import { subjectRows } from './subject-rows.js';
import { valueRows } from './value-rows.js';

/** Everything that RFC 7643, 7644 and 9865 ask and that can be seen from outside. */
export const scimRequirements: readonly Requirement[] = [
  ...discoveryRows,
  ...schemaRows,
  ...messageRows,
  ...subjectRows,
  ...createRows,
  ...commonAttributeRows,
  ...valueRows,
  ...readRows,
  ...listRows,
  ...filterRows,
  ...searchRows,
  ...replaceRows,
  ...patchChangeRows,
  ...patchRows,
  ...patchValueRows,
  ...groupRows,
  ...memberPatchRows,
  ...etagRows,
  ...bulkRows,
  ...bulkIdRows,
  ...noBulkRows,
  ...cursorRows,
];
