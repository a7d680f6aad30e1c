import type { ResourceRecord } from '@linkspan/core';

/** What people call a resource: a user by userName, a group by displayName. */
export function nameOf({ type, id, attributes }: Pick<ResourceRecord, 'type' | 'id' | 'attributes'>): string {
  const name = type === 'User' ? attributes['userName'] : attributes['displayName'];
  return typeof name === 'string' ? name : id;
}
