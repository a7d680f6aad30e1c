import type { OwnedCount } from '@linkspan/core';

/** `3 users, 1 group`, of one owner. */
export function describeOwned(counts: readonly Pick<OwnedCount, 'type' | 'count'>[]): string {
  return [...counts]
    .sort((left, right) => right.count - left.count)
    .map(({ type, count }) => `${count} ${type.toLowerCase()}${count === 1 ? '' : 's'}`)
    .join(', ');
}
