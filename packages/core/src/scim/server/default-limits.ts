import { filterLimits } from '../filter-limits.js';
import { mostOperations } from '../patch-operation.js';
import type { ScimLimits } from './scim-server.js';

export const defaultLimits: ScimLimits = {
  // A group of 70,000 is answered in 12 to 14 MB, and a client may send back what it was answered.
  bodyBytes: 16 * 1024 * 1024,
  pageSize: 200,
  memberPageSize: 1000,
  bulkOperations: 1000,
  bulkBytes: 4 * 1024 * 1024,
  // Who has waited so long waits little longer: proxies give up after one or two minutes.
  bulkMilliseconds: 60_000,
  filterLength: filterLimits.length,
  filterTerms: filterLimits.terms,
  patchOperations: mostOperations,
  members: 100_000,
  searchMilliseconds: 2000,
  cursorSeconds: 24 * 3600,
};
