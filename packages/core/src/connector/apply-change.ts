import { isDeepStrictEqual } from 'node:util';
import type { Change } from './account.js';

/** Pure: the fields after a change, for vendors that take whole records and for fakes. What the change does not name stays. */
export function applyChange(fields: Readonly<Record<string, unknown>>, change: Change): Record<string, unknown> {
  const after: Record<string, unknown> = { ...fields, ...change.set };
  for (const name of change.cleared) delete after[name];
  for (const name of new Set([...Object.keys(change.added), ...Object.keys(change.removed)])) {
    const before = Array.isArray(after[name]) ? after[name] : [];
    const removed = change.removed[name] ?? [];
    const added = change.added[name] ?? [];
    const kept = before.filter((one) => !includes(removed, one));
    after[name] = [...kept, ...added.filter((one) => !includes(kept, one))];
  }
  return after;
}

function includes(values: readonly unknown[], wanted: unknown): boolean {
  return values.some((value) => isDeepStrictEqual(value, wanted));
}
