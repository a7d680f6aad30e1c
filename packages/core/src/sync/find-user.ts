import { requireAttribute } from '../scim/require-attribute.js';
import { userType } from '../scim/resource-types.js';
import type { ResourceRecord } from '../store/resource.js';
import type { Runtime } from './runtime.js';

/** By userName, without case. */
export async function findUser(runtime: Runtime, userName: string): Promise<ResourceRecord | undefined> {
  const page = await runtime.store.resources.query(runtime.scope, {
    type: 'User',
    filter: { kind: 'compare', path: attribute, operator: 'eq', value: userName },
    startIndex: 1,
    count: 1,
    withoutTotal: true,
  });
  return page.resources[0];
}

const attribute = requireAttribute(userType, { attribute: 'userName' });
