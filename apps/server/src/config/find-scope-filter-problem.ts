import { type Filter, parseFilter, type ResourceType, resolveFilter, ScimError } from '@linkspan/core';

/** Why a filter cannot choose who belongs to an application; reads as a remedy. */
export function findScopeFilterProblem(text: string, user: ResourceType): string | undefined {
  try {
    return asksForGroups(resolveFilter(user, parseFilter(text)))
      ? 'Name the groups in `scope.groups` instead: a filter sees what the person has, not where they belong.'
      : undefined;
  } catch (error) {
    if (error instanceof ScimError) return error.message;
    throw error;
  }
}

function asksForGroups(filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.filters.some(asksForGroups);
    case 'not':
      return asksForGroups(filter.filter);
    default:
      return filter.path.names[0] === 'groups';
  }
}
