import type { AttributePath } from '../scim/filter.js';
import { findAttribute } from '../scim/find-attribute.js';
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

const displayName: AttributePath = requirePath('displayName');

function requirePath(attribute: string): AttributePath {
  const path = findAttribute(groupType, { attribute });
  if (path === undefined) throw new Error(`the Group schema has no ${attribute}`);
  return path;
}
