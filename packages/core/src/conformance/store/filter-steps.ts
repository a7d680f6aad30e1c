import type { Filter } from '../../scim/filter.js';
import { parseFilter } from '../../scim/parse-filter.js';
import { resolveFilter } from '../../scim/resolve-filter.js';
import { groupType } from '../../scim/resource-types.js';
import type { Scope } from '../../store/resource.js';
import { personType } from './person-type.js';
import type { StoreContext } from './store-context.js';

export function resolvePersonFilter(text: string): Filter {
  return resolveFilter(personType, parseFilter(text));
}

/** The ids that a filter finds in the context's directory, in the store's order. */
export async function findIds(
  { store, scope }: StoreContext,
  filter: string,
  options: { readonly type?: 'User' | 'Group'; readonly scope?: Scope } = {},
): Promise<readonly string[]> {
  const type = options.type === 'Group' ? groupType : personType;
  const { resources, total } = await store.resources.query(options.scope ?? scope, {
    type: type.name,
    filter: resolveFilter(type, parseFilter(filter)),
    startIndex: 1,
    count: 1000,
  });
  if (total !== resources.length) throw new Error(`${filter}: the total is ${total}, found are ${resources.length}`);
  return resources.map(({ id }) => id);
}
