import { parseFilter, type ResourceRecord, type ResourceStore, resolveFilter, resourceTypes } from '@linkspan/core';

/** Groups may share a name; more than these are not told apart by reading. */
const most = 20;

/** What lives in a directory under this id, userName or name of a group. An id is of one alone. */
export async function findResources(
  resources: Pick<ResourceStore, 'find' | 'query'>,
  directory: string,
  name: string,
): Promise<readonly ResourceRecord[]> {
  const scope = { directory, client: '' };
  for (const { name: type } of resourceTypes) {
    const found = await resources.find(scope, type, name);
    if (found) return [found];
  }
  const named: ResourceRecord[] = [];
  for (const type of resourceTypes) {
    const attribute = type.name === 'User' ? 'userName' : 'displayName';
    const filter = resolveFilter(type, parseFilter(`${attribute} eq ${JSON.stringify(name)}`));
    const query = { type: type.name, filter, startIndex: 1, count: most, withoutTotal: true };
    named.push(...(await resources.query(scope, query)).resources);
  }
  return named;
}
