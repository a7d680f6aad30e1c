import type { Selection } from './parse-selection.js';

/** How much of an attribute is named. */
export type Reach = 'none' | 'part' | 'whole';

/** How much of what stands at `names` the selection's paths name. */
export function reach(selection: Selection, names: readonly string[]): Reach {
  let reached: Reach = 'none';
  for (const path of selection.paths) {
    const shared = path.every((name, index) => index >= names.length || name === names[index]);
    if (shared && path.length <= names.length) return 'whole';
    if (shared) reached = 'part';
  }
  return reached;
}
