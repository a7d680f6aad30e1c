import { filterOperations } from './filter-operations.js';
import { idOperations } from './id-operations.js';
import { enterprise } from './tenant-bodies.js';
import type { TenantOperation } from './tenant-operation.js';
import { writeOperations } from './write-operations.js';

function get(name: string, target: string): TenantOperation {
  return { name, request: () => ({ method: 'GET', target }) };
}

/** Whatever names nobody shows one's own alone. */
const plain: readonly TenantOperation[] = [
  get('GET /Users', '/Users'),
  get('GET /Users sorted', '/Users?sortBy=userName&sortOrder=descending'),
  get('GET /Users counted', '/Users?count=0'),
  get('GET /Users behind the end', '/Users?startIndex=3&count=10'),
  get('GET /Groups', '/Groups'),
  get('GET /', '/'),
  get('GET /Me', '/Me'),
  get('GET /ServiceProviderConfig', '/ServiceProviderConfig'),
  get('GET /ResourceTypes', '/ResourceTypes'),
  get('GET /Schemas', '/Schemas'),
  get('GET one schema', `/Schemas/${enterprise}`),
  {
    name: "GET /Users from another's cursor",
    request: ({ cursor }) => ({ method: 'GET', target: `/Users?cursor=${encodeURIComponent(cursor)}` }),
  },
  { name: 'GET /Schemas/<user>', request: ({ user }) => ({ method: 'GET', target: `/Schemas/${user}` }) },
  { name: 'GET /ResourceTypes/<user>', request: ({ user }) => ({ method: 'GET', target: `/ResourceTypes/${user}` }) },
];

/** All that a tenant can ask with what it may have learnt of another. Whoever adds an operation to the server adds its rows here. */
export const tenantOperations: readonly TenantOperation[] = [
  ...plain,
  ...idOperations,
  ...filterOperations,
  ...writeOperations,
];
