import { requireAttribute } from '../scim/require-attribute.js';
import { groupType } from '../scim/resource-types.js';
import type { ResourceRecord } from '../store/resource.js';
import type { Runtime } from './runtime.js';

/** The only group of this displayName. */
export async function findGroup(
  { store, scope }: Pick<Runtime, 'store' | 'scope'>,
  name: string,
): Promise<ResourceRecord | undefined> {
  const { resources } = await store.resources.query(scope, {
    type: 'Group',
    filter: { kind: 'compare', path: displayName, operator: 'eq', value: name },
    startIndex: 1,
    count: 2,
    withoutTotal: true,
  });
  return resources.length > 1 ? undefined : resources[0];
}

const displayName = requireAttribute(groupType, { attribute: 'displayName' });
