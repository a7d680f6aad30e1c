import { indexedAttributes, longestIndexedValue } from '../../store/indexed-attributes.js';
import { externalIdAttribute } from '../common-attributes.js';
import { foldCase } from '../fold-case.js';
import type { Json, JsonObject } from '../json.js';
import { invalidValue } from '../scim-error.js';
import { valuesAt } from '../values-at.js';

/**
 * Holds what stores index to the length that they rely on: a longer value would fail on PostgreSQL for ever, and for a reason that
 * nobody could read. `written` names the top-level attributes that change: what stands there already stops no other change.
 *
 * @throws ScimError 400 `invalidValue` that names the attribute and the limit.
 */
export function requireIndexable(
  type: string,
  attributes: JsonObject,
  externalId: string | null | undefined,
  written: ReadonlySet<string>,
): void {
  if (written.has(externalIdAttribute.name)) requireShort(externalIdAttribute.name, externalId ?? null);
  for (const path of indexedAttributes[type] ?? []) {
    const [name = '', ...rest] = path.split('.');
    if (!written.has(name)) continue;
    for (const value of valuesAt(attributes, [name, ...rest])) requireShort(path, value);
  }
}

/** Indexes hold the folded text, which may be the longer one. */
function requireShort(path: string, value: Json): void {
  if (typeof value !== 'string') return;
  const length = Math.max(value.length, foldCase(value).length);
  if (length <= longestIndexedValue) return;
  throw invalidValue(
    `${path} may have at most ${longestIndexedValue} characters, since it is looked up by, but ${length} were sent. Send a shorter one.`,
  );
}
