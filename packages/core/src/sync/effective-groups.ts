import type { EffectiveGroup, GroupRef, Scope } from '../store/resource.js';
import type { ResourceStore } from '../store/resource-store.js';

/**
 * All groups of each user, the direct ones first, however deep groups stand within groups, and in a circle too. Users without any are
 * absent from the map. One query for all of them, and one for each level above.
 */
export async function effectiveGroups(
  resources: Pick<ResourceStore, 'listGroups'>,
  scope: Scope,
  users: readonly string[],
): Promise<ReadonlyMap<string, readonly EffectiveGroup[]>> {
  const direct = await resources.listGroups(scope, users);
  const parents = await listParents(resources, scope, direct);
  return new Map([...direct].map(([user, groups]) => [user, climb(groups, parents)]));
}

/** The groups that each of these groups, and each group above them, stands in. */
async function listParents(
  resources: Pick<ResourceStore, 'listGroups'>,
  scope: Scope,
  direct: ReadonlyMap<string, readonly GroupRef[]>,
): Promise<ReadonlyMap<string, readonly GroupRef[]>> {
  const parents = new Map<string, readonly GroupRef[]>();
  let level = idsOf(direct);
  while (level.length > 0) {
    const above = await resources.listGroups(scope, level);
    for (const id of level) parents.set(id, above.get(id) ?? []);
    level = idsOf(above).filter((id) => !parents.has(id));
  }
  return parents;
}

function idsOf(groups: ReadonlyMap<string, readonly GroupRef[]>): readonly string[] {
  return [...new Set([...groups.values()].flat().map(({ value }) => value))];
}

function climb(
  direct: readonly GroupRef[],
  parents: ReadonlyMap<string, readonly GroupRef[]>,
): readonly EffectiveGroup[] {
  const found = new Map<string, EffectiveGroup>(direct.map((group) => [group.value, { ...group, type: 'direct' }]));
  // A map goes on with what is added while it is walked.
  for (const id of found.keys()) {
    for (const group of parents.get(id) ?? []) {
      if (!found.has(group.value)) found.set(group.value, { ...group, type: 'indirect' });
    }
  }
  return [...found.values()];
}
