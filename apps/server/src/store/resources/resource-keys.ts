import { foldCase, indexedAttributes, type JsonObject, valuesAt } from '@linkspan/core';

/** The columns that hold indexed attributes. An indexed attribute that is not here is in `resource_values`. */
export const keyColumns: Readonly<Record<string, 'user_name_key' | 'display_name_key' | 'family_name_key' | 'active'>> =
  {
    userName: 'user_name_key',
    displayName: 'display_name_key',
    'name.familyName': 'family_name_key',
    active: 'active',
  };

export interface ResourceKeys {
  readonly user_name_key: string | null;
  readonly display_name_key: string | null;
  readonly family_name_key: string | null;
  readonly active: boolean | null;
  /** What it is called as a member: displayName, else userName. */
  readonly label: string | null;
  /** The rows of `resource_values`. */
  readonly values: readonly { readonly path: string; readonly key: string }[];
}

export function isIndexed(type: string, path: string): boolean {
  return (indexedAttributes[type] ?? []).includes(path);
}

/** The store's own copies of what is looked up by index. */
export function createResourceKeys(type: string, attributes: JsonObject): ResourceKeys {
  const paths = indexedAttributes[type] ?? [];
  const key = (path: string) => {
    const [value] = paths.includes(path) ? findStrings(attributes, path) : [];
    return value === undefined ? null : foldCase(value);
  };
  const called = attributes['displayName'] ?? attributes['userName'];
  return {
    user_name_key: key('userName'),
    display_name_key: key('displayName'),
    family_name_key: key('name.familyName'),
    active: typeof attributes['active'] === 'boolean' ? attributes['active'] : null,
    label: typeof called === 'string' ? called : null,
    values: paths
      .filter((path) => keyColumns[path] === undefined)
      .flatMap((path) =>
        [...new Set(findStrings(attributes, path).map(foldCase))].map((value) => ({ path, key: value })),
      ),
  };
}

function findStrings(document: JsonObject, path: string): readonly string[] {
  return valuesAt(document, path.split('.')).filter((value) => typeof value === 'string');
}
