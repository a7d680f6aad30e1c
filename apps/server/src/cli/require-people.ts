import { parseFilter, type ResourceType, resolveFilter, ScimError, userType } from '@linkspan/core';
import { UsageError } from './usage-error.js';

export interface PeopleOptions {
  readonly search?: string;
  readonly filter?: string;
}

/** @throws UsageError where people are asked for in two ways, or by a filter that cannot be read. */
export function requirePeople(
  { types }: { readonly types: readonly ResourceType[] },
  userNames: readonly string[],
  { search, filter }: PeopleOptions,
): void {
  const ways = [userNames.length > 0, search !== undefined, filter !== undefined].filter(Boolean);
  if (ways.length > 1)
    throw new UsageError('name people, or find them by --search or by --filter: one of these at a time.');
  if (filter === undefined) return;
  try {
    resolveFilter(types.find(({ name }) => name === 'User') ?? userType, parseFilter(filter));
  } catch (error) {
    if (error instanceof ScimError) throw new UsageError(`--filter cannot be read: ${error.message}`);
    throw error;
  }
}
