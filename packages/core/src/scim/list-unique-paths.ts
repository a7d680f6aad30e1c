import type { AttributePath } from './filter.js';
import type { Attribute, ResourceType } from './schema.js';

/** An attribute that no two resources of the type may have the same value of, in one directory. */
export interface UniquePath {
  /** As a client writes it: `userName`, `urn:…:enterprise:2.0:User:employeeNumber`. */
  readonly name: string;
  readonly path: AttributePath;
}

/** Types are constants, so each is looked through once. */
const known = new WeakMap<ResourceType, readonly UniquePath[]>();

/** What the type's schemas say to be unique: RFC 7643 §2.2. Ids are unique anyhow. */
export function listUniquePaths(type: ResourceType): readonly UniquePath[] {
  const paths = known.get(type) ?? findUniquePaths(type);
  known.set(type, paths);
  return paths;
}

function findUniquePaths(type: ResourceType): readonly UniquePath[] {
  const core = walk(type.schema.attributes, [], false).map((path) => ({ name: path.names.join('.'), path }));
  const extensions = type.extensions.flatMap(({ schema }) =>
    walk(schema.attributes, [schema.id], false).map((path) => ({
      name: `${schema.id}:${path.names.slice(1).join('.')}`,
      path,
    })),
  );
  return [...core, ...extensions];
}

function walk(
  attributes: readonly Attribute[],
  parents: readonly string[],
  isInList: boolean,
): readonly AttributePath[] {
  return attributes.flatMap((attribute) => {
    const names = [...parents, attribute.name];
    const multiValued = isInList || attribute.multiValued;
    const inner = walk(attribute.subAttributes ?? [], names, multiValued);
    return attribute.uniqueness === 'none' ? inner : [{ names, attribute, multiValued }, ...inner];
  });
}
