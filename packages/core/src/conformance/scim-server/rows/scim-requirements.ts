import type { Requirement } from '../requirement.js';
import { bulkRows, noBulkRows } from './bulk-rows.js';
import { commonAttributeRows, createRows } from './create-rows.js';
import { cursorRows } from './cursor-rows.js';
import { discoveryRows } from './discovery-rows.js';
import { etagRows } from './etag-rows.js';
import { filterRows } from './filter-rows.js';
import { groupRows } from './group-rows.js';
import { listRows } from './list-rows.js';
import { messageRows } from './message-rows.js';
import { patchRows } from './patch-rows.js';
import { readRows } from './read-rows.js';
import { replaceRows } from './replace-rows.js';
import { schemaRows } from './schema-rows.js';
import { searchRows } from './search-rows.js';

/** Everything that RFC 7643, 7644 and 9865 ask and that can be seen from outside. */
export const scimRequirements: readonly Requirement[] = [
  ...discoveryRows,
  ...schemaRows,
  ...messageRows,
  ...createRows,
  ...commonAttributeRows,
  ...readRows,
  ...listRows,
  ...filterRows,
  ...searchRows,
  ...replaceRows,
  ...patchRows,
  ...groupRows,
  ...etagRows,
  ...bulkRows,
  ...noBulkRows,
  ...cursorRows,
];
