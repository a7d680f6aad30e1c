import { longestIndexedValue } from '../../store/indexed-attributes.js';
import type { UniqueValue } from '../../store/resource.js';
import { invalidValue } from '../scim-error.js';

/** @throws ScimError 400 `invalidValue` for a unique value that is longer than stores can keep apart. */
export function requireIndexableKeys(unique: readonly UniqueValue[] | undefined): void {
  const long = unique?.find(({ key }) => key.length > longestIndexedValue);
  if (long === undefined) return;
  throw invalidValue(
    `${long.attribute} may have at most ${longestIndexedValue} characters, since it is unique, but ${long.key.length} were sent. Send a shorter one.`,
  );
}
