import type { Filter } from '../scim/filter.js';
import { requireAttribute } from '../scim/require-attribute.js';
import { userType } from '../scim/resource-types.js';
import type { ResourceRecord } from '../store/resource.js';
import type { Runtime } from './runtime.js';

const resourcesAtOnce = 500;

/** The directory's users, or groups, by id, in pages; who is created meanwhile is either in a later page or brings a mark. */
export async function* resourcePages(
  runtime: Runtime,
  options: { readonly after?: string; readonly filter?: Filter } = {},
): AsyncGenerator<readonly ResourceRecord[]> {
  let { after = '' } = options;
  for (;;) {
    const filters = [...(after === '' ? [] : [behind(after)]), ...(options.filter ? [options.filter] : [])];
    const { resources } = await runtime.store.resources.query(runtime.scope, {
      type: runtime.type,
      ...(filters.length > 0 && { filter: { kind: 'and', filters } as const }),
      startIndex: 1,
      count: resourcesAtOnce,
      withoutTotal: true,
    });
    const last = resources.at(-1);
    if (last === undefined) return;
    yield runtime.asksExternalId ? await withExternalIds(runtime, resources) : resources;
    if (resources.length < resourcesAtOnce) return;
    after = last.id;
  }
}

function behind(value: string): Filter {
  return { kind: 'compare', path: id, operator: 'gt', value };
}

/** externalId is read as the resource's owner set it. */
async function withExternalIds(
  { store, scope }: Runtime,
  resources: readonly ResourceRecord[],
): Promise<readonly ResourceRecord[]> {
  const owned: ResourceRecord[] = [];
  for (const resource of resources) {
    const seen = await store.resources.find({ ...scope, client: resource.owner }, resource.type, resource.id);
    if (seen !== undefined) owned.push(seen);
  }
  return owned;
}

const id = requireAttribute(userType, { attribute: 'id' });
