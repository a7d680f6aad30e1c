import type { Json } from '../../../scim/json.js';
import type { Operation } from '../probe.js';
import type { Need } from '../requirement.js';

/** Operations on a user, and what has to stand there afterwards. */
export type PatchChange = readonly [
  section: string,
  title: string,
  requirement: string,
  needs: readonly Need[],
  operations: readonly Operation[],
  /** Place and what stands there afterwards. */
  expected: readonly (readonly [path: readonly (string | number)[], value: Json | undefined])[],
];
