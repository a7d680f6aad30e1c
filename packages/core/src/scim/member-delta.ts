/** What a PATCH does to a membership that is never loaded. No id is in both `add` and `remove`. */
export type MemberDelta =
  | { readonly replace: readonly string[] }
  | { readonly add: readonly string[]; readonly remove: readonly string[] };

/** The one delta that does what these do one after the other. */
export function composeMemberDeltas(deltas: readonly MemberDelta[]): MemberDelta {
  let whole: Set<string> | undefined;
  const add = new Set<string>();
  const remove = new Set<string>();
  for (const delta of deltas) {
    if ('replace' in delta) {
      whole = new Set(delta.replace);
      continue;
    }
    for (const id of delta.add) {
      whole?.add(id);
      add.add(id);
      remove.delete(id);
    }
    for (const id of delta.remove) {
      whole?.delete(id);
      add.delete(id);
      remove.add(id);
    }
  }
  return whole ? { replace: [...whole] } : { add: [...add], remove: [...remove] };
}
