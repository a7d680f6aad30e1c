import type { OwnedCount } from '../resource-store.js';
import type { StoredResource } from './directory-state.js';

export function countOwned(resources: readonly StoredResource[]): readonly OwnedCount[] {
  const counts = new Map<string, OwnedCount>();
  for (const { record } of resources) {
    const { owner, type } = record;
    const key = JSON.stringify([owner, type]);
    counts.set(key, { owner, type, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, counted]) => counted);
}
