import type { TenantRequest } from './tenant.js';
import { group, patch, user } from './tenant-bodies.js';
import type { TenantNames } from './tenant-names.js';
import type { TenantOperation } from './tenant-operation.js';

/** Each method on each kind of id, as user and as group. */
export const idOperations: readonly TenantOperation[] = (['user', 'group', 'deleted'] as const).flatMap((kind) =>
  ['/Users', '/Groups'].flatMap((endpoint) => {
    const target = (other: TenantNames) => `${endpoint}/${other[kind]}`;
    const whole = endpoint === '/Users' ? user({ userName: 'mine' }) : group('mine');
    const change = patch('replace', endpoint === '/Users' ? 'title' : 'displayName', 'mine');
    const named = (
      method: string,
      rest: Omit<TenantRequest, 'method' | 'target'> = {},
      more = '',
    ): TenantOperation => ({
      name: `${method} ${endpoint}/<${kind}>${more}`,
      request: (other) => ({ method, target: `${target(other)}${more.startsWith('?') ? more : ''}`, ...rest }),
    });
    return [
      named('GET'),
      named('HEAD'),
      named('GET', {}, '?attributes=userName,members,groups'),
      named('PUT', { body: whole }),
      named('PATCH', { body: change }),
      named('DELETE'),
      named('POST', { body: whole }),
      ...(['if-match', 'if-none-match'] as const).flatMap((header) =>
        (['GET', 'PUT', 'PATCH', 'DELETE'] as const).map((method): TenantOperation => {
          const body = method === 'PUT' ? { body: whole } : method === 'PATCH' ? { body: change } : {};
          return {
            name: `${method} ${endpoint}/<${kind}> with ${header}`,
            request: (other) => ({ method, target: target(other), headers: { [header]: other.etag }, ...body }),
          };
        }),
      ),
    ];
  }),
);
