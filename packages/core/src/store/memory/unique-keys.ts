import { foldCase } from '../../scim/fold-case.js';
import type { JsonObject } from '../../scim/json.js';
import { listUniquePaths } from '../../scim/list-unique-paths.js';
import { resourceTypes } from '../../scim/resource-types.js';
import { valuesAt } from '../../scim/values-at.js';
import type { UniqueValue } from '../resource.js';

export interface UniqueKey {
  readonly attribute: string;
  readonly key: string;
}

/** What no other resource of the type may hold in one directory: by the built-in schemas, and as the commit says of declared ones. */
export function listUniqueKeys(
  type: string,
  attributes: JsonObject,
  unique: readonly UniqueValue[] = [],
): readonly UniqueKey[] {
  const known = resourceTypes.find(({ name }) => name === type);
  const builtIn = (known ? listUniquePaths(known) : []).flatMap(({ name, path }) =>
    valuesAt(attributes, path.names).map((value) => {
      const compared = typeof value === 'string' && !path.attribute.caseExact ? foldCase(value) : value;
      return { attribute: name, key: JSON.stringify([type, name, compared]) };
    }),
  );
  const declared = unique.map(({ attribute, key }) => ({
    attribute,
    key: JSON.stringify([type, attribute, 'declared', key]),
  }));
  return [...builtIn, ...declared];
}
