import type { Change } from '../connector/account.js';
import type { Json, JsonObject } from '../scim/json.js';
import { writeField } from './write-field.js';

/** Pure: a resource after a change of fields, by SCIM path. Lists first: `emails.value` finds its place in `emails`. */
export function writeFields(before: JsonObject, { set, cleared }: Pick<Change, 'set' | 'cleared'>): JsonObject {
  const written = Object.entries(set).toSorted(
    ([left], [right]) => Number(left.includes('.')) - Number(right.includes('.')),
  );
  const emptied = cleared.reduce((resource, place) => writeField(resource, place, undefined), before);
  return written.reduce((resource, [place, value]) => writeField(resource, place, value as Json), emptied);
}
