import { isJsonObject, type Json, type JsonObject } from './json.js';

/** A single value of a resource and where it stands: `['name', 'givenName']`, `['urn:…:User', 'department']`; a list is one value. */
export interface Leaf {
  readonly names: readonly string[];
  readonly value: Json;
}

/** Every value of a resource by the path that a PATCH would name: `name.givenName`, `urn:…:User:department`, `emails`. */
export function leavesOf(attributes: JsonObject): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  for (const [name, value] of Object.entries(attributes)) {
    const isExtension = name.startsWith('urn:');
    if (!isJsonObject(value)) leaves.set(name, { names: [name], value });
    else
      for (const [inner, part] of Object.entries(value))
        addLeaf(leaves, isExtension ? `${name}:${inner}` : `${name}.${inner}`, [name, inner], part, isExtension);
  }
  return leaves;
}

function addLeaf(
  leaves: Map<string, Leaf>,
  path: string,
  names: readonly string[],
  value: Json,
  deeper: boolean,
): void {
  if (!deeper || !isJsonObject(value)) {
    leaves.set(path, { names, value });
    return;
  }
  for (const [inner, part] of Object.entries(value))
    leaves.set(`${path}.${inner}`, { names: [...names, inner], value: part });
}

/** The attributes with another value at one place; undefined: none, and no empty shell around it. */
export function withLeaf(attributes: JsonObject, names: readonly string[], value: Json | undefined): JsonObject {
  const [name = '', ...rest] = names;
  const { [name]: before, ...others } = attributes;
  if (rest.length === 0) return value === undefined ? others : { ...attributes, [name]: value };
  const inner = withLeaf(isJsonObject(before) ? before : {}, rest, value);
  return Object.keys(inner).length === 0 ? others : { ...attributes, [name]: inner };
}
