import type { TenantRequest } from './tenant.js';
import type { TenantNames } from './tenant-names.js';

/** One request that names what is `other`'s, beside what is one's `own`. */
export interface TenantOperation {
  readonly name: string;
  request(other: TenantNames, own: TenantNames): TenantRequest;
}
