import type { GroupRef, Scope } from '../store/resource.js';
import type { ResourceStore } from '../store/resource-store.js';

export interface EffectiveGroups {
  readonly direct: readonly GroupRef[];
  readonly all: readonly GroupRef[];
}

export async function effectiveGroups(
  resources: Pick<ResourceStore, 'listGroups'>,
  scope: Scope,
  users: readonly string[],
): Promise<ReadonlyMap<string, EffectiveGroups>> {
  const direct = await resources.listGroups(scope, users);
  return new Map([...direct].map(([user, groups]) => [user, { direct: groups, all: groups }]));
}
