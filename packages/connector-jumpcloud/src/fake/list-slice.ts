import type { Json } from '@linkspan/core';

type One = Readonly<Record<string, Json>>;

/** `limit` (10, at most 100), `skip` and `sort`: `-` descends. V1 parts fields by spaces, V2 by commas. */
export function listSlice<Item extends One>(
  items: readonly Item[],
  query: URLSearchParams,
  separator: ' ' | ',',
): Item[] {
  const limit = Math.min(Number(query.get('limit') ?? 10), 100);
  const skip = Number(query.get('skip') ?? 0);
  const keys = (query.get('sort') ?? '').split(separator).filter(Boolean);
  const sorted = items.toSorted((one, other) => {
    for (const key of keys) {
      const name = key.replace(/^-/, '');
      const order = compare(one[name], other[name]);
      if (order !== 0) return key.startsWith('-') ? -order : order;
    }
    return 0;
  });
  return sorted.slice(skip, skip + limit);
}

function compare(one: Json | undefined, other: Json | undefined): number {
  const [left, right] = [String(one ?? ''), String(other ?? '')];
  return left < right ? -1 : left > right ? 1 : 0;
}
