import { isDeepStrictEqual } from 'node:util';
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

interface KeyPath {
  readonly path: string;
  readonly names: readonly string[];
}

/** The paths of each type that have rows in `resource_values`. */
const rowPaths: ReadonlyMap<string, readonly KeyPath[]> = new Map(
  Object.entries(indexedAttributes).map(([type, paths]) => [
    type,
    paths.filter((path) => keyColumns[path] === undefined).map((path) => ({ path, names: path.split('.') })),
  ]),
);

/** The store's own copies of what is looked up by index. */
export function createResourceKeys(type: string, attributes: JsonObject): ResourceKeys {
  const paths = indexedAttributes[type] ?? [];
  const key = (path: string, names: readonly string[]) => {
    const [value] = paths.includes(path) ? findStrings(attributes, names) : [];
    return value === undefined ? null : foldCase(value);
  };
  const called = attributes['displayName'] ?? attributes['userName'];
  return {
    user_name_key: key('userName', ['userName']),
    display_name_key: key('displayName', ['displayName']),
    family_name_key: key('name.familyName', ['name', 'familyName']),
    active: typeof attributes['active'] === 'boolean' ? attributes['active'] : null,
    label: typeof called === 'string' ? called : null,
    values: listRows(type, attributes),
  };
}

/** Whether two states of a resource have the same rows in `resource_values`. */
export function hasSameRows(type: string, one: JsonObject, other: JsonObject): boolean {
  const paths = rowPaths.get(type) ?? [];
  return (
    paths.every(({ names: [name = ''] }) => one[name] === other[name]) ||
    isDeepStrictEqual(listRows(type, one), listRows(type, other))
  );
}

function listRows(type: string, attributes: JsonObject): ResourceKeys['values'] {
  const paths = rowPaths.get(type) ?? [];
  return paths.flatMap(({ path, names }) =>
    [...new Set(findStrings(attributes, names).map(foldCase))].map((value) => ({ path, key: value })),
  );
}

function findStrings(document: JsonObject, names: readonly string[]): readonly string[] {
  return valuesAt(document, names).filter((value) => typeof value === 'string');
}
