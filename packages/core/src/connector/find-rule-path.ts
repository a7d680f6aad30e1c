import type { Filter } from '../scim/filter.js';
import { findAttribute } from '../scim/find-attribute.js';
import { findByName } from '../scim/find-by-name.js';
import { parsePath } from '../scim/parse-path.js';
import { resolveValueFilter } from '../scim/resolve-filter.js';
import type { ResourceType } from '../scim/schema.js';

/** A rule's SCIM path, found in the schemas. */
export interface RulePath {
  readonly names: readonly string[];
  /** Which values of a multi-valued attribute count, and what is asked of one. */
  readonly choice?: { readonly filter: Filter; readonly subAttribute?: string };
}

/** Rules are few and constant, and are read for every person. */
const known = new WeakMap<ResourceType, Map<string, RulePath | undefined>>();

/**
 * `undefined`: the schemas of `type` have no such attribute.
 * @throws ScimError 400 for what is no path, or a value filter that does not fit the attribute.
 */
export function findRulePath(type: ResourceType, text: string): RulePath | undefined {
  const paths = known.get(type) ?? new Map<string, RulePath | undefined>();
  known.set(type, paths);
  if (!paths.has(text)) paths.set(text, find(type, text));
  return paths.get(text);
}

function find(type: ResourceType, text: string): RulePath | undefined {
  const { path, filter, subAttribute } = parsePath(text);
  const found = findAttribute(type, path);
  if (found === undefined) return undefined;
  const { names, attribute } = found;
  if (filter === undefined) return { names };
  const resolved = resolveValueFilter(attribute, filter);
  if (subAttribute === undefined) return { names, choice: { filter: resolved } };
  const sub = findByName(attribute.subAttributes ?? [], subAttribute);
  return sub && { names, choice: { filter: resolved, subAttribute: sub.name } };
}
