import type { Change } from '../connector/account.js';

/** The part of a change that only takes. */
export function lossesOf({ removed }: Change, undecided: readonly unknown[] = []): Change {
  const losses = Object.entries(removed).flatMap(([name, values]) => {
    const lost = values.filter((value) => !undecided.includes(value));
    return lost.length === 0 ? [] : [[name, lost] as const];
  });
  return { set: {}, cleared: [], added: {}, removed: Object.fromEntries(losses) };
}

export function isLossOnly({ set, cleared, added }: Change): boolean {
  return cleared.length === 0 && Object.keys(set).length === 0 && Object.keys(added).length === 0;
}

/** The sets that losses leave. */
export function afterLosses(
  agreed: Readonly<Record<string, unknown>>,
  { removed }: Change,
): Record<string, readonly unknown[]> {
  return Object.fromEntries(
    Object.entries(removed).map(([name, lost]) => {
      const before = agreed[name];
      return [name, Array.isArray(before) ? before.filter((value) => !lost.includes(value)) : []];
    }),
  );
}

/** The remote names that a change touches. */
export function changedFields(change: Change): readonly string[] {
  return [
    ...new Set([
      ...Object.keys(change.set),
      ...change.cleared,
      ...Object.keys(change.added),
      ...Object.keys(change.removed),
    ]),
  ].sort();
}

export function without<Value>(
  record: Readonly<Record<string, Value>>,
  names: readonly string[],
): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}
