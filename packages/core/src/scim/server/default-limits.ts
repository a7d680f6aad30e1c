import type { ScimLimits } from './scim-server.js';

/** 16 MiB: a group of 70,000 is answered in 12 to 14 MB, and a client may send back what it was answered. */
export const defaultLimits: ScimLimits = {
  bodyBytes: 16 * 1024 * 1024,
  pageSize: 200,
  memberPageSize: 1000,
  bulkOperations: 1000,
  bulkBytes: 4 * 1024 * 1024,
};
