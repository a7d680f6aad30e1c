import type { Filter } from './filter.js';
import { isJsonList, isJsonObject, type Json } from './json.js';
import type { AttributePatch } from './patch-attribute.js';
import { ScimError } from './scim-error.js';

/** Takes an operation on the present values of a multi-valued attribute off what one PATCH may cost. */
export type PatchBudget = (patch: AttributePatch, present: readonly Json[]) => void;

/**
 * Comparisons in one PATCH. Five take a microsecond, and nothing else is answered meanwhile. The dearest single operation
 * (remove a thousand values from a thousand) is 1.7 million, a usual one some ten.
 */
const maximumComparisons = 2_000_000;

/** What making and merging a chosen value costs beside it. */
const merging = 20;

/** What a term of a filter costs. */
const term = 3;

/** What a comparison costs grows by one with so many characters in the values. */
const charactersPerComparison = 200;

/**
 * One PATCH may hold 1,000 operations on 1,000 values each, and the 100 terms of a filter for each of those: too much to do at once.
 * Members of groups are not concerned, they are never compared here.
 *
 * The result throws ScimError 413 when the budget is spent.
 */
export function createPatchBudget(): PatchBudget {
  let left = maximumComparisons;
  return (patch, present) => {
    left -= costOf(patch, present);
    if (left >= 0) return;
    throw new ScimError(
      413,
      'The PATCH compares too much at once: it has too many operations on too many values. Nothing was changed; send several requests.',
    );
  };
}

function costOf({ operation, filter, subAttribute, value = null }: AttributePatch, present: readonly Json[]): number {
  const chooses = filter !== undefined || subAttribute !== undefined;
  if (operation === 'replace' && !chooses) return 0;
  const looks = Math.max(filter ? countTerms(filter) * term : 0, countParts(value, chooses));
  const characters = present.length * countCharacters(value) + looks * countCharacters(present);
  return (
    present.length * (looks + (chooses && operation !== 'remove' ? merging : 0)) + characters / charactersPerComparison
  );
}

function countTerms(filter: Filter): number {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.filters.reduce((sum, inner) => sum + countTerms(inner), 0);
    case 'not':
    case 'values':
      return countTerms(filter.filter);
    default:
      return 1;
  }
}

/** The values of a list; of one value that is merged into others its names, known or not. */
function countParts(value: Json, isMerged: boolean): number {
  if (isJsonList(value)) return value.length;
  return isMerged && isJsonObject(value) ? Object.keys(value).length : 1;
}

function countCharacters(value: Json): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, inner) => sum + countCharacters(inner), 0);
}
