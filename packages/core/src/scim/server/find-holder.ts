import type { ResourceRecord } from '../../store/resource.js';
import type { Json } from '../json.js';
import type { UniquePath } from '../list-unique-paths.js';
import type { ResourceType } from '../schema.js';
import type { Call } from './call.js';

/** Whose resource has the value that was refused; undefined where it is gone again. */
export async function findHolder(
  { resources, scope }: Call,
  type: ResourceType,
  { path }: UniquePath,
  value: Json,
): Promise<ResourceRecord | undefined> {
  if (typeof value !== 'string') return undefined;
  const page = await resources.query(scope, {
    type: type.name,
    filter: { kind: 'compare', path, operator: 'eq', value },
    startIndex: 1,
    count: 1,
    withoutTotal: true,
  });
  return page.resources[0];
}
